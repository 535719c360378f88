"""Why a stop stands where it stands: its chance, the other doors and squads, and what each of those would cost. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from app.sweeps.planning import METRES_A_POINT, Call, Door, Problem, Route, Squad, able, times

MOST: Final = 6
"""How many alternatives are worth telling."""

Calls = Mapping[UUID, Sequence[Call]]
"""The calls of each squad in their order."""


@dataclass(frozen=True, slots=True)
class Rival:
    """Another way to call on a target: which squad at which door when, and what it would change for everybody.

    `metres` and `seconds` are what all squads drive and are away more; `points` what is expected to be gained more (or less).
    """

    squad_id: UUID
    door: Door
    arrive: int
    metres: int
    seconds: int
    points: float

    @property
    def gain(self) -> float:
        """Points gained, with the way as points: negative where it is worse than now."""
        return self.points - self.metres / METRES_A_POINT


@dataclass(frozen=True, slots=True)
class Why:
    """A stop's own door, and the best other ways, the least costly first."""

    squad_id: UUID
    door: Door
    arrive: int
    spared_metres: int
    """What the way would be shorter without him."""
    rivals: tuple[Rival, ...]
    unable: tuple[UUID, ...]
    """Squads that cannot do what he needs."""


def calls_of(problem: Problem, orders: Mapping[UUID, Sequence[tuple[UUID, UUID, int]]]) -> dict[UUID, list[Call]]:
    """The calls behind routes that stand: (target, address, arrival) of each stop in order, per squad."""
    return {
        squad_id: [
            Call(target_id, _door_at(problem, target_id, address_id, arrive)) for target_id, address_id, arrive in stops
        ]
        for squad_id, stops in orders.items()
    }


def why(problem: Problem, calls: Calls, target_id: UUID) -> Why | None:
    """Why this target is called on as he is; None when he is on no route."""
    squad_id = next((one for one, many in calls.items() if target_id in {call.target_id for call in many}), None)
    if squad_id is None:
        return None
    now = times(problem, problem.squad[squad_id], calls[squad_id])
    visit = next(one for one in now.visits if one.target_id == target_id)
    own = problem.target[target_id].doors[visit.door]
    without = {one: [call for call in many if call.target_id != target_id] for one, many in calls.items()}
    bare = {squad.id: times(problem, squad, without.get(squad.id, ())) for squad in problem.squads}
    spared = now.metres - bare[squad_id].metres
    found = _rivals(problem, without, bare, target_id)
    rest = [
        replace(
            one,
            metres=one.metres - spared,
            seconds=one.seconds - (now.back - bare[squad_id].back),
            points=round(one.points - own.points * own.chance, 2),
        )
        for one in found
        if (one.squad_id, one.door) != (squad_id, own)
    ]
    rest.sort(key=lambda one: -one.gain)
    unable = tuple(squad.id for squad in problem.squads if not able(squad, problem.target[target_id]))
    return Why(squad_id, own, visit.arrive, spared, tuple(_spread(rest)), unable)


def places_for(problem: Problem, calls: Calls, target_id: UUID) -> list[Rival]:
    """For a target on no route: where he could be put in on time, the best first."""
    bare = {squad.id: times(problem, squad, calls.get(squad.id, ())) for squad in problem.squads}
    return list(_spread(sorted(_rivals(problem, calls, bare, target_id), key=lambda one: -one.gain)))


def _rivals(problem: Problem, calls: Calls, bare: Mapping[UUID, Route], target_id: UUID) -> list[Rival]:
    """The best place at each door of each squad that could go there in time."""
    target = problem.target[target_id]
    found = []
    for squad in problem.squads:
        if not able(squad, target):
            continue
        for number, door in enumerate(target.doors):
            if door.known:
                best = _cheapest(problem, squad, calls.get(squad.id, ()), Call(target_id, number))
                if best:
                    visit = next(one for one in best.visits if one.target_id == target_id)
                    found.append(
                        Rival(
                            squad.id,
                            door,
                            visit.arrive,
                            best.metres - bare[squad.id].metres,
                            best.back - bare[squad.id].back,
                            door.points * door.chance,
                        )
                    )
    return found


def _cheapest(problem: Problem, squad: Squad, calls: Sequence[Call], call: Call) -> Route | None:
    """The shortest route with one call more that keeps all times."""
    late_now = times(problem, squad, calls).late
    routes = (
        times(problem, squad, [*calls[:index], call, *calls[index:]])
        for index in _worth_trying(problem, squad, calls, call)
    )
    kept = [route for route in routes if _kept(route, call, late_now)]
    return min(kept, key=lambda route: (route.metres, route.back), default=None)


def _worth_trying(problem: Problem, squad: Squad, calls: Sequence[Call], call: Call) -> Iterator[int]:
    """Every place behind which the door is not yet shut and before which it is open by then."""
    door = problem.target[call.target_id].doors[call.door]
    route = times(problem, squad, calls)
    leaves = [squad.start, *(visit.leave for visit in route.visits)]
    yield from (index for index, left in enumerate(leaves) if left <= door.window.closes)


def _kept(route: Route, call: Call, late_now: int) -> bool:
    visit = next(one for one in route.visits if one.target_id == call.target_id)
    return not visit.late and route.late <= late_now


def _spread(rivals: Sequence[Rival]) -> Iterator[Rival]:
    """The first few, one for each squad and address."""
    seen: set[tuple[UUID, UUID]] = set()
    for one in rivals:
        key = (one.squad_id, one.door.address_id)
        if key not in seen and len(seen) < MOST:
            seen.add(key)
            yield one


def _door_at(problem: Problem, target_id: UUID, address_id: UUID, arrive: int) -> int:
    """Which door a stop at that address at that time stands for."""
    doors = problem.target[target_id].doors
    if target_id in problem.locked:
        return problem.locked[target_id].door
    own = [number for number, door in enumerate(doors) if door.address_id == address_id]
    return next((number for number in own if doors[number].window.closes >= arrive), own[-1] if own else 0)
