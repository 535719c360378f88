"""Cash hand-over: slips from the list of receipts, four eyes at finance."""

from collections.abc import Callable

import pytest

from app.base.ids import new_id
from app.base.store import Store
from app.money import queries_cash
from tests.support import people
from tests.support.make_money import make_cash
from tests.support.money_pages import Evening, actor, arrange
from tests.support.pages import Browser

Open = Callable[..., Browser]


@pytest.fixture
def evening(app_store: Store) -> Evening:
    return arrange(app_store)


def more_cash(store: Store, evening: Evening) -> str:
    with store.writing() as session:
        bailiff = actor(session, "bailiff")
        return make_cash(session, lambda name: actor(session, name), evening.debt, bailiff, amount="80").number


def test_the_bailiff_makes_a_slip_of_his_receipts(browser: Open, evening: Evening, app_store: Store) -> None:
    number = more_cash(app_store, evening)
    bailiff = browser("bailiff")
    assert number in bailiff.get("/money/handovers").text
    form = bailiff.get("/money/handovers/new").text
    assert (number in form, "宁0425执" in form) == (True, True)
    answer = bailiff.post("/money/handovers/new", {"receipt_numbers": number})
    page = bailiff.get(answer.location)
    assert "宁0425交2026-0002" in page.text
    assert "80.00" in page.text
    assert "您手里没有未交接的现金" in bailiff.get("/money/handovers/new").text


def test_cash_at_the_window_says_all_that_it_lacks(browser: Open, evening: Evening) -> None:
    given = {"id": str(new_id(people.EVENING_BEFORE)), "at": "2026-01-16T17:30", "way": "cash", "amount": "90"}
    given |= {"person_id": str(evening.debt.person_id), "payer": evening.debt.name}
    answer = browser("clerk").post(f"/cases/{evening.debt.case_id}/money/new", given)
    assert (answer.status, answer.text.count("field-fault")) == (422, 2)
    assert "须有两名执行人员在场" in answer.text
    assert "须写明为什么没有转账" in answer.text


def test_a_slip_of_nothing_or_of_a_strange_number_is_refused(browser: Open, evening: Evening) -> None:
    bailiff = browser("bailiff")
    assert bailiff.post("/money/handovers/new", {}).status == 422
    assert bailiff.post("/money/handovers/new", {"receipt_numbers": evening.transfer.number}).status == 422
    assert bailiff.post("/money/handovers/new", {"receipt_numbers": "x" * 100_000}).status == 422


def test_finance_counts_and_takes_over(browser: Open, evening: Evening) -> None:
    cashier, path = browser("cashier"), f"/money/handovers/{evening.slip.event_id}"
    assert "财务接收" in cashier.get(path).text
    wrong = cashier.post(f"{path}/acknowledge", {"counted": "499", "official_number": "票1"})
    assert wrong.status == 422
    assert "与交接单金额（500.00 元）不一致" in wrong.text
    assert cashier.post(f"{path}/acknowledge", {"counted": "500", "official_number": "票1"}).status == 302
    assert "票1" in cashier.get("/money/handovers").text
    again = cashier.post(f"{path}/acknowledge", {"counted": "500", "official_number": "票2"})
    assert again.status == 409


@pytest.mark.parametrize("username", ["bailiff", "judge", "clerk", "director"])
def test_nobody_else_takes_cash_over(browser: Open, evening: Evening, username: str) -> None:
    path = f"/money/handovers/{evening.slip.event_id}/acknowledge"
    assert browser(username).post(path, {"counted": "500", "official_number": "票1"}).status == 403


def test_a_slip_is_seen_by_those_on_it_and_the_court(browser: Open, evening: Evening) -> None:
    path = f"/money/handovers/{evening.slip.event_id}"
    for username, status in (("bailiff", 200), ("bailiff2", 200), ("clerk", 200), ("police", 404), ("keeper", 403)):
        assert browser(username).get(path).status == status, username


def test_a_slip_is_voided_before_and_finance_answers_back_after(
    browser: Open, evening: Evening, app_store: Store
) -> None:
    path = f"/money/handovers/{evening.slip.event_id}"
    back = {"id": str(new_id(people.EVENING_BEFORE)), "reason": "点错了"}
    cashier, bailiff = browser("cashier"), browser("bailiff")
    cashier.post(f"{path}/acknowledge", {"counted": "500", "official_number": "票1"})
    assert bailiff.post(f"{path}/void", back).status == 409
    assert cashier.post(f"{path}/recount", {**back, "id": str(new_id(people.EVENING_BEFORE))}).status == 302
    assert bailiff.post(f"{path}/void", {**back, "id": str(new_id(people.EVENING_BEFORE))}).status == 302
    with app_store.reading() as session:
        held = queries_cash.cash_held_by(session, actor(session, "bailiff").id)
    assert [one.number for one in held] == [evening.cash.number]
