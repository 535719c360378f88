"""What a judge expects of routes beyond their length: people of one home are visited together, no squad stays idle.

A solver weighs metres alone; this goes over its plan afterwards. Locked stops stay where they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias
from uuid import UUID

from app.sweeps.planning.check import faults
from app.sweeps.planning.plan import Call, PlanProposal, Route, propose, times, weave, worth
from app.sweeps.planning.problem import Problem, Squad, able

Free: TypeAlias = Mapping[UUID, Sequence[Call]]
"""The free calls of each squad, in order."""
Home: TypeAlias = tuple[UUID, ...]
"""The targets under one roof."""


def tidy(problem: Problem, proposal: PlanProposal) -> PlanProposal:
    """The plan with homes brought together and idle squads sent out, as far as windows and abilities allow.

    Whoever was on a route still is; a plan that would fail its check is left as it was.
    """
    before = {
        route.squad_id: [call for call in route.calls if call.target_id not in problem.locked]
        for route in proposal.routes
    }
    free: Free = before
    homes = _homes(problem, proposal)
    for home in homes:
        free = _together(problem, free, home)
    for squad in problem.squads:
        free = _sent_out(problem, free, squad, homes)
    better = propose(problem, free)
    return proposal if free == before or faults(problem, better) else better


def _homes(problem: Problem, proposal: PlanProposal) -> list[Home]:
    """The targets on a route who live under one roof, home by home."""
    found: dict[str, list[UUID]] = {}
    for route in proposal.routes:
        for visit in route.visits:
            home = problem.target[visit.target_id].home
            if home:
                found.setdefault(home, []).append(visit.target_id)
    return [tuple(many) for many in found.values() if len(many) > 1]


def _together(problem: Problem, free: Free, home: Home) -> Free:
    """The best plan in which these people are visited one after the other by one squad; the same when there is none."""
    if _joined(_routes(problem, free), home):
        return free
    found = [one for one in _gathered(problem, free, home) if _good(_routes(problem, one), [home])]
    return max(found, key=lambda one: sum(worth(problem, route) for route in _routes(problem, one)), default=free)


def _gathered(problem: Problem, free: Free, home: Home) -> Iterator[Free]:
    """Every way to put those of a home who are not locked on one route in one go."""
    block = [call for calls in free.values() for call in calls if call.target_id in home]
    rest = {squad_id: [call for call in calls if call not in block] for squad_id, calls in free.items()}
    for squad in problem.squads:
        if all(able(squad, problem.target[call.target_id]) for call in block):
            calls = rest[squad.id]
            for index in range(len(calls) + 1):
                yield {**rest, squad.id: [*calls[:index], *block, *calls[index:]]}


def _good(routes: Sequence[Route], homes: Sequence[Home]) -> bool:
    """Whether all times are kept and none of these homes is parted."""
    return all(route.on_time for route in routes) and all(_joined(routes, home) for home in homes)


def _joined(routes: Sequence[Route], home: Home) -> bool:
    return any(_side_by_side(route, home) for route in routes)


def _side_by_side(route: Route, home: Home) -> bool:
    places = [number for number, visit in enumerate(route.visits) if visit.target_id in home]
    return len(places) == len(home) and all(b == a + 1 for a, b in pairwise(places))


def _sent_out(problem: Problem, free: Free, idle: Squad, homes: Sequence[Home]) -> Free:
    """A squad without a stop takes over one end of the route where that brings everybody back soonest."""
    if free[idle.id] or problem.locks_of(idle.id):
        return free
    joined = [home for home in homes if _joined(_routes(problem, free), home)]
    cuts = [cut for cut in _cuts(problem, free, idle) if _good(_routes(problem, cut), joined)]
    chosen = min(cuts, key=lambda cut: _latest(problem, cut), default=free)
    return chosen if _latest(problem, chosen)[0] <= _latest(problem, free)[0] else free


def _cuts(problem: Problem, free: Free, idle: Squad) -> Iterator[Free]:
    """Every way to cut one route in two, the idle squad taking the front or the back."""
    for squad_id, calls in free.items():
        for index in range(1, len(calls)):
            front, back = calls[:index], calls[index:]
            for kept, given in ((front, back), (back, front)):
                if all(able(idle, problem.target[call.target_id]) for call in given):
                    yield {**free, squad_id: kept, idle.id: given}


def _latest(problem: Problem, free: Free) -> tuple[int, int]:
    """When the last squad is back, then all squads' times added up."""
    backs = [route.back for route in _routes(problem, free)]
    return max(backs), sum(backs)


def _routes(problem: Problem, free: Free) -> list[Route]:
    return [times(problem, squad, weave(free[squad.id], problem.locks_of(squad.id))) for squad in problem.squads]
