"""The plan during the morning: something happens, a new plan is worked out within a second, the commander takes it or leaves it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.base.turns import take_turn
from app.sweeps import doors, queries_changes, queries_problem, queries_routes, replanning
from app.sweeps.planning import PlanProposal, Problem
from app.sweeps.queries_routes import Loaded
from app.sweeps.replanning import Difference, Happened, Planned
from app.sweeps.tables import Stop
from app.sweeps.tables_planning import PlanChange
from app.trail import actions as trail

NEEDED: Final = {
    Happened.MISSED: ("target_id",),
    Happened.DETAINED: ("target_id",),
    Happened.DELAYED: ("squad_id", "minutes"),
    Happened.BREAKDOWN: ("squad_id",),
    Happened.ROAD_CLOSED: ("township",),
    Happened.LEAD: ("target_id", "address_id"),
}
"""What must be told of each kind of event."""


class TellEvent(Command):
    """Something happened; work out what that changes."""

    sweep_id: UUID
    kind: Happened
    target_id: UUID | None = None
    squad_id: UUID | None = None
    address_id: UUID | None = None
    township: Annotated[str, StringConstraints(max_length=40)] = ""
    minutes: Annotated[int, Field(ge=5, le=600)] | None = None
    happened_at: Instant | None = None
    """When it happened, where the log knows it; else now."""


@dataclass(frozen=True)
class WorkedOut:
    """What an event changes, and of which routes that is true."""

    event: dict[str, Any]
    stood: str
    change: dict[str, Any]


def tell_event(session: Session, actor: Actor, deed: TellEvent) -> PlanChange:
    """Work a change out and write it down in one go."""
    take_turn(session, f"sweep {deed.sweep_id}")
    return write_event(session, actor, deed, work_out(session, actor, deed))


def work_out(session: Session, actor: Actor, deed: TellEvent) -> WorkedOut:
    """What an event changes. Only reads, so that letters of the squads need not wait while it computes."""
    from app.sweeps import least_changed  # noqa: PLC0415 - loads where it is used

    queries_changes.commanded(session, actor, deed.sweep_id)
    queries_changes.require_under_way(session, actor, deed.sweep_id)
    loaded = queries_routes.load(session, deed.sweep_id)
    lies_in = queries_problem.townships(queries_problem.spots(session, loaded))
    event = _require_told(loaded, deed, lies_in.values())
    base = queries_problem.problem(session, loaded)
    _require_address(base, deed)
    seen = queries_changes.visits(session, loaded)
    stops = queries_changes.remaining(loaded, seen)
    closed = frozenset(one for one, township in lies_in.items() if township == event.get("township"))
    known = queries_changes.morning(loaded, base, seen, event, actor.now, closed=closed)
    problem = replanning.left_over(base, known, stops)
    if not problem.squads:
        raise Refusal("sweeps.nobody_left", Kind.CONFLICT)
    told = _told(
        problem, least_changed.least_changed(problem, stops, queries_changes.hit(loaded, event)), stops, loaded
    )
    told["alone"] = [
        [str(one), str(other)] for one, other in replanning.left_alone(loaded.strikes, _planned(told), seen)
    ]
    return WorkedOut(event, queries_changes.stood(loaded), told)


def write_event(session: Session, actor: Actor, deed: TellEvent, found: WorkedOut, *, roads: str = "") -> PlanChange:
    """Put the change before the commander; the routes stay until he takes it over. `roads`: why ways are estimated."""
    row = PlanChange(
        id=new_id(actor.now),
        sweep_id=deed.sweep_id,
        at=actor.now,
        by_id=actor.id,
        event=found.event,
        stood=found.stood,
        change=found.change | ({"roads": roads} if roads else {}),
        decided="",
    )
    session.add(row)
    session.flush()
    trail.write(session, actor, "sweep.event", subject=deed.sweep_id, content=found.event)
    return row


def _planned(told: dict[str, Any]) -> set[UUID]:
    """Whom the new routes call on."""
    return {UUID(stop["target_id"]) for many in told["routes"].values() for stop in many}


class DecideChange(Command):
    """The commander takes a change over, or leaves the plan as it is."""

    change_id: UUID
    decision: Literal["accepted", "declined"]


def decide_change(session: Session, actor: Actor, deed: DecideChange) -> PlanChange:
    """Write the new routes, or leave them; refused when it was decided, when the routes are others by now, and after the end."""
    row = queries_changes.change(session, deed.change_id)
    queries_changes.commanded(session, actor, row.sweep_id)
    take_turn(session, f"sweep {row.sweep_id}")
    if row.decided:
        raise Refusal("sweeps.change_decided", Kind.CONFLICT)
    if deed.decision == "accepted":
        queries_changes.require_under_way(session, actor, row.sweep_id)
        loaded = queries_routes.load(session, row.sweep_id)
        if queries_changes.stood(loaded) != row.stood:
            raise Refusal("sweeps.changed_meanwhile", Kind.CONFLICT)
        _write(session, loaded, row.change["routes"], queries_changes.visits(session, loaded).keys())
    row.decided, row.decided_at, row.decided_by = deed.decision, actor.now, actor.id
    session.flush()
    trail.write(
        session, actor, "sweep.replan", subject=row.sweep_id, content={"change": str(row.id), "decision": deed.decision}
    )
    return row


def _require_told(loaded: Loaded, deed: TellEvent, townships: Collection[str]) -> dict[str, Any]:
    """The event with what belongs to it; every missing or unknown part is named at once."""
    wrong = [Fault(name, "field.missing") for name in NEEDED[deed.kind] if not getattr(deed, name)]
    if deed.target_id and deed.target_id not in loaded.targets:
        wrong.append(Fault("target_id", "sweeps.target_unknown"))
    if deed.squad_id and deed.squad_id not in {one.id for one in loaded.squads}:
        wrong.append(Fault("squad_id", "sweeps.squad_unknown"))
    if deed.kind == Happened.ROAD_CLOSED and deed.township and deed.township not in townships:
        wrong.append(Fault("township", "sweeps.township_unknown"))
    if wrong:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(wrong))
    told = deed.model_dump(mode="json")
    event = {"kind": deed.kind.value, **{name: told[name] for name in NEEDED[deed.kind]}}
    return event | ({"happened_at": deed.happened_at.iso} if deed.happened_at else {})


def _require_address(problem: Problem, deed: TellEvent) -> None:
    if deed.kind != Happened.LEAD or deed.target_id is None:
        return
    if deed.address_id not in {door.address_id for door in problem.target[deed.target_id].doors}:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("address_id", "sweeps.address_unplaced"),))


def _told(problem: Problem, proposal: PlanProposal, stops: Sequence[Planned], loaded: Loaded) -> dict[str, Any]:
    """The new routes and what they change, as plain values."""
    from app.sweeps.planning import planner  # noqa: PLC0415 - loads where it is used

    routes: dict[str, list[dict[str, Any]]] = {}
    after = replanning.as_planned(problem, proposal)
    for route in proposal.routes:
        for visit in route.visits:
            door = problem.target[visit.target_id].doors[visit.door]
            routes.setdefault(str(route.squad_id), []).append(
                {
                    "target_id": str(visit.target_id),
                    "address_id": str(door.address_id),
                    "arrive": visit.arrive,
                    "leave": visit.leave,
                    "chance": round(door.chance * 100),
                    "waits": bool(visit.wait),
                }
            )
    return {
        "routes": routes,
        "differences": [_difference(one, loaded) for one in replanning.differences(stops, after)],
        "before": {"stops": len(stops)},
        "after": {
            "stops": len(after),
            "metres": proposal.metres,
            "found": round(planner.expected(problem, proposal).found, 1),
        },
    }


def _difference(one: Difference, loaded: Loaded) -> dict[str, Any]:
    return {
        "turned": one.turned.value,
        "target_id": str(one.target_id),
        "before": _side(one.before, loaded),
        "after": _side(one.after, loaded),
    }


def _side(one: Planned | None, loaded: Loaded) -> dict[str, str] | None:
    if one is None:
        return None
    at = doors.moment(loaded.sweep.starts_at, one.arrive)
    return {"squad_id": str(one.squad_id), "address_id": str(one.address_id), "at": at.iso}


def _write(session: Session, loaded: Loaded, routes: dict[str, list[dict[str, Any]]], made: Any) -> None:
    """The stops that were made stay first in their order; then come those of the change, in theirs."""
    begins = loaded.sweep.starts_at
    old = dict(loaded.stop)
    for squad in loaded.squads:
        again = {UUID(stop["target_id"]) for many in routes.values() for stop in many}
        done = [one for one in loaded.order(squad.id) if one in made and one not in again]
        for position, target_id in enumerate(done, 1):
            old.pop(target_id).position = position
        for position, told in enumerate(routes.get(str(squad.id), []), len(done) + 1):
            target_id = UUID(told["target_id"])
            stop = old.pop(target_id, None)
            if stop is None:
                stop = Stop(id=new_id(begins), target_id=target_id, locked=False)
                session.add(stop)
            stop.squad_id, stop.position, stop.address_id = squad.id, position, UUID(told["address_id"])
            stop.arrive_at = begins + timedelta(seconds=told["arrive"])
            stop.leave_at = begins + timedelta(seconds=told["leave"])
            stop.stay_s, stop.chance = told["leave"] - told["arrive"], told["chance"]
            stop.opens_at = stop.arrive_at if told.get("waits") else None
    for stop in old.values():
        session.delete(stop)
    session.flush()
