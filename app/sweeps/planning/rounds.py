"""Search, pack what was seen, search on from the packed plan: for problems where everybody is certainly there.

A court's sweep has chances and goes through `portfolio.py`; this is the same search, pool, packing and polishing without a judge,
and so far only the public files of `bench vrptw` and `bench toptw` go through it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from app.sweeps.planning.arrays import Arrays, Tour
from app.sweeps.planning.greedy import insert
from app.sweeps.planning.labels import Width, drawn
from app.sweeps.planning.near import polished
from app.sweeps.planning.packing import Choice, Column, allowed, pack, worth
from app.sweeps.planning.plan import Watch
from app.sweeps.planning.pool import Key, Pool
from app.sweeps.planning.searching import Pace, never, search

EFFORT: Final = 0.6
DONE: Final = 0.96
"""The share of the effort after which no further round begins."""
SHAKEN: Final = (0.1, 0.25)
"""How much the prizes are shaken before a tour is drawn anew: the spread of their logarithms."""
KEPT: Final = (3, 5, 8)
PARTS: Final = (40, 60)
HURRIED: Final = (0.0, 0.5)
"""How wide a drawing is, by lot."""
DRAWABLE: Final = 200
"""Stops times squads up to which single tours are drawn in their whole share; of more, one tour drawn alone tells less."""
LONG: Final = 6
"""Stops of a tour, times the share of all stops that are in a tour, up to which rounds are as they are asked for; where long
tours take most stops, one search that goes on finds more."""
DRAWN: Final = 4
"""Plans drawn anew before it is chosen among all their tours."""
NEAR: Final = 400
"""Tours seen before that are chosen among together with those drawn anew."""


@dataclass(frozen=True)
class Round:
    """One round: how the search goes, its share of the effort, and the share in which single tours are drawn anew."""

    pace: Pace
    searched: float
    drawn: float = 0.0


def shared(arrays: Arrays, rounds: Sequence[Round]) -> list[Round]:
    """These rounds with less drawn where that tells less; where tours are long, most goes into the first search."""
    if arrays.required.any():
        return list(rounds)
    drawable = min(1.0, DRAWABLE / max(arrays.nodes * arrays.squads, 1))
    first = insert(arrays, [[] for _ in range(arrays.squads)], [{}] * arrays.squads, never)
    stops = sum(map(len, first))
    length = stops / max(arrays.squads, 1) * stops / max(arrays.nodes, 1)
    short = min(1.0, LONG / max(length, 1)) ** 2
    few = [
        replace(
            one,
            searched=short * (one.searched + one.drawn * (1 - drawable)),
            drawn=short * one.drawn * drawable,
        )
        for one in rounds
    ]
    rest = sum(one.searched + one.drawn for one in rounds) - sum(one.searched + one.drawn for one in few)
    return [replace(few[0], searched=few[0].searched + rest), *few[1:]]


def best_tours(arrays: Arrays, *, seed: int, watch: Watch, rounds: Sequence[Round]) -> list[Tour] | None:
    """The tours that are worth most; None when none were found that keep all rules.

    The first search starts from nothing, the others from the best so far. Where stops may be left out, the best is polished
    after each, and tours are drawn anew one by one.
    """
    pool = Pool(arrays)
    fresh: list[Key] = []
    best: list[Tour] | None = None
    share = 0.0
    for number, one in enumerate(shared(arrays, rounds)):
        share += DONE * one.searched
        found = search(
            arrays,
            seed=seed + number,
            guard=lambda _step, value, share=share: watch(value) >= share,
            warm=best or (),
            seen=pool.seen,
            pace=one.pace,
        )
        best = _better(arrays, best, found)
        if best is not None:
            best = _packed(pool, best, seed, [])
        share += DONE * one.drawn
        if best is not None and not arrays.required.any():
            best = _polished(pool, best, seed, _part(watch, share))
            best = _redrawn(pool, best, fresh, seed + number, _part(watch, share))
    return best


def _part(watch: Watch, share: float) -> Watch:
    """The same watch, full when this share is spent."""
    return lambda value: watch(value) / share


def _redrawn(pool: Pool, best: list[Tour], fresh: list[Key], seed: int, watch: Watch) -> list[Tour]:
    """Draw the tours anew one after the other, from the best and from nothing by turns; choose among all after every few.

    `fresh` are the tours drawn before; those drawn now are added.
    """
    lot = np.random.default_rng(seed)
    shifts = max(int((pool.arrays.end - pool.arrays.start).sum()), 1)
    nothing: list[Tour] = [[] for _ in best]
    turn = 0
    while watch(total(pool.arrays, best)) < 1:
        plan = nothing if turn % 2 else best
        fresh += _drawn_anew(pool, plan, lot, total(pool.arrays, best) / shifts)
        turn += 1
        if turn % DRAWN == 0:
            best = _packed(pool, best, seed, [*fresh, *pool.best(NEAR)])
    return _packed(pool, best, seed, [*fresh, *pool.best(NEAR)]) if turn % DRAWN else best


def _drawn_anew(pool: Pool, plan: list[Tour], lot: np.random.Generator, rate: float) -> list[Key]:
    """A tour for each squad beside those of the others, with the prizes shaken; all that were found on the way."""
    arrays, plan, found = pool.arrays, list(plan), list[Key]()
    shaken = lot.choice(SHAKEN)
    for squad in lot.permutation(arrays.squads).tolist():
        prize = arrays.prize * np.exp(shaken * lot.standard_normal(arrays.nodes))
        others = [node for other, tour in enumerate(plan) if other != squad for node in tour]
        prize[np.isin(arrays.target, arrays.target[others])] = 0
        width = Width(int(lot.choice(KEPT)), int(lot.choice(PARTS)), float(lot.choice(HURRIED)) * rate)
        tours = drawn(arrays, squad, np.rint(prize).astype(np.int64), width)
        found += [(int(pool.kind[squad]), tour) for tour in tours]
        plan[squad] = list(tours[0]) if tours else []
    return found


def _polished(pool: Pool, best: list[Tour], seed: int, watch: Watch) -> list[Tour]:
    """Choose among the tours one step away from the best, until nothing is gained."""
    arrays = pool.arrays
    while watch(total(arrays, best)) < 1:
        near = [
            (int(pool.kind[squad]), one)
            for squad, tour in enumerate(best)
            for one in polished(arrays, squad, tuple(tour))
        ]
        better = _packed(pool, best, seed, near)
        if total(arrays, better) <= total(arrays, best):
            break
        best = better
    return best


def total(arrays: Arrays, tours: list[Tour]) -> int:
    """What tours are worth together, in metres."""
    return sum(arrays.worth(squad, tour) for squad, tour in enumerate(tours))


def _better(arrays: Arrays, one: list[Tour] | None, other: list[Tour] | None) -> list[Tour] | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda tours: total(arrays, tours))


def _packed(pool: Pool, best: list[Tour], seed: int, near: Sequence[Key]) -> list[Tour]:
    """The best set of the tours near, or of those seen where none are; the best plan is among them."""
    arrays = pool.arrays
    keys: list[Key] = list(dict.fromkeys([*pool.keep(best), *(near or pool.best())]))
    if arrays.squads == 1:
        return [max((list(tour) for _, tour in keys), key=lambda tour: arrays.worth(0, tour), default=[])]
    hint = [keys.index(key) for key in pool.keep(best)]
    columns = [
        Column(kind, frozenset(int(one) for one in arrays.target[list(tour)]), arrays.worth(pool.first[kind], tour))
        for kind, tour in keys
    ]
    required = frozenset(int(one) for one in arrays.target[arrays.required])
    choice = Choice(columns, pool.count, required)
    chosen = pack(choice, hint=hint, effort=EFFORT, seed=seed)
    if not allowed(choice, chosen) or worth(choice, chosen) <= worth(choice, hint):
        return best
    return pool.spread(keys[one] for one in chosen)
