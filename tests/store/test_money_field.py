"""Money at the door: receipts, cash, slips, and what is owed after them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.money import Money
from app.base.refusal import Kind, Refusal
from app.court import queries as court
from app.law.allocation import Head
from app.money import queries, queries_cash
from app.money.actions import cancel
from app.money.actions_receipts import record_payment
from app.money.tables import MoneyEvent
from app.trail import queries as trail
from tests.support.make_money import (
    Debt,
    acknowledge,
    make_cash,
    make_confirmed,
    make_debt,
    make_payment,
    make_slip,
    payment,
)
from tests.support.people import DAWN, seen_by

Act = Callable[..., Actor]
NEXT_DAY = timedelta(days=1)


@pytest.fixture
def bailiff(act: Act) -> Actor:
    return act("bailiff", DAWN)


@pytest.fixture
def cashier(act: Act) -> Actor:
    return act("cashier", DAWN)


@pytest.fixture
def debt(session: Session, judge: Actor) -> Debt:
    return make_debt(session, judge)


def test_a_letter_sent_twice_is_one_payment(session: Session, bailiff: Actor, debt: Debt) -> None:
    letter = payment(bailiff, debt)
    first = record_payment(session, bailiff, letter)
    again = record_payment(session, bailiff.at(DAWN + timedelta(hours=2)), letter)
    assert again is first
    assert [one.amount for one in queries.payments(session, debt.case_id)] == [300_000]
    assert trail.recent(session)[0].deed.verb == "money.take"


def test_another_content_under_the_same_id_is_refused(session: Session, bailiff: Actor, debt: Debt) -> None:
    letter = payment(bailiff, debt)
    record_payment(session, bailiff, letter)
    with pytest.raises(Refusal) as no:
        record_payment(session, bailiff, letter.model_copy(update={"amount": Money(1)}))
    assert (no.value.code, no.value.kind) == ("letter.id_reused", Kind.CONFLICT)


def test_cash_with_two_enforcement_officers_and_a_reason_is_in_order(session: Session, act: Act, debt: Debt) -> None:
    receipt = make_cash(session, act, debt, act("bailiff", DAWN))
    assert session.get_one(MoneyEvent, receipt.event_id).flags == []


def test_a_policeman_is_no_second_enforcement_officer(session: Session, act: Act, bailiff: Actor, debt: Debt) -> None:
    for second in ("police", "auxiliary"):
        receipt = make_payment(session, bailiff, debt, way="cash", officer_ids=(act(second).id,), reason="急")
        assert session.get_one(MoneyEvent, receipt.event_id).flags == ["cash.one_officer"]
        assert receipt.officer_ids == [str(bailiff.id)], "who only stood by holds no cash"


def test_cash_without_a_reason_is_booked_and_flagged(session: Session, act: Act, debt: Debt) -> None:
    receipt = make_cash(session, act, debt, act("bailiff", DAWN), reason="")
    assert session.get_one(MoneyEvent, receipt.event_id).flags == ["cash.no_reason"]
    assert [one.id for one in queries.flagged(session, act("judge").scope)] == [receipt.event_id]


def test_at_the_desk_the_same_breach_is_refused_with_its_article(session: Session, act: Act, debt: Debt) -> None:
    with pytest.raises(Refusal) as no:
        make_payment(session, act("clerk", DAWN), debt, way="cash", door="desk", reason="急")
    assert no.value.code == "cash.one_officer"
    assert no.value.facts["citation"]


def test_a_case_that_is_not_his_is_refused_as_missing(session: Session, bailiff: Actor, debt: Debt) -> None:
    with pytest.raises(Refusal) as no:
        make_payment(session, seen_by(bailiff), debt)
    assert no.value.kind is Kind.MISSING


def test_a_slip_lists_the_cash_and_finance_counts_it(session: Session, act: Act, cashier: Actor, debt: Debt) -> None:
    bailiff = act("bailiff", DAWN)
    one, two = (make_cash(session, act, debt, bailiff) for _ in range(2))
    slip = make_slip(session, bailiff, one, two)
    assert (slip.number, slip.amount) == ("宁0425交2026-0001", 600_000)
    assert queries_cash.cash_held_by(session, bailiff.id) == []
    with pytest.raises(Refusal) as no:
        acknowledge(session, cashier, slip, counted=599_900)
    assert no.value.code == "handover.count_differs"
    acknowledge(session, cashier, slip)
    assert [one.state for one in queries_cash.receipts(session, bailiff.scope)] == ["at_finance"] * 2
    with pytest.raises(Refusal) as no:
        acknowledge(session, cashier, slip)
    assert no.value.code == "handover.acknowledged_already"


def test_who_took_the_cash_does_not_count_it(session: Session, act: Act, debt: Debt) -> None:
    bailiff = act("bailiff", DAWN)
    slip = make_slip(session, bailiff, make_cash(session, act, debt, bailiff))
    for username in ("bailiff", "bailiff2"):
        with pytest.raises(Refusal) as no:
            acknowledge(session, act(username, DAWN), slip)
        assert no.value.code == "four_eyes"


def test_cash_of_another_officer_or_on_another_slip_is_not_handed_over(session: Session, act: Act, debt: Debt) -> None:
    bailiff = act("bailiff", DAWN)
    receipt = make_cash(session, act, debt, bailiff)
    with pytest.raises(Refusal) as no:
        make_slip(session, act("police", DAWN), receipt)
    assert no.value.code == "handover.not_his"
    make_slip(session, bailiff, receipt)
    with pytest.raises(Refusal) as no:
        make_slip(session, act("bailiff2", DAWN), receipt)
    assert no.value.code == "handover.listed_already"


def test_a_late_slip_needs_its_reason(session: Session, act: Act, debt: Debt) -> None:
    bailiff = act("bailiff", DAWN)
    receipt = make_cash(session, act, debt, bailiff)
    with pytest.raises(Refusal) as no:
        make_slip(session, bailiff.at(DAWN + NEXT_DAY), receipt)
    assert no.value.code == "handover.late_reason"
    assert make_slip(session, bailiff.at(DAWN + NEXT_DAY), receipt, late_reason="返程遇大雪").number


def test_a_listed_receipt_cannot_be_taken_back_before_its_slip(session: Session, act: Act, debt: Debt) -> None:
    bailiff = act("bailiff", DAWN)
    receipt = make_cash(session, act, debt, bailiff)
    slip = make_slip(session, bailiff, receipt)

    def back(event_id: object) -> Cancel:
        return Cancel.model_validate(
            {"id": new_id(DAWN), "at": DAWN, "door": "desk", "cancels": event_id, "reason": "录错了"}
        )

    with pytest.raises(Refusal) as no:
        cancel(session, bailiff, back(receipt.event_id))
    assert no.value.code == "cancel.handed_over"
    assert cancel(session, bailiff, back(slip.event_id))
    assert cancel(session, bailiff, back(receipt.event_id))
    assert [one.state for one in queries_cash.receipts(session, bailiff.scope)] == ["cancelled"]
    assert queries.payments(session, debt.case_id) == []


def test_the_clock_of_cash_runs_until_finance_answers(session: Session, act: Act, cashier: Actor, debt: Debt) -> None:
    bailiff = act("bailiff", DAWN)
    receipt = make_cash(session, act, debt, bailiff)
    clock = queries.running_clocks(session, bailiff.scope, DAWN)[0]
    assert (clock.what, clock.clock.key, clock.clock.due.day) == (receipt.number, "cash_handover", DAWN.day)
    slip = make_slip(session, bailiff, receipt, late_reason="财务已下班")
    assert queries.running_clocks(session, bailiff.scope, DAWN)[0].clock.due.day == date(2026, 1, 18)
    acknowledge(session, cashier, slip)
    assert queries.running_clocks(session, bailiff.scope, DAWN) == []


def test_collected_counts_what_holds_and_shows_confirmed_direct_payments_apart(
    session: Session, act: Act, bailiff: Actor, debt: Debt
) -> None:
    make_payment(session, bailiff, debt, amount="100")
    direct = make_payment(session, bailiff, debt, amount="50", way="direct")
    gone = make_payment(session, bailiff, debt, amount="7")
    cancel(session, bailiff, Cancel(id=new_id(DAWN), at=DAWN, cancels=gone.event_id, reason="录错了"))
    assert [one.direct for one in queries.collected(session, DAWN, DAWN + NEXT_DAY)] == [False]
    make_confirmed(session, act, direct)
    found = queries.collected(session, DAWN, DAWN + NEXT_DAY)
    assert [(one.amount, one.direct) for one in found] == [(10_000, False), (5_000, True)]
    assert queries.collected(session, DAWN + NEXT_DAY, None) == []


def test_owed_counts_interest_to_the_day_and_payments_by_their_own_time(
    session: Session, bailiff: Actor, debt: Debt
) -> None:
    profile = court.profile(session)
    before = queries.owed(session, debt.case_id, DAWN.day, profile)
    days = (DAWN.day - date(2025, 8, 11)).days
    assert before.left[Head.PRINCIPAL] == Money.yuan("60000")
    assert before.left[Head.DOUBLED_INTEREST] == Money(6_000_000 * 175 * days // 1_000_000)
    assert before.left[Head.EXECUTION_FEE] == Money.yuan("800")
    make_payment(session, bailiff.at(DAWN + NEXT_DAY), debt, amount="5000", at=DAWN)
    after = queries.owed(session, debt.case_id, DAWN.day, profile)
    assert before.total - after.total == Money.yuan("5000")
    assert after.allocations[0].shares == {Head.EXECUTION_FEE: 80_000, Head.PRINCIPAL: 420_000}
