"""Where everybody is certainly there and some must be left out: search, choose, polish."""

import numpy as np
import pytest

from app.sweeps.planning.arrays import Arrays
from app.sweeps.planning.near import refilled
from app.sweeps.planning.rounds import best_tours, total
from app.sweeps.planning.searching import Pace, search
from tests.support.watches import steps


def drawn(seed: int, count: int = 30) -> Arrays:
    """Two squads and more doors than they can visit."""
    lot = np.random.default_rng(seed)
    spots = lot.uniform(0, 1000, (count + 1, 2))
    ways = np.rint(np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))).astype(np.int64)
    opens = lot.integers(0, 2000, count)
    same = np.ones(2, dtype=np.int64)
    return Arrays(
        seconds=ways,
        metres=ways,
        target=np.arange(count),
        place=np.arange(1, count + 1),
        opens=opens,
        closes=opens + 800,
        stay=np.full(count, 60),
        prize=lot.integers(1, 40, count) * 1000,
        load=np.zeros(count, dtype=np.int64),
        required=np.zeros(count, dtype=np.bool_),
        start=same * 0,
        end=same * 3000,
        start_place=same * 0,
        end_place=same * 0,
        capacity=same * 0,
        able=np.ones((2, count), dtype=np.bool_),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_the_plan_is_never_worse_than_its_first_search_alone(seed: int) -> None:
    arrays = drawn(seed)
    left = iter(range(30))
    alone = search(arrays, seed=seed, guard=lambda _step, _best: next(left, None) is None)
    paces = ((Pace(), 0.5), (Pace(), 0.4))
    found = best_tours(arrays, seed=seed, watch=steps(60), paces=paces)
    assert alone is not None
    assert found is not None
    assert total(arrays, found) >= total(arrays, alone)
    assert all(arrays.keeps(squad, tour) for squad, tour in enumerate(found))
    assert found == best_tours(arrays, seed=seed, watch=steps(60), paces=paces)


def test_what_is_refilled_keeps_the_rules_and_visits_nobody_twice() -> None:
    arrays = drawn(3)
    found = best_tours(arrays, seed=1, watch=steps(20), paces=((Pace(), 0.5),))
    assert found is not None
    for squad, tour in enumerate(found):
        near = refilled(arrays, squad, tuple(tour))
        assert near
        assert all(arrays.keeps(squad, one) and len(set(one)) == len(one) for one in near)
