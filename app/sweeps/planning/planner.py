"""What the court asks of planning: one plan for one problem, tidied, checked, with what it is expected to bring."""

from dataclasses import dataclass, replace
from typing import Final

from app.sweeps.planning import easing, large, pairing, portfolio, striking
from app.sweeps.planning.arrays import compiled, free_calls, proposal_of, tours_of
from app.sweeps.planning.check import faults
from app.sweeps.planning.demands import require_plannable
from app.sweeps.planning.judge import SCENARIOS, Judge, Verdict
from app.sweeps.planning.plan import PlanProposal, Watch, propose
from app.sweeps.planning.portfolio import Aim, Found
from app.sweeps.planning.problem import Problem
from app.sweeps.planning.tidy import tidy

LOOSE: Final = 0.45
"""The share of a large sweep's effort before its strikes are set."""
SEARCHED: Final = 0.9
"""The share after which they are held, and squads that are late too often eased."""
CHOSEN: Final = 0.6
"""The share of a smaller sweep's effort that goes into searching and choosing; the rest trades."""
PAIRED: Final = 0.4
"""The share before a sweep's pairs are looked at."""
MANY: Final = 120
"""Targets from which nothing but trading brings as much."""


@dataclass(frozen=True)
class Planned:
    """A plan that the check let pass, and what it is expected to bring."""

    proposal: PlanProposal
    verdict: Verdict


def plan(problem: Problem, *, seed: int, watch: Watch, aim: Aim | None = None) -> Planned:
    """The best plan found; one that fails the check is a fault of ours and never shown. Raises `UnplannableError`.

    An aim that names calls to start from is never answered with less than them.
    """
    require_plannable(problem)
    if problem.pairs:
        return _with_strikes(problem, seed=seed, watch=watch, aim=aim)
    made = found(problem, seed=seed, watch=watch, aim=aim)
    first = proposal_of(problem, made.arrays, made.tours)
    proposal = _passed(problem, tidy(problem, first))
    return Planned(proposal, made.verdict if proposal == first else expected(problem, proposal, seed=seed + 1))


def _large(problem: Problem) -> bool:
    return len(problem.targets) > large.LARGE and len(problem.squads) > large.SQUADS


def _fresh(aim: Aim | None) -> bool:
    """Whether a plan is made from nothing, with all the effort there is."""
    return aim is None or (aim.kept is not None and not aim.first)


def _whole(aim: Aim | None) -> bool:
    """Whether a plan is made with all the effort there is, from nothing or from what there was."""
    return aim is None or aim.kept is not None


def found(problem: Problem, *, seed: int, watch: Watch, aim: Aim | None = None) -> Found:
    """The tours, with nobody struck at once: searched and chosen, then traded on; many targets are traded from the first."""
    if (_large(problem) and _whole(aim)) or (len(problem.targets) > MANY and _fresh(aim)):
        return large.plan(problem, seed=seed, watch=watch, aim=aim)
    if not _fresh(aim):
        return portfolio.plan(problem, seed=seed, watch=watch, aim=aim)
    searched = portfolio.plan(problem, seed=seed, watch=_part(watch, 0.0, CHOSEN), aim=aim)
    return large.further(problem, searched, seed=seed, watch=watch, aim=aim)


def _with_strikes(problem: Problem, *, seed: int, watch: Watch, aim: Aim | None) -> Planned:
    """Pairs of whom no hand fixed anything are searched together; then every group is struck at once or left alone."""
    if _large(problem) and _whole(aim):
        return _strikes_late(problem, seed=seed, watch=watch, aim=aim)
    bare, together = replace(problem, pairs=()), pairing.alone(problem) and _fresh(aim) and not problem.locks
    if together:
        loose = found(bare, seed=seed, watch=_part(watch, 0.0, PAIRED), aim=aim)
        made = striking.plan(problem, loose.tours, seed=seed, watch=watch, aim=aim)
        work, free = pairing.of_tours(problem, made.arrays, made.tours)
        first = propose(work, free)
        if faults(problem, first):  # ways longer than those round by a third place: without a stop a tour may be late
            work, first = pairing.struck(problem, free_calls(problem, loose.arrays, loose.tours))
    else:
        loose = found(bare, seed=seed, watch=watch, aim=aim)
        work, first = pairing.struck(problem, free_calls(problem, loose.arrays, loose.tours))
    tidied = tidy(work, first)
    eased = tidied if together or not _whole(aim) else easing.eased(problem, work, tidied, seed=seed + 2)
    proposal = _passed(problem, eased)
    planned = Planned(proposal, expected(problem, proposal, seed=seed + 1))
    return max([planned, *_stands(problem, aim, seed)], key=lambda one: one.verdict.points)


def _strikes_late(problem: Problem, *, seed: int, watch: Watch, aim: Aim | None) -> Planned:
    """A large sweep: searched as if nobody were paired, then strikes are set, and everything else searched on around them."""
    aim = aim or Aim()
    bare = replace(problem, pairs=())
    loose = large.plan(bare, seed=seed, watch=_part(watch, 0.0, LOOSE), aim=aim)
    work, first = pairing.struck(problem, free_calls(bare, loose.arrays, loose.tours))
    asked = pairing.around(problem, work, first)
    on = replace(
        aim, first=tuple((squad_id, tuple(many)) for squad_id, many in pairing.free_of(problem, first).items())
    )
    reached = round(loose.metres)
    made = large.plan(asked, seed=seed, watch=_part(lambda _best: watch(reached), LOOSE, SEARCHED), aim=on)
    work, held = pairing.struck(problem, free_calls(problem, made.arrays, made.tours))
    proposal = _passed(problem, easing.eased(problem, work, tidy(work, held), seed=seed + 2))
    planned = Planned(proposal, expected(problem, proposal, seed=seed + 1))
    return max([planned, *_stands(problem, aim, seed)], key=lambda one: one.verdict.points)


def _part(watch: Watch, begin: float, end: float) -> Watch:
    """The effort between two shares of it, as a whole."""
    return lambda best: (watch(best) - begin) / (end - begin)


def _stands(problem: Problem, aim: Aim | None, seed: int) -> list[Planned]:
    """The plan to start from, with its strikes held, where the check lets it pass."""
    if not (aim and aim.first):
        return []
    proposal = pairing.struck(problem, dict(aim.first))[1]
    return [] if faults(problem, proposal) else [Planned(proposal, expected(problem, proposal, seed=seed + 1))]


def _passed(problem: Problem, proposal: PlanProposal) -> PlanProposal:
    wrong = faults(problem, proposal)
    if wrong:
        raise AssertionError(f"plan refused by its check: {wrong[:5]}")
    return proposal


def expected(problem: Problem, proposal: PlanProposal, *, seed: int = 0, scenarios: int = SCENARIOS) -> Verdict:
    """What a plan is expected to bring; of one changed by hand as well. Where it waits for a strike, it does each morning."""
    problem = pairing.held(problem, proposal)
    arrays = compiled(problem)
    free = {
        route.squad_id: [call for call in route.calls if call.target_id not in problem.locked]
        for route in proposal.routes
    }
    return Judge(problem, arrays, scenarios=scenarios, seed=seed).verdict(tours_of(problem, arrays, free))
