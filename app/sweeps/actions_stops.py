"""Routes made by hand: a target put on a route, moved, fixed, taken off; the times follow every change."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal, missing
from app.base.turns import take_turn
from app.sweeps import queries, queries_routes
from app.sweeps.lacking import lacking
from app.sweeps.planning import PlanProposal, Problem, Route
from app.sweeps.queries_routes import Loaded
from app.sweeps.tables import Squad, Stop, Target
from app.trail import actions as trail


class PlaceStop(Command):
    """A target is to be on this squad's route, at its end or at that position."""

    target_id: UUID
    squad_id: UUID
    position: Annotated[int, Field(ge=1, le=1000)] | None = None


def place_stop(session: Session, actor: Actor, deed: PlaceStop) -> None:
    """Put a target on a route, or move it to another; one without any address has nowhere to be put."""
    target, loaded = _open(session, actor, deed.target_id)
    if deed.squad_id not in {one.id for one in loaded.squads}:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("squad_id", "sweeps.squad_unknown"),))
    if target.address_id is None:
        raise Refusal("sweeps.no_address", Kind.CONFLICT, name=loaded.targets[target.id].person.name)
    orders = _orders(loaded, without=target.id)
    order = orders[deed.squad_id]
    order.insert(len(order) if deed.position is None else deed.position - 1, target.id)
    _write(session, actor, loaded, orders, target=target, deed=deed)


class ShiftStop(Command):
    """A stop one place earlier or later."""

    target_id: UUID
    by: Literal["up", "down"]


def shift_stop(session: Session, actor: Actor, deed: ShiftStop) -> None:
    """Change places with the neighbour; at the end of the route nothing changes."""
    target, loaded = _open(session, actor, deed.target_id)
    squad_id = _squad_of(loaded, target.id)
    orders = _orders(loaded)
    order = orders[squad_id]
    here = order.index(target.id)
    there = min(max(here + (-1 if deed.by == "up" else 1), 0), len(order) - 1)
    order[here], order[there] = order[there], order[here]
    _write(session, actor, loaded, orders, target=target, deed=deed)


class TakeOffStop(Command):
    """A target is to be on no route."""

    target_id: UUID


def take_off_stop(session: Session, actor: Actor, deed: TakeOffStop) -> None:
    """Take a target off its route; it stays a target."""
    target, loaded = _open(session, actor, deed.target_id)
    _squad_of(loaded, target.id)
    _write(session, actor, loaded, _orders(loaded, without=target.id), target=target, deed=deed)


class LockStop(Command):
    """A stop that no proposal moves."""

    target_id: UUID


def lock_stop(session: Session, actor: Actor, deed: LockStop) -> None:
    """Fix a stop: its squad and its position stay. Refused with every reason where that squad may not go there."""
    stop = _stop(session, actor, deed.target_id)
    loaded = queries_routes.load(session, queries.squad(session, stop.squad_id).sweep_id)
    squad = next(one for one in loaded.squads if one.id == stop.squad_id)
    lacks = lacking(loaded, squad, deed.target_id)
    if lacks:
        raise Refusal("sweeps.lock_unable", Kind.CONFLICT, faults=tuple(lacks))
    stop.locked = True
    _leave_line(session, actor, stop, "sweep.lock")


class UnlockStop(Command):
    """A stop that proposals may move again."""

    target_id: UUID


def unlock_stop(session: Session, actor: Actor, deed: UnlockStop) -> None:
    """Let a stop go."""
    stop = _stop(session, actor, deed.target_id)
    stop.locked = False
    _leave_line(session, actor, stop, "sweep.unlock")


def settle(session: Session, sweep_id: UUID) -> None:
    """Write the times of all routes as they now are."""
    loaded = queries_routes.load(session, sweep_id)
    write_routes(session, loaded, [loaded.times(squad.id, loaded.order(squad.id)) for squad in loaded.squads])


def write_routes(session: Session, loaded: Loaded, routes: Iterable[Route]) -> None:
    """Make the stops say what these routes (one for each squad) say; a stop that stays keeps its id, its lock, its stay."""
    known = dict(loaded.stop)
    begins = loaded.sweep.starts_at
    for route in routes:
        for position, visit in enumerate(route.visits, 1):
            stop = known.pop(visit.target_id, None)
            if stop is None:
                stop = Stop(id=new_id(begins), target_id=visit.target_id, locked=False)
                spot = loaded.spot(visit.target_id)
                stop.address_id = spot.id if spot else visit.target_id
                session.add(stop)
            stop.squad_id, stop.position = route.squad_id, position
            stop.arrive_at = begins + timedelta(seconds=visit.arrive)
            stop.leave_at = begins + timedelta(seconds=visit.leave)
    for stop in known.values():
        session.delete(stop)
    session.flush()


def write_proposal(session: Session, loaded: Loaded, problem: Problem, proposal: PlanProposal) -> None:
    """Make the stops say what a proposal says: the routes, and behind each free stop its door, its stay and its chance."""
    write_routes(session, loaded, proposal.routes)
    visits = {visit.target_id: visit for route in proposal.routes for visit in route.visits}
    rows = session.scalars(select(Stop).where(Stop.target_id.in_(visits.keys() - problem.locked.keys())))
    for stop in rows:
        visit = visits[stop.target_id]
        door = problem.target[stop.target_id].doors[visit.door]
        stop.address_id, stop.stay_s = door.address_id, visit.leave - visit.arrive
        stop.opens_at = loaded.sweep.starts_at + timedelta(seconds=visit.arrive) if visit.wait else None
        stop.chance = round(door.chance * 100)
    session.flush()


def by_hand_again(session: Session, target: Target) -> None:
    """Forget what a proposal said of a target's stop: the judge chose his address and his time anew."""
    stop = session.scalar(select(Stop).where(Stop.target_id == target.id))
    if stop is not None and target.address_id:
        stop.address_id, stop.stay_s, stop.opens_at, stop.chance = target.address_id, None, None, None
        session.flush()


def _open(session: Session, actor: Actor, target_id: UUID) -> tuple[Target, Loaded]:
    target = session.get(Target, target_id)
    if target is None:
        raise missing("target")
    queries.plannable(session, actor, target.sweep_id)
    actor.scope.require(target.case_id, "target")
    take_turn(session, f"sweep {target.sweep_id}")
    return target, queries_routes.load(session, target.sweep_id)


def _orders(loaded: Loaded, *, without: UUID | None = None) -> dict[UUID, list[UUID]]:
    return {squad.id: [one for one in loaded.order(squad.id) if one != without] for squad in loaded.squads}


def _squad_of(loaded: Loaded, target_id: UUID) -> UUID:
    for squad in loaded.squads:
        if target_id in loaded.order(squad.id):
            return squad.id
    raise Refusal("sweeps.on_no_route", Kind.CONFLICT, name=loaded.targets[target_id].person.name)


def _write(
    session: Session,
    actor: Actor,
    loaded: Loaded,
    orders: Mapping[UUID, Sequence[UUID]],
    *,
    target: Target,
    deed: Command,
) -> None:
    write_routes(session, loaded, [loaded.times(squad_id, order) for squad_id, order in orders.items()])
    content = {"deed": type(deed).__name__, **deed.model_dump(mode="json")}
    trail.write(session, actor, "sweep.route", case=target.case_id, subject=target.id, content=content)


def _stop(session: Session, actor: Actor, target_id: UUID) -> Stop:
    target, loaded = _open(session, actor, target_id)
    squad_id = _squad_of(loaded, target.id)
    return session.scalars(select(Stop).where(Stop.target_id == target.id, Stop.squad_id == squad_id)).one()


def _leave_line(session: Session, actor: Actor, stop: Stop, verb: str) -> None:
    case_id = session.scalar(select(Target.case_id).where(Target.id == stop.target_id))
    trail.write(session, actor, verb, case=case_id, subject=stop.target_id, content=stop.position)


def drop_stops(session: Session, squad_id: UUID) -> None:
    """Clear a squad's route; its targets stay targets."""
    for stop in session.scalars(select(Stop).where(Stop.squad_id == squad_id)):
        session.delete(stop)
    session.flush()


def squad_row(session: Session, actor: Actor, squad_id: UUID) -> Squad:
    """The row of a squad whose sweep this person may still plan."""
    row = session.get(Squad, squad_id)
    if row is None:
        raise missing("squad")
    queries.plannable(session, actor, row.sweep_id)
    return row
