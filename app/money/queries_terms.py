"""The terms of plans of distribution that run, and the plans in which the next step is the court's."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from typing import Final

from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.court import queries as court
from app.law.clock_rules import EventKind
from app.law.deadlines import Event, State, running, still_running
from app.money.distributions import ShareState, Stage
from app.money.queries_distributions import DistributionView
from app.money.views import MoneyClock

MORNING: Final = time(0)


def terms(session: Session, plans: Sequence[DistributionView], now: Instant) -> list[MoneyClock]:
    """The days to object to each of these plans, and to oppose an objection or sue upon it, that are not over yet.

    `what` is the plan's number. A plan has one clock: from the day on which the last of all received it.
    """
    told = [(plan, event) for plan in plans for event in _events(plan)]
    of_plan = {event.subject: plan for plan, event in told}
    clocks = still_running(running((event for _, event in told), now, court.calendar(session)))
    return [
        MoneyClock(one, of_plan[one.subject].case_id, of_plan[one.subject].number)
        for one in clocks
        if one.state is not State.RIPE
    ]


def awaiting(plans: Iterable[DistributionView]) -> list[DistributionView]:
    """Those to be served, with shares that can be paid, or with an objection whose term is over."""
    return [one for one in plans if _awaits(one)]


def _awaits(plan: DistributionView) -> bool:
    course = plan.course
    over = any(one.open and one.until and one.until < course.today for one in course.objections)
    payable = any(course.state(one) is ShareState.PAYABLE for one in plan.shares)
    return not course.dead and (plan.stage is Stage.APPROVED or payable or over)


def _events(plan: DistributionView) -> Iterator[Event]:
    course = plan.course
    if plan.stage is Stage.RUNNING:
        last = max(course.received[party] for party in course.parties)
        yield Event(EventKind.DISTRIBUTION_RECEIVED, str(plan.id), Instant.beijing_time(last, MORNING))
    last_days = {one.id: one.on for one in plan.course.steps}
    last_days |= {one.refers: one.on for one in plan.course.steps if one.refers}
    for one in course.objections:
        told = last_days.get(one.id)
        if not course.dead and one.open and one.until and told:
            yield Event(EventKind.OBJECTION_PASSED_ON, str(one.id), Instant.beijing_time(told, MORNING))
