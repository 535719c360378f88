"""A plan that strikes have made too tight: squads that are late too often leave somebody out, whoever is missed least. Pure."""

from typing import Final
from uuid import UUID

import numpy as np

from app.sweeps.planning import pairing
from app.sweeps.planning.arrays import Tour, compiled, tours_of
from app.sweeps.planning.judge import Judge
from app.sweeps.planning.plan import Call, PlanProposal, propose
from app.sweeps.planning.problem import Problem

LATE: Final = 0.09
"""The share of mornings a squad may be late on the mean; the promise is 0.1."""
MORNINGS: Final = 400


def eased(problem: Problem, work: Problem, proposal: PlanProposal, *, seed: int) -> PlanProposal:
    """The plan without those who make squads late too often; who is struck together, and what a hand fixed, stays.

    `work`: the problem narrowed to the moments of the strikes, by which times are told.
    """
    held = pairing.held(problem, proposal)
    arrays = compiled(held)
    judge = Judge(held, arrays, scenarios=MORNINGS, seed=seed)
    free = {
        route.squad_id: [call for call in route.calls if call.target_id not in problem.locked]
        for route in proposal.routes
    }
    tours = tours_of(held, arrays, free)
    late = judge.outcomes(range(len(tours)), tours).late
    stays = {one for pair in problem.pairs for one in (pair.one_id, pair.other_id)} | problem.locked.keys()
    stuck: set[int] = set()
    while len(stuck) < len(tours) and late.mean() > LATE:
        squad = max(set(range(len(tours))) - stuck, key=lambda one: (late[one], -one))
        node = _missed_least(judge, squad, tours[squad], {arrays.calls[one]: one for one in tours[squad]}, stays)
        if node is None:
            stuck.add(squad)
            continue
        tours[squad] = [one for one in tours[squad] if one != node]
        squad_id = problem.squads[squad].id
        free[squad_id] = [call for call in free[squad_id] if call != arrays.calls[node]]
        late[squad] = judge.outcomes([squad], [tours[squad]]).late[0]
    return propose(work, free)


def _missed_least(judge: Judge, squad: int, tour: Tour, calls: dict[Call, int], stays: set[UUID]) -> int | None:
    """The stop without which a squad is less late for the fewest points; none where no stop may go, or none helps."""
    may_go = [node for call, node in calls.items() if call.target_id not in stays]
    if not may_go:
        return None
    shorter = [[one for one in tour if one != node] for node in may_go]
    outcomes = judge.outcomes([squad] * (len(shorter) + 1), [tour, *shorter])
    sooner = outcomes.late[0] - outcomes.late[1:]
    lost = outcomes.points[0] - outcomes.points[1:]
    if not (sooner > 0).any():
        return None
    price = np.where(sooner > 0, np.maximum(lost, 0) / np.maximum(sooner, 1e-9), np.inf)
    return may_go[int(price.argmin())]
