"""Counting periods: hours, days, months, years; the day of the event is not counted; a holiday moves the last day.

Custody, the notice within 24 hours and all periods in hours never move (§3 and §11 of the study).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final, Protocol

from app.base.instant import Instant

MONTHS: Final = 12
END_OF_DAY: Final = time(23, 59, 59, 999000)
NEXT_DAY_CITATION: Final = "CPL.periods.next_day"
HOLIDAY_CITATION: Final = "CPL.periods.holiday"
CUSTODY_CITATION: Final = "CUSTODY.days"


class Calendar(Protocol):
    """What a period must be told about days."""

    def is_workday(self, day: date) -> bool:
        """Whether courts work on that day."""
        ...

    def provisional(self, day: date) -> bool:
        """Whether a later holiday notice may change the answer."""
        ...


class Unit(StrEnum):
    """What a period is counted in."""

    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    WORKDAYS = "workdays"


class Manner(StrEnum):
    """How a period runs."""

    ORDINARY = "ordinary"
    """Days, months and years: a holiday moves the last day."""
    CUSTODY = "custody"
    """From the day of custody to the next day is one day; nothing moves it."""
    NOTICE24 = "notice24"
    """The notice to the family within 24 hours; nothing moves it."""
    FIXED = "fixed"
    """A named day, or a limit stricter than the law's: nothing moves it."""
    NEXT_HOUR = "next_hour"
    """Hours of a procedural period, which begin with the next full hour; never the hours a person is held."""
    TERM = "term"
    """The term of a seizure: its first day counts, so that it ends the day before; the earlier of two readings."""


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time the law gives."""

    length: int
    unit: Unit
    manner: Manner = Manner.ORDINARY


@dataclass(frozen=True, slots=True)
class Due:
    """When a period ends: the moment, the day it would have ended without holidays, and how sure that is."""

    moment: Instant
    nominal: date
    provisional: bool
    citations: tuple[str, ...]

    @property
    def day(self) -> date:
        """The last day."""
        return self.moment.day

    @property
    def moved(self) -> bool:
        """Whether a holiday moved the last day."""
        return self.moment.day != self.nominal


def due(start: Instant, period: Period, calendar: Calendar) -> Due:
    """The end of a period that an event at `start` set running."""
    if period.unit is Unit.HOURS:
        begun = _next_hour(start) if period.manner is Manner.NEXT_HOUR else start
        end = begun + timedelta(hours=period.length)
        return Due(moment=end, nominal=end.day, provisional=False, citations=())
    if period.unit is Unit.WORKDAYS:
        return _due_in_workdays(start.day, period.length, calendar)
    nominal = last_day(start.day, period)
    return due_on(nominal - timedelta(days=period.manner is Manner.TERM), period.manner, calendar)


def _next_hour(moment: Instant) -> Instant:
    """The full hour after a moment; a moment on the hour begins that count one hour later too."""
    clock = moment.beijing
    return moment + timedelta(hours=1, minutes=-clock.minute, seconds=-clock.second, microseconds=-clock.microsecond)


def _due_in_workdays(start: date, length: int, calendar: Calendar) -> Due:
    """So many working days after the day of the event."""
    end = start
    for _ in range(length):
        end = first_workday(end + timedelta(days=1), calendar)
    unsure = any(calendar.provisional(start + timedelta(days=one)) for one in range(1, (end - start).days + 1))
    return Due(moment=end_of(end), nominal=end, provisional=unsure, citations=(NEXT_DAY_CITATION,))


def due_on(nominal: date, manner: Manner, calendar: Calendar) -> Due:
    """The end of a period whose last day is `nominal`, moved when the manner allows it."""
    if manner is not Manner.ORDINARY:
        citation = CUSTODY_CITATION if manner is Manner.CUSTODY else NEXT_DAY_CITATION
        return Due(moment=end_of(nominal), nominal=nominal, provisional=False, citations=(citation,))
    shifted = first_workday(nominal, calendar)
    citations = (NEXT_DAY_CITATION, HOLIDAY_CITATION) if shifted != nominal else (NEXT_DAY_CITATION,)
    return Due(moment=end_of(shifted), nominal=nominal, provisional=calendar.provisional(shifted), citations=citations)


def last_day(start: date, period: Period) -> date:
    """The last day before any shift: the day of the event is not counted; months end on the same day of the month."""
    if period.unit is Unit.DAYS:
        return start + timedelta(days=period.length)
    if period.unit in (Unit.HOURS, Unit.WORKDAYS):
        raise ValueError(period.unit)
    return add_months(start, period.length * (MONTHS if period.unit is Unit.YEARS else 1))


def add_months(start: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(start.year * MONTHS + start.month - 1 + months, MONTHS)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def first_workday(day: date, calendar: Calendar) -> date:
    """That day, or the first working day after it."""
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    return day


def end_of(day: date) -> Instant:
    """The last moment of a day in Beijing."""
    return Instant.beijing_time(day, END_OF_DAY)


def release_day(custody: date, days: int) -> date:
    """The day a detained person is released: custody day + N (拘留所条例: from that day to the next is one day)."""
    return custody + timedelta(days=days)
