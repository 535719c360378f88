"""The whole way to a plan: greedy at once, searches from it, the pool judged and packed, the result polished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol
from uuid import UUID

import numpy as np

from app.sweeps.planning import greedy, searching
from app.sweeps.planning.arrays import Arrays, Tour, compiled, free_calls, tours_of
from app.sweeps.planning.judge import SCENARIOS, Judge, Verdict
from app.sweeps.planning.near import Locks, polished
from app.sweeps.planning.plan import Call, Watch
from app.sweeps.planning.pool import MOST, Judged, Key, Pool
from app.sweeps.planning.problem import METRES_A_POINT, Problem

BUFFERS: Final = (0, 1500, 0, 1500)
"""Seconds before its end a squad plans to be back, search by search: the judge chooses among them all."""
SEARCHED: Final = 0.45
"""The share of the effort that goes into the first searches; the rest judges, packs, polishes and stirs."""
STIRRED: Final = 0.06
"""The share that goes into a search from the best tours when nothing else is gained any more."""
STIRS: Final = 4
"""How many of them gain nothing before the plan is left as it is."""
STIRRED_TOURS: Final = 300
"""The tours that are judged of each."""
JUDGED: Final = 0.8
"""The share after which no more tours are judged before a choice."""
CHUNK: Final = 500
POLISHED: Final = 0.95
LATE: Final = 90
"""Per mille of mornings a squad may be late on the mean; the promise is 100."""
EFFORT: Final = 1.0


class Keep(Protocol):
    """Told the free calls of the best plan so far, by squad: what is left when the making is broken off."""

    def __call__(self, free: Mapping[UUID, Sequence[Call]]) -> None:
        """Keep them."""
        ...


@dataclass(frozen=True)
class Aim:
    """How a plan is made. `late`: per mille of mornings a squad may be late."""

    buffers: tuple[int, ...] = BUFFERS
    late: int = LATE
    scenarios: int = SCENARIOS
    columns: int = MOST
    """Tours that are judged."""
    effort: float = EFFORT
    """Of one choice among them."""
    searched: float = SEARCHED
    """The share of the effort that goes into the first searches."""
    stirs: bool = True
    """Whether to search on from the best tours when nothing is gained any more."""
    first: tuple[tuple[UUID, tuple[Call, ...]], ...] = ()
    """Free calls to start from, by squad; none: the greedy plan."""
    kept: Keep | None = None
    """Told every better plan as soon as there is one."""


@dataclass(frozen=True)
class Found:
    """The tours chosen, and what the judge says of them on mornings that were not searched on."""

    arrays: Arrays
    tours: list[Tour]
    verdict: Verdict

    @property
    def metres(self) -> float:
        """The verdict as one number: points as metres, less the way."""
        return self.verdict.points * METRES_A_POINT - self.verdict.metres


def plan(problem: Problem, *, seed: int, watch: Watch, aim: Aim | None = None) -> Found:
    """The best plan the effort brings; the same problem, seed and steps give the same plan."""
    return Making(problem, seed, watch, aim or Aim()).made()


class Making:
    """One plan in the making."""

    def __init__(self, problem: Problem, seed: int, watch: Watch, aim: Aim) -> None:
        self.problem, self.seed, self.watch, self.aim = problem, seed, watch, aim
        self.arrays = compiled(problem)
        self.best = 0
        self.pool = Pool(self.arrays)
        judge = Judge(problem, self.arrays, scenarios=aim.scenarios, seed=seed)
        self.judged = Judged(self.pool, judge, aim.late, Locks.of(problem, self.arrays))

    def made(self) -> Found:
        """Greedy, search, choose, polish; then judge what came of it on other mornings."""
        return self.judged_anew(self.chosen_keys())

    def judged_anew(self, keys: Sequence[Key]) -> Found:
        """These tours, judged on mornings that were not searched on."""
        tours = self.pool.spread(keys)
        fresh = Judge(self.problem, self.arrays, scenarios=self.aim.scenarios, seed=self.seed + 1)
        return Found(self.arrays, tours, fresh.verdict(tours))

    def chosen_keys(self) -> list[Key]:
        """The tours chosen, as the pool knows them."""
        first = self.first()
        if not self.may_search(first):
            return self.pool.keep(first)
        chosen = self.chosen([first, *self.searched(first)])
        self.keep(self.pool.spread(chosen))
        return self.polished(chosen)

    def keep(self, tours: Sequence[Tour]) -> None:
        """Tell whoever keeps the best plan so far."""
        if self.aim.kept:
            self.aim.kept(free_calls(self.problem, self.arrays, tours))

    def may_search(self, first: Sequence[Tour]) -> bool:
        """Whether there is anything to search, and effort left for it."""
        self.best = sum(self.arrays.worth(squad, tour) for squad, tour in enumerate(first))
        self.keep(first)
        return bool(self.arrays.nodes and self.arrays.squads and self.watch(self.best) < self.aim.searched)

    def first(self) -> list[Tour]:
        """The plan to start from: the one given where it can be driven, filled up; else the greedy one."""
        given = dict(self.aim.first)
        return self.filled({squad_id: list(calls) for squad_id, calls in given.items()})

    def mended(self, tours: Sequence[Tour]) -> list[Tour]:
        """The tours with locked stops at their places and filled up."""
        return self.filled(free_calls(self.problem, self.arrays, tours))

    def filled(self, given: Mapping[UUID, Sequence[Call]]) -> list[Tour]:
        """The same from the free calls of each squad."""
        proposal = greedy.mend(self.problem, given, searching.never)
        free = {
            route.squad_id: [call for call in route.calls if call.target_id not in self.problem.locked]
            for route in proposal.routes
        }
        return tours_of(self.problem, self.arrays, free)

    def searched(self, first: list[Tour]) -> list[list[Tour]]:
        """Search after search, each from the greedy plan; whatever tours they see go into the pool."""
        found = []
        for number, buffer in enumerate(self.aim.buffers):
            share = self.aim.searched * (number + 1) / len(self.aim.buffers)
            short = replace(self.arrays, end=np.maximum(self.arrays.end - buffer, self.arrays.start))
            none = [[] for _ in first] if not self.problem.locks else first
            warm = first if not buffer else greedy.insert(short, none, [{} for _ in first], searching.never)
            better = searching.search(
                short,
                seed=self.seed + number,
                guard=lambda _step, best, share=share: self.told(best) >= share,
                warm=warm,
                seen=self.pool.seen,
            )
            if better is not None:
                found.append(self.mended(better) if self.problem.locks else better)
                self.keep(max([first, *found], key=self.worth))
        return found

    def worth(self, tours: Sequence[Tour]) -> int:
        """What a whole plan is worth."""
        return sum(self.arrays.worth(squad, tour) for squad, tour in enumerate(tours))

    def told(self, best: int) -> float:
        """The share spent, when a search has found a plan worth so much."""
        self.best = max(self.best, best)
        return self.watch(self.best)

    def chosen(self, plans: Sequence[list[Tour]]) -> list[Key]:
        """The best tours of the pool together; whole plans are the hint."""
        wholes = [self.pool.keep(tours) for tours in plans]
        many = self.pool.best(self.aim.columns)
        for begin in range(0, len(many), CHUNK):
            self.judged.add(many[begin : begin + CHUNK])
            if self.watch(self.best) >= JUDGED:
                break
        eased = [self.judged.eased(keys) for keys in wholes]
        hint = max(eased, key=lambda keys: (self.judged.allowed(keys), self.judged.value(keys)))
        return self.judged.packed(hint, effort=self.aim.effort, seed=self.seed)

    def polished(self, chosen: list[Key]) -> list[Key]:
        """Try what is one step away from the tours chosen, and choose anew; stir where nothing is gained any more."""
        stirs = 0
        while chosen and self.watch(self.judged.value(chosen)) < POLISHED and stirs < STIRS:
            better = self.judged.packed(chosen, effort=self.aim.effort / 2, seed=self.seed, among=self.near(chosen))
            if not self.gained(better, chosen):
                better = self.judged.packed(chosen, effort=self.aim.effort, seed=self.seed)
            if not self.gained(better, chosen) and self.aim.stirs:
                stirs += 1
                self.stirred(chosen, self.seed + 100 * stirs + len(self.judged.columns))
                better = self.judged.packed(chosen, effort=self.aim.effort, seed=self.seed)
            if self.gained(better, chosen):
                chosen, stirs = better, 0
            elif not self.aim.stirs:
                break
        return chosen

    def stirred(self, chosen: Sequence[Key], seed: int) -> None:
        """Search on from the tours chosen; the best that are seen are judged."""
        limit = self.watch(self.best) + STIRRED
        pool = Pool(self.arrays)
        searching.search(
            self.arrays,
            seed=seed,
            guard=lambda _step, best: self.told(best) >= limit,
            warm=self.pool.spread(chosen),
            seen=pool.seen,
        )
        self.judged.add(pool.best(STIRRED_TOURS))

    def near(self, chosen: Sequence[Key]) -> list[Key]:
        """The tours one step away, judged."""
        made = [(kind, one) for kind, tour in chosen for one in polished(self.arrays, self.pool.first[kind], tour)]
        self.judged.add(made)
        return [key for key in made if key in self.judged.number]

    def gained(self, better: Sequence[Key], chosen: Sequence[Key]) -> bool:
        """Whether it is better, and no rule is lost by it."""
        if self.judged.allowed(chosen) and not self.judged.allowed(better):
            return False
        return self.judged.value(better) > self.judged.value(chosen)
