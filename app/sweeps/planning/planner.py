"""What the court asks of planning: one plan for one problem, tidied, checked, with what it is expected to bring."""

from dataclasses import dataclass

from app.sweeps.planning import portfolio, sectors
from app.sweeps.planning.arrays import compiled, proposal_of, tours_of
from app.sweeps.planning.check import faults
from app.sweeps.planning.demands import require_plannable
from app.sweeps.planning.judge import SCENARIOS, Judge, Verdict
from app.sweeps.planning.plan import PlanProposal, Watch
from app.sweeps.planning.portfolio import Aim
from app.sweeps.planning.problem import Problem
from app.sweeps.planning.tidy import tidy


@dataclass(frozen=True)
class Planned:
    """A plan that the check let pass, and what it is expected to bring."""

    proposal: PlanProposal
    verdict: Verdict


def plan(problem: Problem, *, seed: int, watch: Watch, aim: Aim | None = None) -> Planned:
    """The best plan found; one that fails the check is a fault of ours and never shown. Raises `UnplannableError`."""
    require_plannable(problem)
    large = len(problem.targets) > sectors.LARGE and len(problem.squads) > sectors.SQUADS
    if large and aim is None:
        found = sectors.plan(problem, seed=seed, watch=watch)
    else:
        found = portfolio.plan(problem, seed=seed, watch=watch, aim=aim)
    first = proposal_of(problem, found.arrays, found.tours)
    proposal = tidy(problem, first)
    wrong = faults(problem, proposal)
    if wrong:
        raise AssertionError(f"plan refused by its check: {wrong[:5]}")
    return Planned(proposal, found.verdict if proposal == first else expected(problem, proposal, seed=seed + 1))


def expected(problem: Problem, proposal: PlanProposal, *, seed: int = 0, scenarios: int = SCENARIOS) -> Verdict:
    """What a plan is expected to bring; of one changed by hand as well."""
    arrays = compiled(problem)
    free = {
        route.squad_id: [call for call in route.calls if call.target_id not in problem.locked]
        for route in proposal.routes
    }
    return Judge(problem, arrays, scenarios=scenarios, seed=seed).verdict(tours_of(problem, arrays, free))
