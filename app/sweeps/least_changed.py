"""Which of the plans for the rest of a morning to put before the commander. Loads the solvers: import it where it is used."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from app.sweeps import reasons, replanning
from app.sweeps.effort import Limit, quiet, watch
from app.sweeps.planning import Call, PlanProposal, Problem, calm, greedy, pairing, planner, replan
from app.sweeps.planning.check import faults
from app.sweeps.replanning import Difference, Planned, Turned

MOVED: Final = 0.1
"""How many people more each stop that is moved, or made at another hour, must bring: a squad on the road is called up, and turns around."""
UNTROUBLED: Final = 0.5
"""The same of a stop that its squad could make as it was to: what happened elsewhere is no reason to turn it around."""
DROPPED: Final = 1.0
"""The same of somebody who was to be called on and no more is."""


def least_changed(problem: Problem, stops: Sequence[Planned], hit: UUID | None) -> PlanProposal:
    """The plan that changes least of those that bring nearly as much: nobody is moved for nothing.

    The old one as far as it can still be kept; one in which only squads in trouble give people away; a new one.
    """
    free = _free_calls(problem, stops)
    stands = _kept_together(problem, greedy.mend(problem, free, lambda _step, _best: False))
    still = {visit.target_id: route.squad_id for route in stands.routes for visit in route.visits}
    upset = {one.squad_id for one in stops if still.get(one.target_id) != one.squad_id} | ({hit} if hit else set())
    stands = calm.sooner(problem, stands, _touched(problem, stands, stops) | upset)
    tried = [stands, *(_found(one, problem, stands) for one in (calm.calm(problem, free, upset), problem))]
    good = [one for one in tried if not faults(problem, one)]
    return max(good, key=lambda one: _brings(problem, one, stops, upset))


def _touched(problem: Problem, proposal: PlanProposal, stops: Sequence[Planned]) -> set[UUID]:
    """The squads that do not do as they were to any more: only they have a reason to be somewhere at another hour."""
    return {
        side.squad_id
        for one in replanning.differences(stops, replanning.as_planned(problem, proposal))
        for side in (one.before, one.after)
        if side
    }


def _brings(problem: Problem, proposal: PlanProposal, stops: Sequence[Planned], upset: Collection[UUID]) -> float:
    """How many people a plan is expected to find, less what each change of the old one costs the squads."""
    changes = replanning.differences(stops, replanning.as_planned(problem, proposal))
    return planner.expected(problem, proposal).found - sum(_costs(one, upset) for one in changes)


def _costs(one: Difference, upset: Collection[UUID]) -> float:
    if one.before is None:
        return 0.0
    if one.turned is Turned.DROPPED:
        return DROPPED
    return MOVED if one.turned is Turned.TIME or one.before.squad_id in upset else UNTROUBLED


def _free_calls(problem: Problem, stops: Sequence[Planned]) -> dict[UUID, list[Call]]:
    """The calls of each squad that are still to be made and that no lock holds, in their order."""
    known = {one.id for one in problem.targets if one.doors}
    orders = {
        squad.id: [
            (one.target_id, one.address_id, one.arrive)
            for one in stops
            if one.squad_id == squad.id and one.target_id in known
        ]
        for squad in problem.squads
    }
    calls = reasons.calls_of(problem, orders)
    return {one: [call for call in many if call.target_id not in problem.locked] for one, many in calls.items()}


def _found(asked: Problem, problem: Problem, stands: PlanProposal) -> PlanProposal:
    """A plan searched for in half of the time there is, told as an answer to the whole problem."""
    made = replan.replan(asked, stands, seed=0, watch=watch(Limit(replan.SECONDS / 2), quiet)).proposal
    return calm.sooner(problem, made)


def _kept_together(problem: Problem, proposal: PlanProposal) -> PlanProposal:
    """The plan with its strikes still struck at once."""
    if not problem.pairs:
        return proposal
    free = {
        one.squad_id: [call for call in one.calls if call.target_id not in problem.locked] for one in proposal.routes
    }
    return pairing.struck(problem, free)[1]
