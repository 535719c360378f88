"""Search, pack what was seen, search on from the packed plan: for problems where everybody is certainly there."""

from typing import Final

from app.sweeps.planning.arrays import Arrays, Tour
from app.sweeps.planning.packing import Choice, Column, allowed, pack, worth
from app.sweeps.planning.plan import Watch
from app.sweeps.planning.pool import Key, Pool
from app.sweeps.planning.searching import Pace, search

ROUNDS: Final = 3
EFFORT: Final = 0.6
DONE: Final = 0.97
"""The share of the effort after which no further round begins."""


def best_tours(
    arrays: Arrays, *, seed: int, watch: Watch, pace: Pace, rounds: int = ROUNDS, warm: list[Tour] | None = None
) -> list[Tour] | None:
    """The tours that are worth most; None when none were found that keep all rules. Never worse than `warm`."""
    pool = Pool(arrays)
    best = warm
    for number in range(rounds):
        share = DONE * (number + 1) / rounds
        found = search(
            arrays,
            seed=seed + number,
            guard=lambda _step, value, share=share: watch(value) >= share,
            warm=best or (),
            seen=pool.seen,
            pace=pace,
        )
        best = _better(arrays, best, found)
        if best is not None:
            best = _packed(pool, best, seed)
    return best


def total(arrays: Arrays, tours: list[Tour]) -> int:
    """What tours are worth together, in metres."""
    return sum(arrays.worth(squad, tour) for squad, tour in enumerate(tours))


def _better(arrays: Arrays, one: list[Tour] | None, other: list[Tour] | None) -> list[Tour] | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda tours: total(arrays, tours))


def _packed(pool: Pool, best: list[Tour], seed: int) -> list[Tour]:
    """The best set of the tours seen, the best plan among them."""
    arrays = pool.arrays
    keys: list[Key] = list(dict.fromkeys([*pool.keep(best), *pool.best()]))
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
