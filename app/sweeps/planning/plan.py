"""A plan: which squad calls where and when, what that is worth, and the promise every solver keeps. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from app.sweeps.planning.problem import AT_CUSTODY_S, Door, Lock, Problem, Squad, Target, able


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
    HOURS = "hours"
    """The hours he may be called on in lie outside those in which squads are out."""
    NO_TIME = "no_time"
    """Whoever could go there would be late, or would have to leave out somebody worth more."""
    STRIKE = "strike"
    """He is struck together with somebody, and no two squads can be at both doors at once."""


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


class Watch(Protocol):
    """Told at each step of a plan in the making how good the best is; answers what share of the effort is spent.

    May raise to give up.
    """

    def __call__(self, best: int) -> float:
        """The share spent: 1 or more when it is over; `best` is the value of the best plan so far, in metres."""
        ...


class Solver(Protocol):
    """Makes a plan. The same problem, seed and number of steps give the same plan."""

    def __call__(self, problem: Problem, *, seed: int, guard: Guard) -> PlanProposal:
        """A proposal that the check accepts."""
        ...


def times(problem: Problem, squad: Squad, calls: Iterable[Call]) -> Route:
    """The one way to tell when a squad is where: drive, wait for the window, stay, drive on; then back."""
    place, clock, visits = squad.start_place, squad.start, list[Visit]()
    for call in calls:
        target = problem.target[call.target_id]
        door = target.doors[call.door]
        drive = int(problem.seconds[place][door.place])
        there = clock + drive
        arrive = max(there, door.window.opens)
        visits.append(
            Visit(
                target_id=call.target_id,
                door=call.door,
                arrive=arrive,
                leave=arrive + stay(problem, target, door),
                drive=drive,
                metres=int(problem.metres[place][door.place]),
                wait=arrive - there,
                late=max(arrive - door.window.closes, 0),
            )
        )
        place, clock = door.place, visits[-1].leave
    drive = int(problem.seconds[place][squad.end_place]) if visits else 0
    metres = int(problem.metres[place][squad.end_place]) if visits else 0
    back = clock + drive
    return Route(squad.id, tuple(visits), back, drive, metres, late=max(back - squad.end, 0))


def weave(free: Sequence[Call], locks: Mapping[int, Lock]) -> list[Call]:
    """The free calls in their order, with each locked target at its position; a lock beyond the end comes last."""
    rest, order = list(free), list[Call]()
    waiting = dict(sorted(locks.items()))
    while rest or waiting:
        here = waiting.pop(len(order) + 1, None)
        if here is None and not rest:
            here = waiting.pop(next(iter(waiting)))
        order.append(Call(here.target_id, here.door) if here else rest.pop(0))
    return order


def stay(problem: Problem, target: Target, door: Door) -> int:
    """The seconds to plan with at a door: found or not, and the way to the custody place and back with its chance."""
    if not target.detained or problem.custody_place is None:
        return door.stay
    away = int(problem.seconds[door.place][problem.custody_place] + problem.seconds[problem.custody_place][door.place])
    return door.stay + round(door.chance * (away + AT_CUSTODY_S))


def worth(problem: Problem, route: Route) -> int:
    """The value of a route in metres: the points of its doors with their chances, less the way."""
    return sum(problem.target[visit.target_id].doors[visit.door].metres for visit in route.visits) - route.metres


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
    if any(target.id in (pair.one_id, pair.other_id) for pair in problem.pairs):
        return Reason.STRIKE
    return Reason.NO_TIME if _open_meanwhile(problem, target) else Reason.HOURS


def _open_meanwhile(problem: Problem, target: Target) -> bool:
    """Whether a door of his is open for a while in which a squad that may go there is out."""
    return any(
        max(door.window.opens, squad.start) < min(door.window.closes, squad.end)
        for door in target.doors
        for squad in problem.squads
        if able(squad, target)
    )
