"""Good plans, and bad ones made out of them by one wrong turn each, for the check that gates every plan."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from app.sweeps.planning import Lock, PlanProposal, Problem, Route, Visit, times
from app.sweeps.planning import greedy as first_plan
from app.sweeps.planning.searching import never
from bench.planning.generator import make
from bench.planning.sweep_files import of_raw

Change = Callable[[random.Random, Visit], Visit]
STRANGER: Final = UUID(int=(1 << 100) + 1)


def good(lot: random.Random, number: int) -> tuple[Problem, PlanProposal]:
    """A problem drawn by lot, every second one with a locked stop, and a plan for it."""
    problem = of_raw("", make(lot.randint(12, 30), lot.randint(2, 5), number)).problem
    first = first_plan.fill(problem, {}, never)
    if number % 2:
        route = next(one for one in first.routes if len(one.visits) > 1)
        place = lot.randrange(len(route.visits))
        visit = route.visits[place]
        problem = replace(problem, locks=(Lock(visit.target_id, route.squad_id, place + 1, visit.door),))
        first = first_plan.fill(problem, {}, never)
    return problem, first


CHANGES: Final[dict[str, Change]] = {
    "arrives before it can": lambda lot, one: replace(
        one, arrive=one.arrive - one.wait - lot.randint(1, 600), leave=one.leave - one.wait - 1
    ),
    "leaves too soon": lambda lot, one: replace(one, leave=one.leave - lot.randint(1, 900)),
    "stays too long": lambda lot, one: replace(one, leave=one.leave + lot.randint(1, 900)),
    "another length": lambda lot, one: replace(one, metres=one.metres + lot.choice((-1, 1)) * lot.randint(1, 9_000)),
    "another drive": lambda lot, one: replace(one, drive=one.drive + lot.choice((-1, 1)) * lot.randint(1, 900)),
    "says it is late": lambda lot, one: replace(one, late=lot.randint(1, 900)),
    "nobody we know": lambda _lot, one: replace(one, target_id=STRANGER),
    "no such door": lambda lot, one: replace(one, door=lot.choice((-1, 40, 99))),
}


def mutated(lot: random.Random, problem: Problem, proposal: PlanProposal) -> tuple[str, PlanProposal | None]:
    """A bad plan and what is bad about it; None when this turn does not apply to this plan."""
    names = [*CHANGES, *WHOLE]
    name = lot.choice(names)
    if name in CHANGES:
        spots = [(r, v) for r, route in enumerate(proposal.routes) for v in range(len(route.visits))]
        if not spots:
            return name, None
        r, v = lot.choice(spots)
        route = proposal.routes[r]
        visits = (*route.visits[:v], CHANGES[name](lot, route.visits[v]), *route.visits[v + 1 :])
        return name, _with(proposal, r, replace(route, visits=visits))
    return name, WHOLE[name](lot, problem, proposal)


def _with(proposal: PlanProposal, number: int, route: Route) -> PlanProposal:
    return replace(proposal, routes=(*proposal.routes[:number], route, *proposal.routes[number + 1 :]))


def _filled(lot: random.Random, proposal: PlanProposal) -> tuple[int, Route] | None:
    here = [number for number, route in enumerate(proposal.routes) if route.visits]
    if not here:
        return None
    number = lot.choice(here)
    return number, proposal.routes[number]


def _forgotten(lot: random.Random, problem: Problem, proposal: PlanProposal) -> PlanProposal | None:
    chosen = _filled(lot, proposal)
    if chosen is None:
        return None
    number, route = chosen
    calls = list(route.calls)
    del calls[lot.randrange(len(calls))]
    return _with(proposal, number, times(problem, problem.squads[number], calls))


def _twice(lot: random.Random, problem: Problem, proposal: PlanProposal) -> PlanProposal | None:
    chosen = _filled(lot, proposal)
    if chosen is None:
        return None
    number, route = chosen
    calls = [*route.calls, lot.choice(route.calls)]
    return _with(proposal, number, times(problem, problem.squads[number], calls))


def _unable(lot: random.Random, problem: Problem, proposal: PlanProposal) -> PlanProposal | None:
    spots = [
        (number, other)
        for number, route in enumerate(proposal.routes)
        for call in route.calls
        for other, squad in enumerate(problem.squads)
        if call.target_id not in problem.locked and not problem.target[call.target_id].needs <= squad.abilities
    ]
    if not spots:
        return None
    number, other = lot.choice(spots)
    squad = problem.squads[other]
    call = next(
        one for one in proposal.routes[number].calls if not problem.target[one.target_id].needs <= squad.abilities
    )
    left = [one for one in proposal.routes[number].calls if one != call]
    moved = _with(proposal, number, times(problem, problem.squads[number], left))
    return _with(moved, other, times(problem, squad, [*proposal.routes[other].calls, call]))


def _back(lot: random.Random, _problem: Problem, proposal: PlanProposal) -> PlanProposal | None:
    chosen = _filled(lot, proposal)
    if chosen is None:
        return None
    number, route = chosen
    return _with(proposal, number, replace(route, back=route.back - lot.randint(1, 900)))


def _too_much(lot: random.Random, problem: Problem, proposal: PlanProposal) -> PlanProposal | None:
    """All of two routes on one: somebody is late or the squad is."""
    full = [number for number, route in enumerate(proposal.routes) if route.visits]
    if len(full) < 2:  # noqa: PLR2004 - a pair of routes
        return None
    one, other = lot.sample(full, 2)
    calls = [*proposal.routes[one].calls, *proposal.routes[other].calls]
    route = times(problem, problem.squads[one], calls)
    if route.on_time:
        return None
    return _with(_with(proposal, one, route), other, times(problem, problem.squads[other], []))


def _unlocked(lot: random.Random, problem: Problem, proposal: PlanProposal) -> PlanProposal | None:
    if not problem.locks:
        return None
    lock = problem.locks[0]
    number = next(n for n, squad in enumerate(problem.squads) if squad.id == lock.squad_id)
    calls = [call for call in proposal.routes[number].calls if call.target_id != lock.target_id]
    place = lot.randrange(len(calls) + 1)
    if place == lock.position - 1 or place >= len(calls):
        return None
    calls.insert(place, next(one for one in proposal.routes[number].calls if one.target_id == lock.target_id))
    return _with(proposal, number, times(problem, problem.squads[number], calls))


def _squads(lot: random.Random, _problem: Problem, proposal: PlanProposal) -> PlanProposal:
    routes = list(proposal.routes)
    if lot.random() < 0.5:  # noqa: PLR2004 - either way
        routes.pop(lot.randrange(len(routes)))
    else:
        routes.reverse()
    return replace(proposal, routes=tuple(routes))


WHOLE: Final[dict[str, Callable[[random.Random, Problem, PlanProposal], PlanProposal | None]]] = {
    "somebody forgotten": _forgotten,
    "somebody twice": _twice,
    "a squad that cannot": _unable,
    "back too soon": _back,
    "more than fits": _too_much,
    "a locked stop moved": _unlocked,
    "squads missing or swapped": _squads,
}
