"""Which days are working days: the court's own table first, then the published holidays, then plain weekends."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import chinese_calendar

WEEKEND: Final = 5
FIRST_PUBLISHED: Final[int] = min(chinese_calendar.holidays).year
LAST_PUBLISHED: Final[int] = max(chinese_calendar.holidays).year
"""The years the holiday library knows; beyond them only the court's table is certain."""
SIGNS_OF_A_YEAR: Final = ((1, 1), (5, 1), (10, 1))
"""Holidays every yearly notice names: a table that holds all three holds the notice of that year."""


@dataclass(frozen=True, slots=True)
class CourtCalendar:
    """The calendar a court counts by. `workdays` and `holidays` are what the court loaded itself; they win."""

    workdays: frozenset[date] = frozenset()
    holidays: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Whether courts work on that day, exchanged weekend days included."""
        if day in self.workdays or day in self.holidays:
            return day in self.workdays
        if _published(day.year) and not self.told(day.year):
            return chinese_calendar.is_workday(day) is True
        return day.weekday() < WEEKEND

    def told(self, year: int) -> bool:
        """Whether the court loaded the holiday notice of that year: its other days are then as certain."""
        return all(date(year, month, day) in self.holidays for month, day in SIGNS_OF_A_YEAR)

    def provisional(self, day: date) -> bool:
        """Whether nothing but the weekday is known of that day: a later holiday notice may change it."""
        known = day in self.workdays or day in self.holidays or _published(day.year) or self.told(day.year)
        return not known

    @property
    def known_until(self) -> date:
        """The last day up to which holidays are certain."""
        year = LAST_PUBLISHED
        while self.told(year + 1):
            year += 1
        return date(year, 12, 31)

    def days_known_after(self, day: date) -> int:
        """For how many days from `day` on holidays are certain: a screen warns when the table runs out."""
        return max(0, (self.known_until - day).days)


def _published(year: int) -> bool:
    return FIRST_PUBLISHED <= year <= LAST_PUBLISHED
