"""The letter box as a program meets it: envelope, answers, statuses, bad input."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.base.clock import HandClock
from app.base.instant import Instant
from app.base.store import Store
from app.field.tables import Visit
from app.sync.tables import Letter
from tests.support.make_letters import envelope, letter
from tests.support.make_tablet import Morning, make_morning
from tests.support.pages import Browser
from tests.support.people import DAWN

Open = Callable[..., Browser]
BOX = "/tablet/letters"
MARKUP = "<script>alert(1)</script> ${7*7} ' \" \u202e"


@pytest.fixture
def morning(app_store: Store, clock: HandClock) -> Morning:
    made = make_morning(app_store)
    clock.moment = DAWN + timedelta(minutes=12)
    return made


@pytest.fixture
def bailiff(browser: Open, morning: Morning) -> Browser:
    return browser("bailiff")


@pytest.fixture
def write(morning: Morning) -> Callable[..., dict[str, Any]]:
    """`write("visit.note", note="…")`: a letter about the first stop."""
    stop = morning.first

    def written(kind: str, n: int = 1, **body: Any) -> dict[str, Any]:
        whose = {"case_id": stop.case_id, "person_id": stop.person_id, "target_id": stop.target_id}
        return letter(kind, DAWN, n=n, **{**whose, **body})

    return written


Write = Callable[..., dict[str, Any]]


def put(browser: Browser, *letters: Any) -> dict[str, Any]:
    answer = browser.client.post(BOX, json=envelope(letters))
    assert answer.status_code == 200
    assert answer.json
    return dict(answer.json)


def kept(store: Store, table: Any) -> list[Any]:
    with store.reading() as session:
        return list(session.scalars(select(table)))


def test_the_answer_names_each_letter(bailiff: Browser, write: Write, clock: HandClock) -> None:
    paid = write("money.take", n=2, way="transfer", amount="3000", payer="张某甲")
    said = put(bailiff, write("visit.arrive"), paid, write("visit.dance", n=3))
    assert set(said) == {"epoch", "now", "last_n", "answers"}
    assert said["now"] == clock.moment.iso
    assert said["last_n"] == 3
    arrived, receipt, unknown = said["answers"]
    assert set(arrived) == {"id", "status", "seq"}
    assert (receipt["status"], set(receipt)) == ("applied", {"id", "status", "seq", "receipt"})
    assert (unknown["status"], unknown["code"]) == ("set_aside", "letter.unknown_kind")


def test_what_is_kept_for_the_tablet_issue_may_be_null_or_told(bailiff: Browser, write: Write) -> None:
    told = write("visit.arrive") | {"clock": {"now": "x", "offset": 3}, "prev": "a" * 64, "n": None}
    bare = {name: value for name, value in write("visit.miss").items() if name in {"id", "kind", "at", "body"}}
    assert [one["status"] for one in put(bailiff, told, bare)["answers"]] == ["applied", "applied"]


def test_a_letter_sent_twice_is_answered_twice_and_done_once(bailiff: Browser, write: Write, app_store: Store) -> None:
    arrived = write("visit.arrive")
    said = [put(bailiff, arrived)["answers"][0]["status"] for _ in range(3)]
    assert said == ["applied", "duplicate", "duplicate"]
    assert len(kept(app_store, Visit)) == 1


def test_the_way_of_a_letter_is_no_part_of_it(bailiff: Browser, write: Write) -> None:
    arrived = write("visit.arrive")
    other_way = {**arrived, "n": 77, "prev": "b", "clock": {"now": "y", "offset": 1}}
    assert [one["status"] for one in put(bailiff, arrived, other_way)["answers"]] == ["applied", "duplicate"]


def test_an_id_with_another_content_is_a_conflict(bailiff: Browser, write: Write, app_store: Store) -> None:
    one = write("visit.note", note="第一句")
    other = {**one, "body": {**one["body"], "note": "第二句"}}
    said = put(bailiff, one, other)["answers"]
    assert (said[1]["status"], said[1]["code"]) == ("conflict", "letter.id_reused")
    assert len(kept(app_store, Letter)) == 2


def test_an_id_that_is_no_uuid7_is_set_aside_with_its_fault(bailiff: Browser, write: Write) -> None:
    for wrong in ("", "x", 7, None, "00000000-0000-4000-8000-000000000000"):
        said = put(bailiff, {**write("visit.arrive"), "id": wrong})["answers"][0]
        assert said["status"] == "set_aside"
        assert said["faults"][0]["field"] == "id"


def test_a_wrong_form_is_set_aside_with_every_fault(bailiff: Browser, write: Write) -> None:
    said = put(bailiff, write("money.take", way="barter", amount="-3"))["answers"][0]
    assert said["code"] == "input.invalid"
    assert {fault["field"] for fault in said["faults"]} == {"way", "amount", "payer"}
    assert all(fault["code"].startswith("field.") for fault in said["faults"])


@pytest.mark.parametrize(
    "changes",
    [{"at": None}, {"at": "yesterday"}, {"kind": None}, {"kind": "x" * 90}, {"body": None}, {"body": []}, {"extra": 1}],
)
def test_a_letter_without_its_parts_is_set_aside(bailiff: Browser, write: Write, changes: dict[str, Any]) -> None:
    assert put(bailiff, {**write("visit.arrive"), **changes})["answers"][0]["status"] == "set_aside"


def test_a_foreign_case_is_set_aside(browser: Open, morning: Morning, write: Write, app_store: Store) -> None:
    said = put(browser("auxiliary"), write("visit.arrive"))["answers"][0]
    assert (said["status"], said["code"]) == ("set_aside", "missing")
    assert not kept(app_store, Visit)


def test_a_breach_is_recorded_and_flagged(bailiff: Browser, write: Write, app_store: Store) -> None:
    assert put(bailiff, write("visit.inform"))["answers"][0]["status"] == "applied"
    assert "visit.consequences_not_told" in kept(app_store, Visit)[0].flags


def test_100000_signs_are_kept_and_hurt_nobody(bailiff: Browser, write: Write, app_store: Store) -> None:
    long = write("visit.note", note="字" * 100_000)
    said = put(bailiff, long, write("visit.arrive"))["answers"]
    assert [one["status"] for one in said] == ["set_aside", "applied"]
    assert said[0]["faults"] == [{"field": "note", "code": "field.string_too_long"}]
    assert kept(app_store, Letter)[0].body["note"] == "字" * 100_000


def test_markup_is_kept_as_typed_and_shown_as_text(bailiff: Browser, write: Write, morning: Morning) -> None:
    assert put(bailiff, write("visit.note", note=MARKUP))["answers"][0]["status"] == "applied"
    page = bailiff.get(f"/tablet/stops/{morning.first.id}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ${7*7}" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "body",
    [[], {}, {"letters": []}, {"device": "", "letters": []}, {"device": "a\x00b", "letters": []},
     {"device": "d", "letters": {}}, {"device": "d", "letters": [1] * 201}, {"device": "paper-1", "letters": []},
     {"device": "d", "letters": [], "surplus": 1}],
)  # fmt: skip
def test_what_is_no_envelope_is_refused(bailiff: Browser, body: Any, app_store: Store) -> None:
    answer = bailiff.client.post(BOX, json=body)
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert not kept(app_store, Letter)


@pytest.mark.parametrize("raw", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b'{"device": NaN', b"null"])
def test_what_is_no_json_is_refused(bailiff: Browser, raw: bytes) -> None:
    answer = bailiff.client.post(BOX, data=raw, content_type="application/json")
    assert answer.status_code == 422
    form = bailiff.client.post(BOX, data=raw, headers={"Accept": "application/json"})
    assert form.status_code == 422


def test_no_other_site_may_put_letters_in(bailiff: Browser) -> None:
    answer = bailiff.client.post(BOX, json=envelope([]), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 422


def test_who_is_signed_out_or_stays_in_the_office_puts_nothing_in(browser: Open, morning: Morning) -> None:
    assert browser().client.post(BOX, json=envelope([])).status_code == 401
    for who in ("clerk", "president", "keeper", "auditor"):
        assert browser(who).client.post(BOX, json=envelope([])).status_code == 403


def test_a_judge_who_leads_writes_too(browser: Open, write: Write) -> None:
    assert put(browser("judge"), write("visit.arrive"))["answers"][0]["status"] == "applied"


def test_the_time_of_a_deed_is_its_own(bailiff: Browser, write: Write, app_store: Store, clock: HandClock) -> None:
    early = {**write("visit.arrive"), "at": "2026-01-17T05:55:00+08:00"}
    put(bailiff, early)
    [visit] = kept(app_store, Visit)
    assert (visit.at, visit.entered_at) == (Instant.parse("2026-01-17T05:55"), clock.moment)
