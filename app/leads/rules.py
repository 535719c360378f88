"""What a lead is, until when it must be looked into, and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.base.instant import Instant
from app.law.deadlines import CLOCKS, Clock, Event, EventKind, running
from app.law.periods import Calendar, Due, due


class About(StrEnum):
    """What a lead tells of."""

    WHEREABOUTS = "whereabouts"
    PROPERTY = "property"


class Source(StrEnum):
    """Whom a lead came from."""

    APPLICANT = "applicant"
    VILLAGE_CADRE = "village_cadre"
    GRID_OFFICER = "grid_officer"
    POLICE = "police"
    OWN_VISIT = "own_visit"
    OTHER = "other"


class Result(StrEnum):
    """What a look into a lead showed. `open`: nothing certain, so it goes on waiting."""

    TRUE = "true"
    FALSE = "false"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Check:
    """One look into a lead."""

    at: Instant
    result: Result


STARTS: Final = {False: EventKind.LEAD_GIVEN, True: EventKind.URGENT_LEAD_GIVEN}
ANSWERS: Final = (Result.TRUE, Result.FALSE)


def due_of(received: Instant, *, urgent: bool, calendar: Calendar) -> Due:
    """The end of the days the law gives for looking into it: seven, or three when it is urgent."""
    rule = next(rule for rule in CLOCKS if STARTS[urgent] in rule.starts)
    return due(received, rule.period, calendar)


def answer(checks: Iterable[Check]) -> Check | None:
    """The newest look that said true or false; None while the lead waits."""
    answered = [check for check in checks if check.result in ANSWERS]
    return max(answered, key=lambda check: check.at, default=None)


def clock_of(
    lead: str, received: Instant, checks: Iterable[Check], now: Instant, *, urgent: bool, calendar: Calendar
) -> Clock:
    """The lead's clock: it runs until a look says true or false."""
    events = [Event(STARTS[urgent], lead, received)]
    events += [Event(EventKind.LEAD_CHECKED, lead, check.at) for check in checks if check.result in ANSWERS]
    return running(events, max(now, received), calendar)[0]
