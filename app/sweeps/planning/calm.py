"""A calm change of a plan: only squads that something happened to give people away, nobody waits for hours for a little more. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from app.sweeps.planning import pairing
from app.sweeps.planning.plan import Call, PlanProposal, Route, Visit, propose
from app.sweeps.planning.problem import Problem

LONG_WAIT_S: Final = 1_800
"""A squad that would wait so long near a door had better knock at once: who is not met can be called on again."""
A_LITTLE: Final = 0.15
"""By how much likelier somebody must be met later for a squad to wait for him that long."""


def calm(problem: Problem, orders: Mapping[UUID, Sequence[Call]], upset: Collection[UUID]) -> Problem:
    """The problem in which whoever an untroubled squad was to call on stays with it; all others are free."""
    own = {call.target_id: squad_id for squad_id, calls in orders.items() for call in calls if squad_id not in upset}
    squads = tuple(
        replace(one, barred=one.barred | {target_id for target_id, squad_id in own.items() if squad_id != one.id})
        for one in problem.squads
    )
    return replace(problem, squads=squads)


def sooner(problem: Problem, proposal: PlanProposal, of: Collection[UUID] | None = None) -> PlanProposal:
    """The plan without long waits for a little more chance: he is called on at the same address in the hours before.

    `of`: the squads that hurry; all of them where none is named.
    """
    paired = {one for pair in problem.pairs for one in (pair.one_id, pair.other_id)}
    free = {
        route.squad_id: [
            visit.call if visit.target_id in paired or not _hurries(route, of) else _soonest(problem, visit)
            for visit in route.visits
            if visit.target_id not in problem.locked
        ]
        for route in proposal.routes
    }
    found = propose(pairing.held(problem, proposal), free)
    return found if all(route.on_time for route in found.routes) else proposal


def _hurries(route: Route, of: Collection[UUID] | None) -> bool:
    return of is None or route.squad_id in of


def _soonest(problem: Problem, visit: Visit) -> Call:
    """The call at the door that is open when the squad is there, where waiting brings little."""
    doors = problem.target[visit.target_id].doors
    chosen, there = doors[visit.door], visit.arrive - visit.wait
    if visit.wait < LONG_WAIT_S:
        return visit.call
    for number, door in enumerate(doors):
        same = door.known and door.address_id == chosen.address_id
        if same and door.window.opens <= there <= door.window.closes and chosen.chance - door.chance < A_LITTLE:
            return Call(visit.target_id, number)
    return visit.call
