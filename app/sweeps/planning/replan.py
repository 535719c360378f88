"""The plan that survives the morning: the rest of the day as a problem of its own, and what a new plan would change.

What a squad is on its way to stays its next stop. Nobody who is planned is forgotten without a word: the difference is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.sweeps.planning.arrays import compiled
from app.sweeps.planning.plan import Call, PlanProposal, Route, Watch, times
from app.sweeps.planning.planner import Planned, plan
from app.sweeps.planning.portfolio import Aim
from app.sweeps.planning.problem import Door, Lock, Problem, Squad, Target, Window
from app.sweeps.planning.recourse import Belief

QUICK: Final = Aim(buffers=(600,), columns=400, scenarios=80, effort=0.05, stirs=False)
"""An answer within a second."""
SECONDS: Final = 0.5
"""CPU seconds of search that leave time for the rest."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a squad is: free from then, at that place. `committed`: whom it is on its way to. `out`: it drives no more today."""

    squad_id: UUID
    now: int
    place: int
    committed: Call | None = None
    out: bool = False


@dataclass(frozen=True)
class Seen:
    """What the morning has brought: who needs no visit any more, and who was not found where and when."""

    done: frozenset[UUID] = frozenset()
    missed: Sequence[tuple[Call, int]] = field(default_factory=tuple)


def rest_of_day(problem: Problem, positions: Sequence[Position], seen: Seen) -> Problem:
    """What is left to plan: squads where they are, chances by what was seen, whoever a squad is on its way to locked."""
    at = {one.squad_id: one for one in positions}
    earliest = min((one.now for one in positions), default=0)
    squads = tuple(
        replace(squad, start=here.now, end=max(squad.end, here.now), start_place=here.place)
        for squad in problem.squads
        if (here := at.get(squad.id)) is not None and not here.out
    )
    locks = tuple(
        Lock(here.committed.target_id, here.squad_id, 1, here.committed.door)
        for here in positions
        if here.committed is not None and not here.out and here.committed.target_id not in seen.done
    )
    chances = _chances(problem, seen)
    fixed = {lock.target_id: lock.door for lock in locks}
    targets = tuple(
        replace(one, doors=tuple(_door(one, n, chances, earliest, fixed.get(one.id)) for n in range(len(one.doors))))
        for one in problem.targets
        if one.id not in seen.done
    )
    ids = {one.id for one in targets}
    pairs = tuple(pair for pair in problem.pairs if pair.one_id in ids and pair.other_id in ids)
    rest = replace(problem, targets=targets, squads=squads, locks=locks, pairs=pairs)
    return replace(rest, squads=tuple(_back(rest, squad) for squad in squads))


def _back(rest: Problem, squad: Squad) -> Squad:
    """The squad with its end where it is back from whomever it is on its way to, when that is later."""
    committed = [Call(lock.target_id, lock.door) for lock in rest.locks if lock.squad_id == squad.id]
    return replace(squad, end=max(squad.end, times(rest, squad, committed).back))


def _chances(problem: Problem, seen: Seen) -> Mapping[Call, float]:
    """The chance of every door after all that was seen."""
    free = replace(problem, locks=())
    arrays = compiled(free)
    belief = Belief(free, arrays)
    node = {call: number for number, call in enumerate(arrays.calls)}
    for call, when in seen.missed:
        if call in node:
            belief.miss(node[call], when)
    return {call: min(float(belief.chance[number]), 1.0) for call, number in node.items()}


def _door(target: Target, number: int, chances: Mapping[Call, float], now: int, fixed: int | None) -> Door:
    """A door as it is thought of now. Whoever is on the way to it goes on, whatever the hour is when he is there."""
    door = target.doors[number]
    if number == fixed:
        return replace(door, window=Window(min(door.window.opens, now), 1 << 40))
    chance = chances.get(Call(target.id, number), door.chance)
    return replace(door, chance=chance, known=door.known and door.window.closes >= now)


class Kind(StrEnum):
    """What happens to a target when a new plan is taken over."""

    ADDED = "added"
    DROPPED = "dropped"
    SQUAD = "squad"
    """Another squad goes."""
    DOOR = "door"
    """The same squad goes, to another address or at another hour."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: who, by which squad before and after."""

    kind: Kind
    target_id: UUID
    before: UUID | None = None
    after: UUID | None = None


def differences(before: Sequence[Route], after: Sequence[Route]) -> list[Difference]:
    """What changes from the rest of one plan to another; the order alone is none."""
    old = {visit.target_id: (route.squad_id, visit.door) for route in before for visit in route.visits}
    new = {visit.target_id: (route.squad_id, visit.door) for route in after for visit in route.visits}
    found = []
    for target_id in [*old, *(one for one in new if one not in old)]:
        was, now = old.get(target_id), new.get(target_id)
        if was is None and now is not None:
            found.append(Difference(Kind.ADDED, target_id, None, now[0]))
        elif was is not None and now is None:
            found.append(Difference(Kind.DROPPED, target_id, was[0], None))
        elif was is not None and now is not None and was != now:
            kind = Kind.SQUAD if was[0] != now[0] else Kind.DOOR
            found.append(Difference(kind, target_id, was[0], now[0]))
    return found


def replan(rest: Problem, current: PlanProposal | None, *, seed: int, watch: Watch) -> Planned:
    """A plan for the rest of the day, from the one that stands; what squads are on their way to is kept."""
    routes = current.routes if current else ()
    known = {one.id for one in rest.targets}
    here = {one.id for one in rest.squads}
    first = tuple(
        (
            route.squad_id,
            tuple(call for call in route.calls if call.target_id in known and call.target_id not in rest.locked),
        )
        for route in routes
        if route.squad_id in here
    )
    return plan(rest, seed=seed, watch=watch, aim=replace(QUICK, first=first))
