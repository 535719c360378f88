"""Plans: times, locks, and the check that no bad plan passes."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.sweeps import planning
from app.sweeps.planning import Call, Guard, Lock, PlanProposal, Problem, Reason, Route, Visit, planner, weave
from app.sweeps.planning import greedy as greedy_solver
from app.sweeps.planning.check import Wrong, faults
from maps.points import Point
from maps.travel import Travel
from tests.support.effort import few
from tests.support.make_sweeps import COURT, hills
from tests.support.watches import steps

seeds = st.integers(0, 10_000)


def until(steps: int) -> Guard:
    return lambda step, best: step >= steps  # noqa: ARG005 - the promise of Guard


def greedy(problem: Problem) -> PlanProposal:
    return greedy_solver.solve(problem, seed=0, guard=until(10_000))


def with_visit(proposal: PlanProposal, which: int, change: Callable[[Visit], Visit]) -> PlanProposal:
    """The plan with one visit changed."""
    places = [(r, v) for r, route in enumerate(proposal.routes) for v in range(len(route.visits))]
    r, v = places[which % len(places)]
    route = proposal.routes[r]
    visits = (*route.visits[:v], change(route.visits[v]), *route.visits[v + 1 :])
    return with_route(proposal, r, replace(route, visits=visits))


def with_route(proposal: PlanProposal, which: int, route: Route) -> PlanProposal:
    return replace(proposal, routes=(*proposal.routes[:which], route, *proposal.routes[which + 1 :]))


def sooner(visit: Visit) -> Visit:
    return replace(visit, arrive=visit.arrive - visit.wait - 1, leave=visit.leave - visit.wait - 1)


MUTATIONS: dict[Wrong, Callable[[Visit], Visit]] = {
    Wrong.TOO_FAST: sooner,
    Wrong.LATE: lambda visit: replace(visit, late=1),
    Wrong.CUT_SHORT: lambda visit: replace(visit, leave=visit.leave - 1),
    Wrong.LENGTH: lambda visit: replace(visit, metres=visit.metres + 1),
    Wrong.TARGET_UNKNOWN: lambda visit: replace(visit, target_id=UUID(int=77_777)),
    Wrong.DOOR_UNKNOWN: lambda visit: replace(visit, door=visit.door + 1),
}


@few
@given(seeds, st.integers(0, 3))
def test_greedy_plans_pass_the_check_with_and_without_locks(seed: int, locks: int) -> None:
    problem = hills(seed, locks=locks)
    alone = planning.propose(replace(problem, targets=problem.targets), {})
    assume(all(route.on_time for route in alone.routes))
    assert faults(problem, greedy(problem)) == []


@few
@given(seeds, st.integers(0, 100), st.sampled_from(sorted(MUTATIONS)))
def test_a_visit_tampered_with_is_found(seed: int, which: int, wrong: Wrong) -> None:
    problem = hills(seed)
    proposal = greedy(problem)
    assume(proposal.placed > 0)
    found = {fault.wrong for fault in faults(problem, with_visit(proposal, which, MUTATIONS[wrong]))}
    assert wrong in found


@few
@given(seeds, st.integers(0, 100))
def test_a_visit_forgotten_doubled_or_given_away_is_found(seed: int, which: int) -> None:
    problem = hills(seed)
    proposal = greedy(problem)
    full = [number for number, route in enumerate(proposal.routes) if route.visits]
    assume(full)
    number = full[which % len(full)]
    route = proposal.routes[number]
    forgotten = with_route(proposal, number, replace(route, visits=route.visits[1:]))
    assert Wrong.TARGET_FORGOTTEN in {fault.wrong for fault in faults(problem, forgotten)}
    doubled = with_route(proposal, number, replace(route, visits=(*route.visits, route.visits[0])))
    assert Wrong.TARGET_TWICE in {fault.wrong for fault in faults(problem, doubled)}
    assert [fault.wrong for fault in faults(problem, replace(proposal, routes=proposal.routes[1:]))] == [Wrong.SQUADS]


@few
@given(seeds)
def test_a_squad_that_cannot_and_a_place_nobody_knows_are_found(seed: int) -> None:
    problem = hills(seed)
    first = problem.squads[0]
    for target in problem.targets:
        proposal = planning.propose(problem, {first.id: [Call(target.id)]})
        found = {fault.wrong for fault in faults(problem, proposal)}
        assert (Wrong.UNABLE in found) == (not planning.able(first, target))
        assert (Wrong.DOOR_UNKNOWN in found) == (not target.doors[0].known)


@few
@given(seeds, st.integers(1, 3))
def test_a_locked_stop_moved_is_found(seed: int, locks: int) -> None:
    problem = hills(seed, locks=locks)
    proposal = greedy(problem)
    lock = problem.locks[0]
    number = next(n for n, squad in enumerate(problem.squads) if squad.id == lock.squad_id)
    calls = [call for call in proposal.routes[number].calls if call.target_id != lock.target_id]
    other = (number + 1) % len(problem.squads)
    moved = with_route(proposal, number, planning.times(problem, problem.squads[number], calls))
    calls = [*proposal.routes[other].calls, Call(lock.target_id)]
    moved = with_route(moved, other, planning.times(problem, problem.squads[other], calls))
    assert Wrong.LOCK in {fault.wrong for fault in faults(problem, moved)}


@few
@given(seeds)
def test_times_only_ever_rise_and_each_is_possible(seed: int) -> None:
    problem = hills(seed)
    route = planning.times(problem, problem.squads[0], [Call(target.id) for target in problem.targets])
    for before, after in pairwise(route.visits):
        assert before.arrive <= before.leave <= after.arrive
        assert after.arrive - before.leave == after.drive + after.wait
    assert route.back == route.visits[-1].leave + route.back_drive
    assert route.metres == sum(visit.metres for visit in route.visits) + route.back_metres


def test_another_order_has_other_times() -> None:
    problem = hills(3)
    calls = [Call(target.id) for target in problem.targets[:3]]
    there = planning.times(problem, problem.squads[0], calls)
    back = planning.times(problem, problem.squads[0], calls[::-1])
    assert [visit.target_id for visit in there.visits] == [visit.target_id for visit in back.visits][::-1]
    assert there.visits[0].arrive != back.visits[-1].arrive


@few
@given(st.lists(st.integers(1, 40), max_size=12, unique=True), st.dictionaries(st.integers(1, 15), st.integers(50, 99)))
def test_locks_stand_where_they_were_fixed_or_at_the_end(free: list[int], fixed: dict[int, int]) -> None:
    assume(len(set(fixed.values())) == len(fixed))
    locks = {position: Lock(UUID(int=target), UUID(int=1), position) for position, target in fixed.items()}
    held = {lock.target_id for lock in locks.values()}
    order = [call.target_id for call in weave([Call(UUID(int=one)) for one in free], locks)]
    assert [one.int for one in order if one not in held] == free
    assert [one for one in order if one in held] == [locks[position].target_id for position in sorted(locks)]
    behind = len(order) - next((n for n, one in enumerate(order[::-1]) if one.int in free), len(order))
    assert all(order.index(locks[position].target_id) + 1 == position for position in locks if position <= behind)


@pytest.mark.parametrize("locks", [0, 2])
def test_the_searched_plan_is_checked_no_worse_and_the_same_again(locks: int) -> None:
    problem = hills(5, targets=14, locks=locks)
    first = greedy(problem)
    found = planner.plan(problem, seed=7, watch=steps(300))
    assert faults(problem, found.proposal) == []
    assert found.verdict.points >= planner.expected(problem, first, seed=8).points
    assert found == planner.plan(problem, seed=7, watch=steps(300))


def test_whoever_is_left_out_is_told_why() -> None:
    problem = hills(11, targets=40, squads=2)
    found = greedy(problem)
    reasons = dict(found.unplaced)
    nowhere = {target.id for target in problem.targets if not target.doors[0].known}
    assert nowhere
    assert {one for one, reason in reasons.items() if reason is Reason.NO_POSITION} == nowhere
    helpless = replace(problem, squads=problem.squads[:1])
    unable = {one for one, reason in greedy(helpless).unplaced if reason is Reason.NO_SQUAD}
    assert unable == {one.id for one in problem.targets if one.needs and one.doors[0].known}


def test_a_place_nobody_knows_is_visited_only_where_the_judge_fixed_it() -> None:
    problem = hills(11, targets=6, squads=1)
    unknown = next(target for target in hills(11, targets=40).targets if not target.doors[0].known)
    door = replace(unknown.doors[0], place=1)
    target = replace(unknown, doors=(door,), needs=frozenset())
    points: list[Point | None] = [COURT, None]
    seconds, metres = planning.matrices(points, Travel())
    lone = Problem((target,), problem.squads, seconds, metres)
    assert greedy(lone).unplaced == ((target.id, Reason.NO_POSITION),)
    fixed = replace(lone, locks=(Lock(target.id, problem.squads[0].id, 1),))
    found = greedy(fixed)
    assert found.routes[0].visits[0].metres == round(planning.UNKNOWN_M * Travel().detour)
    assert faults(fixed, found) == []


def test_no_squads_and_no_targets_have_an_answer() -> None:
    problem = hills(1, targets=3)
    alone = replace(problem, squads=())
    assert planner.plan(alone, seed=1, watch=steps(5)).proposal.placed == 0
    empty = replace(problem, targets=())
    assert planner.plan(empty, seed=1, watch=steps(5)).proposal.placed == 0


def test_a_search_can_be_given_up() -> None:
    class Enough(Exception):  # noqa: N818 - somebody's decision
        pass

    asked = iter(range(4))

    def watch(best: int) -> float:
        if next(asked, None) is None:
            raise Enough
        return 0.0

    with pytest.raises(Enough):
        planner.plan(hills(2), seed=1, watch=watch)
