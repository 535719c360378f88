"""What has happened at the stops, from the logs of all rooms, and how each stop stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.field import queries as field
from app.field.rules import Visit
from app.measures import queries as measures
from app.measures.custody import Standing
from app.measures.rules import Deed
from app.money import queries as money
from app.sweeps.views import StopView

ENDS: Final = frozenset(
    {
        "visit.miss",
        "service.summon",
        "service.serve",
        "question.end",
        "detain.admit",
        "person.release",
        "money.take",
        "undertaking.sign",
        "settlement.sign",
    }
)
"""Deeds after which a squad may drive on, unless the person is held."""


@dataclass(frozen=True)
class Line:
    """One deed in the log of any room; cancelled ones are not lines."""

    id: UUID
    kind: str
    at: Instant
    entered_at: Instant
    by_id: UUID | None
    door: str
    case_id: UUID
    person_id: UUID
    flags: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Progress:
    """How a stop stands: `state` done, now or next; the last line; whether the person is held."""

    state: str
    last: Line | None
    standing: Standing


def lines(session: Session, actor: Actor, case_ids: Iterable[UUID]) -> list[Line]:
    """Everything told of these cases, oldest first."""
    wanted = list(dict.fromkeys(case_ids))
    scope = actor.scope
    found = [_told(one) for one in field.visits_of(session, scope, case_ids=wanted)]
    found += [_told(one) for one in measures.deeds_of(session, scope, wanted)]
    found += [
        Line(one.event_id, "money.take", one.at, one.entered_at, one.by_id, one.door, one.case_id, one.person_id,
             one.flags, f"{one.amount} · {one.number}")
        for one in money.receipts(session, scope, case_ids=wanted)
        if one.holds
    ]  # fmt: skip
    for plan in money.plans(session, scope, case_ids=wanted):
        found += [
            Line(one.event_id, one.kind, one.at, one.at, one.by_id, "", plan.case_id, plan.person_id, one.flags, "")
            for one in plan.signatures
        ]
    return sorted(found, key=lambda line: (line.at, line.id))


def progress(session: Session, actor: Actor, stops: Sequence[StopView], since: Instant) -> dict[UUID, Progress]:
    """How each of these stops stands, counting what happened since then; the first that is not done is next."""
    log = [line for line in lines(session, actor, [one.case_id for one in stops]) if line.at >= since]
    holds = measures.state_of(session, [one.person_id for one in stops], actor.now)
    return {one.id: _progress(one, log, holds) for one in stops}


def _progress(stop: StopView, log: Sequence[Line], holds: Mapping[UUID, Standing]) -> Progress:
    own = [line for line in log if line.person_id == stop.person_id and line.case_id == stop.case_id]
    held = holds[stop.person_id]
    ended = any(line.kind in ENDS for line in own)
    state = "now" if held.held or (own and not ended) else "done" if own else "next"
    return Progress(state, own[-1] if own else None, held)


def _told(one: Visit | Deed) -> Line:
    return Line(
        one.id, one.kind, one.at, one.entered_at, one.by_id, one.door, one.case_id, one.person_id, one.flags, one.note
    )
