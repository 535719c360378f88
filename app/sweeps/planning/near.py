"""Tours one step away from a tour, and locked stops put where they belong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.sweeps.planning.arrays import Arrays
from app.sweeps.planning.greedy import insertions
from app.sweeps.planning.problem import Problem

SWAPS: Final = 12
"""How many calls are tried for each place of a tour."""


@dataclass(frozen=True)
class Locks:
    """The stops the judge fixed: squad → place on the route (from 0) → node."""

    arrays: Arrays
    places: Sequence[Mapping[int, int]]

    @classmethod
    def of(cls, problem: Problem, arrays: Arrays) -> "Locks":
        """The locked stops of a problem, as nodes."""
        node = {call.target_id: number for number, call in enumerate(arrays.calls) if arrays.required[number]}
        return cls(
            arrays,
            [
                {position - 1: node[lock.target_id] for position, lock in problem.locks_of(squad.id).items()}
                for squad in problem.squads
            ],
        )

    def put(self, squad: int, tour: tuple[int, ...]) -> tuple[int, ...]:
        """The tour with its locked stops at their places, behind all others where it is too short; empty: it cannot be driven."""
        fixed = self.places[squad]
        if not fixed:
            return tour
        order = [node for node in tour if node not in fixed.values()]
        for place in sorted(fixed):
            order.insert(place, fixed[place])
        return tuple(order) if self.arrays.keeps(squad, order) else ()


def polished(arrays: Arrays, squad: int, tour: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Tours one step away: a stop less, a stop more, a stop exchanged, a stop elsewhere in the order; all keep the rules."""
    fixed = arrays.required
    shorter = [(*tour[:n], *tour[n + 1 :]) for n, node in enumerate(tour) if not fixed[node]]
    found = list(shorter)
    for base in (tour, *shorter):
        found += _longer(arrays, squad, base)
    for n, node in enumerate(tour):
        rest = (*tour[:n], *tour[n + 1 :])
        found += [(*rest[:m], node, *rest[m:]) for m in range(len(tour)) if m != n]
    return [one for one in dict.fromkeys(found) if one and one != tour and arrays.keeps(squad, one)]


def _longer(arrays: Arrays, squad: int, base: tuple[int, ...]) -> list[tuple[int, ...]]:
    there = set(arrays.target[list(base)].tolist())
    free = arrays.able[squad] & ~np.isin(arrays.target, list(there)) & (arrays.prize > 0)
    nodes = np.flatnonzero(free)
    if not len(nodes):
        return []
    made = insertions(arrays, squad, list(base), nodes, (0, len(base)))
    score = np.where(made.fits & (made.gain > 0), made.gain / made.takes, -np.inf)
    gap = score.argmax(axis=0)
    top = score.max(axis=0)
    chosen = np.argsort(-top, kind="stable")[:SWAPS]
    return [(*base[: gap[one]], int(nodes[one]), *base[gap[one] :]) for one in chosen.tolist() if top[one] > -np.inf]
