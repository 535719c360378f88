"""Which days are working days: the court's own table first, then the published holidays, then plain weekends."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import chinese_calendar

WEEKEND: Final = 5
FIRST_PUBLISHED: Final[int] = min(chinese_calendar.holidays).year
LAST_PUBLISHED: Final[int] = max(chinese_calendar.holidays).year
"""The years the holiday library knows; beyond them only the court's table is certain."""


@dataclass(frozen=True, slots=True)
class CourtCalendar:
    """The calendar a court counts by. `workdays` and `holidays` are what the court loaded itself; they win."""

    workdays: frozenset[date] = frozenset()
    holidays: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Whether courts work on that day, exchanged weekend days included."""
        if day in self.workdays or day in self.holidays:
            return day in self.workdays
        if _published(day):
            return chinese_calendar.is_workday(day) is True
        return day.weekday() < WEEKEND

    def provisional(self, day: date) -> bool:
        """Whether nothing but the weekday is known of that day: a later holiday notice may change it."""
        return day not in self.workdays and day not in self.holidays and not _published(day)

    def days_known_after(self, day: date) -> int:
        """For how many days from `day` on holidays are certain: a screen warns when the table runs out."""
        known = max((date(LAST_PUBLISHED, 12, 31), *self.workdays, *self.holidays))
        return max(0, (known - day).days)


def _published(day: date) -> bool:
    return FIRST_PUBLISHED <= day.year <= LAST_PUBLISHED
