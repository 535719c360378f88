"""The day of all squads as a drawing: a line for each, its stops as planned, and when somebody really stood there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from app.base.instant import Instant
from app.sweeps.views import RouteView, StopView

WIDTH: Final = 980
LEFT: Final = 84
RIGHT: Final = 20
TOP: Final = 30
LANE: Final = 62
HOUR: Final = timedelta(hours=1)
MOST_HOURS: Final = 14
"""A longer day is told by every second hour."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the drawing and where it stands."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Stay:
    """A stop as planned, from `x` over `width`; `seen` is where in the day somebody first stood there."""

    x: float
    width: float
    name: str
    told: str
    seen: float | None


@dataclass(frozen=True, slots=True)
class Lane:
    """One squad's day: away from `start` to `end`."""

    y: int
    name: str
    start: float
    end: float
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All lanes below one scale of hours; `now` is None when the moment lies outside the day."""

    width: int
    height: int
    hours: tuple[Word, ...]
    lanes: tuple[Lane, ...]
    now: float | None


def drawing(routes: Sequence[RouteView], seen: Mapping[UUID, Instant], now: Instant) -> Drawing | None:
    """The planned day of these squads with the first time at each target; nothing when no squad drives out."""
    driven = [route for route in routes if route.stops]
    if not driven:
        return None
    begin, end = _span(
        driven, [seen[one.target_id] for route in driven for one in route.stops if one.target_id in seen]
    )

    def across(at: Instant) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * ((at - begin) / (end - begin)), 1)

    lanes = []
    for number, route in enumerate(driven):
        stays = tuple(
            Stay(
                x=across(one.arrive_at),
                width=max(across(one.leave_at) - across(one.arrive_at), 8),
                name=one.target.person.name,
                told=_told(one, seen.get(one.target_id)),
                seen=across(seen[one.target_id]) if one.target_id in seen else None,
            )
            for one in route.stops
        )
        lane_y = TOP + number * LANE
        lanes.append(Lane(lane_y, route.squad.name, across(route.starts_at), across(route.back_at), stays))
    return Drawing(
        width=WIDTH,
        height=TOP + len(driven) * LANE + 8,
        hours=tuple(Word(across(at), f"{at.beijing:%H:%M}") for at in _hours(begin, end)),
        lanes=tuple(lanes),
        now=across(now) if begin <= now <= end else None,
    )


def _span(routes: Sequence[RouteView], seen: Sequence[Instant]) -> tuple[Instant, Instant]:
    """Whole hours around everything that is drawn."""
    first = min([*(route.starts_at for route in routes), *seen])
    last = max([*(route.back_at for route in routes), *seen])
    return _whole(first), _whole(last) + HOUR


def _whole(at: Instant) -> Instant:
    local = at.beijing
    return at + -timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)


def _hours(begin: Instant, end: Instant) -> list[Instant]:
    count = int((end - begin) / HOUR)
    return [begin + HOUR * number for number in range(0, count + 1, 1 if count <= MOST_HOURS else 2)]


def _told(stop: StopView, seen: Instant | None) -> str:
    """The times of a stop, for a look with the mouse and for ears."""
    planned = f"{stop.target.person.name} {stop.arrive_at.beijing:%H:%M}–{stop.leave_at.beijing:%H:%M}"
    return f"{planned} → {seen.beijing:%H:%M}" if seen else planned
