"""The clocks of a case itself: the notice of enforcement and the six months, told to the law's table of clocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.cases import milestones, queries
from app.cases.milestones import OFFICE_OPENS
from app.cases.rules import Concluded
from app.cases.tables import Case
from app.cases.views import CaseBrief
from app.court import queries as court
from app.law.clock_rules import EventKind
from app.law.deadlines import Clock, Event, running, still_running

WHOLE: Final = "case"
"""The key of the six months in the table of clocks."""
SIX_MONTHS: Final = timedelta(days=184)
NEAR: Final = timedelta(days=30)
MOST_READ: Final = 200


@dataclass(frozen=True)
class CaseClock:
    """A clock of a case that still runs."""

    clock: Clock
    case_id: UUID
    what: str = ""
    """What it is about when it is not the case as a whole: the thing seized, the objection."""


def events_of(case: CaseBrief, ended: Concluded | None) -> tuple[Event, ...]:
    """What happened to a case, in the words of the clock table; its end also ends what was still to be sent."""
    subject, filed = str(case.id), _at(case.filed_on)
    told = [Event(EventKind.APPLICATION_RECEIVED, subject, filed), Event(EventKind.CASE_FILED, subject, filed)]
    if case.notice_served_on:
        told.append(Event(EventKind.NOTICE_SENT, subject, max(filed, _at(case.notice_served_on))))
    if ended:
        told += [Event(kind, subject, max(filed, ended.at)) for kind in (EventKind.NOTICE_SENT, EventKind.CASE_CLOSED)]
    return tuple(told)


def deadlines(session: Session, scope: Scope, case_ids: Sequence[UUID], now: Instant) -> list[CaseClock]:
    """The clocks of these cases that still run, those due first come first."""
    briefs = queries.briefs(session, scope, case_ids)
    ended = queries.concluded(session, list(briefs))
    entered = queries.milestones(session, list(briefs))
    matters = {str(one.id): one for one in entered}
    events = [event for case in briefs.values() for event in events_of(case, ended.get(case.id))]
    clocks = still_running(running([*events, *milestones.events(entered)], now, court.calendar(session)))
    return [_named(clock, matters.get(clock.subject)) for clock in clocks]


def _named(clock: Clock, matter: milestones.Entered | None) -> CaseClock:
    return CaseClock(clock, matter.case_id, matter.what) if matter else CaseClock(clock, UUID(clock.subject))


def pressing(session: Session, scope: Scope, now: Instant, most: int) -> list[CaseClock]:
    """The open cases whose six months end within some thirty days or ended as lately, soonest first."""
    today = now.day - SIX_MONTHS
    asked = select(Case.id).where(queries.within(scope), Case.filed_on.between(today - NEAR, today + NEAR))
    near = session.scalars(asked.order_by(Case.filed_on, Case.id).limit(MOST_READ)).all()
    ended = queries.concluded(session, near)
    wanted = [case_id for case_id in near if case_id not in ended][:most]
    return [one for one in deadlines(session, scope, wanted, now) if one.clock.key == WHOLE]


def _at(day: date) -> Instant:
    return Instant.beijing_time(day, OFFICE_OPENS)
