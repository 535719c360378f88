"""The clerk gives numbers to a squad and counts them when it is back; the tablet carries them."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.base.clock import HandClock
from app.base.ids import new_id
from app.base.store import Store
from app.money.tables import MoneyEvent, Receipt
from app.money.tables_blocks import NumberBlock
from tests.support import people
from tests.support.make_money import make_block
from tests.support.make_tablet import Morning, make_morning
from tests.support.pages import Browser
from tests.support.people import DAWN

Open = Callable[..., Browser]
FIRST = "宁0425收2026-000001"


@pytest.fixture
def morning(app_store: Store, clock: HandClock) -> Morning:
    made = make_morning(app_store)
    clock.moment = DAWN + timedelta(minutes=12)
    return made


def account_id(store: Store, username: str) -> str:
    with store.reading() as session:
        return str(people.actor_of(session, username).id)


def reserved(browser: Open, store: Store, username: str = "bailiff", count: str = "3") -> str:
    """A block for that person; its page."""
    answer = browser("clerk").post("/money/blocks", {"bearer_id": account_id(store, username), "count": count})
    assert answer.status == 302
    return answer.location


def carried(browser: Open, morning: Morning, slug: str = "pay") -> str:
    page = browser("bailiff").get(f"/tablet/stops/{morning.stops[0].id}/deeds/{slug}")
    found = re.search(r'data-numbers="([^"]*)"', page.text)
    assert found
    return html.unescape(found[1])


def test_the_clerk_reserves_numbers_for_a_squad(browser: Open, app_store: Store, morning: Morning) -> None:
    page = browser("clerk").get("/money/blocks")
    assert "还没有预留过号段" in page.text
    assert f"{morning.stops[0].id}" not in page.text
    one = browser("clerk").get(reserved(browser, app_store))
    assert FIRST in one.text
    assert "回院清点" in one.text
    with app_store.reading() as session:
        block = session.scalars(select(NumberBlock)).one()
        assert (block.first, block.last, block.squad_id) == (1, 3, morning.squad_id)
    listing = browser("clerk").get("/money/blocks")
    assert "共编 3 号：收据 0 张，没有收据的号码 3 个，无缺号" in listing.text


def test_wrong_numbers_are_told_beside_their_fields(browser: Open, app_store: Store) -> None:
    answer = browser("clerk").post("/money/blocks", {"bearer_id": account_id(app_store, "bailiff"), "count": "900"})
    assert answer.status == 422
    assert 'id="f-count-fault"' in answer.text
    answer = browser("clerk").post("/money/blocks", {"bearer_id": account_id(app_store, "cashier"), "count": "3"})
    assert (answer.status, "请选一名在岗的外勤人员" in answer.text) == (422, True)


def test_the_tablet_carries_the_numbers_of_who_is_signed_in(browser: Open, app_store: Store, morning: Morning) -> None:
    assert carried(browser, morning) == ""
    reserved(browser, app_store)
    reserved(browser, app_store, "bailiff2")
    for slug in ("pay", "cash"):
        assert carried(browser, morning, slug).split() == [f"宁0425收2026-00000{place}" for place in (1, 2, 3)]
    arrive = browser("bailiff").get(f"/tablet/stops/{morning.stops[0].id}/deeds/arrive")
    assert "data-numbers" not in arrive.text


def test_a_letter_with_a_number_is_answered_with_it(browser: Open, app_store: Store, morning: Morning) -> None:
    reserved(browser, app_store)
    stop = morning.stops[0]
    body = {"case_id": str(stop.case_id), "person_id": str(stop.person_id), "way": "transfer", "amount": "500"}
    letters = [
        {"id": str(new_id(DAWN)), "n": n, "kind": "money.take", "at": DAWN.iso, "media": None,
         "body": body | {"payer": f"交款人{n}", "number": FIRST}}
        for n in (1, 2)
    ]  # fmt: skip
    answer = browser("bailiff").post_json("/tablet/letters", {"device": "tablet-1", "letters": letters})
    assert re.findall(r'"receipt":"([^"]*)"', answer.text.encode().decode("unicode_escape")) == [
        FIRST,
        "宁0425收2026-000004",
    ]
    with app_store.reading() as session:
        flagged = [one.flags for one in session.scalars(select(MoneyEvent)) if one.flags]
    assert flagged == [["receipt.number_used"]]
    assert "纸面号 宁0425收2026-000001" in browser("clerk").get("/money").text
    assert "收据号用了两次" in browser("judge").get("/flags").text


def test_the_clerk_counts_the_numbers_that_came_back(browser: Open, app_store: Store, morning: Morning) -> None:
    page = reserved(browser, app_store)
    clerk = browser("clerk")
    empty = clerk.post(page, {})
    assert empty.status == 422
    assert all(f'id="f-{name}-fault"' in empty.text for name in ("places", "how", "reason"))
    assert clerk.post(page, {"places": ["1"], "how": "void", "reason": "被雨淋湿"}).status == 302
    assert clerk.post(page, {"places": ["1"], "how": "returned", "reason": "空白"}).status == 409
    assert clerk.post(page, {"places": ["2", "3"], "how": "returned", "reason": "空白带回"}).status == 302
    shown = clerk.get(page).text
    assert "本号段已清点完毕" in shown
    assert "被雨淋湿" in shown
    assert carried(browser, morning) == ""
    listing = clerk.get("/money/blocks").text
    assert all(words in listing for words in ("作废", "退回", "被雨淋湿", "陈敏"))


def test_others_look_and_do_not_count(browser: Open, app_store: Store) -> None:
    page = reserved(browser, app_store)
    for username in ("judge", "cashier", "auditor"):
        assert "回院清点" not in browser(username).get(page).text
        assert browser(username).post(page, {"places": ["1"], "how": "void", "reason": "无"}).status == 403
    assert browser("bailiff").get("/money/blocks").status == 403


def test_the_number_written_on_paper_is_entered_with_the_sheet(
    browser: Open, app_store: Store, morning: Morning
) -> None:
    reserved(browser, app_store)
    path = f"/backfill/stops/{morning.stops[0].id}"
    assert 'name="pay-number"' in browser("judge").get(path).text
    sheet = {"on": "2026-01-17", "officer_ids": account_id(app_store, "bailiff"), "pay-do": "1", "pay-time": "06:05"}
    paid = {"pay-way": "transfer", "pay-amount": "300", "pay-payer": "张某", "pay-relation": "self"}
    answer = browser("judge").post(path, sheet | paid | {"pay-number": "宁0425收2026-000002"})
    assert answer.status == 302
    with app_store.reading() as session:
        assert session.scalars(select(Receipt.number)).all() == ["宁0425收2026-000002"]


def test_a_block_of_another_day_asks_to_be_counted(browser: Open, app_store: Store, morning: Morning) -> None:
    reserved(browser, app_store)
    assert "还没有清点" not in browser("clerk").get("/money").text
    with app_store.writing() as session:
        bearer = people.actor_of(session, "bailiff2").id
        block = make_block(session, people.actor_of(session, "clerk"), bearer)
    assert "有 1 个收据号段出门后还没有清点" in browser("clerk").get("/money").text
    assert "还没有清点" not in browser("cashier").get("/money").text
    form = {"places": [str(place) for place in block.places], "how": "returned", "reason": "空白带回"}
    assert browser("clerk").post(f"/money/blocks/{block.id}", form).status == 302
    assert "还没有清点" not in browser("clerk").get("/money").text
