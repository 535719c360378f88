"""What a judge expects beyond metres: a home is visited in one go, a squad that is there goes out."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.sweeps import planning
from app.sweeps.planning import Call, Lock, PlanProposal, Problem, Window
from app.sweeps.planning import greedy as greedy_solver
from app.sweeps.planning.check import faults
from app.sweeps.planning.tidy import tidy
from tests.support.effort import few
from tests.support.make_sweeps import hills


def greedy(problem: Problem) -> PlanProposal:
    return greedy_solver.solve(problem, seed=0, guard=lambda step, best: False)  # noqa: ARG005 - the promise of Guard


def easy(targets: int = 6, squads: int = 3) -> Problem:
    """Everybody can be found all day by any squad."""
    made = hills(4, targets=targets, squads=squads)
    doors = [replace(one.doors[0], window=Window(0, 30_000), known=True) for one in made.targets]
    free = [
        replace(one, doors=(door,), needs=frozenset(), seats=0) for one, door in zip(made.targets, doors, strict=True)
    ]
    return replace(made, targets=tuple(free), squads=tuple(replace(squad, end=40_000) for squad in made.squads))


def couple(problem: Problem) -> Problem:
    """The first and the last target live under one roof."""
    first, *others, last = problem.targets
    return replace(problem, targets=(replace(first, home="家"), *others, replace(last, home="家")))


def at_home(problem: Problem, proposal: PlanProposal) -> list[tuple[int, int]]:
    """Squad and place of everybody who lives there."""
    return [
        (number, place)
        for number, route in enumerate(proposal.routes)
        for place, visit in enumerate(route.visits)
        if problem.target[visit.target_id].home
    ]


def test_a_couple_is_visited_one_after_the_other_by_one_squad() -> None:
    problem = couple(easy())
    ids = [one.id for one in problem.targets]
    apart = planning.propose(
        problem,
        {
            problem.squads[0].id: [Call(one) for one in ids[:2]],
            problem.squads[1].id: [Call(one) for one in ids[2:4]],
            problem.squads[2].id: [Call(one) for one in ids[4:]],
        },
    )
    (squad, place), (other, next_place) = at_home(problem, tidy(problem, apart))
    assert (squad, place + 1) == (other, next_place)


def test_a_locked_spouse_stays_and_the_other_comes_to_him() -> None:
    problem = couple(easy())
    first, last = problem.targets[0], problem.targets[-1]
    problem = replace(problem, locks=(Lock(last.id, problem.squads[2].id, 2),))
    rest = [one.id for one in problem.targets[1:-1]]
    plan = planning.propose(
        problem,
        {problem.squads[0].id: [Call(first.id)], problem.squads[2].id: [Call(one) for one in rest]},
    )
    better = tidy(problem, plan)
    (squad, place), (other, next_place) = at_home(problem, better)
    assert squad == other == 2
    assert next_place == place + 1
    assert faults(problem, better) == []


def test_a_couple_that_no_squad_can_visit_together_is_left_as_it_was() -> None:
    problem = couple(easy(targets=2, squads=2))
    early, late = problem.targets
    dawn, noon = replace(early.doors[0], window=Window(0, 9_000)), replace(late.doors[0], window=Window(9_000, 40_000))
    problem = replace(problem, targets=(replace(early, doors=(dawn,)), replace(late, doors=(noon,))))
    short = replace(problem.squads[0], end=9_000)
    problem = replace(problem, squads=(short, replace(problem.squads[1], start=9_000)))
    apart = planning.propose(problem, {problem.squads[0].id: [Call(early.id)], problem.squads[1].id: [Call(late.id)]})
    assert tidy(problem, apart) == apart


def test_no_squad_stays_idle_while_another_has_two_stops() -> None:
    problem = easy()
    crowded = planning.propose(problem, {problem.squads[0].id: [Call(one.id) for one in problem.targets]})
    better = tidy(problem, crowded)
    assert all(route.visits for route in better.routes)
    assert max(route.back for route in better.routes) < max(route.back for route in crowded.routes)


def test_a_home_is_not_cut_to_send_an_idle_squad_out() -> None:
    problem = couple(easy(targets=2, squads=2))
    together = planning.propose(problem, {problem.squads[0].id: [Call(one.id) for one in problem.targets]})
    assert tidy(problem, together) == together


@few
@given(st.integers(0, 10_000), st.integers(0, 3))
def test_a_tidied_plan_passes_the_check_and_forgets_nobody(seed: int, locks: int) -> None:
    problem = couple(hills(seed, locks=locks))
    plan = greedy(problem)
    if faults(problem, plan):
        return
    better = tidy(problem, plan)
    assert faults(problem, better) == []
    assert better.unplaced == plan.unplaced
    for route in better.routes:
        assert all(one.arrive <= two.arrive for one, two in pairwise(route.visits))
