"""The published line: what each figure counts, computed from the events behind it and never typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.base.instant import Instant
from app.base.money import Money


@dataclass(frozen=True)
class Event:
    """One event behind a figure."""

    id: UUID
    at: Instant
    case_id: UUID | None = None
    person_id: UUID | None = None
    amount: Money | None = None
    kind: str = ""


@dataclass(frozen=True)
class Figure:
    """A number of the line and the events it counts."""

    key: str
    value: int
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Day:
    """What happened in a sweep, as the other rooms tell it. Cancelled events are not in it."""

    officer_turns: Sequence[Event]
    vehicle_turns: Sequence[Event]
    found: Sequence[Event]
    compelled: Sequence[Event]
    detained: Sequence[Event]
    performed: Sequence[Event]
    settled: Sequence[Event]
    payments: Sequence[Event]
    """`kind` is the way: transfer, qr, cash, direct."""


DIRECT: Final = "direct"


def line(day: Day) -> dict[str, Figure]:
    """All figures of the line.

    officer_turns and vehicle_turns come from the roll-call; compelled counts a person once a day; detained counts what
    the court's profile says; concluded counts cases performed or settled, a case once; collected counts payments taken
    during the sweep, direct ones too, which are shown apart as well.
    """
    settled = _once_a_case(day.settled, besides={event.case_id for event in day.performed})
    performed = _once_a_case(day.performed)
    direct = [event for event in day.payments if event.kind == DIRECT]
    figures = (
        _count("officer_turns", day.officer_turns),
        _count("vehicle_turns", day.vehicle_turns),
        _count("found", day.found),
        _count("compelled", day.compelled),
        _count("detained", day.detained),
        _count("concluded", (*performed, *settled)),
        _count("performed", performed),
        _count("settled", settled),
        _sum("collected_fen", day.payments),
        _sum("direct_fen", direct),
    )
    return {figure.key: figure for figure in figures}


def _count(key: str, events: Sequence[Event]) -> Figure:
    return Figure(key, len(events), tuple(events))


def _sum(key: str, events: Sequence[Event]) -> Figure:
    return Figure(key, sum(int(event.amount or 0) for event in events), tuple(events))


def _once_a_case(events: Sequence[Event], besides: set[UUID | None] | None = None) -> tuple[Event, ...]:
    seen = set(besides or ())
    kept = []
    for event in sorted(events, key=lambda one: (one.at, one.id)):
        if event.case_id not in seen:
            seen.add(event.case_id)
            kept.append(event)
    return tuple(kept)
