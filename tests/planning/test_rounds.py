"""Where everybody is certainly there and some must be left out: search, choose, polish."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.sweeps.planning.arrays import Arrays
from app.sweeps.planning.labels import Width, drawn
from app.sweeps.planning.near import polished
from app.sweeps.planning.rounds import Round, best_tours, shared, total
from app.sweeps.planning.searching import Pace, search
from bench.planning.routing_files import lighter, profit, toptw
from tests.support.watches import steps


def town(seed: int, count: int = 30) -> Arrays:
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
    arrays = town(seed)
    left = iter(range(30))
    alone = search(arrays, seed=seed, guard=lambda _step, _best: next(left, None) is None)
    rounds = (Round(Pace(), 0.45, 0.05), Round(Pace(), 0.35, 0.05))
    found = best_tours(arrays, seed=seed, watch=steps(40), rounds=rounds)
    assert alone is not None
    assert found is not None
    assert total(arrays, found) >= total(arrays, alone)
    assert all(arrays.keeps(squad, tour) for squad, tour in enumerate(found))
    assert found == best_tours(arrays, seed=seed, watch=steps(40), rounds=rounds)


def test_tours_told_on_the_way_keep_the_rules_and_the_best_are_among_them() -> None:
    arrays = town(4)
    told: set[tuple[int, ...]] = set()
    left = iter(range(60))
    found = search(
        arrays,
        seed=1,
        guard=lambda _step, _best: next(left, None) is None,
        seen=lambda _kind, tour, _cost: told.add(tour),
    )
    assert found is not None
    assert {tuple(tour) for tour in found if tour} <= told
    assert all(arrays.keeps(0, one) and len(set(one)) == len(one) for one in told)


def test_where_long_tours_take_most_stops_the_first_search_gets_most() -> None:
    rounds = (Round(Pace(), 0.5, 0.1), Round(Pace(), 0.2, 0.1))
    few, many = town(1), replace(town(1), opens=np.zeros(30, dtype=np.int64), end=np.full(2, 20_000))
    many = replace(many, closes=many.opens + 20_000)
    assert shared(few, rounds) == list(rounds)
    first, second = shared(many, rounds)
    assert first.searched > 0.75
    assert second.searched < 0.1
    assert sum(one.searched + one.drawn for one in (first, second)) == pytest.approx(0.9)
    must = replace(many, required=np.ones(30, dtype=np.bool_))
    assert shared(must, rounds) == list(rounds)


def best_by_trying(arrays: Arrays, squad: int) -> int:
    """What the best tour of one squad is worth, every order of every choice tried."""
    most = 0
    waiting: list[tuple[int, ...]] = [()]
    while waiting:
        tour = waiting.pop()
        most = max(most, arrays.worth(squad, tour))
        there = set(arrays.target[list(tour)].tolist())
        more = [(*tour, node) for node in range(arrays.nodes) if int(arrays.target[node]) not in there]
        waiting += [one for one in more if arrays.keeps(squad, one)]
    return most


@pytest.mark.parametrize("seed", range(6))
def test_a_tour_drawn_with_room_for_all_ways_is_the_best_there_is(seed: int) -> None:
    arrays = town(seed, 9)
    two_doors = replace(
        arrays,
        target=np.array([0, 0, 1, 2, 3, 3, 4, 5, 6]),
        load=np.ones(9, dtype=np.int64),
        capacity=np.array([3, 9]),
        able=np.array([[True] * 9, [True] * 8 + [False]]),
    )
    for squad in (0, 1):
        tours = drawn(two_doors, squad, two_doors.prize, Width(keep=400, parts=400))
        assert all(two_doors.keeps(squad, one) for one in tours)
        assert all(len(set(two_doors.target[list(one)].tolist())) == len(one) for one in tours)
        assert two_doors.worth(squad, tours[0]) == best_by_trying(two_doors, squad)


def test_few_ways_to_a_node_give_tours_that_keep_the_rules_best_first() -> None:
    arrays = town(5)
    tours = drawn(arrays, 0, arrays.prize, Width(keep=1, parts=3, hurry=0.5))
    worth = [arrays.worth(0, one) for one in tours]
    assert worth == sorted(worth, reverse=True)
    assert worth[0] > 0
    assert all(arrays.keeps(0, one) for one in tours)


def test_where_nobody_can_be_reached_or_nothing_is_worth_it_no_tour_is_drawn() -> None:
    arrays = town(5)
    assert drawn(arrays, 0, np.zeros_like(arrays.prize)) == []
    assert drawn(replace(arrays, end=arrays.start + 1), 0, arrays.prize) == []


def test_what_is_polished_keeps_the_rules_and_visits_nobody_twice() -> None:
    arrays = town(3)
    found = best_tours(arrays, seed=1, watch=steps(20), rounds=(Round(Pace(), 0.5),))
    assert found is not None
    for squad, tour in enumerate(found):
        near = polished(arrays, squad, tuple(tour))
        assert near
        assert all(arrays.keeps(squad, one) and len(set(one)) == len(one) for one in near)


@pytest.mark.parametrize("name", ["pr09.txt", "c109.txt"])
def test_a_point_of_profit_is_worth_more_than_any_way(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(
        "5 1 2 4\n500 200\n0 0 0 0 0 0 0 0 1000\n1 1 0 1 11 4 1 15 0 999\n2 -400 0 1 12 4 1 15 0 999\n", "utf-8"
    )
    arrays = toptw(path, 1)
    near, far = [0], [1]
    assert [profit(arrays, [one]) for one in (near, far)] == [11, 12]
    assert arrays.length(0, near) < arrays.length(0, far)
    assert arrays.worth(0, near) < arrays.worth(0, far)
    assert lighter(arrays).prize.tolist() == [11_000, 12_000]
