"""Two who would warn one another are visited within minutes of each other, or neither of them."""

from dataclasses import replace
from functools import cache
from uuid import UUID

import pytest

from app.sweeps.planning import Problem, pairing, planner, strikes, striking
from app.sweeps.planning.arrays import Tour, compiled
from app.sweeps.planning.check import faults
from app.sweeps.planning.moments import Moments
from app.sweeps.planning.portfolio import Aim, Found
from bench.planning.generator import make
from bench.planning.sweep_files import of_raw
from tests.support.watches import steps

QUICK = Aim(columns=300, scenarios=60, effort=0.1, searched=0.3, stirs=False)


@cache
def drawn(targets: int, squads: int, seed: int) -> Problem:
    """A problem with pairs."""
    return of_raw("drawn", make(targets, squads, seed)).paired


def tours(problem: Problem) -> list[Tour]:
    """Tours of that problem that know of no pairs."""
    return planner.found(replace(problem, pairs=()), seed=1, watch=steps(30), aim=QUICK).tours


@cache
def made(targets: int = 20, squads: int = 3, seed: int = 3) -> Found:
    """Tours with strikes."""
    problem = drawn(targets, squads, seed)
    return striking.plan(problem, tours(problem), seed=1, watch=steps(50), aim=QUICK)


def begins(found: Found) -> dict[UUID, tuple[int, int]]:
    """Who is visited when and by which squad."""
    a = found.arrays
    return {
        a.calls[node].target_id: (time, squad)
        for squad, tour in enumerate(found.tours)
        for node, time in zip(tour, a.arrivals(squad, tour), strict=False)
    }


def test_every_pair_is_struck_within_its_time_by_two_squads_or_left_alone() -> None:
    found, problem = made(), drawn(20, 3, 3)
    at = begins(found)
    struck = [pair for pair in problem.pairs if pair.one_id in at]
    assert struck
    for pair in problem.pairs:
        assert (pair.one_id in at) == (pair.other_id in at)
    for pair in struck:
        (one, squad), (other, another) = at[pair.one_id], at[pair.other_id]
        assert abs(one - other) <= pair.within
        assert squad != another
    assert all(found.arrays.keeps(squad, tour) for squad, tour in enumerate(found.tours))


def test_the_same_seed_gives_the_same_strikes() -> None:
    problem = drawn(20, 3, 3)
    again = striking.plan(problem, tours(problem), seed=1, watch=steps(50), aim=QUICK)
    assert again.tours == made().tours
    assert again.arrays.opens.tolist() == made().arrays.opens.tolist()


def test_the_court_gets_these_strikes_and_the_check_lets_them_pass() -> None:
    problem = drawn(20, 3, 3)
    planned = planner.plan(problem, seed=1, watch=steps(50), aim=replace(QUICK, kept=lambda _free: None))
    assert not faults(problem, planned.proposal)
    assert any(one is not None for one in pairing.apart(problem, planned.proposal.routes).values())


def test_strikes_cost_little_of_what_the_plan_without_them_brings() -> None:
    problem = drawn(30, 4, 3)
    bare = replace(problem, pairs=())
    loose = planner.found(bare, seed=1, watch=steps(50), aim=QUICK)
    tied = striking.plan(problem, loose.tours, seed=1, watch=steps(80), aim=QUICK)
    assert tied.verdict.points >= 0.85 * loose.verdict.points
    assert tied.verdict.late <= 0.15


@pytest.mark.parametrize("moment", [3_600, 7_200])
def test_whoever_is_paired_is_open_at_the_moment_of_his_pair_alone(moment: int) -> None:
    problem = drawn(20, 3, 3)
    moments = Moments(problem, compiled(problem))
    couple = moments.couples[0]
    a = moments.arrays
    nodes = [node for one in couple.both for node in moments.nodes[one].tolist()]
    assert (a.opens[nodes] > a.closes[nodes]).all()
    moments.set(0, moment)
    for node in nodes:
        opens = max(moments.opens[node], moment)
        closes = min(moments.closes[node], moment + couple.within)
        assert (a.opens[node], a.closes[node]) == ((opens, closes) if opens <= closes else (0, -1))
    moments.back([None] * len(moments.couples))
    assert (a.opens[nodes] > a.closes[nodes]).all()


def test_a_way_to_strike_keeps_all_rules_at_its_moment() -> None:
    problem = drawn(30, 4, 3)
    moments = Moments(problem, compiled(problem))
    bare = [tuple(n for n in tour if int(moments.arrays.target[n]) not in moments.mate) for tour in tours(problem)]
    for number, couple in enumerate(moments.couples):
        moments.open(number)
        many = list(strikes.ways(moments, number, bare))
        assert many
        for way in many:
            moments.set(number, way.moment)
            assert way.squads[0] != way.squads[1]
            for squad, tour, target in zip(way.squads, way.tours, couple.both, strict=True):
                assert target in moments.arrays.target[list(tour)]
                assert moments.arrays.keeps(squad, tour)
        moments.set(number, None)


def test_two_calls_lie_in_the_middle_of_their_moment_and_the_early_one_waits_only_where_it_must() -> None:
    assert strikes.middle(1_000, 1_200, 600) == 800
    assert strikes.middle(1_000, 1_600, 600) == 1_000
    assert strikes.middle(1_000, 2_000, 600) == 1_400


def test_a_plan_that_is_late_whatever_is_done_leaves_its_pairs_alone_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = drawn(20, 3, 3)
    plan = striking.Striking(problem, 1, steps(1), QUICK, tours(problem))
    assert plan.struck()
    monkeypatch.setattr(striking, "LATE_MOST", -1)
    eased = plan.eased()
    assert eased is not None
    assert not plan.struck()
    assert plan.moments.mate.keys().isdisjoint(int(plan.arrays.target[n]) for tour in eased.tours for n in tour)


def test_a_door_that_is_never_open_at_the_moment_is_shut_even_for_a_squad_that_would_wait() -> None:
    problem = drawn(20, 3, 3)
    moments = Moments(problem, compiled(problem))
    node = int(moments.nodes[moments.couples[0].one][0])
    moments.opens[node], moments.closes[node] = 9_000, 9_600
    moments.set(0, 3_600)
    assert moments.arrays.closes[node] == -1


def test_a_pair_whose_last_person_has_no_door_at_all_is_left_alone() -> None:
    problem = drawn(20, 3, 3)
    last, pair = problem.targets[-1], problem.pairs[0]
    nowhere = replace(
        problem,
        targets=(*problem.targets[:-1], replace(last, doors=())),
        pairs=(replace(pair, one_id=problem.targets[0].id, other_id=last.id),),
    )
    assert striking.Striking(nowhere, 1, steps(1), QUICK, tours(nowhere)).squads_of(0) == []
    planned = planner.plan(nowhere, seed=1, watch=steps(20), aim=replace(QUICK, kept=lambda _free: None))
    assert not faults(nowhere, planned.proposal)
    assert {nowhere.targets[0].id, last.id} <= {one for one, _ in planned.proposal.unplaced}
