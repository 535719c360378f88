"""Strikes in the plan the court is shown: at once or not at all, hands first, and no squad where one of its people is recused."""

from dataclasses import replace

import pytest

from app.sweeps.planning import Call, Lock, Pair, PlanProposal, Problem, Reason, greedy, pairing, planner, propose
from app.sweeps.planning.check import Wrong, faults
from app.sweeps.planning.replan import replan
from bench.planning.generator import make
from bench.planning.sweep_files import of_raw
from tests.support.make_sweeps import hills
from tests.support.watches import steps


def calm(targets: int = 8, squads: int = 3) -> Problem:
    """Hills in which everybody is known and any squad may go anywhere at any time."""
    drawn = hills(2, targets=40, squads=squads)
    known = [replace(one, needs=frozenset(), seats=0) for one in drawn.targets if one.doors[0].known]
    return replace(drawn, targets=tuple(known[:targets]))


def pair(problem: Problem, one: int, other: int, *, within: int = 600) -> Pair:
    return Pair(problem.targets[one].id, problem.targets[other].id, within)


def spread(proposal: PlanProposal, told: Pair) -> int | None:
    """Seconds between the two; None where not both are called on."""
    at = {visit.target_id: visit.arrive for route in proposal.routes for visit in route.visits}
    if told.one_id not in at or told.other_id not in at:
        return None
    return abs(at[told.one_id] - at[told.other_id])


@pytest.mark.parametrize("seed", [1, 2])
def test_a_plan_strikes_every_pair_at_once_or_leaves_both_alone(seed: int) -> None:
    problem = of_raw("drawn", make(18, 3, seed)).paired
    planned = planner.plan(problem, seed=seed, watch=steps(25))
    assert faults(problem, planned.proposal) == []
    assert any(spread(planned.proposal, one) is not None for one in problem.pairs)
    assert seed > 1 or planned == planner.plan(problem, seed=seed, watch=steps(25))


def test_two_apart_are_brought_together_by_two_squads_and_the_early_one_waits() -> None:
    problem = calm()
    told = pair(problem, 0, 5, within=300)
    first, second, third = problem.squads
    order = {
        first.id: [Call(problem.targets[n].id) for n in (0, 1)],
        second.id: [Call(problem.targets[n].id) for n in (2, 3, 5)],
        third.id: [],
    }
    loose = propose(problem, order)
    assert (spread(loose, told) or 0) > 300
    paired = replace(problem, pairs=(told,))
    assert {one.wrong for one in faults(paired, loose)} >= {Wrong.STRIKE}
    _, proposal = pairing.struck(paired, order)
    assert [fault for fault in faults(paired, proposal) if fault.wrong is Wrong.STRIKE] == []
    assert (spread(proposal, told) or 0) <= 300
    assert planner.expected(paired, proposal).found > 0


def test_whoever_is_parted_after_all_is_left_alone_with_everybody_tied_to_him(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = calm()
    ties = (pair(problem, 0, 5, within=300), pair(problem, 5, 6))
    paired = replace(problem, pairs=ties)
    lost = problem.targets[0].id

    def without_one(_problem: Problem, free: pairing.Free, _stop: object) -> PlanProposal:
        return propose(
            problem, {key: [call for call in calls if call.target_id != lost] for key, calls in free.items()}
        )

    monkeypatch.setattr(greedy, "mend", without_one)
    order = {squad.id: [Call(problem.targets[n].id)] for squad, n in zip(problem.squads, (0, 5, 6), strict=True)}
    order[problem.squads[0].id].append(Call(problem.targets[1].id))
    _, proposal = pairing.struck(paired, order)
    met = {visit.target_id for route in proposal.routes for visit in route.visits}
    assert met == {problem.targets[1].id}
    assert faults(paired, proposal) == []


def test_three_of_one_case_are_struck_by_three_squads_or_not_at_all() -> None:
    problem = calm(targets=9)
    ties = (pair(problem, 0, 1), pair(problem, 1, 2), pair(problem, 0, 2))
    paired = replace(problem, pairs=ties)
    planned = planner.plan(paired, seed=1, watch=steps(25))
    assert faults(paired, planned.proposal) == []
    assert all((spread(planned.proposal, one) or 0) <= 600 for one in ties)
    two = replace(paired, squads=paired.squads[:2])
    few = planner.plan(two, seed=1, watch=steps(25)).proposal
    assert faults(two, few) == []
    left = dict(few.unplaced)
    assert {left[problem.targets[n].id] for n in range(3)} == {Reason.STRIKE}


def test_whom_a_hand_fixed_stays_and_the_other_comes_to_his_moment() -> None:
    problem = calm()
    told = pair(problem, 0, 5)
    fixed = replace(problem, pairs=(told,), locks=(Lock(told.one_id, problem.squads[0].id, 2),))
    proposal = planner.plan(fixed, seed=1, watch=steps(25)).proposal
    assert faults(fixed, proposal) == []
    assert proposal.routes[0].visits[1].target_id == told.one_id
    assert (spread(proposal, told) or 0) <= 600
    alone = replace(fixed, squads=problem.squads[:1])
    left = planner.plan(alone, seed=1, watch=steps(25)).proposal
    assert dict(left.unplaced)[told.other_id] is Reason.STRIKE


@pytest.mark.parametrize(("squads", "seed"), [(2, 1), (3, 2)])
def test_strikes_beside_what_a_hand_fixed_make_no_squad_late_too_often(squads: int, seed: int) -> None:
    drawn = of_raw("drawn", make(60, squads, seed)).paired
    held = zip(drawn.pairs, drawn.squads, strict=False)
    fixed = replace(drawn, locks=tuple(Lock(told.one_id, squad.id, 1) for told, squad in held))
    planned = planner.plan(fixed, seed=1, watch=steps(25))
    assert faults(fixed, planned.proposal) == []
    assert planned.verdict.late <= 0.1


def test_a_new_plan_keeps_the_strikes() -> None:
    problem = replace(calm(targets=10), pairs=())
    told = pair(problem, 2, 6)
    paired = replace(problem, pairs=(told,))
    before = planner.plan(paired, seed=1, watch=steps(25)).proposal
    assert spread(before, told) is not None
    after = replan(paired, before, seed=2, watch=steps(25)).proposal
    assert faults(paired, after) == []
    assert (spread(after, told) or 0) <= 600


def test_no_plan_sends_a_squad_to_whom_one_of_its_people_is_recused_from() -> None:
    problem = calm(squads=2)
    target = problem.targets[0].id
    barred = replace(problem, squads=(replace(problem.squads[0], barred=frozenset({target})), problem.squads[1]))
    proposal = planner.plan(barred, seed=1, watch=steps(25)).proposal
    assert faults(barred, proposal) == []
    assert target not in {visit.target_id for visit in proposal.routes[0].visits}
    wrong = propose(barred, {problem.squads[0].id: [Call(target)]})
    assert Wrong.UNABLE in {one.wrong for one in faults(barred, wrong)}
    nobody = replace(barred, squads=barred.squads[:1])
    assert dict(planner.plan(nobody, seed=1, watch=steps(25)).proposal.unplaced)[target] is Reason.NO_SQUAD
