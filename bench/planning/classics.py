"""`vrptw` and `toptw`: how far from the best known, on public files, with the same CPU cap for every solver."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.sweeps.planning.arrays import Arrays, Tour
from app.sweeps.planning.rounds import Round, best_tours
from app.sweeps.planning.searching import Pace, search
from bench.planning import peer_ortools, peer_vroom
from bench.planning.lines import OURS, Report, Row, mean, row, watch
from bench.planning.routing_files import best_of, lighter, profit, read_toptw, read_vrptw

VRPTW_GAP: Final = 1.0
TOPTW_GAP: Final = 1.5
STEADY: Final = Pace(restart=20_000, neighbours=60)
ALONE: Final = Pace(restart=150_000, neighbours=60)
RESTLESS: Final = Pace(restart=400, neighbours=150)
ROUNDS: Final = {
    "vrptw": (Round(STEADY, 1 / 3),) * 3,
    "toptw": (Round(ALONE, 0.6, 0.15), Round(RESTLESS, 0.1, 0.13)),
}
"""What is searched in turn."""
Solver = Callable[[Arrays, float], list[Tour] | None]


def ours(kind: str, seed: int) -> Solver:
    """Our own way: searches and packing in turn."""
    return lambda arrays, seconds: best_tours(arrays, seed=seed, watch=watch(seconds), rounds=ROUNDS[kind])


def pyvrp_alone(seed: int) -> Solver:
    """One of our components as it comes, without restarts, pool or packing."""

    def solve(arrays: Arrays, seconds: float) -> list[Tour] | None:
        spent = watch(seconds)
        return search(arrays, seed=seed, guard=lambda _step, best: spent(best) >= 1, pace=ALONE)

    return solve


def solvers(kind: str, seed: int) -> dict[str, Solver]:
    """Who is compared."""
    return {
        OURS: ours(kind, seed),
        "pyvrp": pyvrp_alone(seed),
        "ortools": (lambda arrays, seconds: peer_ortools.solve(lighter(arrays), seconds))
        if kind == "toptw"
        else peer_ortools.solve,
        "vroom": peer_vroom.solve,
    }


def timed(solver: Solver, arrays: Arrays, seconds: float) -> tuple[list[Tour] | None, float]:
    """The tours and the CPU seconds they took; tours that break a rule are none."""
    began = time.process_time()
    tours = solver(arrays, seconds)
    spent = time.process_time() - began
    good = tours is not None and _lawful(arrays, tours)
    return (tours if good else None), spent


def _lawful(arrays: Arrays, tours: list[Tour]) -> bool:
    visited = [int(arrays.target[node]) for tour in tours for node in tour]
    required = set(arrays.target[arrays.required].tolist())
    kept = all(arrays.keeps(squad, tour) for squad, tour in enumerate(tours))
    return kept and len(visited) == len(set(visited)) and required <= set(visited)


def run_vrptw(folder: Path, seconds: float, seed: int) -> Report:
    """The shortest way through all customers."""
    best, rows = best_of(folder), list[Row]()
    for path, arrays in read_vrptw(folder):
        for name, solver in solvers("vrptw", seed).items():
            tours, spent = timed(solver, arrays, seconds)
            length = sum(arrays.length(n, tour) for n, tour in enumerate(tours)) / 10 if tours is not None else None
            known = best.get(path.stem)
            gap = 100 * (length - known) / known if known and length is not None else None
            rows.append(row(path.stem, name, length if length is not None else -1.0, best=known, gap=gap, cpu_s=spent))
    return _report("vrptw", rows, VRPTW_GAP)


def run_toptw(folder: Path, seconds: float, seed: int, tours_n: int | None = None) -> Report:
    """The most profit with a few tours."""
    rows: list[Row] = []
    for path, count, known, arrays in read_toptw(folder, tours_n):
        for name, solver in solvers("toptw", seed).items():
            tours, spent = timed(solver, arrays, seconds)
            value = profit(arrays, tours) if tours is not None else 0.0
            gap = 100 * (known - value) / known if known else 0.0
            rows.append(row(f"{path.stem}_m{count}", name, value, best=known, gap=gap, cpu_s=spent))
    report = _report("toptw", rows, TOPTW_GAP)
    lost = [
        one["file"]
        for one in rows
        if one["solver"] == OURS
        and one["value"] < max(other["value"] for other in rows if other["file"] == one["file"])
    ]
    report.summary["worse_than_a_single_solver"] = lost
    report.notes.append(f"worse than a single solver on: {', '.join(lost) or 'no file'}")
    report.passed = report.passed and not lost
    return report


def _report(kind: str, rows: list[Row], limit: float) -> Report:
    names = list(dict.fromkeys(one["solver"] for one in rows))
    known = all(one["best"] is not None for one in rows)
    gaps = {name: mean(rows, name, "gap") if known else None for name in names}
    summary = {"bench": kind, "mean_gap": gaps, "limit": limit}
    own = gaps[OURS]
    if own is None:
        return Report(
            rows, summary, "no gap can be told: best.csv beside the files does not name all of them", passed=False
        )
    ratios = ", ".join(
        f"{name} {gap / own:.2f}" if own and gap is not None else name for name, gap in gaps.items() if name != OURS
    )
    last = f"mean gap: {OURS} {own:.2f} % (limit {limit} %); gap of a peer ÷ ours: {ratios}"
    return Report(rows, summary, last, passed=own <= limit)
