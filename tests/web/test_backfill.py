"""Entering afterwards what was written on a paper task sheet."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from app.base.clock import HandClock
from app.base.store import Store
from app.documents.facts_sweeps import DEEDS
from app.field.tables import Visit
from app.measures.tables import MeasureDeed
from app.money.tables import Receipt
from app.sync.tables import Letter
from routes.desk.backfill import SHEET
from tests.support.make_letters import envelope, letter
from tests.support.make_tablet import Morning, make_morning
from tests.support.pages import Browser, Page
from tests.support.people import DAWN
from tests.web.test_tablet import PNG

Open = Callable[..., Browser]
FULL = {
    "arrive-do": "1",
    "arrive-time": "06:05",
    "inform-do": "1",
    "inform-time": "06:07",
    "inform-identity_shown": "1",
    "inform-consequences_told": "1",
    "compel-do": "1",
    "compel-time": "06:10",
    "compel-consequences_told": "1",
    "pay-do": "1",
    "pay-time": "06:40",
    "pay-way": "transfer",
    "pay-amount": "3000",
    "pay-payer": "张某甲",
    "recorder_no": "J-07",
}


@pytest.fixture
def morning(app_store: Store, clock: HandClock) -> Morning:
    made = make_morning(app_store)
    clock.moment = DAWN + timedelta(hours=5)
    return made


@pytest.fixture
def clerk(browser: Open, morning: Morning) -> Browser:
    return browser("clerk")


@pytest.fixture
def sheet(morning: Morning) -> str:
    return f"/backfill/stops/{morning.first.id}"


def typed(page: Page, **changes: Any) -> dict[str, Any]:
    """The start values of the sheet as a browser would send them back, everybody ticked, and what is typed over them."""
    ids = dict(re.findall(r'type="hidden" name="([\w-]+-id)" value="([^"]*)"', page.text))
    people = re.findall(r'name="officer_ids" value="([^"]*)"', page.text)
    return {**ids, "on": "2026-01-17", "officer_ids": people, **changes}


def kept(store: Store, table: Any) -> list[Any]:
    with store.reading() as session:
        return list(session.scalars(select(table)))


def test_the_sheet_asks_in_the_order_of_the_paper() -> None:
    labels = [form.label for form in SHEET]
    places = [next(place for place, label in enumerate(labels) if deed in label) for deed in DEEDS]
    assert places == sorted(places)
    assert len(set(places)) == len(DEEDS)


def test_nobody_is_ticked_beforehand_on_a_sheet(clerk: Browser, sheet: str) -> None:
    page = clerk.get(sheet).text
    assert page.count('name="officer_ids"') == 3
    assert not re.search(r'name="officer_ids" value="[^"]*"\s+checked', page)


def test_the_sheets_of_a_sweep_are_offered(clerk: Browser, morning: Morning) -> None:
    page = clerk.get("/backfill").text
    for stop in morning.stops:
        assert f"/backfill/stops/{stop.id}" in page
    assert clerk.get("/backfill?sweep=nonsense").status == 200


@pytest.mark.parametrize(("who", "status"), [("bailiff", 403), ("president", 403), ("keeper", 403), ("judge", 200)])
def test_who_may_enter_sheets(browser: Open, sheet: str, who: str, status: int) -> None:
    assert browser(who).get("/backfill").status == status
    assert browser(who).get(sheet).status == status


def test_a_foreign_sheet_is_not_found(browser: Open, sheet: str) -> None:
    assert browser("judge2").get(sheet).status == 404


def test_a_sheet_is_one_envelope_and_every_letter_is_answered(
    clerk: Browser, sheet: str, app_store: Store, clock: HandClock
) -> None:
    photo = {"sheet": (BytesIO(PNG), "sheet.png")}
    answer = clerk.post(sheet, typed(clerk.get(sheet), **FULL, **photo))
    assert answer.status == 302
    page = clerk.get(answer.location).text
    assert page.count("已登记") == 4
    letters = kept(app_store, Letter)
    assert [row.answer["status"] for row in letters] == ["applied"] * 4
    assert {tuple(row.media) for row in letters} == {(letters[0].media[0],)}
    for row in [*kept(app_store, Visit), *kept(app_store, MeasureDeed)]:
        assert (row.door, row.entered_at, row.body["recorder_no"]) == ("paper", clock.moment, "J-07")
        assert row.at.day.isoformat() == "2026-01-17"
        assert len(row.body["officer_ids"]) == 3
    [receipt] = kept(app_store, Receipt)
    assert receipt.number in page
    listed = clerk.get("/backfill").text
    for told in ("2026-01-17 06:40", str(clock.moment), "陈敏"):
        assert told in listed


def test_a_sheet_sent_twice_is_entered_once(clerk: Browser, sheet: str, app_store: Store) -> None:
    form = typed(clerk.get(sheet), **FULL)
    clerk.post(sheet, form)
    clerk.post(sheet, form)
    assert len(kept(app_store, Letter)) == 4
    assert len(kept(app_store, Receipt)) == 1


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"arrive-time": ""}, ["arrive-time"]),
        ({"arrive-time": "25:99", "pay-amount": "-3"}, ["arrive-time", "pay-amount"]),
        ({"pay-amount": "0.001", "pay-payer": ""}, ["pay-amount", "pay-payer"]),
        ({"on": "2026-02-30"}, ["arrive-time", "pay-time"]),
        ({"arrive-time": "23:59"}, ["arrive-time"]),
        ({"note-do": "1", "note-time": "06:30", "note-note": "字" * 100_000}, ["note-note"]),
        ({"summon-do": "1", "summon-time": "06:30", "summon-mode": "signed"}, ["summon-appear_at", "summon-place"]),
    ],
)
def test_every_fault_stands_beside_its_field_and_nothing_is_lost(
    clerk: Browser, sheet: str, app_store: Store, wrong: dict[str, str], fields: list[str]
) -> None:
    answer = clerk.post(sheet, typed(clerk.get(sheet), **FULL) | wrong)
    assert answer.status == 422
    for field in fields:
        assert f'id="f-{field}-fault"' in answer.text
    assert 'value="J-07"' in answer.text
    assert 'value="06:10"' in answer.text
    assert not kept(app_store, Letter)


def test_an_empty_sheet_is_refused(clerk: Browser, sheet: str) -> None:
    answer = clerk.post(sheet, typed(clerk.get(sheet)))
    assert answer.status == 422
    assert "没有勾选任何一项" in answer.text


def test_markup_on_a_sheet_is_ordinary_text(clerk: Browser, sheet: str) -> None:
    said = {"note-do": "1", "note-time": "06:30", "note-note": "<script>alert(1)</script> ${x}"}
    clerk.post(sheet, typed(clerk.get(sheet), **said))
    page = clerk.get(sheet).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ${x}" in page
    assert "<script>alert" not in page


def test_a_judge_sees_only_his_own_entries(browser: Open, clerk: Browser, sheet: str) -> None:
    clerk.post(sheet, typed(clerk.get(sheet), **FULL))
    assert "张某甲" in browser("judge").get("/backfill").text
    assert "张某甲" not in browser("judge2").get("/backfill").text


def test_what_was_set_aside_waits_for_a_person_who_may_see_it(browser: Open, morning: Morning) -> None:
    stop = morning.first
    whose: dict[str, Any] = {"case_id": stop.case_id, "person_id": stop.person_id}
    wrong = letter("visit.note", DAWN, note="<b>" + "字" * 5000, **whose)
    browser("bailiff").post_json("/tablet/letters", envelope([wrong, letter("visit.dance", DAWN), "no letter"]))
    page = browser("clerk").get("/backfill/aside").text
    assert page.count("暂存待核</span>") == 3
    assert "&lt;b&gt;字字" in page
    assert "太长" in page
    assert browser("judge").get("/backfill/aside").text.count("暂存待核</span>") == 1
    assert "没有暂存的记录" in browser("judge2").get("/backfill/aside").text
    assert browser("bailiff").get("/backfill/aside").status == 403
