"""The clerk's day, the day sheet, and the money of one case."""

from collections.abc import Callable

import pytest

from app.base.ids import new_id
from app.base.store import Store
from app.money import queries_cash
from tests.support import people
from tests.support.money_pages import Evening, actor, arrange, other_case
from tests.support.pages import Browser

Open = Callable[..., Browser]


@pytest.fixture
def evening(app_store: Store) -> Evening:
    return arrange(app_store)


def receipts(store: Store) -> int:
    with store.reading() as session:
        return len(queries_cash.receipts(session, actor(session, "clerk").scope))


def form(evening: Evening, **changes: object) -> dict[str, object]:
    given = {
        "id": str(new_id(people.EVENING_BEFORE)),
        "at": "2026-01-16T17:30",
        "person_id": str(evening.debt.person_id),
        "way": "transfer",
        "amount": "1,000.50",
        "payer": "张某一",
    }
    return given | changes


@pytest.mark.parametrize("username", ["judge", "director", "president", "clerk", "cashier", "auditor"])
def test_the_day_shows_what_came_what_is_open_and_what_is_due(browser: Open, evening: Evening, username: str) -> None:
    page = browser(username).get("/money")
    assert page.status == 200
    assert page.text.index("来了什么<") < page.text.index("还没落实的<") < page.text.index("今天到期<")
    assert evening.transfer.number in page.text
    assert "3,500.00" in page.text


def test_a_day_without_money_says_so(browser: Open) -> None:
    assert "今天还没有收款" in browser("clerk").get("/money").text
    assert browser("clerk").get("/money/sheet").status == 200


@pytest.mark.parametrize("username", ["bailiff", "keeper"])
def test_who_does_not_see_money_is_kept_out(browser: Open, evening: Evening, username: str) -> None:
    for path in ("/money", "/money/sheet", f"/cases/{evening.debt.case_id}/money"):
        assert browser(username).get(path).status == 403


def test_a_judge_sees_his_own_cases_only(browser: Open, evening: Evening, app_store: Store) -> None:
    foreign = other_case(app_store)
    judge = browser("judge")
    assert judge.get(f"/cases/{evening.debt.case_id}/money").status == 200
    assert judge.get(f"/cases/{foreign}/money").status == 404
    assert judge.get("/money/sheet").status == 404
    assert evening.transfer.number not in browser("judge2").get("/money").text


def test_the_day_sheet_balances(browser: Open, evening: Evening) -> None:
    page = browser("clerk").get("/money/sheet?day=2026-01-16")
    assert "账平" in page.text
    assert "日结单 2026-01-16" in page.text
    assert browser("clerk").get("/money/sheet?day=soon").status == 422


def test_the_account_of_a_case_shows_heads_sheets_receipts_and_lines(browser: Open, evening: Evening) -> None:
    text = browser("clerk").get(f"/cases/{evening.debt.case_id}/money").text
    for word in ("主债务", "加倍部分债务利息计算表", "申请执行费", "案款明细账", evening.cash.number, "在途转账"):
        assert word in text


def test_a_payment_at_the_window_is_booked_once(browser: Open, evening: Evening, app_store: Store) -> None:
    clerk, path = browser("clerk"), f"/cases/{evening.debt.case_id}/money/new"
    assert "登记收款" in clerk.get(path).text
    typed = form(evening)
    for _ in range(2):
        assert clerk.post(path, typed).location == f"/cases/{evening.debt.case_id}/money"
    assert receipts(app_store) == 3


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", "-5"),
        ("amount", "0"),
        ("amount", "0.001"),
        ("amount", "九"),
        ("amount", ""),
        ("payer", ""),
        ("payer", "张" * 100_000),
        ("way", "barter"),
        ("at", "2026-02-30T10:00"),
        ("person_id", "1"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(
    browser: Open, evening: Evening, app_store: Store, field: str, value: str
) -> None:
    answer = browser("clerk").post(f"/cases/{evening.debt.case_id}/money/new", form(evening, **{field: value}))
    assert answer.status == 422
    assert f'id="f-{field}-fault"' in answer.text or field in answer.text
    assert receipts(app_store) == 2


def test_cash_at_the_desk_needs_two_officers_and_says_the_article(browser: Open, evening: Evening) -> None:
    answer = browser("clerk").post(f"/cases/{evening.debt.case_id}/money/new", form(evening, way="cash", reason="急用"))
    assert answer.status == 422
    assert "两名执行人员" in answer.text


def test_markup_is_ordinary_text(browser: Open, evening: Evening) -> None:
    clerk = browser("clerk")
    clerk.post(f"/cases/{evening.debt.case_id}/money/new", form(evening, payer="<b>${7*7}</b>"))
    assert "&lt;b&gt;${7*7}&lt;/b&gt;" in clerk.get(f"/cases/{evening.debt.case_id}/money").text


def test_a_receipt_is_taken_back_by_the_clerk_with_a_reason(browser: Open, evening: Evening) -> None:
    clerk, path = browser("clerk"), f"/money/receipts/{evening.transfer.event_id}/reverse"
    assert clerk.get(path).status == 200
    letter = {"id": str(new_id(people.EVENING_BEFORE))}
    assert clerk.post(path, letter).status == 422
    assert clerk.post(path, {**letter, "reason": "录重了"}).status == 302
    assert "已撤销" in clerk.get(f"/cases/{evening.debt.case_id}/money").text
    assert browser("judge").get(path).status == 403


def test_what_was_handed_over_is_not_taken_back(browser: Open, evening: Evening) -> None:
    path = f"/money/receipts/{evening.cash.event_id}/reverse"
    letter = {"id": str(new_id(people.EVENING_BEFORE)), "reason": "录重了"}
    answer = browser("clerk").post(path, letter)
    assert answer.status == 409
    assert "请先撤销交接单" in answer.text
