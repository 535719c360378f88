"""Two people at one thing at once: one wins, the other is told, and the ledger is whole whoever came first."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.refusal import Refusal
from app.base.store import Store
from app.cases import queries as cases
from app.money import queries_closing, queries_distributions, queries_payouts
from app.money.actions_applicants import ProposeSplit, StateClaims, propose_split, state_claims
from app.money.actions_closing import CheckClosing, CloseMonth, check_closing, close_month
from app.money.actions_distributions import WithdrawDistribution, withdraw_distribution
from app.money.actions_handover import AcknowledgeHandover, acknowledge_handover
from app.money.actions_match import ClaimLine, UndoMatch, claim_line, undo_match
from app.money.actions_objections import RecordObjection, record_objection
from app.money.actions_payouts import (
    DecidePayout,
    SendPayouts,
    WithdrawPayout,
    decide_payout,
    send_payouts,
    withdraw_payout,
)
from app.money.actions_releases import TakeShareBack, take_share_back
from app.money.closing import Month
from app.money.distributions import ShareState
from app.money.payouts import Stage
from app.money.queries_verify import books
from app.money.tables import Acknowledgement
from app.money.verifying import wrongs
from tests.support import people
from tests.support.make_distributions import LATER, make_applicant, make_payable, make_rivalry, release, seen
from tests.support.make_money import Debt, make_cash, make_debt, make_payment, make_slip
from tests.support.make_payouts import CREDITOR, approve, make_arrival, make_line, make_payout
from tests.support.people import DAWN

MARCH = Instant.parse("2026-03-01T01:00:00.000Z")
Deed = Callable[[Session], Any]


def acting(session: Session) -> Callable[..., Actor]:
    return lambda name, now=people.EVENING_BEFORE: people.actor_of(session, name, now)


def at_once(store: Store, *deeds: Deed) -> list[str]:
    """What each is told: "done", or the code of the refusal (of its first field)."""
    told = [""] * len(deeds)
    start = threading.Barrier(len(deeds))

    def do(place: int) -> None:
        start.wait()
        try:
            with store.writing() as session:
                deeds[place](session)
            told[place] = "done"
        except Refusal as no:
            told[place] = no.faults[0].code if no.faults else no.code

    threads = [threading.Thread(target=do, args=(place,)) for place in range(len(deeds))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with store.reading() as session:
        assert wrongs(books(session)) == []
    return told


def decided(payout_id: UUID, decision: str, who: str = "director") -> Deed:
    deed = DecidePayout.model_validate({"payout_id": payout_id, "decision": decision, "note": "不发"})
    return lambda session: decide_payout(session, people.actor_of(session, who, DAWN), deed)


def arrive(session: Session, debt: Debt) -> UUID:
    """A promise of 3,000 yuan that came: the event of its match."""
    paid = make_payment(session, people.actor_of(session, "bailiff", DAWN), debt)
    line = make_line(session, acting(session), "3000", 对方户名=debt.name)
    number = cases.case(session, people.actor_of(session, "clerk").scope, debt.case_id).number
    told = {"line_id": line.id, "case_number": number, "receipt_numbers": (paid.number,), "reason": "核对过"}
    return claim_line(session, people.actor_of(session, "clerk", DAWN), ClaimLine.model_validate(told))


def undone(event_id: UUID) -> Deed:
    deed = UndoMatch(event_id=event_id, reason="认错了")
    return lambda session: undo_match(session, people.actor_of(session, "clerk", DAWN), deed)


def stage(store: Store, payout_id: UUID) -> Stage:
    with store.reading() as session:
        return queries_payouts.payout(session, people.actor_of(session, "clerk").scope, payout_id).stage


def test_a_payout_is_approved_or_rejected(own_store: Store) -> None:
    with own_store.writing() as session:
        debt = make_debt(session, people.actor_of(session, "judge"))
        make_arrival(session, acting(session), debt)
        row = make_payout(session, acting(session), debt)
    told = at_once(own_store, decided(row.id, "approved"), decided(row.id, "rejected"))
    assert sorted(told) == ["done", "payout.stage"]
    assert stage(own_store, row.id) is (Stage.APPROVED if told[0] == "done" else Stage.REJECTED)


def test_a_payout_is_sent_or_taken_back(own_store: Store) -> None:
    with own_store.writing() as session:
        debt = make_debt(session, people.actor_of(session, "judge"))
        make_arrival(session, acting(session), debt)
        row = make_payout(session, acting(session), debt)
        approve(session, acting(session), row)
    back = WithdrawPayout(payout_id=row.id, note="重算")
    told = at_once(
        own_store,
        lambda session: send_payouts(
            session, people.actor_of(session, "cashier", DAWN), SendPayouts(payout_ids=(row.id,))
        ),
        lambda session: withdraw_payout(session, people.actor_of(session, "clerk", DAWN), back),
    )
    assert sorted(told) == ["done", "payout.stage"]


def test_a_match_is_undone_or_its_money_promised(own_store: Store) -> None:
    with own_store.writing() as session:
        debt = make_debt(session, people.actor_of(session, "judge"))
        event_id = arrive(session, debt)
    told = at_once(own_store, undone(event_id), lambda session: make_payout(session, acting(session), debt))
    assert sorted(told) in (["done", "match.money_used"], ["done", "payout.not_covered"])


def test_a_month_is_closed_before_or_after_a_match_of_it_is_undone(own_store: Store) -> None:
    with own_store.writing() as session:
        debt = make_debt(session, people.actor_of(session, "judge"))
        event_id = arrive(session, debt)
        at_that_time = make_line(session, acting(session), "700", 对方户名=debt.name)
        number = cases.case(session, people.actor_of(session, "clerk").scope, debt.case_id).number
    claim = ClaimLine.model_validate({"line_id": at_that_time.id, "case_number": number, "reason": "核对过"})
    told = at_once(
        own_store,
        lambda session: close_month(session, people.actor_of(session, "cashier", MARCH), CloseMonth(month="2026-01")),
        lambda session: undo_match(
            session, people.actor_of(session, "clerk", MARCH), UndoMatch(event_id=event_id, reason="认错了")
        ),
        lambda session: claim_line(session, people.actor_of(session, "clerk", MARCH), claim),
    )
    assert told == ["done"] * 3
    with own_store.reading() as session:
        [made] = queries_closing.closings(session, Month.read("2026-01"))
        assert made.holds
    answers = [CheckClosing(closing_id=made.id, agrees=yes, note="不符") for yes in (True, False)]
    told = at_once(
        own_store,
        *(
            lambda session, one=one: check_closing(session, people.actor_of(session, "clerk", MARCH), one)
            for one in answers
        ),
    )
    assert sorted(told) == ["closing.checked_already", "done"]


def test_a_slip_is_counted_once(own_store: Store) -> None:
    with own_store.writing() as session:
        debt = make_debt(session, people.actor_of(session, "judge"))
        cash = make_cash(session, acting(session), debt, people.actor_of(session, "bailiff", DAWN))
        slip = make_slip(session, people.actor_of(session, "bailiff", DAWN), cash)
    deeds = [
        AcknowledgeHandover(event_id=slip.event_id, counted=slip.amount, official_number=f"票{number}")
        for number in (1, 2)
    ]
    told = at_once(
        own_store,
        *(
            lambda session, one=one: acknowledge_handover(session, people.actor_of(session, "cashier", DAWN), one)
            for one in deeds
        ),
    )
    assert sorted(told) == ["done", "handover.acknowledged_already"]
    with own_store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Acknowledgement)) == 1


@dataclass(frozen=True)
class Plan:
    """A plan that may be carried out."""

    id: UUID
    share: UUID


@pytest.fixture
def plan(own_store: Store) -> Plan:
    with own_store.writing() as session:
        debt = make_debt(session, people.actor_of(session, "judge"))
        make_arrival(session, acting(session), debt)
        found = make_payable(session, acting(session), make_rivalry(session, people.actor_of(session, "judge"), debt))
        return Plan(found.id, next(one.id for one in found.shares if not one.fee and one.case_id != debt.case_id))


def carried_out(plan: Plan) -> Deed:
    def do(session: Session) -> None:
        found = seen(session, acting(session), plan.id, LATER)
        release(session, acting(session), found, found.share(plan.share))

    return do


def test_a_share_is_released_or_contested(own_store: Store, plan: Plan) -> None:
    deed = RecordObjection(distribution_id=plan.id, party=CREDITOR, on=DAWN.day, share_ids=(plan.share,), note="不服")
    told = at_once(
        own_store,
        carried_out(plan),
        lambda session: record_objection(session, people.actor_of(session, "clerk", LATER), deed),
    )
    assert sorted(told) in (["distribution.released_already", "done"], ["distribution.share_stage", "done"])


def test_a_share_is_released_or_its_plan_taken_back(own_store: Store, plan: Plan) -> None:
    back = WithdrawDistribution(distribution_id=plan.id, note="重算")
    told = at_once(
        own_store,
        carried_out(plan),
        lambda session: withdraw_distribution(session, people.actor_of(session, "clerk", LATER), back),
    )
    assert sorted(told) in (["distribution.stage", "done"], ["distribution.share_stage", "done"])


def test_a_released_share_is_taken_back_once_or_proposed_anew(own_store: Store, plan: Plan) -> None:
    with own_store.writing() as session:
        found = seen(session, acting(session), plan.id, LATER)
        [row] = release(session, acting(session), found, found.share(plan.share))
        withdraw_payout(
            session, people.actor_of(session, "clerk", LATER), WithdrawPayout(payout_id=row.id, note="账号错")
        )
    back = TakeShareBack(distribution_id=plan.id, share_id=plan.share, note="账号错")

    def taken_back(session: Session) -> None:
        take_share_back(session, people.actor_of(session, "clerk", LATER), back)

    told = at_once(own_store, taken_back, taken_back, carried_out(plan))
    assert "done" in told
    assert told.count("distribution.share_stage") >= 1
    with own_store.reading() as session:
        found = seen(session, acting(session), plan.id, LATER)
        paid = queries_distributions.payouts_of(session, people.actor_of(session, "clerk").scope, found.shares)
        stands = [one for one in paid.get(plan.share, []) if one.stands]
        released = found.course.state(found.share(plan.share)) is ShareState.RELEASED
        assert released == bool(stands)


def test_of_two_clerks_at_the_parts_of_several_applicants_one_wins(own_store: Store) -> None:
    with own_store.writing() as session:
        judge = people.actor_of(session, "judge")
        debt = make_debt(session, judge)
        other = make_applicant(session, judge, debt.case_id, "彭阳某合作社")
        make_arrival(session, acting(session), debt)
        claims = [{"name": name, "claim": "1"} for name in (CREDITOR, other)]
        told = StateClaims.model_validate({"case_id": debt.case_id, "claims": claims, "source": "判决"})
        state_claims(session, people.actor_of(session, "clerk", DAWN), told)
    accounts = [{"name": name, "payee_account": "62000"} for name in (CREDITOR, other)]
    deed = ProposeSplit.model_validate(
        {"case_id": debt.case_id, "amount": "2200", "accounts": accounts, "reason": "案款发放"}
    )

    def proposed(session: Session) -> None:
        propose_split(session, people.actor_of(session, "clerk", DAWN), deed)

    assert sorted(at_once(own_store, proposed, proposed)) == ["done", "payout.not_covered"]
