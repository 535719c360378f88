"""Whatever a problem asks for, the plan made of it passes the check and ends, or the problem is refused for what is wrong with it."""

from math import isfinite

import pytest

from app.sweeps.planning import planner
from app.sweeps.planning.check import faults
from app.sweeps.planning.demands import Lack, UnplannableError, troubles
from app.sweeps.planning.replan import Position, Seen, replan, rest_of_day
from tests.support.make_problems import any_problem
from tests.support.watches import steps

HOUR = 3_600


@pytest.mark.parametrize("seed", range(40))
def test_a_plan_passes_the_check_or_its_problem_is_refused(seed: int) -> None:
    problem = any_problem(seed)
    lacks = {one.lack for one in troubles(problem)}
    if Lack.LOCKS_LATE in lacks:
        with pytest.raises(UnplannableError):
            planner.plan(problem, seed=seed, watch=steps(6))
        return
    made = planner.plan(problem, seed=seed, watch=steps(6))
    assert faults(problem, made.proposal) == []
    assert isfinite(made.verdict.found)
    positions = [
        Position(route.squad_id, max(HOUR, problem.squad[route.squad_id].start), 0, next(iter(route.calls), None))
        for route in made.proposal.routes
    ]
    rest = rest_of_day(problem, positions, Seen())
    assert faults(rest, replan(rest, made.proposal, seed=seed, watch=steps(6)).proposal) == []
