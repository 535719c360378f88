"""The shape of a row of the clock table: what starts it, how long, what stops it, who is told and when."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from app.law.clock_events import EventKind
from app.law.periods import Manner, Period, Unit

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


class Warned(StrEnum):
    """Who is told that a clock runs down."""

    HANDLER = "handler"
    """承办人: the judge of the case."""
    SQUAD = "squad"
    """Those who have the person or the money with them."""
    CLERK = "clerk"
    CASHIER = "cashier"
    DIRECTOR = "director"
    PRESIDENT = "president"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One warning: so long before the end these are told."""

    before: timedelta
    whom: tuple[Warned, ...]


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One row of the table. `setting` names the court setting that may shorten the period."""

    key: str
    starts: frozenset[EventKind]
    period: Period
    stops: frozenset[EventKind]
    citation: str
    alarms: tuple[Alarm, ...]
    """The first turns a clock amber, the last red."""
    setting: str = ""
    by_decision: bool = False
    """The starting event carries the length a decision fixed; without it the longest lawful term counts."""
    needs: EventKind | None = None
    """The clock is shown only once this has happened too."""
    prolonged_by: EventKind | None = None
    prolonged: Period | None = None
    """The length after that event, unless the event itself names the last day."""
    paused_by: EventKind | None = None
    goes_on_by: EventKind | None = None
    ripens: bool = False
    """Its end is nobody's delay: a right is over, or what was waited for takes effect."""
    lapses: bool = False
    """At its end the measure falls of itself: what would prolong it later comes too late, and no day may be named
    beyond the period."""

    @property
    def amber(self) -> timedelta:
        """How long before the end the first are told."""
        return self.alarms[0].before

    @property
    def red(self) -> timedelta:
        """How long before the end the last are told."""
        return self.alarms[-1].before


def days(length: int, manner: Manner = Manner.ORDINARY) -> Period:
    """So many days."""
    return Period(length, Unit.DAYS, manner)


def hours(length: int, manner: Manner = Manner.ORDINARY) -> Period:
    """So many hours; nothing moves them."""
    return Period(length, Unit.HOURS, manner)


def told(amber: timedelta, red: timedelta, *first: Warned, also: tuple[Warned, ...] = ()) -> tuple[Alarm, ...]:
    """The two usual warnings: `first` are told at amber, and `also` with them at red."""
    return Alarm(amber, first), Alarm(red, (*first, *also))
