"""A large sweep in sectors: squads that work side by side and whoever they may visit are planned together, sector by sector."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

import numpy as np

from app.sweeps.planning import greedy, searching
from app.sweeps.planning.arrays import Arrays, Floats, Tour, compiled, free_calls, tours_of
from app.sweeps.planning.judge import Judge
from app.sweeps.planning.plan import Call, Watch
from app.sweeps.planning.portfolio import Aim, Found, Making
from app.sweeps.planning.problem import Problem

LARGE: Final = 300
"""Targets from which a sweep is planned in sectors."""
SQUADS: Final = 5
"""Squads of one sector."""
SECTOR: Final = Aim(buffers=(0, 1500), late=75, columns=1_500, scenarios=120, effort=0.3)


def plan(problem: Problem, *, seed: int, watch: Watch) -> Found:
    """Greedy over all, then each sector on its own; a sector that gains nothing keeps the greedy tours."""
    arrays = compiled(problem)
    proposal = greedy.fill(problem, {}, searching.never)
    first = tours_of(problem, arrays, {route.squad_id: _free(problem, route.calls) for route in proposal.routes})
    free = free_calls(problem, arrays, first)
    sectors = _sectors(arrays, first)
    for number, squads in enumerate(sectors):
        part = _part(problem, arrays, first, squads, sectors)
        aim = replace(
            SECTOR, first=tuple((problem.squads[one].id, tuple(free[problem.squads[one].id])) for one in squads)
        )
        made = Making(part, seed, _slice(watch, number, len(sectors)), aim)
        found = made.made()
        free.update(free_calls(part, found.arrays, found.tours))
    tours = tours_of(problem, arrays, free)
    return Found(arrays, tours, Judge(problem, arrays, seed=seed + 1).verdict(tours))


def _free(problem: Problem, calls: Sequence[Call]) -> list[Call]:
    return [call for call in calls if call.target_id not in problem.locked]


def _slice(watch: Watch, number: int, count: int) -> Watch:
    """The part of the effort that this sector has."""
    return lambda best: watch(best) * count - number


def _sectors(arrays: Arrays, tours: Sequence[Tour]) -> list[list[int]]:
    """Squads in groups that work side by side: the next group begins with the squad farthest out, and takes its neighbours."""
    middle = np.array([_mean_ways(arrays, tour) for tour in tours])
    waiting = set(range(arrays.squads))
    start = arrays.metres[arrays.start_place[0]]
    found = []
    while waiting:
        reach = {one: float(start[arrays.place[tours[one]]].mean()) if tours[one] else 0.0 for one in waiting}
        far = max(sorted(waiting), key=lambda one: reach[one])
        near = sorted(waiting, key=lambda one: (float(np.abs(middle[one] - middle[far]).sum()), one))[:SQUADS]
        found.append(near)
        waiting -= set(near)
    return found


def _mean_ways(arrays: Arrays, tour: Tour) -> Floats:
    """Where a tour lies: its mean way to every place."""
    places = arrays.place[tour] if tour else arrays.start_place[:1]
    ways: Floats = arrays.metres[places].mean(axis=0)
    return ways


def _part(
    problem: Problem, arrays: Arrays, tours: Sequence[Tour], squads: Sequence[int], sectors: Sequence[Sequence[int]]
) -> Problem:
    """The squads of one sector, whom they visit, and of all others those that lie nearest to it."""
    visited = {int(arrays.target[node]) for tour in tours for node in tour}
    own = {int(arrays.target[node]) for squad in squads for node in tours[squad]}
    middle = np.array([np.mean([_mean_ways(arrays, tours[one]) for one in group], axis=0) for group in sectors])
    here = next(number for number, group in enumerate(sectors) if list(group) == list(squads))
    for target in range(len(problem.targets)):
        places = arrays.place[arrays.target == target]
        if target not in visited and len(places) and int(np.argmin(middle[:, places].min(axis=1))) == here:
            own.add(target)
    ids: set[UUID] = {problem.squads[one].id for one in squads}
    return replace(
        problem,
        targets=tuple(target for number, target in enumerate(problem.targets) if number in own),
        squads=tuple(problem.squads[one] for one in squads),
        locks=tuple(lock for lock in problem.locks if lock.squad_id in ids),
        pairs=(),
    )
