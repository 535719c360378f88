"""The clocks of what was promised: each instalment, and the two years to take the title up again after a settlement."""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.court import queries as court
from app.law.clock_rules import EventKind
from app.law.deadlines import Event, running, still_running
from app.law.periods import end_of
from app.money import queries, queries_breach, queries_plans
from app.money.queries_plans import PlanView
from app.money.views import Collected, MoneyClock

SEPARATOR: Final = ":"


def events_of(plan: PlanView, paid: Sequence[Collected], applied: Instant | None = None) -> Iterator[Event]:
    """What a plan promised and what came of it; one that nobody signed, or that another replaced, promises nothing.

    `paid`: the payments of its case by their own time. Each row is paid by what came in since the plan was made.
    `applied`: when the creditor asked for the title again.
    """
    signed = [one.at for one in plan.signatures if one.binds]
    if not signed or plan.superseded_by:
        return
    since, wanted = min(signed), plan.paid_now
    for row in plan.rows:
        subject, wanted = f"{plan.id}{SEPARATOR}{row.position}", wanted + row.amount
        yield Event(EventKind.INSTALMENT_AGREED, subject, since, until=end_of(row.due_on))
        performed = _reached(plan, paid, wanted)
        if performed:
            yield Event(EventKind.INSTALMENT_PAID, subject, max(performed, since))
    if plan.state == "in_force" and plan.rows:
        yield from _settled(plan, _reached(plan, paid, wanted))
        if applied:
            yield Event(EventKind.RESUMPTION_ASKED, str(plan.id), max(applied, end_of(plan.rows[-1].due_on)))


def deadlines(session: Session, scope: Scope, case_ids: Sequence[UUID], now: Instant) -> list[MoneyClock]:
    """The clocks of the plans of these cases that still run, those due first come first; `what` is the plan."""
    plans = {str(one.id): one for one in queries_plans.plans(session, scope, case_ids=case_ids)}
    paid = queries.collected(session, None, None, list({one.case_id for one in plans.values()})) if plans else []
    applied = queries_breach.applied_at(session, [one.id for one in plans.values()])
    events = [
        event
        for plan in plans.values()
        for event in events_of(plan, [one for one in paid if one.case_id == plan.case_id], applied.get(plan.id))
    ]
    found = []
    for clock in still_running(running(events, now, court.calendar(session))):
        of_plan = clock.subject.partition(SEPARATOR)[0]
        found.append(MoneyClock(clock, plans[of_plan].case_id, of_plan))
    return found


def _reached(plan: PlanView, paid: Sequence[Collected], wanted: int) -> Instant | None:
    """When what came in since the plan was made reached that sum."""
    so_far = 0
    for payment in paid:
        if payment.at >= plan.made_at:
            so_far += payment.amount
            if so_far >= wanted:
                return payment.at
    return None


def _settled(plan: PlanView, performed: Instant | None) -> Iterator[Event]:
    """After the last agreed day the creditor has two years to ask for the title again, unless all is paid."""
    last = end_of(plan.rows[-1].due_on)
    if performed is None or performed > last:
        yield Event(EventKind.SETTLEMENT_LAST_DAY, str(plan.id), last)
    if performed:
        yield Event(EventKind.SETTLEMENT_PERFORMED, str(plan.id), performed)
