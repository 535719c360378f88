"""A lead is looked into within seven days, an urgent one within three, and waits until a look says true or false."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.base.instant import Instant
from app.law.calendar import CourtCalendar
from app.law.deadlines import State
from app.leads import rules
from app.leads.rules import Check, Result

FRIDAY = Instant(datetime(2026, 1, 16, 10, 0, tzinfo=UTC))
DAYS = CourtCalendar()
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("urgent", "last"), [(False, date(2026, 1, 23)), (True, date(2026, 1, 19))])
def test_the_last_day_is_the_laws(urgent: bool, last: date) -> None:
    assert rules.due_of(FRIDAY, urgent=urgent, calendar=DAYS).day == last


def test_a_holiday_moves_the_last_day() -> None:
    before_spring_festival = Instant(datetime(2026, 2, 9, 2, 0, tzinfo=UTC))
    assert rules.due_of(before_spring_festival, urgent=False, calendar=DAYS).day == date(2026, 2, 24)


def test_a_look_that_settles_nothing_leaves_the_clock_running() -> None:
    checks = [Check(FRIDAY + HOUR, Result.OPEN)]
    clock = rules.clock_of("x", FRIDAY, checks, FRIDAY + 2 * HOUR, urgent=False, calendar=DAYS)
    assert clock.state is State.OK
    assert rules.answer(checks) is None
    assert clock.citation.key == "PROP.lead_check"


def test_the_newest_answer_counts() -> None:
    checks = [Check(FRIDAY + 2 * HOUR, Result.FALSE), Check(FRIDAY + HOUR, Result.TRUE)]
    answer = rules.answer(checks)
    assert answer is not None
    assert answer.result is Result.FALSE
    clock = rules.clock_of("x", FRIDAY, checks, FRIDAY + 3 * HOUR, urgent=True, calendar=DAYS)
    assert (clock.state, clock.closed_at) == (State.CLOSED, FRIDAY + HOUR)


def test_a_lead_nobody_looked_into_is_overdue() -> None:
    late = FRIDAY + timedelta(days=9)
    assert rules.clock_of("x", FRIDAY, [], late, urgent=False, calendar=DAYS).state is State.OVERDUE
