"""A plan of distribution is carried out weeks after it was made: what happened to the money and the debts in between."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.money import Money
from app.base.refusal import Refusal
from app.base.store import Store
from app.law.allocation import Head
from app.money import queries, queries_breach, queries_distributions, queries_shares
from app.money.actions_deferrals import AnswerDeferral, DeferPayout, answer_deferral, defer_payout
from app.money.actions_distributions import WithdrawDistribution, withdraw_distribution
from app.money.actions_match import UndoMatch, undo_match
from app.money.actions_objections import (
    AnswerObjection,
    RecordObjection,
    RecordReceipt,
    answer_objection,
    record_objection,
    record_receipt,
)
from app.money.actions_plans import record_settlement
from app.money.distributions import ShareState
from app.money.queries_verify import books
from app.money.tables import MoneyEvent
from app.money.tables_distributions import SharePayout
from app.money.verifying import wrongs
from tests.support import people
from tests.support.make_distributions import (
    LATER,
    Rivalry,
    approve_distribution,
    make_distribution,
    make_funded_rivalry,
    make_payable,
    make_rivalry,
    owes,
    release,
    seen,
    serve_distribution,
)
from tests.support.make_money import make_cash, make_confirmed, make_debt, make_payment, make_plan, settlement
from tests.support.make_payouts import CREDITOR, make_arrival
from tests.support.people import DAWN
from tests.support.refused import refused

Act = Callable[..., Actor]
DAY = DAWN.day


@pytest.fixture
def rivalry(session: Session, act: Act) -> Rivalry:
    return make_funded_rivalry(session, act)


def test_money_that_came_after_a_plan_pays_on_its_own_day(session: Session, act: Act, rivalry: Rivalry) -> None:
    found = make_payable(session, act, rivalry)
    release(session, act, found)
    make_payment(session, act("bailiff", LATER), rivalry.debt, amount="500", at=LATER)
    paid = [(one.paid.day, one.paid.amount) for one in owes(session, rivalry.debt.case_id, LATER.day).allocations]
    assert sorted(paid) == [(DAY, 60_000), (DAY, 100_000), (LATER.day, 50_000)]


def test_a_creditor_who_was_paid_otherwise_gets_no_share_beyond_his_debt(
    session: Session, act: Act, rivalry: Rivalry
) -> None:
    found = make_payable(session, act, rivalry)
    other = replace(rivalry.debt, case_id=rivalry.other)
    paid = make_payment(session, act("bailiff", DAWN), other, amount="99000", way="direct", reason="当面还清")
    make_confirmed(session, act, paid)
    no = refused("distribution.above_owed", lambda: release(session, act, found))
    assert [one.field for one in no.faults] == ["shares.0.share_id", "shares.2.share_id"]
    assert [one.case_id for one in release(session, act, found, found.shares[1])] == [rivalry.debt.case_id]
    assert wrongs(books(session)) == []


def test_what_went_to_another_creditor_performed_no_settlement(session: Session, act: Act, rivalry: Rivalry) -> None:
    bailiff = act("bailiff", DAWN)
    plan = make_plan(session, bailiff, rivalry.debt, waived="500", waiver_conditional=True, instalments=1)
    record_settlement(session, bailiff, settlement(bailiff, rivalry.debt, plan.id))
    view = queries.plan(session, bailiff.scope, plan.id)
    make_arrival(session, act, rivalry.debt, str(Money(view.payable - 250_000)))  # beside the 3,000 that came before
    assert owes(session, rivalry.debt.case_id, LATER.day).waived == {Head.DOUBLED_INTEREST: 50_000}
    found = make_payable(session, act, rivalry)
    release(session, act, found, *(one for one in found.shares if one.case_id == rivalry.other))
    assert owes(session, rivalry.debt.case_id, LATER.day).waived == {}


def test_the_money_of_a_plan_is_not_taken_from_under_it(session: Session, act: Act, rivalry: Rivalry) -> None:
    """Cash that is not at the bank yet does not stand in for it."""
    make_payable(session, act, rivalry)
    matched = session.scalars(select(MoneyEvent).where(MoneyEvent.kind == "line.match")).one()
    make_cash(session, act, rivalry.debt, act("bailiff", DAWN), amount="3000")
    undo = UndoMatch(event_id=matched.id, reason="认错了")
    refused("match.money_used", lambda: undo_match(session, act("clerk", DAWN), undo))


def test_nothing_moves_out_of_a_case_whose_money_is_held_back(session: Session, act: Act, rivalry: Rivalry) -> None:
    found = make_payable(session, act, rivalry)
    told = {"case_id": rivalry.debt.case_id, "ground": "other", "reason": "案外人异议", "review_on": LATER.day}
    held = defer_payout(session, act("clerk", DAWN), DeferPayout.model_validate(told))
    yes = {"deferral_id": held.id, "step": "approved"}
    answer_deferral(session, act("director", DAWN), AnswerDeferral.model_validate(yes))
    refused("payout.deferred", lambda: release(session, act, found, found.shares[0]))


def test_an_objection_that_was_dealt_with_is_not_made_late_by_another_day_of_receipt(
    session: Session, act: Act, rivalry: Rivalry
) -> None:
    made = make_distribution(session, act, rivalry)
    approve_distribution(session, act, made.id)
    found = serve_distribution(session, act, made.id)
    clerk, on = act("clerk", LATER), DAY + timedelta(days=10)
    receipt = RecordReceipt(distribution_id=made.id, parties=(CREDITOR,), on=on)
    record_receipt(session, act("clerk", LATER + timedelta(days=-1)), receipt)
    told = {"distribution_id": made.id, "party": CREDITOR, "on": on + timedelta(days=15), "note": "漏算利息"}
    told["share_ids"] = [found.shares[2].id]
    objection = record_objection(session, clerk, RecordObjection.model_validate(told))
    step = {"distribution_id": made.id, "objection_id": objection.id, "step": "told", "on": LATER.day}
    answer_objection(session, clerk, AnswerObjection.model_validate(step))
    record_receipt(session, clerk, receipt.model_copy(update={"on": DAY}))
    after = seen(session, act, made.id, LATER + timedelta(days=1))
    assert after.course.state(after.shares[2]) is ShareState.HELD
    assert after.course.objections[0].follows
    assert Money(sum(one.amount for one in after.course.bound)) == found.amount


def test_a_plan_whose_rest_nobody_is_owed_any_more_is_taken_back(session: Session, act: Act, rivalry: Rivalry) -> None:
    found = make_payable(session, act, rivalry)
    release(session, act, found, found.shares[1])
    clerk, back = act("clerk", LATER), WithdrawDistribution(distribution_id=found.id, note="债权人已另行受偿")
    refused("distribution.stage", lambda: withdraw_distribution(session, clerk, back))
    other = replace(rivalry.debt, case_id=rivalry.other)
    paid = make_payment(session, act("bailiff", DAWN), other, amount="99000", way="direct", reason="当面还清")
    make_confirmed(session, act, paid)
    withdraw_distribution(session, clerk, back)
    after = seen(session, act, found.id, LATER)
    assert (after.course.bound, after.course.state(after.shares[1])) == ((), ShareState.RELEASED)
    assert wrongs(books(session)) == []


def test_of_two_clerks_who_release_the_same_shares_one_wins_and_the_other_is_told(own_store: Store) -> None:
    with own_store.writing() as session:

        def acting(username: str, now: Instant = people.EVENING_BEFORE) -> Actor:
            return people.actor_of(session, username, now)

        rivalry = make_rivalry(session, acting("judge"), make_debt(session, acting("judge")))
        make_arrival(session, acting, rivalry.debt)
        found = make_payable(session, acting, rivalry)
        clerk = acting("clerk", LATER)
    answers: list[str] = []

    def carry_out() -> None:
        try:
            with own_store.writing() as session:
                shown = queries_distributions.distribution(session, clerk.scope, found.id, LATER.day)
                release(session, lambda *_: clerk, shown, *found.shares)
            answers.append("done")
        except Refusal as no:
            answers.append(no.faults[0].code)

    clerks = [threading.Thread(target=carry_out) for _ in range(2)]
    for one in clerks:
        one.start()
    for one in clerks:
        one.join()
    assert sorted(answers) == ["distribution.share_stage", "done"]
    with own_store.reading() as session:
        assert session.scalar(select(func.count()).select_from(SharePayout)) == 2
        assert wrongs(books(session)) == []


def test_a_share_reduces_the_debt_and_performs_no_instalment(session: Session, act: Act, rivalry: Rivalry) -> None:
    """It came by enforcement; the debtor still pays as agreed, and the plan's page tells both."""
    bailiff, other = act("bailiff", DAWN), replace(rivalry.debt, case_id=rivalry.other)
    plan = make_plan(session, bailiff, other, paid_now="0", first_on="2026-02-06", instalments=1)
    record_settlement(session, bailiff, settlement(bailiff, other, plan.id))
    release(session, act, make_payable(session, act, rivalry))
    assert owes(session, rivalry.other, LATER.day).paid == 140_000
    kept = queries_breach.breach(session, bailiff.scope, plan.id, LATER.day)
    assert (kept.paid, len(kept.broken)) == (0, 1)
    told = [queries_shares.exchanged(session, one, DAY, LATER.day) for one in (rivalry.other, rivalry.debt.case_id)]
    assert [(one.got, one.away) for one in told] == [(140_000, 0), (0, 140_000)]
