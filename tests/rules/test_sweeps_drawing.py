"""The day of the squads as a drawing: where a stop stands, what was seen, and the span of hours."""

from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from app.base.instant import Instant
from app.sweeps.drawing import LEFT, RIGHT, WIDTH, Drawing, drawing

DAY = date(2026, 1, 17)
FIRST, SECOND = UUID(int=1), UUID(int=2)


def at(clock: str) -> Instant:
    return Instant.beijing_time(DAY, time.fromisoformat(clock))


def stop(target_id: UUID, name: str, clock: str, minutes: int = 25) -> Any:
    person = SimpleNamespace(person=SimpleNamespace(name=name))
    leaves = at(clock) + timedelta(minutes=minutes)
    return SimpleNamespace(target_id=target_id, target=person, arrive_at=at(clock), leave_at=leaves)


def route(*stops: Any, away: str = "05:40", back: str = "09:00") -> Any:
    squad = SimpleNamespace(name="第一小组")
    return SimpleNamespace(squad=squad, stops=stops, starts_at=at(away), back_at=at(back))


def drawn(*routes: Any, seen: dict[UUID, Instant] | None = None, now: str = "07:30") -> Drawing:
    picture = drawing(routes, seen or {}, at(now))
    assert picture
    return picture


def test_whole_hours_stand_around_the_day() -> None:
    picture = drawn(route(stop(FIRST, "张某", "06:00")))
    assert [word.text for word in picture.hours] == ["05:00", "06:00", "07:00", "08:00", "09:00", "10:00"]
    assert (picture.hours[0].x, picture.hours[-1].x) == (LEFT, WIDTH - RIGHT)
    assert picture.now == (picture.hours[2].x + picture.hours[3].x) / 2


def test_a_stop_stands_at_its_planned_time_and_the_dot_at_the_real_one() -> None:
    picture = drawn(
        route(stop(FIRST, "张某", "06:00"), stop(SECOND, "杨某", "07:00")), seen={FIRST: at("07:00")}, now="12:00"
    )
    first, second = picture.lanes[0].stays
    assert (first.x, second.x) == (picture.hours[1].x, picture.hours[2].x)
    assert (first.seen, second.seen) == (second.x, None)
    assert first.told == "张某 06:00–06:25 → 07:00"
    assert picture.now is None


def test_what_was_seen_after_the_way_back_is_drawn_too() -> None:
    picture = drawn(route(stop(FIRST, "张某", "06:00")), seen={FIRST: at("13:20")})
    assert picture.hours[-1].text == "14:00"
    assert picture.lanes[0].stays[0].seen < WIDTH - RIGHT  # type: ignore[operator] # reason: it was seen


def test_a_long_day_is_told_by_every_second_hour() -> None:
    picture = drawn(route(stop(FIRST, "张某", "06:00"), away="00:10", back="22:00"))
    assert [word.text for word in picture.hours][:3] == ["00:00", "02:00", "04:00"]


def test_squads_that_stay_at_home_are_not_drawn() -> None:
    assert drawing([route()], {}, at("07:30")) is None
    assert len(drawn(route(), route(stop(FIRST, "张某", "06:00"))).lanes) == 1
