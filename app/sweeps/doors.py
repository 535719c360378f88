"""The doors a target may be met at: each located address in each band of the sweep's hours, with its chance. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from app.base.instant import Instant
from app.sweeps.planning import Door, Window
from app.sweeps.presence import Cell, Chance, bands_between

TOGETHER: Final = 0.95
"""The most that all addresses of one person can come to at one hour: he may always be elsewhere."""
SHORTEST_S: Final = 300
"""A part of a band shorter than that is not worth a door of its own."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An address of a target: where it stands in the travel tables, and what ties him to it."""

    address_id: UUID
    kind: str
    place: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """When a target may be called on: seconds from the sweep's start, both ends included."""

    opens: int
    closes: int


def doors_of(
    spots: Iterable[Spot],
    *,
    starts: Instant,
    span: Span,
    points: int,
    service_s: int,
    knock_s: int,
    chance: Callable[[Cell], Chance],
) -> tuple[Door, ...]:
    """Every door of a target: address by address, band by band. Nobody is at two addresses at once: their chances share one."""
    here = list(spots)
    open_hours = windows(starts, span)
    known = {
        (spot.kind, begin): chance(Cell.at(spot.kind, begin.beijing)).p for spot in here for _, begin in open_hours
    }
    share = {
        begin: min(1.0, TOGETHER / sum(known[spot.kind, begin] for spot in here)) for _, begin in open_hours if here
    }
    return tuple(
        Door(
            spot.address_id,
            spot.place,
            window,
            service_s,
            points,
            spot.known,
            round(known[spot.kind, begin] * share[begin], 3),
            min(knock_s, service_s),
        )
        for spot in here
        for window, begin in open_hours
    )


def windows(starts: Instant, span: Span) -> list[tuple[Window, Instant]]:
    """The bands within a span, as seconds from the sweep's start, each with a moment that lies in it."""
    if span.closes <= span.opens:
        return [(Window(span.opens, span.closes), moment(starts, span.opens))]
    first, last = moment(starts, span.opens), moment(starts, span.closes)
    edges = [(Instant(begin), Instant(end)) for _, begin, end in bands_between(first.beijing, last.beijing)]
    found = [(Window(seconds(begin, starts), seconds(end, starts)), begin) for begin, end in edges]
    kept = [one for one in found if one[0].closes - one[0].opens >= SHORTEST_S] or found[:1]
    return [
        (Window(window.opens, window.closes if number == len(kept) - 1 else window.closes - 1), begin)
        for number, (window, begin) in enumerate(kept)
    ]


def by_hand(spot: Spot, *, span: Span, stay_s: int, points: int, chance: float = 1.0) -> Door:
    """The door of a stop that stands already: its own address over the whole span, its own stay; no proposal picks it."""
    return Door(
        spot.address_id, spot.place, Window(span.opens, span.closes), stay_s, points, known=False, chance=chance
    )


def moment(starts: Instant, seconds: int) -> Instant:
    """The moment so many seconds after the start."""
    return starts + timedelta(seconds=seconds)


def seconds(at: Instant, starts: Instant) -> int:
    """Whole seconds after the start."""
    return int((at - starts).total_seconds())
