"""OR-Tools' routing solver on our arrays: guided local search, stopped by CPU time."""

import time
from typing import Any

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from app.sweeps.planning.arrays import Arrays, Tour
from bench.planning.lines import by_the_clock

MUST = 10_000_000


def solve(arrays: Arrays, seconds: float) -> list[Tour] | None:
    """The best tours after so many CPU seconds; None when it found none."""
    began = time.process_time()
    squads, nodes = arrays.squads, arrays.nodes
    starts, ends = list(range(squads)), list(range(squads, 2 * squads))
    manager = pywrapcp.RoutingIndexManager(2 * squads + nodes, squads, starts, ends)
    routing = pywrapcp.RoutingModel(manager)
    _ways(arrays, manager, routing)
    _choices(arrays, manager, routing)
    limit = routing.solver().CustomLimit(lambda: time.process_time() - began >= seconds)
    routing.AddSearchMonitor(limit)
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    asked.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    asked.time_limit.FromSeconds(max(1, round(2 * by_the_clock(seconds))))
    found = routing.SolveWithParameters(asked)
    return _tours(arrays, manager, routing, found) if found else None


def _ways(arrays: Arrays, manager: Any, routing: Any) -> None:
    squads = arrays.squads
    places = np.concatenate([arrays.start_place, arrays.end_place, arrays.place])
    stay = np.concatenate([np.zeros(2 * squads, dtype=np.int64), arrays.stay])
    top = np.zeros(int(arrays.target.max()) + 1, dtype=np.int64)
    np.maximum.at(top, arrays.target, arrays.prize)
    lack = np.concatenate([np.zeros(2 * squads, dtype=np.int64), top[arrays.target] - arrays.prize])
    pair = np.ix_(places, places)
    cost = arrays.metres[pair] + lack[None, :]
    drive = arrays.seconds[pair] + stay[:, None]
    for row in range(squads):
        if arrays.start_place[row] == arrays.end_place[row]:
            cost[row, squads : 2 * squads] = 0
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(cost.tolist()))
    latest = int(arrays.end.max())
    routing.AddDimension(routing.RegisterTransitMatrix(drive.tolist()), latest, latest, False, "time")
    clock = routing.GetDimensionOrDie("time")
    for squad in range(squads):
        for index in (routing.Start(squad), routing.End(squad)):
            clock.CumulVar(index).SetRange(int(arrays.start[squad]), int(arrays.end[squad]))
    for node in range(arrays.nodes):
        index = manager.NodeToIndex(2 * squads + node)
        if arrays.opens[node] > latest:
            routing.ActiveVar(index).SetValue(int(arrays.required[node]))
            continue
        clock.CumulVar(index).SetRange(int(arrays.opens[node]), max(int(arrays.opens[node]), int(arrays.closes[node])))
    if arrays.load.any():
        load = [0] * (2 * squads) + arrays.load.tolist()
        weighed = routing.RegisterUnaryTransitVector(load)
        routing.AddDimensionWithVehicleCapacity(weighed, 0, arrays.capacity.tolist(), True, "load")


def _choices(arrays: Arrays, manager: Any, routing: Any) -> None:
    own: dict[int, list[int]] = {}
    for node, target in enumerate(arrays.target.tolist()):
        own.setdefault(target, []).append(node)
    for nodes in own.values():
        indices = [manager.NodeToIndex(2 * arrays.squads + node) for node in nodes]
        if not arrays.required[nodes[0]]:
            routing.AddDisjunction(indices, int(max(arrays.prize[nodes])))
        elif len(nodes) > 1:
            routing.AddDisjunction(indices, MUST)
        for node, index in zip(nodes, indices, strict=True):
            may = np.flatnonzero(arrays.able[:, node]).tolist()
            if len(may) < arrays.squads:
                routing.VehicleVar(index).SetValues([-1, *may])


def _tours(arrays: Arrays, manager: Any, routing: Any, found: Any) -> list[Tour]:
    tours: list[Tour] = []
    for squad in range(arrays.squads):
        tour: Tour = []
        index = found.Value(routing.NextVar(routing.Start(squad)))
        while not routing.IsEnd(index):
            tour.append(manager.IndexToNode(index) - 2 * arrays.squads)
            index = found.Value(routing.NextVar(index))
        tours.append(tour)
    return tours
