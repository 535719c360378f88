"""What other rooms ask about money: what is owed, what was collected, which clocks run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Scope
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.base.remembering import remembered
from app.cases import queries as cases
from app.cases.milestones import stays
from app.cases.views import ClaimView, TitleTerms
from app.court import queries as court
from app.court.profile import CourtProfile
from app.law.allocation import CREDITOR_FIRST, LAWFUL_ORDER, Head
from app.law.clock_rules import EventKind
from app.law.deadlines import ClockSettings, Event, running, still_running
from app.law.interest import Stay
from app.money import debt, queries_cash, queries_dues, queries_plans, queries_shares, standing
from app.money.debt import DOUBLED_BASE, DOUBLED_WITH_COSTS, ClaimTerms, Conventions, DebtTerms, Owed, Paid, Waived
from app.money.queries_cash import receipts, receipts_open
from app.money.queries_plans import PlanView, plan, plans, settlements_signed, signatures
from app.money.rules import Way
from app.money.tables import MoneyEvent, Receipt
from app.money.tables_bank import BankLine, Match
from app.money.views import Collected, MoneyClock

__all__ = [
    "Owed",
    "collected",
    "flagged",
    "owed",
    "payments",
    "plan",
    "plans",
    "receipts",
    "receipts_open",
    "running_clocks",
    "settlements_signed",
    "signatures",
]

NOON: Final = time(12)
CONFIRMED: Final = "confirmed"


def owed(session: Session, case_id: UUID, on: date, profile: CourtProfile, *, without: Money = ZERO) -> Owed:
    """The debt of a case on a day, by head, with its calculation sheets; the caller has asked for the case before.

    What was distributed to other creditors is no payment of it, what it got itself counts from the plan's day.
    `without`: so much of its payments is looked at as not paid, because it is about to be distributed.
    """
    paid = payments(session, case_id)
    changed = queries_shares.effects(session, case_id, on)
    away = [(on, without), *((one.on, one.amount) for one in changed.lifted)]
    own = [Paid(one.event_id, one.at.day, one.amount) for one in paid if one.at.day <= on and not one.direct]
    counted = [
        *debt.lifted(own, away),
        *(Paid(one.event_id, one.at.day, one.amount) for one in paid if one.direct),
        *(Paid(one.event_id, one.on, one.amount) for one in changed.paid),
    ]
    return debt.owed(
        _terms(session, cases.title(session, case_id), stays(cases.milestones(session, [case_id]), on)),
        on,
        payments=counted,
        waivers=_waivers(session, case_id, counted, {one.event_id: one.at for one in paid}),
        conventions=_conventions(profile),
    )


def payments(session: Session, case_id: UUID) -> list[Collected]:
    """Every payment of a case that holds, by its own time: receipts, and bank lines claimed without one."""
    return collected(session, None, None, [case_id])


def last_paid_on(session: Session, case_id: UUID) -> date | None:
    """The day of the last payment of a case through the court's account."""
    return max((one.at.day for one in payments(session, case_id) if not one.direct), default=None)


def receipts_of(session: Session, case_id: UUID) -> list[Receipt]:
    """The receipts of a case that hold; to be read, not changed."""
    asked = select(Receipt).where(Receipt.case_id == case_id, standing.event_holds(Receipt.event_id))
    return list(session.scalars(asked.order_by(Receipt.at, Receipt.number)))


def collected(
    session: Session, since: Instant | None, until: Instant | None, case_ids: Sequence[UUID] | None = None
) -> list[Collected]:
    """Money collected from `since` on and before `until`, by its own time; a payment taken back does not count.

    A receipt counts when it was given; money the bank brought without one counts at the bank's time. What the creditor
    is said to have got directly counts once he confirmed it, on the day it was paid.
    """
    both = _all_collected(session, None if case_ids is None else tuple(dict.fromkeys(case_ids)))
    held = [one for one in both if (since is None or one.at >= since) and (until is None or one.at < until)]
    return sorted(held, key=lambda one: (one.at, one.event_id))


@remembered
def _all_collected(session: Session, case_ids: tuple[UUID, ...] | None) -> tuple[Collected, ...]:
    return (*_from_receipts(session, case_ids), *_from_lines(session, case_ids))


def running_clocks(session: Session, scope: Scope, now: Instant) -> list[MoneyClock]:
    """Clocks that money set running and that still run: cash to be handed over, and what the creditor is to answer."""
    clocks = [
        *_cash_clocks(session, scope, now),
        *_consent_clocks(session, scope, now),
        *_direct_clocks(session, scope, now),
    ]
    return sorted(clocks, key=lambda one: (one.clock.due, one.what))


def flagged(session: Session, scope: Scope) -> list[MoneyEvent]:
    """Events with 违规待核 flags that were not taken back, newest first; to be read, not changed."""
    asked = select(MoneyEvent).where(standing.event_holds(MoneyEvent.id)).order_by(MoneyEvent.at.desc())
    return [row for row in session.scalars(asked) if row.flags and scope.admits(row.case_id)]


def _terms(session: Session, title: TitleTerms, stood_still: tuple[Stay, ...]) -> DebtTerms:
    return DebtTerms(
        claims=tuple(_claim(one) for one in title.claims),
        due_on=title.performance_due_on,
        fee_base=title.applied_amount or title.total,
        lpr=court.prime_rates(session),
        stays=stood_still,
    )


def _claim(claim: ClaimView) -> ClaimTerms:
    terms = claim.interest
    if terms is None:
        return ClaimTerms(Head(claim.head), claim.amount)
    return ClaimTerms(
        head=Head(claim.head),
        amount=claim.amount,
        steps=(terms.step,),
        base=terms.base or None,
        first=terms.since,
        until=terms.until,
        basis=terms.basis,
    )


def _conventions(profile: CourtProfile) -> Conventions:
    return Conventions(
        profile.day_count,
        LAWFUL_ORDER if profile.fee_first else CREDITOR_FIRST,
        DOUBLED_WITH_COSTS if profile.doubled_on_costs else DOUBLED_BASE,
    )


def _waivers(session: Session, case_id: UUID, counted: Sequence[Paid], came: Mapping[UUID, Instant]) -> list[Waived]:
    """What the creditor let go with effect: agreed in writing, and performed where that was the condition.

    `counted`: what was paid upon the debt; money that went to other creditors performed nothing. `came`: when it came.
    """
    found = []
    for one in queries_plans.plans(session, WHOLE_COURT, case_ids=[case_id]):
        day = _effective_on(one, counted, came) if one.waived and not one.superseded_by else None
        if day:
            found.append(Waived(one.id, day, Head(one.terms["waived_head"]), one.waived))
    return found


def _effective_on(plan_seen: PlanView, counted: Sequence[Paid], came: Mapping[UUID, Instant]) -> date | None:
    if plan_seen.agreed_at is None:
        return None
    if not plan_seen.conditional:
        return plan_seen.agreed_at.day
    left = plan_seen.payable + plan_seen.interest
    for payment in sorted(counted, key=lambda one: one.day):
        moment = came.get(payment.ref)
        if moment >= plan_seen.made_at if moment else payment.day >= plan_seen.made_at.day:
            left -= payment.amount
            if left <= 0:
                return max(payment.day, plan_seen.agreed_at.day)
    return None


def _from_receipts(session: Session, case_ids: Sequence[UUID] | None) -> list[Collected]:
    asked = select(Receipt).where(standing.event_holds(Receipt.event_id))
    if case_ids is not None:
        asked = asked.where(Receipt.case_id.in_(case_ids))
    rows = session.scalars(asked).all()
    said = standing.direct_answers(session, [row.number for row in rows if row.way == Way.DIRECT])
    return [
        Collected(row.event_id, row.case_id, row.amount, row.way, row.at, row.person_id)
        for row in rows
        if row.way != Way.DIRECT or (row.number in said and said[row.number].answer == CONFIRMED)
    ]


def _from_lines(session: Session, case_ids: Sequence[UUID] | None) -> list[Collected]:
    asked = (
        select(Match.event_id, Match.case_id, Match.amount, BankLine.on_day, BankLine.at_time)
        .join(BankLine, BankLine.id == Match.line_id)
        .where(
            standing.match_holds(),
            Match.case_id.is_not(None),
            Match.receipt_number.is_(None),
            Match.handover_number.is_(None),
        )
    )
    if case_ids is not None:
        asked = asked.where(Match.case_id.in_(case_ids))
    return [
        Collected(row.event_id, row.case_id, row.amount, "bank", _moment(row.on_day, row.at_time))
        for row in session.execute(asked)
        if row.case_id
    ]


def _moment(day: date, at_time: str) -> Instant:
    """The bank's time; noon where the bank tells none."""
    return Instant.beijing_time(day, time.fromisoformat(at_time) if at_time else NOON)


def _cash_clocks(session: Session, scope: Scope, now: Instant) -> Iterable[MoneyClock]:
    held = [one for one in receipts_open(session, scope) if one.way == Way.CASH and one.official_number is None]
    excused = queries_cash.excused_at(session, {one.slip for one in held if one.slip})
    events = []
    for one in held:
        events.append(Event(EventKind.CASH_TAKEN, one.number, one.at))
        if one.slip in excused:
            events.append(Event(EventKind.HANDOVER_DELAYED, one.number, excused[one.slip]))
    known = {one.number: one for one in held}
    for clock in still_running(running(events, now, court.calendar(session))):
        receipt = known[clock.subject]
        yield MoneyClock(clock, receipt.case_id, receipt.number, receipt.officer_ids)


def _consent_clocks(session: Session, scope: Scope, now: Instant) -> Iterable[MoneyClock]:
    waiting = {str(one.id): one for one in queries_plans.awaiting(session, scope)}
    events = [
        Event(EventKind.CONSENT_AWAITED, key, one.awaited_since) for key, one in waiting.items() if one.awaited_since
    ]
    allowed = ClockSettings(consent_days=court.profile(session).consent_days)
    for clock in still_running(running(events, now, court.calendar(session), allowed)):
        yield MoneyClock(clock, waiting[clock.subject].case_id, clock.subject)


def _direct_clocks(session: Session, scope: Scope, now: Instant) -> Iterable[MoneyClock]:
    waiting = {one.number: one for one in queries_cash.direct_claimed(session, scope) if one.state == "claimed"}
    events = [Event(EventKind.DIRECT_CLAIMED, one.number, one.at) for one in waiting.values()]
    allowed = ClockSettings(consent_days=court.profile(session).consent_days)
    for clock in still_running(running(events, now, court.calendar(session), allowed)):
        yield MoneyClock(clock, waiting[clock.subject].case_id, clock.subject)


def payout_clocks(session: Session, scope: Scope, now: Instant) -> Iterator[MoneyClock]:
    """The clock of each arrival that still lies in its case: until when it is paid out."""
    waiting = queries_dues.waiting(session, scope)
    if not waiting:
        return
    events = [*(event for _, event, _ in waiting), *queries_dues.postponed(session, scope, waiting)]
    cases_of = {event.subject: (case_id, amount) for case_id, event, amount in waiting}
    allowed = queries_dues.settings(court.profile(session))
    for clock in still_running(running(events, now, court.calendar(session), allowed)):
        case_id, amount = cases_of[clock.subject]
        yield MoneyClock(clock, case_id, str(amount))
