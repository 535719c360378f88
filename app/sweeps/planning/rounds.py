"""Search, pack what was seen, search on from the packed plan: for problems where everybody is certainly there."""

from collections.abc import Sequence
from typing import Final

from app.sweeps.planning.arrays import Arrays, Tour
from app.sweeps.planning.near import polished, refilled
from app.sweeps.planning.packing import Choice, Column, allowed, pack, worth
from app.sweeps.planning.plan import Watch
from app.sweeps.planning.pool import Key, Pool
from app.sweeps.planning.searching import Pace, search

EFFORT: Final = 0.6
DONE: Final = 0.96
"""The share of the effort after which no further round begins."""


def best_tours(
    arrays: Arrays, *, seed: int, watch: Watch, paces: Sequence[tuple[Pace, float]], cold: int = 1
) -> list[Tour] | None:
    """The tours that are worth most; None when none were found that keep all rules.

    One search for each pace and its share of the effort: the first `cold` of them from nothing, the others from the best
    so far. Where stops may be left out, the best is polished in between.
    """
    pool = Pool(arrays)
    best: list[Tour] | None = None
    share = 0.0
    for number, (pace, part) in enumerate(paces):
        share += DONE * part
        found = search(
            arrays,
            seed=seed + number,
            guard=lambda _step, value, share=share: watch(value) >= share,
            warm=(best or ()) if number >= cold else (),
            seen=pool.seen,
            pace=pace,
        )
        best = _better(arrays, best, found)
        if best is not None:
            best = _packed(pool, best, seed, [])
        if best is not None and not arrays.required.any():
            best = _polished(pool, best, seed, watch)
    return best


def _polished(pool: Pool, best: list[Tour], seed: int, watch: Watch) -> list[Tour]:
    """Choose among the tours one step away from the best, until nothing is gained."""
    arrays = pool.arrays
    further = False
    near: list[Key] = []
    while watch(total(arrays, best)) < DONE:
        reach = refilled if further else polished
        made = [
            (int(pool.kind[squad]), one) for squad, tour in enumerate(best) for one in reach(arrays, squad, tuple(tour))
        ]
        near = [*near, *made] if further else made
        better = _packed(pool, best, seed, near)
        gained = total(arrays, better) > total(arrays, best)
        if further and not gained:
            break
        best, further = better, not gained
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
