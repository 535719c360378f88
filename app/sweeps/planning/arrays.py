"""A problem as arrays: what solvers search in. A node is one door of one target; nodes of one target exclude one another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.sweeps.planning.plan import Call, PlanProposal, propose, stay
from app.sweeps.planning.problem import Door, Ints, Problem, able

Bools: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float64]
Small: TypeAlias = NDArray[np.float32]
Tour: TypeAlias = list[int]
"""The nodes of one squad in order."""


@dataclass(frozen=True)
class Arrays:
    """N nodes of some targets, S squads, L places."""

    seconds: Ints
    metres: Ints
    """Both L × L: from (row) to (column)."""
    target: Ints
    place: Ints
    opens: Ints
    closes: Ints
    stay: Ints
    prize: Ints
    """Metres of way that calling here is worth."""
    load: Ints
    required: Bools
    start: Ints
    end: Ints
    start_place: Ints
    end_place: Ints
    capacity: Ints
    able: Bools
    """S × N: whether that squad may call there."""
    calls: tuple[Call, ...] = ()
    """The call each node stands for; empty where the problem is not one of a sweep."""

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.target)

    @property
    def squads(self) -> int:
        """How many squads there are."""
        return len(self.start)

    @cached_property
    def ways(self) -> tuple[Small, Small]:
        """Seconds and metres in single precision: half as much to read."""
        return self.seconds.astype(np.float32), self.metres.astype(np.float32)

    def only(self, nodes: "Sequence[int] | Ints") -> "Arrays":
        """The same with these nodes alone, in this order; a node may stand more than once."""
        few = np.array(nodes, dtype=np.int64)
        return replace(
            self,
            target=self.target[few],
            place=self.place[few],
            opens=self.opens[few],
            closes=self.closes[few],
            stay=self.stay[few],
            prize=self.prize[few],
            load=self.load[few],
            required=self.required[few],
            able=np.ascontiguousarray(self.able[:, few]),
            calls=tuple(self.calls[int(node)] for node in few) if self.calls else (),
        )

    def length(self, squad: int, tour: Sequence[int]) -> int:
        """Metres of a tour, back included; 0 when nobody goes out."""
        if not tour:
            return 0
        places = [int(self.start_place[squad]), *(int(self.place[node]) for node in tour), int(self.end_place[squad])]
        return sum(int(self.metres[a, b]) for a, b in pairwise(places))

    def worth(self, squad: int, tour: Sequence[int]) -> int:
        """The prizes of a tour less its way."""
        return int(self.prize[list(tour)].sum()) - self.length(squad, tour) if tour else 0

    def arrivals(self, squad: int, tour: Sequence[int]) -> list[int]:
        """When the squad may begin at each node, and at last when it is back."""
        clock, at, found = int(self.start[squad]), int(self.start_place[squad]), []
        for node in tour:
            begin = max(clock + int(self.seconds[at, self.place[node]]), int(self.opens[node]))
            found.append(begin)
            clock, at = begin + int(self.stay[node]), int(self.place[node])
        back = clock + int(self.seconds[at, self.end_place[squad]]) if tour else clock
        return [*found, back]

    def keeps(self, squad: int, tour: Sequence[int]) -> bool:
        """Whether the tour keeps every window, the squad's end, its load and its abilities."""
        times = self.arrivals(squad, tour)
        return (
            times[-1] <= self.end[squad]
            and all(time <= self.closes[node] for time, node in zip(times, tour, strict=False))
            and int(self.load[list(tour)].sum() if tour else 0) <= self.capacity[squad]
            and bool(self.able[squad, list(tour)].all() if tour else True)
        )


def compiled(problem: Problem) -> Arrays:
    """Every door a plan may choose, as a node; of a locked target the one it is locked at, for its squad alone."""
    calls = tuple(_choices(problem))
    doors = [problem.target[call.target_id].doors[call.door] for call in calls]
    number = {one.id: place for place, one in enumerate(problem.targets)}
    squads = problem.squads

    def ints(values: Iterable[int]) -> Ints:
        return np.fromiter(values, dtype=np.int64)

    may = {one.id: [able(squad, one) for squad in squads] for one in problem.targets}
    for lock in problem.locks:
        may[lock.target_id] = [squad.id == lock.squad_id for squad in squads]
    columns = np.array([may[call.target_id] for call in calls], dtype=np.bool_).reshape(len(calls), len(squads))
    return Arrays(
        seconds=problem.seconds.numbers,
        metres=problem.metres.numbers,
        target=ints(number[call.target_id] for call in calls),
        place=ints(door.place for door in doors),
        opens=ints(max(door.window.opens, 0) for door in doors),
        closes=ints(max(door.window.closes, 0) for door in doors),
        stay=ints(stay(problem, problem.target[call.target_id], door) for call, door in zip(calls, doors, strict=True)),
        prize=ints(door.metres for door in doors),
        load=np.zeros(len(calls), dtype=np.int64),
        required=np.array([call.target_id in problem.locked for call in calls], dtype=np.bool_),
        start=ints(squad.start for squad in squads),
        end=ints(squad.end for squad in squads),
        start_place=ints(squad.start_place for squad in squads),
        end_place=ints(squad.end_place for squad in squads),
        capacity=ints(squad.seats for squad in squads),
        able=np.ascontiguousarray(columns.T),
        calls=calls,
    )


def _choices(problem: Problem) -> Iterable[Call]:
    for target in problem.targets:
        lock = problem.locked.get(target.id)
        for number, door in enumerate(target.doors):
            if number == lock.door if lock else eligible(door):
                yield Call(target.id, number)


def eligible(door: Door) -> bool:
    """Whether a plan may choose the door: somebody knows where it lies, and it is open at some time."""
    return door.known and max(door.window.opens, 0) <= door.window.closes


def free_calls(problem: Problem, arrays: Arrays, tours: Sequence[Tour]) -> dict[UUID, list[Call]]:
    """The calls of each squad that are not locked, in order."""
    return {
        squad.id: [arrays.calls[node] for node in tour if arrays.calls[node].target_id not in problem.locked]
        for squad, tour in zip(problem.squads, tours, strict=True)
    }


def proposal_of(problem: Problem, arrays: Arrays, tours: Sequence[Tour]) -> PlanProposal:
    """The proposal these tours make, with locked stops at their places."""
    return propose(problem, free_calls(problem, arrays, tours))


def tours_of(problem: Problem, arrays: Arrays, free: Mapping[UUID, Sequence[Call]]) -> list[Tour]:
    """The nodes of these free calls, squad by squad, with the locked stops woven in."""
    node = {call: number for number, call in enumerate(arrays.calls)}
    routes = propose(problem, free).routes
    return [[node[call] for call in route.calls] for route in routes]


def kinds(arrays: Arrays) -> Ints:
    """Squads that are alike in all the arrays tell have the same number, counted from 0 in their order."""
    rows = np.column_stack(
        [arrays.start, arrays.end, arrays.start_place, arrays.end_place, arrays.capacity, arrays.able.astype(np.int64)]
    )
    seen: dict[bytes, int] = {}
    return np.array([seen.setdefault(row.tobytes(), len(seen)) for row in rows], dtype=np.int64)
