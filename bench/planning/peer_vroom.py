"""VROOM by pyvroom on our arrays. It knows no choice of addresses: the best one of each target is fixed beforehand."""

from datetime import timedelta
from functools import cache
from importlib import import_module
from typing import Any, Final

import numpy as np

from app.sweeps.planning.arrays import Arrays, Tour
from bench.planning.lines import by_the_clock

LEVEL: Final = 5
TOP: Final = 100
"""The highest priority of a job."""


@cache
def library() -> Any:
    """The peer, loaded when it is asked: tests use the rest of the bench without it. Says how to get it."""
    try:
        return import_module("vroom")
    except ModuleNotFoundError:
        raise SystemExit("VROOM is not here: .venv/bin/pip install -r requirements-bench.txt") from None


def solve(arrays: Arrays, seconds: float) -> list[Tour]:
    """Its tours at the deepest level, one thread."""
    asked = library().Input()
    asked.set_durations_matrix("car", arrays.seconds.astype(np.uint32))
    asked.set_distances_matrix("car", arrays.metres.astype(np.uint32))
    asked.set_costs_matrix("car", arrays.metres.astype(np.uint32))
    for squad in range(arrays.squads):
        asked.add_vehicle(_vehicle(arrays, squad))
    for nodes in _fixed(arrays):
        asked.add_job(_job(arrays, nodes))
    found = asked.solve(exploration_level=LEVEL, nb_threads=1, timeout=timedelta(seconds=by_the_clock(seconds)))
    return _tours(arrays, found)


def _fixed(arrays: Arrays) -> list[list[int]]:
    """For each target the nodes at the place where its best one is."""
    own: dict[int, list[int]] = {}
    for node, target in enumerate(arrays.target.tolist()):
        own.setdefault(target, []).append(node)
    kept = []
    for nodes in own.values():
        best = max(nodes, key=lambda node: (int(arrays.prize[node]), -node))
        kept.append([node for node in nodes if arrays.place[node] == arrays.place[best]])
    return kept


def _vehicle(arrays: Arrays, squad: int) -> Any:
    return library().Vehicle(
        squad,
        start=int(arrays.start_place[squad]),
        end=int(arrays.end_place[squad]),
        capacity=[int(arrays.capacity[squad])] if arrays.load.any() else [],
        time_window=library().TimeWindow(int(arrays.start[squad]), int(arrays.end[squad])),
        skills=set(np.flatnonzero(arrays.able[squad]).tolist()),
    )


def _job(arrays: Arrays, nodes: list[int]) -> Any:
    first = nodes[0]
    best = max(int(arrays.prize[node]) for node in nodes)
    most = max(int(arrays.prize.max()), 1)
    return library().Job(
        first,
        location=int(arrays.place[first]),
        default_service=round(float(np.mean(arrays.stay[nodes]))),
        delivery=library().Amount([int(arrays.load[first])]) if arrays.load.any() else library().Amount([]),
        skills={first},
        priority=round(TOP * best / most),
        time_windows=[
            library().TimeWindow(int(arrays.opens[node]), int(arrays.closes[node]))
            for node in sorted(nodes, key=lambda node: int(arrays.opens[node]))
        ],
    )


def _tours(arrays: Arrays, found: Any) -> list[Tour]:
    """Each job as the node of the hour it is reached in."""
    tours: list[Tour] = [[] for _ in range(arrays.squads)]
    routes = found.routes
    for step in routes[routes["type"] == "job"].itertuples():
        first = int(step.id)
        mates = np.flatnonzero((arrays.target == arrays.target[first]) & (arrays.place == arrays.place[first]))
        begin = int(step.arrival) + int(step.waiting_time)
        fits = [node for node in mates.tolist() if arrays.opens[node] <= begin <= arrays.closes[node]]
        tours[int(step.vehicle_id)].append(fits[0] if fits else first)
    return tours
