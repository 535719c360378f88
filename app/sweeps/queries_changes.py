"""The morning as it stands: who was met, where the squads are, which changes wait for the commander."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.instant import Instant
from app.base.refusal import Kind, Refusal, missing
from app.field import queries as field_log
from app.field.rules import RESULTS, Visit, VisitKind
from app.measures import queries as measures
from app.sweeps import doors, queries, queries_problem
from app.sweeps.planning import Problem
from app.sweeps.planning.problem import AT_CUSTODY_S
from app.sweeps.queries_routes import Loaded
from app.sweeps.replanning import Happened, Morning, Planned, Position
from app.sweeps.tables_planning import PlanChange

MOST: Final = 50
SURE: Final = 0.8
"""The chance at an address where he was just seen."""
DETAINED: Final = "detain.announce"


@dataclass(frozen=True)
class ChangeView:
    """A change of the routes as it was worked out, and what became of it."""

    id: UUID
    sweep_id: UUID
    at: Instant
    by_id: UUID | None
    event: dict[str, Any]
    differences: list[dict[str, Any]]
    before: dict[str, Any]
    after: dict[str, Any]
    decided: str
    decided_at: Instant | None
    decided_by: UUID | None
    alone: list[list[str]] = field(default_factory=list)
    """Strikes of which only one side is called on then: who is, and who is not."""
    roads: str = ""
    """Why the ways to new addresses are estimated although the court has a road service; else empty."""


def changes(session: Session, sweep_id: UUID) -> list[ChangeView]:
    """The changes of a sweep, the newest first."""
    asked = (
        select(PlanChange).where(PlanChange.sweep_id == sweep_id).order_by(PlanChange.at.desc(), PlanChange.id.desc())
    )
    return [_view(row) for row in session.scalars(asked.limit(MOST))]


def change(session: Session, change_id: UUID) -> PlanChange:
    """One change, or a refusal as missing."""
    row = session.get(PlanChange, change_id)
    if row is None:
        raise missing("change")
    return row


def commanded(session: Session, actor: Actor, sweep_id: UUID) -> None:
    """Refuse who does not command or plan this sweep, and a sweep that is not out."""
    found = queries.seen(session, actor, sweep_id)
    if not queries.may_plan(actor, found):
        raise Refusal("sweeps.not_yours", Kind.FORBIDDEN)
    if not found.published:
        raise Refusal("sweeps.not_out", Kind.CONFLICT, number=found.number)


def require_under_way(session: Session, actor: Actor, sweep_id: UUID) -> None:
    """Refuse to change the routes of a sweep that is over: nobody drives them any more."""
    found = queries.sweep(session, sweep_id)
    if actor.now >= found.ends_at:
        raise Refusal("sweeps.over", Kind.TOO_LATE, number=found.number, ends=f"{found.ends_at.beijing:%H:%M}")


def stood(loaded: Loaded) -> str:
    """A digest of the routes, so that a change worked out from others is not taken over."""
    told = [
        f"{squad_id}:{stop.target_id}:{stop.address_id}:{stop.position}"
        for squad_id, many in sorted(loaded.stops.items())
        for stop in many
    ]
    return hashlib.sha256("|".join(told).encode()).hexdigest()


def visits(session: Session, loaded: Loaded) -> dict[UUID, list[Visit]]:
    """The lines of this sweep that say how a visit went, by target, oldest first."""
    found: dict[UUID, list[Visit]] = {}
    for visit in field_log.visits_of(session, WHOLE_COURT, target_ids=list(loaded.targets)):
        if visit.target_id and visit.kind in RESULTS:
            found.setdefault(visit.target_id, []).append(visit)
    return found


def remaining(loaded: Loaded, seen: dict[UUID, list[Visit]]) -> list[Planned]:
    """The stops that nobody made yet, squad by squad in order."""
    begins = loaded.sweep.starts_at
    return [
        Planned(
            squad.id,
            stop.target_id,
            stop.address_id,
            doors.seconds(stop.arrive_at, begins),
            doors.seconds(stop.opens_at, begins) if stop.opens_at else 0,
            doors.seconds(stop.leave_at, begins),
            by_hand=stop.stay_s is None,
        )
        for squad in loaded.squads
        for stop in loaded.stops.get(squad.id, [])
        if stop.target_id not in seen
    ]


def fresh(
    session: Session, loaded: Loaded, seen: dict[UUID, list[Visit]], told: Sequence[ChangeView]
) -> list[dict[str, Any]]:
    """What the log shows that no change answers yet: somebody was not met, somebody was detained. The newest first."""
    answered = {(one.event["kind"], one.event.get("target_id")) for one in told}
    since, until = loaded.sweep.span
    found = [
        (many[-1].at, Happened.MISSED, target_id) for target_id, many in seen.items() if many[-1].kind == VisitKind.MISS
    ]
    by_person = {(one.case_id, one.person.id): one.id for one in loaded.targets.values()}
    for deed in measures.deeds_of(session, WHOLE_COURT, [one.case_id for one in loaded.targets.values()]):
        target_id = by_person.get((deed.case_id, deed.person_id))
        if deed.kind == DETAINED and since <= deed.at < until and target_id:
            found.append((deed.at, Happened.DETAINED, target_id))
    return [
        {"kind": kind.value, "target_id": str(target_id), "at": at}
        for at, kind, target_id in sorted(found, key=lambda one: one[0], reverse=True)
        if (kind.value, str(target_id)) not in answered
    ]


def morning(
    loaded: Loaded,
    problem: Problem,
    seen: dict[UUID, list[Visit]],
    event: dict[str, Any],
    now: Instant,
    *,
    closed: Collection[UUID],
) -> Morning:
    """What is known now, with what happened: the log tells who was met, the event what comes of it.

    `closed`: addresses no road leads to.
    """
    at = max(doors.seconds(now, loaded.sweep.starts_at), 0)
    missed = {one: many for one, many in seen.items() if many[-1].kind == VisitKind.MISS}
    positions = [_position(loaded, problem, squad.id, seen=seen, event=event, at=at) for squad in loaded.squads]
    return Morning(
        now=at,
        positions=tuple(one for one in positions if one is not None),
        done=frozenset(seen.keys() - missed.keys()),
        missed={one: loaded.stop[one].address_id for one in missed if one in loaded.stop},
        closed=frozenset(door.place for one in problem.targets for door in one.doors if door.address_id in closed),
        sure={UUID(event["target_id"]): (UUID(event["address_id"]), SURE)} if event["kind"] == Happened.LEAD else None,
    )


def _position(
    loaded: Loaded, problem: Problem, squad_id: UUID, *, seen: dict[UUID, list[Visit]], event: dict[str, Any], at: int
) -> Position | None:
    """Where a squad set out and when; none where it goes on no more. Its next stop stays, unless it is called away."""
    struck = squad_id == hit(loaded, event)
    if struck and event["kind"] == Happened.BREAKDOWN:
        return None
    place, left_at = _last_left(loaded, problem, squad_id, seen)
    left = [one for one in loaded.order(squad_id) if one not in seen]
    kept = [(one, number) for number, one in enumerate(left, 1) if queries_problem.fixed(loaded, one)]
    if struck and event["kind"] == Happened.DETAINED:
        goal = problem.custody_place or 0
        back = _since(loaded, event, at) + int(problem.seconds[place][goal]) + AT_CUSTODY_S
        if back > at:
            return Position(squad_id, goal, back, tuple(kept))
        place, left_at = goal, back
    if struck and event["kind"] == Happened.DELAYED:
        left_at = max(left_at, _since(loaded, event, at) - _drive(loaded, problem, place, left)) + event["minutes"] * 60
    if left and (left[0], 1) not in kept:
        kept = [(left[0], 1), *kept]
    return Position(squad_id, place, max(left_at, at - _drive(loaded, problem, place, left), 0), tuple(kept))


def _last_left(loaded: Loaded, problem: Problem, squad_id: UUID, seen: dict[UUID, list[Visit]]) -> tuple[int, int]:
    """From which place a squad set out for its next stop, and when: at once where nobody was met, else after the visit."""
    made = sorted((many[-1].at, one) for one, many in seen.items() if one in loaded.order(squad_id))
    if not made:
        return 0, 0
    _, target_id = made[-1]
    many, begins = seen[target_id], loaded.sweep.starts_at
    if many[-1].kind == VisitKind.MISS:
        left_at = doors.seconds(many[-1].at, begins)
    else:
        left_at = doors.seconds(many[0].at, begins) + loaded.targets[target_id].service_minutes * 60
    return _place(problem, loaded, target_id), left_at


def _drive(loaded: Loaded, problem: Problem, place: int, left: Sequence[UUID]) -> int:
    """How long the way to the next stop takes: who set out for it is there so much later, not so much after now."""
    return int(problem.seconds[place][_place(problem, loaded, left[0])]) if left else 0


def _since(loaded: Loaded, event: dict[str, Any], at: int) -> int:
    """When it happened, as seconds from the sweep's start: now at the latest, whatever a clock ahead of ours says."""
    told = event.get("happened_at")
    return min(doors.seconds(Instant.parse(told), loaded.sweep.starts_at), at) if told else at


def hit(loaded: Loaded, event: dict[str, Any]) -> UUID | None:
    """The squad the event is about."""
    if event.get("squad_id"):
        return UUID(event["squad_id"])
    stop = loaded.stop.get(UUID(event["target_id"])) if event.get("target_id") else None
    return stop.squad_id if stop else None


def _place(problem: Problem, loaded: Loaded, target_id: UUID) -> int:
    address_id = loaded.stop[target_id].address_id
    return next((door.place for door in problem.target[target_id].doors if door.address_id == address_id), 0)


def _view(row: PlanChange) -> ChangeView:
    return ChangeView(
        id=row.id,
        sweep_id=row.sweep_id,
        at=row.at,
        by_id=row.by_id,
        event=row.event,
        differences=row.change["differences"],
        before=row.change["before"],
        after=row.change["after"],
        decided=row.decided,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        alone=row.change.get("alone", []),
        roads=row.change.get("roads", ""),
    )
