"""Simultaneous strikes: two who would warn one another are visited within minutes of each other, or neither of them.

The searches know nothing of pairs. The tours they saw are told by the clock, chosen so that every paired stop is answered in
time, and polished: pairs move together, tours around them, until nothing is gained.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.sweeps.planning.arrays import Arrays, Tour
from app.sweeps.planning.plan import Watch
from app.sweeps.planning.pool import Key
from app.sweeps.planning.portfolio import POLISHED, Aim, Found, Making
from app.sweeps.planning.problem import Problem
from app.sweeps.planning.slots import Slots, slotted
from app.sweeps.planning.strikes import Strikes

AIM: Final = Aim(searched=0.25, columns=1_000, effort=0.6)
"""Less searching and more polishing than without pairs: a search knows nothing of them."""
PRICES: Final = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
"""What a paired stop that nobody answers costs, step by step, as a share of what such a stop is worth."""


@dataclass(frozen=True)
class Strike:
    """How far apart the two of a pair are visited, in seconds; None: not both of them are. `one_sided`: only one is."""

    pair: tuple[UUID, UUID]
    apart: int | None
    one_sided: bool


def plan(problem: Problem, *, seed: int, watch: Watch, aim: Aim | None = None) -> Found:
    """The best plan in which every pair is struck together or left alone, whatever is locked apart."""
    loose = Making(problem, seed, watch, aim or AIM)
    tight = _Tight(problem, seed, watch, aim or AIM, slotted(problem, loose.arrays))
    return tight.found(loose)


def strikes(problem: Problem, found: Found) -> list[Strike]:
    """How each pair is struck."""
    begins = _begins(found.arrays, found.tours)
    number = {one.id: place for place, one in enumerate(problem.targets)}
    told = []
    for pair in problem.pairs:
        one, other = begins.get(number[pair.one_id]), begins.get(number[pair.other_id])
        apart = abs(one - other) if one is not None and other is not None else None
        told.append(Strike((pair.one_id, pair.other_id), apart, (one is None) != (other is None)))
    return told


class _Tight(Making):
    """A plan with strikes in the making."""

    def __init__(self, problem: Problem, seed: int, watch: Watch, aim: Aim, slots: Slots) -> None:
        super().__init__(problem, seed, watch, aim, slots.arrays)
        self.slots, self.strikes = slots, Strikes(slots)

    def found(self, loose: Making) -> Found:
        """Search as if nobody were paired; choose and polish by the clock."""
        first = loose.first()
        if not loose.may_search(first):
            return self.judged_anew(self.judged.answered(self.pool.keep(self.timed(first))))
        plans = [first, *loose.searched(first)]
        for kind, tour in loose.pool.best(self.aim.columns):
            timed = self.slots.timed(self.pool.first[kind], tour)
            self.pool.seen(kind, tuple(timed), loose.pool.cost[kind, tour])
        self.judged.price = 0
        chosen = self.chosen([self.timed(tours) for tours in plans])
        typical = int(self.arrays.prize[self.strikes.nodes].mean()) if len(self.strikes.nodes) else 0
        for share in PRICES:
            self.judged.price = round(share * typical)
            chosen = self.step(chosen)
        self.judged.price = None
        return self.judged_anew(self.polished(self.judged.answered(chosen)))

    def timed(self, tours: Sequence[Tour]) -> list[Tour]:
        """The tours told by the clock."""
        return [self.slots.timed(squad, tour) for squad, tour in enumerate(tours)]

    def step(self, chosen: list[Key]) -> list[Key]:
        """One step of polishing."""
        if self.watch(self.judged.value(chosen)) >= POLISHED:
            return chosen
        return self.judged.packed(chosen, effort=self.aim.effort / 2, seed=self.seed, among=self.near(chosen))

    def beside(self, chosen: Sequence[Key]) -> list[Key]:
        """The two tours of every good way to strike a pair."""
        tours = self.pool.spread(chosen)
        return self.strikes.ways(
            [(squad, (int(self.pool.kind[squad]), tuple(tour))) for squad, tour in enumerate(tours)]
        )

    def loosened(self, chosen: Sequence[Key]) -> list[int]:
        """Whoever is not paired at any door; of pairs that are struck the slots they are struck in."""
        marks = {mark for key in chosen for mark in self.judged.marks(key)}
        a = self.arrays
        paired = {target for pair in self.slots.pairs for target in pair}
        return [
            node
            for node in range(a.nodes)
            if (a.marks[node] in marks if a.marks[node] else int(a.target[node]) not in paired)
        ]


def _begins(arrays: Arrays, tours: Sequence[Tour]) -> dict[int, int]:
    """When each target is visited."""
    return {
        int(arrays.target[node]): time
        for squad, tour in enumerate(tours)
        for node, time in zip(tour, arrays.arrivals(squad, tour), strict=False)
    }
