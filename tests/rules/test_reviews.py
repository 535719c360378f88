"""How late a squad was: the difference of the two times that are shown."""

from datetime import date, time
from types import SimpleNamespace
from typing import Any

import pytest

from app.base.instant import Instant
from app.reviews.queries import Foretold, Looked

DAY = date(2026, 1, 17)


def at(clock: str) -> Any:
    return Instant.beijing_time(DAY, time.fromisoformat(clock))


def looked(planned: str, first: Any) -> Looked:
    stop: Any = SimpleNamespace(arrive_at=at(planned))
    route: Any = SimpleNamespace(squad=SimpleNamespace(name="第一小组"))
    came: Any = None
    return Looked(route, stop, first, came)


@pytest.mark.parametrize(
    ("planned", "arrived", "minutes"),
    [("07:05:40", "07:05:00", 0), ("06:00:00", "06:05:59", 5), ("09:00:10", "08:50:00", -10)],
)
def test_the_difference_is_that_of_the_minutes_shown(planned: str, arrived: str, minutes: int) -> None:
    assert looked(planned, SimpleNamespace(at=at(arrived))).late_minutes == minutes


def test_nobody_who_did_not_come_was_late() -> None:
    assert looked("07:00", None).late_minutes is None


@pytest.mark.parametrize(
    ("visits", "met", "expected", "wrong"),
    [(10, 9, 3.0, True), (10, 4, 3.0, False), (2, 2, 1.0, False), (8, 0, 5.0, True)],
)
def test_a_supposition_is_wrong_when_chance_alone_would_not_bring_it(
    visits: int, met: int, expected: float, *, wrong: bool
) -> None:
    assert Foretold("home", "dawn", visits, met, expected, 60).wrong is wrong
