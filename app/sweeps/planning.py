"""The shape of a sweep's routes as numbers: problem → solver → proposal. Pure; knows neither law nor store.

Times are whole seconds from the problem's zero, lengths whole metres, places rows of the travel matrix. A target may have
several doors (addresses, hours), of which a plan uses one; a solver is anything that keeps the promise of `Solver`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final, Protocol
from uuid import UUID

from app.sweeps.rules import Ability
from maps.points import Point
from maps.travel import Matrix, Travel

METRES_A_POINT: Final = 2_000
"""How long a way one point of a target's weight is worth: a target of middle weight is never left out to save a drive."""
UNKNOWN_M: Final = 20_000
"""The straight line to a place of which only the county is known: the county's own uncertainty. Always labelled an estimate."""


@dataclass(frozen=True, slots=True)
class Window:
    """When a squad may stand at a door, both ends included."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Door:
    """One way to find a target: where, when, how long it takes there, and what it is worth in points."""

    address_id: UUID
    place: int
    window: Window
    service: int
    points: int
    known: bool = True
    """False: only the county is known; a proposal never goes there by itself."""


@dataclass(frozen=True, slots=True)
class Target:
    """A person sought: the doors he may be found at, and what a squad must bring."""

    id: UUID
    doors: tuple[Door, ...]
    needs: frozenset[Ability] = frozenset()
    seats: int = 0
    """Free seats his squad must have. Not added up along a route: who was taken is brought in between."""
    home: str = ""
    """The same for all who live under one roof and are best visited together; empty: nobody else does."""


@dataclass(frozen=True, slots=True)
class Squad:
    """A squad that goes out: when and where from, when and where back, and what it can do."""

    id: UUID
    start: int
    end: int
    start_place: int
    end_place: int
    seats: int = 0
    abilities: frozenset[Ability] = frozenset()


@dataclass(frozen=True, slots=True)
class Lock:
    """A stop the judge fixed: this target is the `position`th stop (from 1) of this squad, at its first door."""

    target_id: UUID
    squad_id: UUID
    position: int


@dataclass(frozen=True)
class Problem:
    """All that a plan is made of."""

    targets: tuple[Target, ...]
    squads: tuple[Squad, ...]
    seconds: Matrix = field(repr=False)
    metres: Matrix = field(repr=False)
    locks: tuple[Lock, ...] = ()

    @cached_property
    def target(self) -> Mapping[UUID, Target]:
        """Targets by id."""
        return {one.id: one for one in self.targets}

    @cached_property
    def squad(self) -> Mapping[UUID, Squad]:
        """Squads by id."""
        return {one.id: one for one in self.squads}

    @cached_property
    def locked(self) -> frozenset[UUID]:
        """The targets a proposal may not move."""
        return frozenset(lock.target_id for lock in self.locks)

    def locks_of(self, squad_id: UUID) -> dict[int, UUID]:
        """Position → target of the stops fixed on one squad's route."""
        return {lock.position: lock.target_id for lock in self.locks if lock.squad_id == squad_id}


@dataclass(frozen=True, slots=True)
class Call:
    """A target at one of its doors (an index into its doors)."""

    target_id: UUID
    door: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """A call with its times. `wait`: seconds to spare before the door's window opens; `late`: seconds after it closed."""

    target_id: UUID
    door: int
    arrive: int
    leave: int
    drive: int
    metres: int
    wait: int = 0
    late: int = 0

    @property
    def call(self) -> Call:
        """The visit without its times."""
        return Call(self.target_id, self.door)


@dataclass(frozen=True, slots=True)
class Route:
    """A squad's visits in order, and its way back. `late`: seconds after the squad's end."""

    squad_id: UUID
    visits: tuple[Visit, ...]
    back: int
    back_drive: int
    back_metres: int
    late: int = 0

    @property
    def metres(self) -> int:
        """The whole way, back included."""
        return sum(visit.metres for visit in self.visits) + self.back_metres

    @property
    def drive(self) -> int:
        """Seconds on the road, back included."""
        return sum(visit.drive for visit in self.visits) + self.back_drive

    @property
    def on_time(self) -> bool:
        """Whether every window and the squad's end are kept."""
        return not self.late and not any(visit.late for visit in self.visits)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The order without its times."""
        return tuple(visit.call for visit in self.visits)


class Reason(StrEnum):
    """Why a target is on no route."""

    NO_POSITION = "no_position"
    """Nobody knows where an address of his lies."""
    NO_SQUAD = "no_squad"
    """No squad can do what he needs."""
    NO_TIME = "no_time"
    """Whoever could go there would be late, or would have to leave out somebody worth more."""


@dataclass(frozen=True, slots=True)
class PlanProposal:
    """Routes for a problem, one for each squad in its order, and the targets left out with the reason."""

    routes: tuple[Route, ...]
    unplaced: tuple[tuple[UUID, Reason], ...]

    @property
    def metres(self) -> int:
        """The whole way of all squads."""
        return sum(route.metres for route in self.routes)

    @property
    def placed(self) -> int:
        """How many targets are on a route."""
        return sum(len(route.visits) for route in self.routes)


class Guard(Protocol):
    """Told between two steps of a search how good the best is; answers whether to stop. May raise to give up."""

    def __call__(self, step: int, best: int) -> bool:
        """Whether to stop; `best` is the value of the best plan so far."""
        ...


class Solver(Protocol):
    """Makes a plan. The same problem, seed and number of steps give the same plan."""

    def __call__(self, problem: Problem, *, seed: int, guard: Guard) -> PlanProposal:
        """A proposal that the check of planning_check accepts."""
        ...


def times(problem: Problem, squad: Squad, calls: Iterable[Call]) -> Route:
    """The one way to tell when a squad is where: drive, wait for the window, stay, drive on; then back."""
    place, clock, visits = squad.start_place, squad.start, []
    for call in calls:
        door = problem.target[call.target_id].doors[call.door]
        drive = problem.seconds[place][door.place]
        there = clock + drive
        arrive = max(there, door.window.opens)
        visits.append(
            Visit(
                target_id=call.target_id,
                door=call.door,
                arrive=arrive,
                leave=arrive + door.service,
                drive=drive,
                metres=problem.metres[place][door.place],
                wait=arrive - there,
                late=max(arrive - door.window.closes, 0),
            )
        )
        place, clock = door.place, arrive + door.service
    drive = problem.seconds[place][squad.end_place] if visits else 0
    metres = problem.metres[place][squad.end_place] if visits else 0
    back = clock + drive
    return Route(squad.id, tuple(visits), back, drive, metres, late=max(back - squad.end, 0))


def weave(free: Sequence[Call], locks: Mapping[int, UUID]) -> list[Call]:
    """The free calls in their order, with each locked target at its position; a lock beyond the end comes last."""
    rest, order = list(free), list[Call]()
    waiting = dict(sorted(locks.items()))
    while rest or waiting:
        here = waiting.pop(len(order) + 1, None)
        if here is None and not rest:
            here = waiting.pop(next(iter(waiting)))
        order.append(Call(here) if here else rest.pop(0))
    return order


def able(squad: Squad, target: Target) -> bool:
    """Whether the squad can do what the target needs."""
    return target.needs <= squad.abilities and target.seats <= squad.seats


def worth(problem: Problem, route: Route) -> int:
    """The value of a route in metres: the points of its doors, less the way."""
    points = sum(problem.target[visit.target_id].doors[visit.door].points for visit in route.visits)
    return points * METRES_A_POINT - route.metres


def value(problem: Problem, proposal: PlanProposal) -> int:
    """The value of a plan in metres; more is better."""
    return sum(worth(problem, route) for route in proposal.routes)


def propose(problem: Problem, free: Mapping[UUID, Sequence[Call]]) -> PlanProposal:
    """The proposal that these free calls of each squad make, with the locked stops woven in and the rest told why not."""
    routes = tuple(
        times(problem, squad, weave(free.get(squad.id, ()), problem.locks_of(squad.id))) for squad in problem.squads
    )
    placed = {visit.target_id for route in routes for visit in route.visits}
    left = tuple((one.id, reason(problem, one)) for one in problem.targets if one.id not in placed)
    return PlanProposal(routes, left)


def reason(problem: Problem, target: Target) -> Reason:
    """Why a target that is on no route is on none."""
    if not any(door.known for door in target.doors):
        return Reason.NO_POSITION
    if not any(able(squad, target) for squad in problem.squads):
        return Reason.NO_SQUAD
    return Reason.NO_TIME


def matrices(points: Sequence[Point | None], travel: Travel) -> tuple[Matrix, Matrix]:
    """Seconds and metres between all places; to and from one of unknown position (None) the county's estimate."""
    known = [point for point in points if point is not None]
    row = {place: number for number, place in enumerate(i for i, point in enumerate(points) if point is not None)}
    seconds, metres = travel.matrix(known)
    far = round(UNKNOWN_M * travel.detour)
    slow = travel.stop_overhead_s + round(far / 1000 / travel.kmh * 3600)

    def cell(table: Matrix, unknown: int, a: int, b: int) -> int:
        if a == b:
            return 0
        return table[row[a]][row[b]] if a in row and b in row else unknown

    places = range(len(points))
    return (
        tuple(tuple(cell(seconds, slow, a, b) for b in places) for a in places),
        tuple(tuple(cell(metres, far, a, b) for b in places) for a in places),
    )
