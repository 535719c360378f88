"""The drawing of a detention: nothing lies over anything else, and every part tells the truth."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from flask import Flask

from app.base.instant import Instant
from app.law.calendar import CourtCalendar
from app.measures.clocks import clocks_of
from app.measures.custody import episode_of, standing_of
from app.measures.queries_custody import Course
from app.measures.rules import Deed
from app.measures.views import ClockView
from routes.desk import custody_plot as plot
from tests.rules.test_measures_folds import APPROVALS, CASE, DAWN, PERSON, THE_LONG_WAY, line
from tests.support.make_measures import DAY, HOUR

NOW = DAWN + 8 * HOUR


@pytest.fixture(autouse=True)
def words(app: Flask) -> Iterator[None]:
    """The labels of the drawing need the reader's language."""
    with app.test_request_context():
        yield


def course(log: tuple[Deed, ...], now: Instant = NOW) -> Course:
    clocks = clocks_of(log, APPROVALS, now, CourtCalendar())
    views = tuple(
        ClockView(one.key, PERSON, CASE, one.started, one.due, one.left, one.state, one.citation, one.closed_at)
        for one in clocks
    )
    deeds = episode_of(log, APPROVALS, now)
    return Course(PERSON, standing_of(log, APPROVALS, now), deeds, views, None)


def test_the_labels_of_the_hours_never_meet() -> None:
    hours = plot.hours(course(THE_LONG_WAY), NOW)
    assert hours is not None
    spans: dict[int, list[tuple[float, float]]] = {}
    for one in hours.marks:
        wide = plot.SIGN * max(len(one.label), 3) + 10
        begins = one.x - wide if one.anchor == "end" else one.x
        spans.setdefault(one.lane, []).append((begins, begins + wide))
    for lane in spans.values():
        assert all(first[1] <= second[0] for first, second in pairwise(lane))


def test_every_deed_stands_at_its_time_and_every_clock_has_its_bar() -> None:
    hours = plot.hours(course(THE_LONG_WAY), NOW)
    assert hours is not None
    assert [one.x for one in hours.marks] == sorted(one.x for one in hours.marks)
    assert len(hours.marks) == len(THE_LONG_WAY)
    assert [one.label.partition("：")[0] for one in hours.bars] == ["询问八小时", "送交收拘", "通知家属"]
    assert all(plot.LEFT <= one.x <= plot.LEFT + plot.WIDTH for one in hours.marks)
    assert all(one.done <= one.width for one in hours.bars)


def test_days_are_as_many_as_the_decision_gives_and_leave_comes_on_top() -> None:
    plain = plot.days(course(THE_LONG_WAY, DAWN + 3 * DAY), DAWN + 3 * DAY)
    assert [one.kind for one in plain[:5]] == ["done", "done", "done", "today", "left"]
    assert len(plain) == 15
    leave = (line("leave.begin", DAWN + DAY), line("leave.end", DAWN + 3 * DAY))
    longer = plot.days(course((*THE_LONG_WAY, *leave), DAWN + 4 * DAY), DAWN + 4 * DAY)
    assert [one.kind for one in longer[:5]] == ["done", "leave", "leave", "done", "today"]
    assert len(longer) == 17


def test_who_was_never_taken_is_not_drawn() -> None:
    assert plot.hours(course(()), NOW) is None
    assert plot.days(course(()), NOW) == ()
