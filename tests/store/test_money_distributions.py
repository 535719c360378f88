"""Money of one case among several creditors: reckoned to the fen, decided by others, held while contested, paid and moved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import Money
from app.base.refusal import Kind
from app.court import actions as court
from app.court import queries as courts
from app.law.allocation import Head
from app.money import queries, queries_distributions, queries_dues, queries_register
from app.money.actions_distributions import (
    DecideDistribution,
    WithdrawDistribution,
    decide_distribution,
    draft_distribution,
    propose_distribution,
    withdraw_distribution,
)
from app.money.actions_objections import (
    RecordReceipt,
    record_receipt,
)
from app.money.actions_payouts import DecidePayout, WithdrawPayout, decide_payout, withdraw_payout
from app.money.actions_releases import TakeShareBack, take_share_back
from app.money.closing import Month
from app.money.distributions import COURT, ShareState, Stage
from app.money.queries_verify import books
from app.money.tables import MoneyEvent
from app.money.verifying import wrongs
from tests.support.make_cases import make_case, make_conclusion
from tests.support.make_distributions import (
    LATER,
    Rivalry,
    approve_distribution,
    make_applicant,
    make_distribution,
    make_funded_rivalry,
    make_payable,
    make_rivalry,
    owes,
    plan,
    release,
    row,
    seen,
    serve_distribution,
    stands,
)
from tests.support.make_money import Debt, make_debt
from tests.support.make_payouts import CREDITOR, make_arrival, make_payout, send
from tests.support.people import DAWN, PROFILE
from tests.support.refused import refused, told

Act = Callable[..., Actor]
DAY = DAWN.day


@pytest.fixture
def rivalry(session: Session, act: Act) -> Rivalry:
    return make_funded_rivalry(session, act)


def other_debt(rivalry: Rivalry) -> Debt:
    return replace(rivalry.debt, case_id=rivalry.other)


def test_what_is_free_after_the_fee_is_shared_out_the_other_fee_first_the_rest_pro_rata(
    session: Session, act: Act, rivalry: Rivalry
) -> None:
    drawn = draft_distribution(session, act("clerk", DAWN), plan(rivalry, amount="2200"))
    assert (drawn.most, drawn.annex["fee"]) == (220_000, 80_000)
    assert [(one.creditor, one.rank, one.claim, one.amount) for one in drawn.rows] == [
        (COURT, "costs", 80_000, 80_000),
        (CREDITOR, "ordinary", 5_000_000, 70_000),
        (CREDITOR, "ordinary", 5_000_000, 70_000),
    ]
    assert drawn.parties == (CREDITOR, rivalry.debt.name)


def test_where_the_court_takes_its_fee_last_no_fee_stands_before_a_creditor(
    session: Session, act: Act, rivalry: Rivalry
) -> None:
    court.set_profile(session, act("keeper"), PROFILE.model_copy(update={"fee_first": False}))
    rows = [row(rivalry.debt.case_id, "50000"), row(rivalry.other, "25000")]
    drawn = draft_distribution(session, act("clerk", DAWN), plan(rivalry, rows, amount="3000"))
    assert [one.amount for one in drawn.rows] == [200_000, 100_000]


def test_a_preferred_claim_comes_first_and_the_last_fen_is_not_lost(
    session: Session, act: Act, judge: Actor, rivalry: Rivalry
) -> None:
    court.set_profile(session, act("keeper"), PROFILE.model_copy(update={"fee_first": False}))
    third = make_case(session, judge, debtors=(rivalry.debt.person_id,))
    rows = [
        row(rivalry.debt.case_id, "100"),
        row(rivalry.other, "100"),
        row(third, "100"),
        row(third, "0.99", rank="preferred", basis="工资债权，生效判决确认"),
    ]
    drawn = draft_distribution(session, act("clerk", DAWN), plan(rivalry, rows, amount="101"))
    assert [one.amount for one in drawn.rows] == [3334, 3334, 3333, 99]
    assert sum(one.amount for one in drawn.rows) == drawn.amount


def test_every_wrong_field_is_named_at_once(session: Session, act: Act, judge: Actor, rivalry: Rivalry) -> None:
    stranger = make_debt(session, judge, "马外人").case_id
    rows = [
        row(rivalry.debt.case_id, "90000"),
        row(stranger, "1"),
        row(rivalry.other, "1", creditor="生人"),
        row(rivalry.other, "1", rank="preferred"),
        row(rivalry.other, "2", rank="preferred", basis="抵押"),
        row(rivalry.other, "1") | {"case_id": None, "creditor": "", "claim": None},
    ]
    tomorrow = DAY + timedelta(days=1)
    deed = plan(rivalry, rows, amount="2200.01", value_on=tomorrow)
    assert told(refused("input.invalid", lambda: draft_distribution(session, act("clerk", DAWN), deed))) == {
        "amount": "distribution.not_covered",
        "value_on": "distribution.value_on",
        "rows.0.claim": "distribution.above_owed",
        "rows.1.who": "distribution.stranger",
        "rows.2.who": "distribution.stranger",
        "rows.3.basis": "distribution.no_basis",
        "rows.4.who": "distribution.twice",
        "rows.5.who": "field.missing",
        "rows.5.claim": "field.missing",
    }


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (lambda one: [row(one.debt.case_id, "5000")], "distribution.one_creditor"),
        (lambda one: [row(one.debt.case_id, "100"), row(one.other, "100")], "distribution.above_claims"),
    ],
)
def test_no_plan_for_one_creditor_nor_beyond_all_claims(
    session: Session, act: Act, rivalry: Rivalry, rows: Callable[[Rivalry], Any], code: str
) -> None:
    refused(code, lambda: draft_distribution(session, act("clerk", DAWN), plan(rivalry, rows(rivalry))))


def test_what_stays_behind_never_makes_a_case_get_more_than_it_is_owed(
    session: Session, act: Act, judge: Actor, rivalry: Rivalry
) -> None:
    small = make_rivalry(session, judge, make_debt(session, judge, "张某二"))
    make_arrival(session, act, small.debt, "80000")
    owed = queries.owed(session, small.debt.case_id, DAY, courts.profile(session), without=Money(8_000_000)).to_creditor
    rows = [row(small.debt.case_id, str(owed)), row(small.other, "1000")]
    no = refused(
        "input.invalid", lambda: draft_distribution(session, act("clerk", DAWN), plan(small, rows, amount="50000"))
    )
    assert told(no) == {"amount": "distribution.too_little"}


def test_a_case_that_ended_takes_no_part(session: Session, act: Act, judge: Actor, rivalry: Rivalry) -> None:
    make_conclusion(session, judge, rivalry.other)
    no = refused("input.invalid", lambda: make_distribution(session, act, rivalry))
    assert told(no)["rows.1.who"] == "distribution.stranger"


def test_a_plan_binds_its_sum_until_it_is_turned_down_or_taken_back(
    session: Session, act: Act, rivalry: Rivalry
) -> None:
    made = make_distribution(session, act, rivalry)
    assert (made.number, made.levels, made.parties) == ("宁0425分2026-00001", ["director"], [CREDITOR, "张某一"])
    refused("payout.not_covered", lambda: make_payout(session, act, rivalry.debt, amount="1000.01"))
    refused("distribution.open_already", lambda: make_distribution(session, act, rivalry, amount="1"))
    clerk = act("clerk", DAWN)
    away = WithdrawDistribution(distribution_id=made.id, note="重算")
    refused("payout.not_his", lambda: withdraw_distribution(session, act("judge", DAWN), away))
    withdraw_distribution(session, clerk, away)
    assert seen(session, act, made.id).stage is Stage.WITHDRAWN
    again = make_distribution(session, act, rivalry)
    deed = DecideDistribution(distribution_id=again.id, decision="rejected")
    refused("payout.no_reason", lambda: decide_distribution(session, act("director", DAWN), deed))
    no = deed.model_copy(update={"note": "漏列债权人"})
    assert decide_distribution(session, act("director", DAWN), no).stage is Stage.REJECTED
    assert make_payout(session, act, rivalry.debt, amount="2200")


def test_its_maker_approves_nothing_and_large_sums_need_every_level(
    session: Session, act: Act, rivalry: Rivalry
) -> None:
    levels = {"payout_levels": "0=director;2000=director+president"}
    court.set_profile(session, act("keeper"), PROFILE.model_copy(update=levels))
    director = act("director", DAWN)
    made = propose_distribution(session, director, plan(rivalry))
    deed = DecideDistribution(distribution_id=made.id, decision="approved")
    assert refused("four_eyes", lambda: decide_distribution(session, director, deed)).kind is Kind.FORBIDDEN
    refused("payout.other_level", lambda: decide_distribution(session, act("president", DAWN), deed))
    withdraw_distribution(session, director, WithdrawDistribution(distribution_id=made.id, note="改由书记员提出"))
    other = make_distribution(session, act, rivalry)
    assert approve_distribution(session, act, other.id).stage is Stage.APPROVED
    assert [one.role for one in seen(session, act, other.id).rows] == ["director", "president"]


def test_nothing_is_paid_before_fifteen_days_after_the_last_receipt(
    session: Session, act: Act, rivalry: Rivalry
) -> None:
    made = make_distribution(session, act, rivalry)
    early = RecordReceipt(distribution_id=made.id, parties=(CREDITOR,), on=DAY)
    refused("distribution.stage", lambda: record_receipt(session, act("clerk", DAWN), early))
    approve_distribution(session, act, made.id)
    clerk = act("clerk", DAWN)
    wrong = RecordReceipt(distribution_id=made.id, parties=("生人",), on=DAY - timedelta(days=1))
    no = refused("input.invalid", lambda: record_receipt(session, clerk, wrong))
    assert told(no) == {"on": "distribution.day", "parties": "distribution.no_party"}
    record_receipt(session, clerk, early)
    assert seen(session, act, made.id).stage is Stage.APPROVED
    found = serve_distribution(session, act, made.id)
    assert found.course.closes == {CREDITOR: date(2026, 2, 2), "张某一": date(2026, 2, 2)}
    assert found.stage is Stage.RUNNING
    refused("distribution.share_stage", lambda: release(session, act, found, found.shares[0], now=DAWN))
    last = queries_distributions.distribution(session, clerk.scope, made.id, date(2026, 2, 2))
    next_day = queries_distributions.distribution(session, clerk.scope, made.id, date(2026, 2, 3))
    assert (last.stage, next_day.stage) == (Stage.RUNNING, Stage.PAYABLE)


def test_shares_move_to_their_cases_and_are_paid_there(session: Session, act: Act, rivalry: Rivalry) -> None:
    before = owes(session, rivalry.other).total
    found = make_payable(session, act, rivalry)
    made = release(session, act, found)
    assert [(one.case_id, one.payee, one.amount) for one in made] == [
        (rivalry.debt.case_id, CREDITOR, 60_000),
        (rivalry.other, CREDITOR, 60_000),
    ]
    assert (stands(session, rivalry.debt.case_id), stands(session, rivalry.other)) == (160_000, 140_000)
    own, other = owes(session, rivalry.debt.case_id), owes(session, rivalry.other)
    assert (own.paid, other.paid) == (160_000, 140_000)
    assert other.paid_on(Head.EXECUTION_FEE) == 80_000
    assert other.total == before - 140_000
    assert seen(session, act, found.id, LATER).stage is Stage.DONE
    fee = make_payout(session, act, other_debt(rivalry), kind="fee", amount="800", payee="国库")
    assert send(session, act, fee).amount == 80_000
    assert send(session, act, made[1]).stage == "sent"
    assert (stands(session, rivalry.other), stands(session, rivalry.debt.case_id)) == (0, 160_000)
    assert wrongs(books(session)) == []


def test_a_share_counts_for_each_debt_from_the_plans_day(session: Session, act: Act, rivalry: Rivalry) -> None:
    eve = DAY - timedelta(days=1)
    release(session, act, make_payable(session, act, rivalry))
    assert owes(session, rivalry.other, eve).paid == 0
    assert [one.paid.day for one in owes(session, rivalry.other).allocations] == [DAY, DAY]
    assert owes(session, rivalry.other, LATER.day).paid == 140_000


def test_a_moved_share_is_taken_back_once_and_may_be_released_again(
    session: Session, act: Act, rivalry: Rivalry
) -> None:
    found = make_payable(session, act, rivalry)
    made = release(session, act, found)
    share = found.shares[2]
    back = TakeShareBack(distribution_id=found.id, share_id=share.id, note="收款案件有误")
    clerk = act("clerk", LATER)
    refused("distribution.share_stage", lambda: take_share_back(session, clerk, back))
    withdraw_payout(session, act("clerk", LATER), WithdrawPayout(payout_id=made[1].id, note="重来"))
    take_share_back(session, clerk, back)
    assert (stands(session, rivalry.debt.case_id), stands(session, rivalry.other)) == (220_000, 80_000)
    assert owes(session, rivalry.other).paid == 80_000
    refused("distribution.share_stage", lambda: take_share_back(session, clerk, back))
    moved = session.scalars(select(MoneyEvent).where(MoneyEvent.kind == "distribution.move")).all()
    assert len(moved) == 2
    again = release(session, act, seen(session, act, found.id, LATER))
    assert [one.amount for one in again] == [60_000]
    assert wrongs(books(session)) == []


def test_a_share_whose_payout_was_turned_down_stays_bound_and_is_proposed_anew(
    session: Session, act: Act, rivalry: Rivalry
) -> None:
    found = make_payable(session, act, rivalry)
    made = release(session, act, found)
    no = DecidePayout(payout_id=made[1].id, decision="rejected", note="账户有误")
    decide_payout(session, act("director", LATER), no)
    refused("payout.not_covered", lambda: make_payout(session, act, other_debt(rivalry), amount="800.01"))
    after = seen(session, act, found.id, LATER)
    again = release(session, act, after, after.shares[2])
    assert [(one.case_id, one.amount) for one in again] == [(rivalry.other, 60_000)]
    refused("distribution.share_stage", lambda: release(session, act, after, after.shares[2]))
    assert stands(session, rivalry.other) == 140_000


def test_no_account_and_another_payee_are_named_by_their_fields(session: Session, act: Act, rivalry: Rivalry) -> None:
    found = make_payable(session, act, rivalry)
    rows = [{"share_id": one.id, "payee": "某代理"} for one in found.shares[1:]]
    no = refused("input.invalid", lambda: release(session, act, found, shares=rows))
    assert told(no) == {
        "shares.0.payee_account": "payout.no_account",
        "shares.0.payee": "payout.payee",
        "shares.1.payee_account": "payout.no_account",
        "shares.1.payee": "payout.payee",
    }
    assert stands(session, rivalry.other) == 0


def test_creditors_of_one_case_are_paid_out_of_it_without_a_move(
    session: Session, act: Act, judge: Actor, rivalry: Rivalry
) -> None:
    second = make_applicant(session, judge, rivalry.debt.case_id, "彭阳某合作社")
    case = rivalry.debt.case_id
    rows = [row(case, "40000"), row(case, "10000", creditor=second, rank="preferred", basis="抵押权")]
    found = make_payable(session, act, rivalry, rows=rows)
    assert [(one.payee, one.amount) for one in release(session, act, found)] == [(second, 200_000)]
    assert [found.course.state(one) for one in found.shares] == [ShareState.NOTHING, ShareState.PAYABLE]
    assert session.scalars(select(MoneyEvent).where(MoneyEvent.kind == "distribution.move")).all() == []


def test_what_moved_stands_in_the_register_and_waits_in_its_case(session: Session, act: Act, rivalry: Rivalry) -> None:
    found = make_payable(session, act, rivalry)
    release(session, act, found, found.shares[0])
    waiting = queries_dues.waiting(session, act("clerk").scope)
    assert {(case_id, amount) for case_id, _, amount in waiting} == {
        (rivalry.debt.case_id, 220_000),
        (rivalry.other, 80_000),
    }
    moved = [one for one in queries_register.movements(session, Month.read("2026-02")) if one.reason == "distribution"]
    assert {(one.case_id, one.amount) for one in moved} == {(rivalry.debt.case_id, -80_000), (rivalry.other, 80_000)}
