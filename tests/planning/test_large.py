"""A large sweep: tours trade stops by what mornings are likely to bring; hands' locks, windows and lateness are kept."""

from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest

from app.sweeps.planning import Call, Lock, Problem, greedy, large, planner, portfolio
from app.sweeps.planning.arrays import Arrays, Tour, compiled, proposal_of
from app.sweeps.planning.check import faults
from app.sweeps.planning.exchange import NOBODY, Market
from app.sweeps.planning.forecast import Forecast
from app.sweeps.planning.judge import Judge
from app.sweeps.planning.near import Locks
from app.sweeps.planning.portfolio import Aim
from app.sweeps.planning.searching import never
from app.sweeps.planning.trading import Trading
from bench.planning.generator import make
from bench.planning.sweep_files import of_raw
from tests.support.watches import steps

QUICK = Aim(columns=300, scenarios=60, effort=0.1, searched=0.3, stirs=False)


@pytest.fixture(scope="module")
def problem() -> Problem:
    return of_raw("drawn", make(60, 8, 1)).problem


@pytest.fixture(scope="module")
def arrays(problem: Problem) -> Arrays:
    return compiled(problem)


@pytest.fixture(scope="module")
def first(problem: Problem, arrays: Arrays) -> list[Tour]:
    return greedy.insert(arrays, [[] for _ in problem.squads], [{} for _ in problem.squads], never)


def test_the_forecast_tells_what_the_judge_tells(problem: Problem, arrays: Arrays, first: list[Tour]) -> None:
    squads = range(arrays.squads)
    likely = Forecast(problem, arrays, mornings=800, seed=3).of(squads, first)
    lived = Judge(problem, arrays, scenarios=2_000, seed=4).outcomes(squads, first)
    value = lived.points * 2_000 - lived.metres
    assert likely.value.sum() == pytest.approx(value.sum(), rel=0.01)
    assert likely.late.mean() == pytest.approx(lived.late.mean(), abs=0.02)


def test_fewer_mornings_are_the_first_of_all(problem: Problem, arrays: Arrays, first: list[Tour]) -> None:
    whole = Forecast(problem, arrays, mornings=40, seed=3)
    few = whole.first(10)
    assert few.mornings == 10
    assert np.array_equal(few.talk, whole.talk[:, :10])
    assert len(few.of(range(arrays.squads), first).value) == arrays.squads


def test_nobody_going_out_brings_nothing_and_is_never_late(problem: Problem, arrays: Arrays) -> None:
    likely = Forecast(problem, arrays, mornings=20, seed=1).of([0, 1], [[], []])
    assert likely.value.tolist() == [0, 0]
    assert likely.late.tolist() == [0, 0]


def test_an_exchange_keeps_all_rules_and_tells_who_goes_and_who_comes(
    problem: Problem, arrays: Arrays, first: list[Tour]
) -> None:
    trading = Trading(arrays, Locks.of(problem, arrays), Forecast(problem, arrays, mornings=20, seed=1), first)
    before = {int(arrays.target[node]) for node in first[0]}
    found = trading.market.exchanges(0, first[0], only_more=False)
    assert any(NOBODY not in (one.gone, one.come) for one in found)
    for one in found:
        after = [int(arrays.target[node]) for node in one.tour]
        assert arrays.keeps(0, one.tour)
        assert len(after) == len(set(after))
        assert before - set(after) == ({one.gone} if one.gone != NOBODY else set())
        assert set(after) - before == ({one.come} if one.come != NOBODY else set())


def test_where_only_more_is_asked_nobody_is_given_up(problem: Problem, arrays: Arrays, first: list[Tour]) -> None:
    none: list[Tour] = [[] for _ in problem.squads]
    market = Market(
        arrays,
        Locks.of(problem, arrays),
        np.full(len(problem.targets), NOBODY),
        np.zeros(len(problem.targets)),
    )
    found = market.exchanges(0, none[0], only_more=True)
    assert found
    assert all(one.gone == NOBODY and len(one.tour) == 1 for one in found)


def test_every_round_gains_and_nobody_is_visited_twice(problem: Problem, arrays: Arrays, first: list[Tour]) -> None:
    trading = Trading(arrays, Locks.of(problem, arrays), Forecast(problem, arrays, mornings=60, seed=1), first)
    worth = [float(trading.now.worth(trading.price).sum())]
    for _ in range(3):
        trading.round(set(range(arrays.squads)))
        worth.append(float(trading.now.worth(trading.price).sum()))
        visited = [int(arrays.target[node]) for tour in trading.now.tours for node in tour]
        assert len(visited) == len(set(visited))
    assert worth == sorted(worth)
    assert worth[-1] > worth[0]


def test_a_large_plan_passes_the_check_beats_the_first_one_and_comes_out_again(
    problem: Problem, arrays: Arrays, first: list[Tour]
) -> None:
    found = large.plan(problem, seed=1, watch=steps(25))
    again = large.plan(problem, seed=1, watch=steps(25))
    assert found.tours == again.tours
    assert faults(problem, proposal_of(problem, arrays, found.tours)) == []
    judge = Judge(problem, arrays, scenarios=1_000, seed=99)
    assert judge.verdict(found.tours).points > 1.03 * judge.verdict(first).points
    assert judge.verdict(found.tours).late <= 0.12


def test_broken_off_at_once_it_is_the_first_plan_cut_until_squads_are_back_in_time(problem: Problem) -> None:
    kept: list[int] = []
    aim = Aim(kept=lambda free: kept.append(sum(len(calls) for calls in free.values())))
    found = large.plan(problem, seed=1, watch=steps(1), aim=aim)
    assert kept
    assert kept[0] > 10
    assert 10 < sum(len(tour) for tour in found.tours) <= kept[0]
    assert found.verdict.late <= 0.12


def test_locked_stops_stay_at_their_places(problem: Problem) -> None:
    squad = problem.squads[0]
    some = [one for one in problem.targets if one.needs <= squad.abilities and len(one.doors) > 2][:2]
    locks = (Lock(some[0].id, squad.id, 1, door=1), Lock(some[1].id, squad.id, 2, door=2))
    locked = replace(problem, locks=locks)
    found = large.plan(locked, seed=1, watch=steps(12))
    proposal = proposal_of(locked, found.arrays, found.tours)
    assert proposal.routes[0].calls[:2] == (Call(some[0].id, 1), Call(some[1].id, 2))
    assert faults(locked, proposal) == []


def test_squads_that_gave_one_another_somebody_stand_or_fall_together(problem: Problem) -> None:
    made = large.Large(problem, 1, steps(1), Aim())
    one, other, third = _three(made)
    before = list(made.trading.now.tours)
    after = list(before)
    after[one], after[other] = (*before[one], before[other][-1]), before[other][:-1]
    after[third] = before[third][:-1]
    assert sorted(sorted(many) for many in made.bound(before, after)) == sorted([sorted([one, other]), [third]])


def _three(made: large.Large) -> tuple[int, int, int]:
    found = [squad for squad, tour in enumerate(made.trading.now.tours) if len(tour) > 1]
    return found[0], found[1], found[2]


def test_the_court_plans_a_large_sweep_so(monkeypatch: pytest.MonkeyPatch, problem: Problem) -> None:
    monkeypatch.setattr(large, "LARGE", 50)
    kept: list[int] = []
    aim = Aim(kept=lambda free: kept.append(len(free)))
    planned = planner.plan(problem, seed=1, watch=steps(6), aim=aim)
    assert faults(problem, planned.proposal) == []
    assert len(kept) > 0
    assert planned.verdict.late <= 0.12


def test_a_plan_there_is_only_gets_better(problem: Problem, arrays: Arrays) -> None:
    few = replace(problem, squads=problem.squads[:3])
    searched = portfolio.plan(few, seed=2, watch=steps(40), aim=QUICK)
    further = large.further(few, searched, seed=2, watch=steps(12))
    judge = Judge(few, searched.arrays, scenarios=1_000, seed=99)
    before, after = judge.verdict(searched.tours), judge.verdict(further.tours)
    assert after.points * 2_000 - after.metres > before.points * 2_000 - before.metres
    assert after.late <= 0.12


def test_where_a_lock_makes_lateness_certain_the_plan_there_is_stays(problem: Problem) -> None:
    squad = replace(problem.squads[0], end=problem.squads[0].start + 5_400)
    aim = max(
        (one for one in problem.targets if one.needs <= squad.abilities),
        key=lambda one: max(problem.seconds[0][door.place] for door in one.doors),
    )
    tight = replace(problem, squads=(squad,), locks=(Lock(aim.id, squad.id, 1),))
    arrays = compiled(tight)
    only = [[node for node in range(arrays.nodes) if arrays.required[node]]]
    found = large.further(
        tight, portfolio.Found(arrays, only, Judge(tight, arrays).verdict(only)), seed=1, watch=steps(6)
    )
    assert found.tours[0][0] == only[0][0]


def test_a_target_nobody_may_visit_is_left_alone(problem: Problem) -> None:
    barred = frozenset({problem.targets[0].id, UUID(int=1)})
    closed = replace(problem, squads=tuple(replace(squad, barred=barred) for squad in problem.squads))
    found = large.plan(closed, seed=1, watch=steps(6))
    visited = {found.arrays.calls[node].target_id for tour in found.tours for node in tour}
    assert visited
    assert not visited & barred
