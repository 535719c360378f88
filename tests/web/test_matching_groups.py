"""Groups on the matching desk: one question for lines alike, each removable, one answer, one step back."""

import html
import re
from collections.abc import Callable
from uuid import uuid4

import pytest

from app.base.store import Store
from app.money import queries_bank
from app.money.queries_verify import books
from app.money.verifying import wrongs
from tests.support.make_money import bank_row, import_rows
from tests.support.money_pages import Evening, actor, arrange, other_case
from tests.support.pages import Browser

Open = Callable[..., Browser]
PATH = "/money/matching/groups"
STRANGERS = ("101", "102", "103")
FEES = ("201", "202")
DEBTORS = ("301", "302")


@pytest.fixture
def evening(app_store: Store) -> Evening:
    """Three strangers, two court fees, two debtors without a word, a payment and its reversal, interest, a charge."""
    arranged = arrange(app_store)
    other_case(app_store)
    paid = {"对方户名": "路人戊", "对方账号": "6217000001", "附言": "案款"}
    rows = [
        *(bank_row(amount, 对方户名=f"路人{amount}") for amount in STRANGERS),
        *(bank_row(amount, 对方户名="路人丁", 附言="诉讼费") for amount in FEES),
        *(bank_row(amount, 对方户名="马外人", 交易日期="2026-05-01") for amount in DEBTORS),
        bank_row("401", 交易日期="2026-05-02", **paid),
        bank_row("-401", 交易日期="2026-05-02", 交易时间="09:40:00", **(paid | {"附言": "冲正"})),
        bank_row("0.88", 摘要="结息", 交易日期="2026-05-03"),
        bank_row("-2", 摘要="手续费", 交易日期="2026-05-03"),
    ]
    with app_store.writing() as session:
        import_rows(session, actor(session, "clerk"), rows)
    return arranged


def left(store: Store) -> set[str]:
    """The sums that still lie unclaimed or unexplained."""
    with store.reading() as session:
        scope = actor(session, "clerk").scope
        some = (*queries_bank.unclaimed(session, scope), *queries_bank.unexplained_out(session, scope))
        return {str(one.amount) for one in some}


def groups(page: str) -> dict[str, list[str]]:
    """The words of each group's lines, by its key."""
    parts = re.findall(r'name="key" value="([^"]+)"(.*?)</form>', page, re.DOTALL)
    return {html.unescape(key): re.findall(r'name="lines" value="([^"]+)"', rest) for key, rest in parts}


def answered(clerk: Browser, key: str, leave: int = 0) -> int:
    """Answer a group, without its last lines."""
    found = groups(clerk.get("/money/matching").text)[key]
    tokens = found[: len(found) - leave]
    return clerk.post(PATH, {"key": key, "lines": tokens, "reason": "成组确认"}).status


def test_lines_alike_are_one_question_and_what_is_in_doubt_is_not_ticked(browser: Open, evening: Evening) -> None:
    page = browser("clerk").get("/money/matching").text
    found = groups(page)
    assert {key: len(some) for key, some in found.items()} == {
        "unidentified": 3,
        "not_enforcement": 2,
        "alike|debtor|one_piece": 2,
        "reversed": 1,
        "interest": 1,
        "charge": 1,
    }
    assert all(f'value="{token}" checked' in page for token in found["unidentified"])
    assert not any(f'value="{token}" checked' in page for token in found["alike|debtor|one_piece"])


def test_a_group_is_claimed_without_the_line_that_was_left_out_and_taken_back_in_one_step(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    clerk = browser("clerk")
    before = left(app_store)
    assert answered(clerk, "alike|debtor|one_piece") == 302
    assert before - left(app_store) == {"301.00", "302.00"}
    page = clerk.get("/money/matching").text
    assert "人工选定：付款人就是被执行人" in page
    [undo] = re.findall(rf'action="({PATH}/[^"]+/undo)"', page)
    assert clerk.post(undo, {"reason": "认错了"}).status == 302
    assert left(app_store) == before
    assert clerk.post(undo, {"reason": "认错了"}).status == 404


def test_unidentified_money_is_set_aside_and_stays_where_it_is(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    clerk = browser("clerk")
    before = left(app_store)
    assert answered(clerk, "unidentified", leave=1) == 302
    assert answered(clerk, "not_enforcement") == 302
    page = clerk.get("/money/matching").text
    assert left(app_store) == before
    assert len(groups(page)["unidentified"]) == 1
    assert "not_enforcement" not in groups(page)
    assert "待认领（不明案款）" in page
    undo = re.findall(rf'action="({PATH}/[^"]+/undo)"', page)
    assert len(undo) == 2
    assert all(clerk.post(one, {"reason": "再看"}).status == 302 for one in undo)
    again = groups(clerk.get("/money/matching").text)
    assert (len(again["unidentified"]), len(again["not_enforcement"])) == (3, 2)


def test_what_was_set_aside_is_asked_about_again_when_something_speaks_for_a_case(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    clerk = browser("clerk")
    assert answered(clerk, "unidentified") == 302
    with app_store.writing() as session:
        line = next(
            one for one in queries_bank.unclaimed(session, actor(session, "clerk").scope) if one.amount == 10_100
        )
    assert f"/money/lines/{line.id}/answer" not in clerk.get("/money/matching").text
    told = {"case_number": evening.number, "reason": "来电确认"}
    assert clerk.post(f"/money/lines/{line.id}", told).status == 302
    assert "101.00" not in left(app_store)


def test_reversals_interest_and_charges_are_booked_as_what_they_are(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    clerk = browser("clerk")
    before = left(app_store)
    for key in ("reversed", "interest", "charge"):
        assert answered(clerk, key) == 302
    assert before - left(app_store) == {"401.00", "-401.00", "0.88", "-2.00"}
    with app_store.reading() as session:
        assert wrongs(books(session)) == []


def test_a_group_that_is_no_more_is_told_and_nothing_is_booked(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    clerk = browser("clerk")
    found = groups(clerk.get("/money/matching").text)
    before = left(app_store)
    mixed = {"key": "interest", "lines": found["unidentified"], "reason": "成组确认"}
    answer = clerk.post(PATH, mixed)
    assert answer.status == 409
    assert "请刷新后再确认" in answer.text
    assert clerk.post(PATH, {**mixed, "key": "alike|payer|"}).status == 409
    assert clerk.post(PATH, {"key": "interest", "lines": [], "reason": "成组确认"}).status == 422
    assert left(app_store) == before


def test_groups_are_the_clerks_alone(browser: Open, evening: Evening) -> None:
    for username in ("judge", "cashier", "auditor"):
        assert browser(username).post(PATH, {"key": "interest", "lines": "x", "reason": "成组确认"}).status == 403
    assert browser("clerk").post(f"{PATH}/{uuid4()}/undo", {"reason": "认错了"}).status == 404
    assert browser("clerk").post(f"{PATH}/{uuid4()}/undo", {}).status == 422
