"""The first plan, at once: again and again the call that brings the most for the time it takes goes where it takes least."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import numpy as np

from app.sweeps.planning.arrays import Arrays, Bools, Floats, Tour, compiled, eligible, proposal_of, tours_of
from app.sweeps.planning.plan import Call, Guard, PlanProposal, times, weave
from app.sweeps.planning.problem import Ints, Problem

NONE = -np.inf
A_MINUTE: Final = 60


def solve(problem: Problem, *, seed: int, guard: Guard) -> PlanProposal:  # noqa: ARG001 - the promise of Solver
    """Insert the most gainful target until none fits. Draws nothing by lot: the seed does not matter."""
    return fill(problem, {}, guard)


def fill(problem: Problem, free: Mapping[UUID, Sequence[Call]], guard: Guard) -> PlanProposal:
    """Keep the free calls given, and insert what still fits."""
    arrays = compiled(problem)
    tours = insert(arrays, tours_of(problem, arrays, free), _positions(problem), guard)
    return proposal_of(problem, arrays, tours)


def mend(problem: Problem, free: Mapping[UUID, Sequence[Call]], guard: Guard) -> PlanProposal:
    """Make free calls keep their times beside the locked stops: leave out the least worth, then insert what fits.

    Calls at doors that no plan may choose are left out first.
    """
    kept: dict[UUID, list[Call]] = {}
    for squad in problem.squads:
        calls = [one for one in free.get(squad.id, []) if eligible(problem.target[one.target_id].doors[one.door])]
        while calls and not times(problem, squad, weave(calls, problem.locks_of(squad.id))).on_time:
            calls.remove(min(calls, key=lambda call: problem.target[call.target_id].doors[call.door].metres))
        kept[squad.id] = calls
    return fill(problem, kept, guard)


def _positions(problem: Problem) -> list[dict[int, UUID]]:
    """For each squad, the place on its route (from 0) → the target that is locked there."""
    return [
        {position - 1: lock.target_id for position, lock in problem.locks_of(squad.id).items()}
        for squad in problem.squads
    ]


def insert(arrays: Arrays, tours: Sequence[Tour], locks: Sequence[Mapping[int, UUID]], guard: Guard) -> list[Tour]:
    """The tours with all that fits, best first: the gain for each second that a call takes."""
    draft = _Draft(arrays, [list(tour) for tour in tours], locks)
    step = gained = 0
    while not guard(step, gained):
        squad = int(np.argmax(draft.best)) if arrays.squads else 0
        if not arrays.squads or draft.best[squad] == NONE:
            break
        gained += draft.put(squad)
        step += 1
    return draft.tours


@dataclass(frozen=True)
class _Ways:
    """The best insertion of each node that fits into a tour and gains."""

    node: Ints
    gap: Ints
    score: Floats
    gain: Ints


@dataclass
class _Draft:
    """Tours in the making, with the best insertion into each."""

    arrays: Arrays
    tours: list[Tour]
    locks: Sequence[Mapping[int, UUID]]
    best: Floats = field(init=False)
    choice: list[tuple[int, int, int]] = field(init=False)
    open: list[Ints] = field(init=False)
    ways: list[_Ways] = field(init=False)
    free: Ints = field(init=False)

    def __post_init__(self) -> None:
        self.free = np.ones(int(self.arrays.target.max(initial=-1)) + 1, dtype=np.int64)
        for tour in self.tours:
            self.free[self.arrays.target[tour]] = 0
        able = self.arrays.able & (self.free[self.arrays.target] == 1) & (self.arrays.prize > 0)
        self.open = [np.flatnonzero(row) for row in able]
        self.best = np.full(self.arrays.squads, NONE)
        self.choice = [(0, 0, 0)] * self.arrays.squads
        self.ways = []
        for squad in range(self.arrays.squads):
            self.look(squad)

    def put(self, squad: int) -> int:
        """Do the best insertion into this squad's tour; others that wanted the same target take another. Tells the gain."""
        node, index, gain = self.choice[squad]
        target = int(self.arrays.target[node])
        self.tours[squad].insert(index, node)
        self.free[target] = 0
        for other in range(self.arrays.squads):
            if other != squad and self.best[other] > NONE and self.arrays.target[self.choice[other][0]] == target:
                self.pick(other)
        self.look(squad)
        return gain

    def gaps(self, squad: int) -> tuple[int, int]:
        """The first and last place where a call may be put: behind the locked stops in place, before those that are not."""
        tour, first = self.tours[squad], 0
        for place, target_id in sorted(self.locks[squad].items()):
            here = next(n for n, node in enumerate(tour) if self.arrays.calls[node].target_id == target_id)
            if here < place:
                return first, here
            first = here + 1
        return first, len(tour)

    def look(self, squad: int) -> None:
        """Find the best insertion into a tour. What fits nowhere now never will: times only get tighter."""
        a, tour = self.arrays, self.tours[squad]
        nodes = self.open[squad]
        nodes = nodes[self.free[a.target[nodes]] == 1]
        first, last = self.gaps(squad)
        found = insertions(a, squad, tour, nodes, (first, last))
        score = np.where(found.fits & (found.gain > 0), found.gain / found.takes, NONE)
        if not self.locks[squad]:
            self.open[squad] = nodes[found.fits.any(axis=0)]
        gap = score.argmax(axis=0) if len(score) else np.zeros(0, dtype=np.int64)
        which = np.arange(len(gap))
        top = score[gap, which]
        good = np.flatnonzero(top > NONE)
        ways = _Ways(nodes[good], first + gap[good], top[good], found.gain[gap, which][good])
        self.ways[squad : squad + 1] = [ways]
        self.pick(squad)

    def pick(self, squad: int) -> None:
        """Of the ways into this tour take the best that is still free: the first gap, then the first node, where several are."""
        ways = self.ways[squad]
        free = np.flatnonzero(self.free[self.arrays.target[ways.node]] == 1)
        if not len(free):
            self.best[squad] = NONE
            return
        score = ways.score[free]
        equal = free[score == score.max()]
        one = int(equal[np.argmin(ways.gap[equal])])
        self.best[squad] = ways.score[one]
        self.choice[squad] = (int(ways.node[one]), int(ways.gap[one]), int(ways.gain[one]))


@dataclass(frozen=True)
class Insertions:
    """What putting each of some nodes (columns) into each of some gaps of a tour (rows) does."""

    fits: Bools
    gain: Ints
    """The prize less the longer way."""
    takes: Ints
    """How much later the squad is at the next stop, in seconds, a minute at least."""


def insertions(a: Arrays, squad: int, tour: Tour, nodes: Ints, gaps: tuple[int, int]) -> Insertions:
    """Every insertion of these nodes into the gaps from the first to the last of a tour."""
    first, last = gaps
    leave, latest, places = spare(a, squad, tour)
    before, after = places[first : last + 1], places[first + 1 : last + 2]
    leave, latest, here = leave[first : last + 1, None], latest[first : last + 1, None], a.place[nodes]
    arrive = np.maximum(leave + a.seconds[np.ix_(before, here)], a.opens[nodes])
    there = arrive + a.stay[nodes] + a.seconds[np.ix_(here, after)].T
    longer = a.metres[np.ix_(before, here)] + a.metres[np.ix_(here, after)].T
    gone = a.metres[before, after][:, None] if tour else np.zeros((1, 1), dtype=np.int64)
    direct = leave + a.seconds[before, after][:, None]
    return Insertions(
        fits=(arrive <= a.closes[nodes]) & (there <= latest),
        gain=a.prize[nodes] - longer + gone,
        takes=np.maximum(there - direct, A_MINUTE),
    )


def spare(a: Arrays, squad: int, tour: Sequence[int]) -> tuple[Ints, Ints, Ints]:
    """For each gap: when the squad leaves the stop before it, the latest it may be at the stop behind it; and all places."""
    size = len(tour)
    places = np.array([a.start_place[squad], *a.place[list(tour)], a.end_place[squad]], dtype=np.int64)
    leave = np.empty(size + 1, dtype=np.int64)
    latest = np.empty(size + 1, dtype=np.int64)
    leave[0], latest[size] = a.start[squad], a.end[squad]
    for place, node in enumerate(tour):
        arrive = max(leave[place] + a.seconds[places[place], places[place + 1]], a.opens[node])
        leave[place + 1] = arrive + a.stay[node]
    for place in range(size - 1, -1, -1):
        node = tour[place]
        on = latest[place + 1] - a.seconds[places[place + 1], places[place + 2]] - a.stay[node]
        latest[place] = min(a.closes[node], on)
    return leave, latest, places
