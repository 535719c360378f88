"""What the routes as they stand are expected to bring, why each stop stands where it stands, and what else was thought of."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.refusal import Fault
from app.base.remembering import remembered
from app.places.queries import AddressView
from app.sweeps import doors, queries_planning, queries_problem, queries_routes, reasons
from app.sweeps.lacking import lacking
from app.sweeps.planning import Call, Door, PlanProposal, Problem, Window, propose
from app.sweeps.presence import Cell, Chance
from app.sweeps.queries_routes import Loaded
from app.sweeps.reasons import Rival

if TYPE_CHECKING:
    from app.sweeps.planning.judge import Verdict


@dataclass(frozen=True)
class Alternative:
    """Another way to call on somebody, in the words of the court."""

    squad: str
    address: AddressView
    kind: str
    at: Instant
    chance: int
    metres: int
    seconds: int
    gain: float


@dataclass(frozen=True)
class StopWhy:
    """Why somebody is called on there and then: the chance, on how much it rests, and the other ways."""

    squad: str
    address: AddressView
    at: Instant
    chance: Chance
    percent: int
    spared_metres: int
    alternatives: tuple[Alternative, ...]
    unable: tuple[Fault, ...]
    """Every reason why some squad may not go there."""


@remembered
def problem(session: Session, sweep_id: UUID) -> Problem:
    """The problem of a sweep, once a page; a stop that waits for a strike waits for it here as well."""
    loaded = queries_routes.load(session, sweep_id)
    return _waiting(loaded, queries_problem.problem(session, loaded))


def proposal(loaded: Loaded, asked: Problem) -> PlanProposal:
    """The routes as they stand, as a proposal."""
    return propose(asked, {squad_id: _free(asked, calls) for squad_id, calls in calls(loaded, asked).items()})


def expected(session: Session, sweep_id: UUID) -> "Verdict | None":
    """What the routes as they stand are expected to bring; nothing while no stop stands."""
    loaded, asked = queries_routes.load(session, sweep_id), problem(session, sweep_id)
    if not loaded.stop:
        return None
    from app.sweeps.planning import planner  # noqa: PLC0415 - loads where it is used

    return planner.expected(asked, proposal(loaded, asked))


def calls(loaded: Loaded, asked: Problem) -> dict[UUID, list[Call]]:
    """The calls behind the routes as they stand."""
    begins = loaded.sweep.starts_at
    orders = {
        squad.id: [
            (stop.target_id, stop.address_id, doors.seconds(stop.arrive_at, begins))
            for stop in loaded.stops.get(squad.id, [])
        ]
        for squad in loaded.squads
    }
    return reasons.calls_of(asked, orders)


def why(session: Session, sweep_id: UUID, target_id: UUID) -> StopWhy | None:
    """Why a target is called on as he is; None while he is on no route."""
    loaded, asked = queries_routes.load(session, sweep_id), problem(session, sweep_id)
    found = reasons.why(asked, calls(loaded, asked), target_id)
    if found is None:
        return None
    names = {one.id: one.name for one in loaded.squads}
    spots = _spots(session, loaded)
    here = spots[found.door.address_id]
    at = doors.moment(loaded.sweep.starts_at, found.arrive)
    return StopWhy(
        squad=names[found.squad_id],
        address=here,
        at=at,
        chance=queries_planning.learned(session, loaded.sweep.starts_at).chance(Cell.at(here.kind, at.beijing)),
        percent=round(found.door.chance * 100),
        spared_metres=found.spared_metres,
        alternatives=tuple(
            _alternative(one, loaded, spots) for one in found.rivals if _in_time_for(loaded, target_id, one)
        ),
        unable=tuple(fault for one in loaded.squads for fault in lacking(loaded, one, target_id)),
    )


def openings(session: Session, sweep_id: UUID, target_id: UUID) -> list[Alternative]:
    """Where somebody on no route could be put in on time, the best first; nothing where nobody could go in time."""
    loaded, asked = queries_routes.load(session, sweep_id), problem(session, sweep_id)
    spots = _spots(session, loaded)
    found = reasons.places_for(asked, calls(loaded, asked), target_id)
    return [_alternative(one, loaded, spots) for one in found]


def _waiting(loaded: Loaded, asked: Problem) -> Problem:
    """Each door at which a stop waits open from that moment only."""
    waits = {
        (stop.target_id, stop.address_id): doors.seconds(stop.opens_at, loaded.sweep.starts_at)
        for stop in loaded.stop.values()
        if stop.opens_at
    }

    def door(target_id: UUID, one: Door) -> Door:
        opens = waits.get((target_id, one.address_id), 0)
        held = one.window.opens < opens <= one.window.closes
        return replace(one, window=Window(opens, one.window.closes)) if held else one

    return replace(
        asked,
        targets=tuple(replace(one, doors=tuple(door(one.id, at) for at in one.doors)) for one in asked.targets)
        if waits
        else asked.targets,
    )


def _in_time_for(loaded: Loaded, target_id: UUID, one: Rival) -> bool:
    """Whether another way keeps the strikes that the routes keep now."""
    at = {stop.target_id: doors.seconds(stop.arrive_at, loaded.sweep.starts_at) for stop in loaded.stop.values()}
    for strike in loaded.strikes:
        within = strike.minutes * 60
        for mate in strike.ids:
            if mate != target_id and {target_id, mate} == set(strike.ids) and {target_id, mate} <= at.keys():
                kept_now = abs(at[target_id] - at[mate]) <= within
                if kept_now and (loaded.stop[mate].squad_id == one.squad_id or abs(one.arrive - at[mate]) > within):
                    return False
    return True


def _free(asked: Problem, many: list[Call]) -> list[Call]:
    return [call for call in many if call.target_id not in asked.locked]


def _alternative(one: Rival, loaded: Loaded, spots: dict[UUID, AddressView]) -> Alternative:
    return Alternative(
        squad=next(squad.name for squad in loaded.squads if squad.id == one.squad_id),
        address=spots[one.door.address_id],
        kind=spots[one.door.address_id].kind,
        at=doors.moment(loaded.sweep.starts_at, one.arrive),
        chance=round(one.door.chance * 100),
        metres=one.metres,
        seconds=one.seconds,
        gain=round(one.gain, 1),
    )


def _spots(session: Session, loaded: Loaded) -> dict[UUID, AddressView]:
    return {one.id: one for many in queries_problem.spots(session, loaded).values() for one in many}
