"""The better plan: PyVRP searches on from the first one. The only file that knows the library; it loads where it is used."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from app.sweeps.planning import greedy
from app.sweeps.planning.check import faults
from app.sweeps.planning.plan import Call, Guard, PlanProposal, stay, value
from app.sweeps.planning.problem import Problem, Squad, able

if TYPE_CHECKING:
    import pyvrp

FORBIDDEN: Final = 10_000_000
"""Metres and seconds to a target that a squad cannot or may not go to: further than any prize."""
RESTART: Final = 500
"""Rounds without gain before the search starts anew: with the library's own number it never does in ten seconds."""
NEIGHBOURS: Final = 150


def solve(problem: Problem, *, seed: int, guard: Guard) -> PlanProposal:
    """Search on from the greedy plan until the guard stops it; never worse than that plan, and checked."""
    first = greedy.solve(problem, seed=seed, guard=_never)
    calls = _calls(problem)
    if not calls or not problem.squads or guard(0, value(problem, first)):
        return first
    free = _search(problem, calls, first, seed, guard)
    better = greedy.mend(problem, free, _never)
    gained = value(problem, better) > value(problem, first) and not faults(problem, better)
    return better if gained else first


def _never(step: int, best: int) -> bool:  # noqa: ARG001 - the promise of Guard
    return False


def _calls(problem: Problem) -> list[Call]:
    """Every door a plan may choose; of a locked target the one it is locked at."""
    return [
        Call(target.id, number)
        for target in problem.targets
        for number, door in enumerate(target.doors)
        if (number == problem.locked[target.id].door if target.id in problem.locked else door.known)
    ]


def _search(
    problem: Problem, calls: Sequence[Call], first: PlanProposal, seed: int, guard: Guard
) -> dict[UUID, list[Call]]:
    import pyvrp  # noqa: PLC0415 - loads where it is used
    from pyvrp.search import NeighbourhoodParams  # noqa: PLC0415

    data = _data(problem, calls)
    steps = iter(range(1, 1 << 62))
    params = pyvrp.SolveParams(
        ils=pyvrp.IteratedLocalSearchParams(num_iters_no_improvement=RESTART),
        neighbourhood=NeighbourhoodParams(num_neighbours=NEIGHBOURS),
    )
    prizes = sum(client.prize for client in data.clients())
    found = pyvrp.solve(
        data,
        stop=lambda cost: guard(next(steps), prizes - int(cost)),
        seed=seed,
        collect_stats=False,
        display=False,
        params=params,
        initial_solution=_warm(data, calls, first),
    )
    return _free(problem, calls, found.best)


def _data(problem: Problem, calls: Sequence[Call]) -> "pyvrp.ProblemData":
    """Locations: the start and the end of each squad, then one for each door."""
    import pyvrp  # noqa: PLC0415

    squads = problem.squads
    places = [place for squad in squads for place in (squad.start_place, squad.end_place)]
    doors = [problem.target[call.target_id].doors[call.door] for call in calls]
    places += [door.place for door in doors]
    groups, member = _groups(problem, calls)
    clients = [
        pyvrp.Client(
            location=2 * len(squads) + number,
            service_duration=stay(problem, problem.target[call.target_id], door),
            tw_early=max(door.window.opens, 0),
            tw_late=max(door.window.closes, 0),
            prize=door.metres,
            required=call.target_id in problem.locked,
            group=member.get(number),
        )
        for number, (call, door) in enumerate(zip(calls, doors, strict=True))
    ]
    tables = [_tables(problem, squad, calls, places) for squad in squads]
    return pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _ in places],
        clients,
        [pyvrp.Depot(number) for number in range(2 * len(squads))],
        [_vehicle(squad, number) for number, squad in enumerate(squads)],
        [metres for metres, _ in tables],
        [seconds for _, seconds in tables],
        groups,
    )


def _vehicle(squad: Squad, number: int) -> "pyvrp.VehicleType":
    import pyvrp  # noqa: PLC0415

    return pyvrp.VehicleType(
        start_depot=2 * number,
        end_depot=2 * number + 1,
        tw_early=squad.start,
        tw_late=squad.end,
        profile=number,
    )


def _groups(problem: Problem, calls: Sequence[Call]) -> tuple[list[Any], dict[int, int]]:
    """Doors of one target exclude one another; a target with one door needs no group."""
    import pyvrp  # noqa: PLC0415

    groups: list[Any] = []
    member: dict[int, int] = {}
    for target in problem.targets:
        own = [number for number, call in enumerate(calls) if call.target_id == target.id]
        if len(own) > 1:
            member.update(dict.fromkeys(own, len(groups)))
            groups.append(pyvrp.ClientGroup(own, required=False))
    return groups, member


def _tables(problem: Problem, squad: Squad, calls: Sequence[Call], places: Sequence[int]) -> tuple[Any, Any]:
    """Metres and seconds as this squad drives them: a door it cannot or may not go to is out of reach."""
    import numpy as np  # noqa: PLC0415

    metres = problem.metres.numbers[np.ix_(places, places)]
    seconds = problem.seconds.numbers[np.ix_(places, places)]
    own = {lock.target_id for lock in problem.locks_of(squad.id).values()}
    doors = len(places) - len(calls)
    barred = [
        doors + number
        for number, call in enumerate(calls)
        if call.target_id not in own
        if call.target_id in problem.locked or not able(squad, problem.target[call.target_id])
    ]
    for table in (metres, seconds):
        table[:, barred] = FORBIDDEN
        np.fill_diagonal(table, 0)
    return metres, seconds


def _warm(data: "pyvrp.ProblemData", calls: Sequence[Call], first: PlanProposal) -> "pyvrp.Solution":
    import pyvrp  # noqa: PLC0415

    client = {call: number for number, call in enumerate(calls)}
    routes = [
        pyvrp.Route(data, [client[call] for call in route.calls], number)
        for number, route in enumerate(first.routes)
        if route.visits
    ]
    return pyvrp.Solution(data, routes)


def _free(problem: Problem, calls: Sequence[Call], best: "pyvrp.Solution") -> dict[UUID, list[Call]]:
    """The free calls of each squad in the order found; the locked ones keep their own places."""
    found: dict[UUID, list[Call]] = {}
    for route in best.routes():
        order = [calls[step.idx] for step in route if step.is_client()]
        found[problem.squads[route.vehicle_type()].id] = [
            call for call in order if call.target_id not in problem.locked
        ]
    return found
