"""Simultaneous strikes: two who would warn one another are visited within minutes of each other, or neither of them.

From the best plan that lets them warn one another come a few windows of time for each pair, as wide as the two may be apart. In
each both can be visited, at any address open then; whoever visits one of them in a window needs somebody for the other in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final
from uuid import UUID

import numpy as np

from app.sweeps.planning.arrays import Arrays, Floats, Tour
from app.sweeps.planning.plan import Watch
from app.sweeps.planning.portfolio import Aim, Making
from app.sweeps.planning.problem import Ints, Pair, Problem

SEARCHED: Final = 0.3
"""The share of the effort that goes into the plan without strikes."""
WINDOWS: Final = 5
"""How many windows are tried for a pair."""


@dataclass(frozen=True)
class Strike:
    """How far apart the two of a pair are visited, in seconds; None: not both of them are."""

    pair: tuple[UUID, UUID]
    apart: int | None


@dataclass(frozen=True)
class Synchronised:
    """A plan in which every pair is struck together or left alone."""

    arrays: Arrays
    tours: list[Tour]
    strikes: list[Strike]
    one_sided: int
    """Pairs of whom only one is visited: never any."""
    loose_arrays: Arrays
    loose: list[Tour]
    """The best plan that lets people warn one another."""


def plan(problem: Problem, *, seed: int, watch: Watch, aim: Aim | None = None) -> Synchronised:
    """The best plan in which every pair is struck together or left alone."""
    first = Making(problem, seed, lambda best: watch(best) / SEARCHED, aim or Aim())
    loose = first.pool.spread(first.chosen_keys())
    tight = windowed(problem, first.arrays, _begins(first.arrays, loose))
    second = Making(problem, seed, lambda best: (watch(best) - SEARCHED) / (1 - SEARCHED), aim or Aim(), tight)
    tours = second.pool.spread(second.judged.answered(second.chosen_keys()))
    strikes, one_sided = _strikes(problem, tight, tours)
    return Synchronised(tight, tours, strikes, one_sided, first.arrays, loose)


def _begins(arrays: Arrays, tours: Sequence[Tour]) -> dict[int, int]:
    """When each target is visited."""
    return {
        int(arrays.target[node]): time
        for squad, tour in enumerate(tours)
        for node, time in zip(tour, arrays.arrivals(squad, tour), strict=False)
    }


def windowed(problem: Problem, arrays: Arrays, begins: dict[int, int]) -> Arrays:
    """The arrays in which whoever is paired can be visited in the windows of his pair only, each node marked with its window."""
    number = {one.id: place for place, one in enumerate(problem.targets)}
    marks = count(1)
    alike: list[tuple[int, int]] = []
    paired = {number[one] for pair in problem.pairs for one in (pair.one_id, pair.other_id)}
    kept = np.flatnonzero(~np.isin(arrays.target, list(paired)))
    rows = [(int(node), int(arrays.opens[node]), int(arrays.closes[node]), 0) for node in kept]
    for pair in problem.pairs:
        sides = [number[pair.one_id], number[pair.other_id]]
        for opens in _windows(arrays, pair, sides, begins):
            mates = (next(marks), next(marks))
            alike.append(mates)
            for target, mark in zip(sides, mates, strict=True):
                for node in np.flatnonzero(arrays.target == target).tolist():
                    early = max(opens, int(arrays.opens[node]))
                    late = min(opens + pair.within, int(arrays.closes[node]))
                    if early <= late:
                        rows.append((node, early, late, mark))
    return _with_rows(arrays, rows, tuple(alike))


def _windows(arrays: Arrays, pair: Pair, sides: Sequence[int], begins: dict[int, int]) -> list[int]:
    """When the windows of a pair open: around the times it is visited at anyway, and where both are likeliest to be found."""
    half = max(pair.within // 2, 1)
    start, end = int(arrays.start.min()), int(arrays.end.max())
    wanted = [max(begins[target] - half, start) for target in sides if target in begins]
    grid = np.arange(start, max(end - pair.within, start + 1), half)
    values = [_worth(arrays, target, grid + half) for target in sides]
    both = (values[0] > 0) & (values[1] > 0)
    for place in np.argsort(-np.where(both, values[0] + values[1], -1), kind="stable").tolist():
        if len(wanted) >= WINDOWS or not both[place]:
            break
        if all(abs(int(grid[place]) - one) >= 3 * pair.within for one in wanted):
            wanted.append(int(grid[place]))
    return wanted


def _worth(arrays: Arrays, target: int, times: Ints) -> Floats:
    """The most that a visit to a target at each of these times is worth."""
    nodes = np.flatnonzero(arrays.target == target)
    open_then = (arrays.opens[nodes, None] <= times) & (times <= arrays.closes[nodes, None])
    best: Floats = np.where(open_then, arrays.prize[nodes, None], 0).max(axis=0, initial=0).astype(float)
    return best


def _with_rows(arrays: Arrays, rows: Sequence[tuple[int, int, int, int]], alike: tuple[tuple[int, int], ...]) -> Arrays:
    nodes = np.array([row[0] for row in rows], dtype=np.int64)
    return replace(
        arrays,
        target=arrays.target[nodes],
        place=arrays.place[nodes],
        opens=np.array([row[1] for row in rows], dtype=np.int64),
        closes=np.array([row[2] for row in rows], dtype=np.int64),
        stay=arrays.stay[nodes],
        prize=arrays.prize[nodes],
        load=arrays.load[nodes],
        required=arrays.required[nodes],
        able=np.ascontiguousarray(arrays.able[:, nodes]),
        calls=tuple(arrays.calls[int(node)] for node in nodes),
        marks=tuple(row[3] for row in rows),
        alike=alike,
    )


def _strikes(problem: Problem, arrays: Arrays, tours: Sequence[Tour]) -> tuple[list[Strike], int]:
    begins = _begins(arrays, tours)
    number = {one.id: place for place, one in enumerate(problem.targets)}
    strikes, one_sided = list[Strike](), 0
    for pair in problem.pairs:
        one, other = begins.get(number[pair.one_id]), begins.get(number[pair.other_id])
        apart = abs(one - other) if one is not None and other is not None else None
        one_sided += (one is None) != (other is None)
        strikes.append(Strike((pair.one_id, pair.other_id), apart))
    return strikes, one_sided
