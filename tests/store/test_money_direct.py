"""A payment made to the creditor directly is a claim until he confirms it; then it counts on the day it was paid."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal
from app.court import queries as court
from app.money import queries, queries_breach, queries_cash
from app.money.actions import cancel
from app.money.actions_direct import AnswerDirect, answer_direct
from app.money.actions_plans import record_undertaking
from app.money.queries_verify import books
from app.money.tables import DirectAnswer, MoneyEvent, Receipt
from app.money.verifying import wrongs
from app.outcomes.entries import entries
from app.sweeps.actions_targets import AddTarget, add_target
from tests.support.make_money import Debt, make_debt, make_payment, make_plan, undertaking
from tests.support.make_sweeps import make_sweep
from tests.support.people import DAWN, seen_by

Act = Callable[..., Actor]
MARCH = Instant.parse("2026-03-20T01:00:00.000Z")


@pytest.fixture
def debt(session: Session, judge: Actor) -> Debt:
    return make_debt(session, judge)


@pytest.fixture
def paid(session: Session, act: Act, debt: Debt) -> Receipt:
    return make_payment(session, act("bailiff", DAWN), debt, way="direct")


def said(paid: Receipt, **changes: Any) -> AnswerDirect:
    """The creditor confirms in writing."""
    given = {"event_id": paid.event_id, "answer": "confirmed", "how": "written", "agent": "何经理", "note": "原件存卷"}
    return AnswerDirect.model_validate({**given, "role": "legal_representative", **changes})


def owed(session: Session, debt: Debt) -> Money:
    return queries.owed(session, debt.case_id, DAWN.day, court.profile(session)).paid


def state(session: Session, act: Act, paid: Receipt) -> str:
    return queries_cash.receipt(session, act("clerk").scope, paid.event_id).state


def refused(deed: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as no:
        deed()
    return no.value


def test_it_counts_for_nothing_until_the_creditor_confirms(
    session: Session, act: Act, debt: Debt, paid: Receipt
) -> None:
    assert (state(session, act, paid), owed(session, debt), queries.payments(session, debt.case_id)) == (
        "claimed",
        0,
        [],
    )
    answer_direct(session, act("clerk", MARCH), said(paid))
    assert (state(session, act, paid), owed(session, debt)) == ("direct", Money.yuan("3000"))
    [counted] = queries.payments(session, debt.case_id)
    assert (counted.at, counted.direct) == (DAWN, True)
    assert wrongs(books(session)) == []


def test_a_denied_one_stays_listed_and_may_be_confirmed_later(
    session: Session, act: Act, debt: Debt, paid: Receipt
) -> None:
    clerk = act("clerk", MARCH)
    answer_direct(session, clerk, said(paid, answer="denied", note="账上没有"))
    assert [one.state for one in queries_cash.direct_claimed(session, clerk.scope)] == ["denied"]
    assert (owed(session, debt), queries.running_clocks(session, clerk.scope, MARCH)) == (ZERO, [])
    answer_direct(session, clerk.at(MARCH + timedelta(hours=1)), said(paid))
    assert queries_cash.direct_claimed(session, clerk.scope) == []
    assert owed(session, debt) == Money.yuan("3000")


def test_what_he_said_aloud_needs_two_officers_who_heard_it(session: Session, act: Act, paid: Receipt) -> None:
    clerk, heard = act("clerk", MARCH), (act("bailiff").id, act("bailiff2").id)
    for officers in ((), heard[:1], (heard[0], act("police").id)):
        deed = said(paid, how="phone", officer_ids=officers)
        with pytest.raises(Refusal) as one:
            answer_direct(session, clerk, deed)
        assert (one.value.code, [fault.field for fault in one.value.faults]) == ("direct.two_officers", ["officer_ids"])
    no = refused(lambda: answer_direct(session, clerk, said(paid, how="in_person", note="")))
    assert {one.code for one in no.faults} == {"direct.two_officers", "direct.what_he_said"}
    answer_direct(session, clerk, said(paid, how="phone", officer_ids=heard, note="拨打000-0000-0006，说收到"))
    assert state(session, act, paid) == "direct"


def test_paper_and_power_must_be_there(session: Session, act: Act, paid: Receipt) -> None:
    clerk = act("clerk", MARCH)
    no = refused(lambda: answer_direct(session, clerk, said(paid, note="", role="special")))
    assert {(one.field, one.code) for one in no.faults} == {
        ("note", "direct.no_proof"),
        ("authority", "consent.no_authority"),
    }
    answer_direct(session, clerk, said(paid, note="", scan="a" * 64))


def test_who_recorded_the_payment_does_not_record_its_confirmation(session: Session, act: Act, paid: Receipt) -> None:
    assert refused(lambda: answer_direct(session, act("bailiff", MARCH), said(paid))).code == "four_eyes"
    assert session.query(DirectAnswer).count() == 0


def test_only_a_direct_payment_that_holds_is_answered_and_once(
    session: Session, act: Act, debt: Debt, paid: Receipt
) -> None:
    clerk, bailiff = act("clerk", MARCH), act("bailiff", DAWN)
    other = make_payment(session, bailiff, debt)
    assert refused(lambda: answer_direct(session, clerk, said(other))).code == "direct.other_way"
    answer_direct(session, clerk, said(paid))
    no = refused(lambda: answer_direct(session, clerk, said(paid, answer="denied")))
    assert (no.code, no.kind) == ("direct.confirmed_already", Kind.CONFLICT)
    gone = make_payment(session, bailiff, debt, way="direct", amount="7")
    cancel(session, bailiff, Cancel(id=new_id(DAWN), at=DAWN, cancels=gone.event_id, reason="录错"))
    assert refused(lambda: answer_direct(session, clerk, said(gone))).code == "direct.taken_back"
    stranger = make_debt(session, act("judge2"), name="别案某")
    foreign = make_payment(session, bailiff, stranger, way="direct")
    assert refused(lambda: answer_direct(session, seen_by(clerk, debt.case_id), said(foreign))).kind is Kind.MISSING


def test_an_answer_entered_wrongly_is_taken_back_before_the_receipt_is(
    session: Session, act: Act, debt: Debt, paid: Receipt
) -> None:
    clerk = act("clerk", MARCH)
    row = answer_direct(session, clerk, said(paid))
    first = Cancel(id=new_id(MARCH), at=MARCH, door="desk", cancels=paid.event_id, reason="录错")
    assert refused(lambda: cancel(session, clerk, first)).code == "cancel.answered"
    cancel(session, clerk, Cancel(id=new_id(MARCH), at=MARCH, door="desk", cancels=row.event_id, reason="认错了人"))
    assert (state(session, act, paid), owed(session, debt)) == ("claimed", ZERO)
    cancel(session, clerk, first)
    assert state(session, act, paid) == "cancelled"
    assert {one.kind for one in session.query(MoneyEvent)} == {"money.take", "direct.answer", "deed.cancel"}


def test_a_clock_runs_until_he_answers(session: Session, act: Act, paid: Receipt) -> None:
    clerk = act("clerk", DAWN)
    [clock] = queries.running_clocks(session, clerk.scope, DAWN)
    assert (clock.clock.key, clock.what, clock.clock.due.day) == ("direct_payment", paid.number, date(2026, 1, 26))
    answer_direct(session, clerk, said(paid))
    assert queries.running_clocks(session, clerk.scope, DAWN) == []


def test_an_instalment_paid_directly_is_late_until_confirmed_and_then_was_in_time(
    session: Session, act: Act, debt: Debt
) -> None:
    bailiff, clerk = act("bailiff", DAWN), act("clerk", MARCH)
    plan = make_plan(session, bailiff, debt, paid_now="0", instalments=None, monthly="3000")
    record_undertaking(session, bailiff, undertaking(bailiff, debt, plan.id))
    paid = make_payment(session, bailiff, debt, way="direct")

    def positions() -> list[int]:
        return [one.row.position for one in queries_breach.breach(session, clerk.scope, plan.id, MARCH.day).broken]

    assert positions() == [1]
    answer_direct(session, clerk, said(paid))
    assert positions() == []
    assert queries_breach.breach(session, clerk.scope, plan.id, MARCH.day).cured == ()


def test_the_data_sheet_lists_it_once_it_is_confirmed(
    session: Session, act: Act, judge: Actor, debt: Debt, paid: Receipt
) -> None:
    sweep = make_sweep(session, judge)
    target = AddTarget(sweep_id=sweep, case_id=debt.case_id, person_id=debt.person_id)
    add_target(session, judge, target)
    assert entries(session, judge.scope, sweep)["payment"] == []
    answer_direct(session, act("clerk", MARCH), said(paid))
    assert [one.deed_id for one in entries(session, judge.scope, sweep)["payment"]] == [paid.event_id]
