"""Plans by chances: what the judge says, what the pool chooses, what is suggested on the way."""

from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest

from app.sweeps.planning import Call, Door, Lock, Problem, Squad, Table, Target, Window, planner
from app.sweeps.planning.arrays import compiled
from app.sweeps.planning.check import faults
from app.sweeps.planning.judge import Judge
from app.sweeps.planning.near import polished
from app.sweeps.planning.packing import Choice, Column, allowed, pack, worth
from app.sweeps.planning.recourse import Belief, Standing, suggest
from bench.planning.generator import make
from bench.planning.sweep_files import SweepFile, of_raw, written
from tests.support.watches import steps

DAWN, NOON = Window(0, 7_199), Window(7_200, 20_000)
LANE = Table([[abs(a - b) * 600 for b in range(5)] for a in range(5)])
"""Five places along a road, ten minutes and 600 metres apart; the court is the first."""


def drawn(targets: int = 20, squads: int = 3, seed: int = 1) -> SweepFile:
    return of_raw("drawn", make(targets, squads, seed))


def lone(*doors: Door, end: int = 20_000) -> Problem:
    """One target, one squad."""
    return Problem((Target(UUID(int=1), doors),), (Squad(UUID(int=100), 0, end, 0, 0),), LANE, LANE)


def door(place: int, window: Window, chance: float) -> Door:
    return Door(UUID(int=500 + place), place, window, 1_200, 50, chance=chance, knock=300)


def test_who_is_there_with_a_chance_of_one_half_is_found_on_half_of_the_mornings() -> None:
    problem = lone(door(1, DAWN, 0.5))
    verdict = Judge(problem, compiled(problem), scenarios=4_000, seed=3).verdict([[0]])
    assert verdict.found == pytest.approx(0.5, abs=0.03)
    assert verdict.metres == pytest.approx(1_200)
    assert verdict.late == 0


def test_a_squad_that_could_not_be_back_drops_the_stop() -> None:
    problem = lone(door(4, NOON, 1.0), end=5_000)
    assert Judge(problem, compiled(problem), seed=3).verdict([[0]]).found < 0.05


def test_a_talk_that_begins_late_makes_the_squad_late() -> None:
    problem = lone(replace(door(4, DAWN, 1.0), service=7_200), end=8_000)
    assert Judge(problem, compiled(problem), seed=3).verdict([[0]]).late > 0.9


def test_the_same_seed_draws_the_same_mornings() -> None:
    file = drawn()
    arrays = compiled(file.problem)
    tours = [[0], [int(arrays.nodes) - 1], []]
    first = Judge(file.problem, arrays, seed=5).verdict(tours)
    assert first == Judge(file.problem, arrays, seed=5).verdict(tours)
    assert first != Judge(file.problem, arrays, seed=6).verdict(tours)


def test_a_plan_is_checked_the_same_again_and_late_seldom_enough() -> None:
    problem = drawn().problem
    first = planner.plan(problem, seed=4, watch=steps(300))
    assert faults(problem, first.proposal) == []
    assert first == planner.plan(problem, seed=4, watch=steps(300))
    assert first.verdict.late <= 0.12
    assert first.verdict.found > 2


def test_what_is_predicted_is_what_other_mornings_bring() -> None:
    problem = drawn(targets=40, squads=4).problem
    planned = planner.plan(problem, seed=4, watch=steps(300))
    other = planner.expected(problem, planned.proposal, seed=99)
    assert planned.verdict.found == pytest.approx(other.found, rel=0.08)


def test_locked_stops_stay_where_they_are_at_the_door_they_are_locked_at() -> None:
    problem = drawn().problem
    squad = problem.squads[0]
    aim = next(one for one in problem.targets if len(one.doors) > 4 and one.needs <= squad.abilities)
    locked = replace(problem, locks=(Lock(aim.id, squad.id, 1, door=4),))
    proposal = planner.plan(locked, seed=4, watch=steps(200)).proposal
    assert proposal.routes[0].calls[0] == Call(aim.id, 4)
    assert faults(locked, proposal) == []


def test_the_packing_is_never_worse_than_its_hint_and_keeps_the_cap_of_lateness() -> None:
    lot = np.random.default_rng(0)
    columns = [
        Column(
            int(lot.integers(3)), frozenset(lot.choice(12, 3, replace=False).tolist()), int(lot.integers(10, 99)), 40
        )
        for _ in range(80)
    ]
    choice = Choice(columns, (1, 1, 1), late=90)
    hint = [next(n for n, one in enumerate(columns) if one.kind == 0)]
    chosen = pack(choice, hint=hint)
    assert allowed(choice, chosen)
    assert worth(choice, chosen) >= worth(choice, hint)
    assert len(chosen) == 2


def test_a_tour_one_step_away_keeps_all_rules() -> None:
    arrays = compiled(drawn().problem)
    tour = next((node,) for node in range(arrays.nodes) if arrays.able[0, node] and arrays.keeps(0, [node]))
    near = polished(arrays, 0, tour)
    assert near
    assert all(arrays.keeps(0, one) and one != tour for one in near)


def test_who_was_missed_at_home_is_the_likelier_elsewhere_and_not_sought_at_home_again() -> None:
    problem = lone(door(1, DAWN, 0.6), door(2, DAWN, 0.3), door(2, NOON, 0.3))
    belief = Belief(problem, compiled(problem))
    belief.miss(0, 600.0)
    assert belief.chance[0] == 0
    assert belief.chance[1] == pytest.approx(0.75)
    told = suggest(belief, Standing(0, 900, 1, []), lambda nodes: np.ones(len(nodes), dtype=np.bool_))
    assert told is not None
    assert told.node == 1


def test_nothing_is_suggested_that_would_bring_the_squad_back_late() -> None:
    problem = lone(door(4, NOON, 0.9), end=9_000)
    belief = Belief(problem, compiled(problem))
    assert suggest(belief, Standing(0, 7_000, 0, []), lambda nodes: np.ones(len(nodes), dtype=np.bool_)) is None


def test_a_plan_is_written_as_the_outside_judge_reads_it() -> None:
    file = drawn()
    arrays = compiled(file.problem)
    node = next(n for n in range(arrays.nodes) if arrays.opens[n] > 20_000)
    plan = written(file, arrays, [[node], [], []], [[int(arrays.opens[node])], [], []])
    stop = plan["routes"][0]["stops"][0]
    target = file.raw["targets"][stop["target"]]
    assert target["addresses"][stop["address"]] == arrays.place[node]
    assert stop["not_before"] == arrays.opens[node]
