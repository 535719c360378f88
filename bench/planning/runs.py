"""`scale`, `replan`, `calib`, `validator`: how large, how soon, how true, how safe."""

import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from app.sweeps.planning import PlanProposal, Problem, pairing, planner, propose
from app.sweeps.planning import greedy as first_plan
from app.sweeps.planning.arrays import Tour, compiled
from app.sweeps.planning.check import faults
from app.sweeps.planning.judge import Judge, Verdict
from app.sweeps.planning.replan import SECONDS, Position, Seen, replan, rest_of_day
from app.sweeps.planning.searching import never
from bench.planning import generator, mutations
from bench.planning.lines import OURS, Report, Row, mean, row, watch, with_best
from bench.planning.sweep_files import POINTS, SweepFile, of_raw
from bench.planning.sweeps import BUFFER_S, LATE_MOST, files

SIZES: Final = ((60, 6), (200, 12), (1000, 40))
FIRST_S: Final = 1.0
FINAL_S: Final = 30.0
SCALE_RATIO: Final = 1.03
REPLAN_S: Final = 1.0
CALIB: Final = 0.05
EIGHT: Final = 8 * 3600
FUZZED: Final = 10_000
P95: Final = 95
WITHIN: Final = 600
SYNC_SHARE: Final = 0.9
SYNC_RATIO: Final = 0.97


def scale(folder: Path | None, seconds: float, seed: int, seeds: int) -> Report:
    """Growth: seconds to the first and to the final plan, and what the final brings over the first."""
    drawn = [
        of_raw(f"t{n}_s{seed + number}", generator.make(n, squads, seed + number))
        for n, squads in SIZES
        for number in range(seeds)
    ]
    given = files(folder, targets=0, squads=0, seeds=0, seed=seed) if folder else drawn
    rows: list[Row] = []
    for file in given:
        began = time.process_time()
        first = first_plan.fill(file.problem, {}, never)
        soon = time.process_time() - began
        wall, began = time.perf_counter(), time.process_time()
        made = planner.plan(file.problem, seed=seed, watch=watch(seconds))
        spent, wall = time.process_time() - began, time.perf_counter() - wall
        judged = seed + 7_919
        at_once, final = (planner.expected(file.problem, one, seed=judged) for one in (first, made.proposal))
        tried = [("greedy", at_once, soon), ("greedy in time", _back_in_time(file.problem, at_once, judged), soon)]
        tried.append((OURS, final, spent))
        rows += [
            row(file.name, name, verdict.points / POINTS, cpu_s=cpu, late=verdict.late)
            | {"targets": len(file.problem.targets), "wall_s": None, "valid": None}
            for name, verdict, cpu in tried
        ]
        rows[-1].update(valid=not faults(file.problem, made.proposal), wall_s=wall)
    return _growth(with_best(rows))


def _back_in_time(problem: Problem, verdict: Verdict, seed: int) -> Verdict:
    """The greedy plan, or when it is late too often the one that plans to be back earlier, as for every peer."""
    arrays = compiled(problem)
    judge = Judge(problem, arrays, seed=seed)
    for buffer in range(BUFFER_S, 4 * BUFFER_S, BUFFER_S):
        if verdict.late <= LATE_MOST:
            break
        none: list[Tour] = [[] for _ in problem.squads]
        short = replace(arrays, end=arrays.end - buffer)
        verdict = judge.verdict(first_plan.insert(short, none, [{} for _ in none], never))
    return verdict


def _growth(rows: list[Row]) -> Report:
    """Size by size. Ours must be late seldom enough; what it is measured against need not be."""
    sizes = [_size([one for one in rows if one["targets"] == n]) for n in dict.fromkeys(one["targets"] for one in rows)]
    notes = [
        f"{one['targets']} targets: first plan {one['first_cpu_s']:.2f} s (limit {FIRST_S}), final {one['final_cpu_s']:.1f} s "
        f"(limit {FINAL_S}; {one['final_wall_s']:.1f} s by the clock), late {one['late']:.3f} (limit {LATE_MOST}); "
        f"value ÷ greedy {one['ratio']:.3f} (worst file {one['ratio_worst']:.3f}), ÷ greedy in time {one['ratio_in_time']:.3f}"
        for one in sizes
    ]
    passed = all(
        one["ratio"] >= SCALE_RATIO
        and one["late"] <= LATE_MOST
        and one["first_cpu_s"] <= FIRST_S
        and one["final_cpu_s"] <= FINAL_S
        for one in sizes
    )
    last = f"largest: value ÷ greedy {sizes[-1]['ratio']:.3f} (limit {SCALE_RATIO})"
    valid = all(one["valid"] for one in rows if one["solver"] == OURS)
    return Report(rows, {"bench": "scale", "sizes": sizes}, last, passed=passed and valid, notes=notes)


def _size(rows: list[Row]) -> Row:
    """What the problems of one size come to: the longest times, mean lateness, values added up."""
    greedy, in_time, ours = (
        [one for one in rows if one["solver"] == name] for name in ("greedy", "greedy in time", OURS)
    )
    value = sum(one["value"] for one in ours)
    return {
        "targets": rows[0]["targets"],
        "first_cpu_s": max(one["cpu_s"] for one in greedy),
        "final_cpu_s": max(one["cpu_s"] for one in ours),
        "final_wall_s": max(one["wall_s"] for one in ours),
        "late": mean(ours, OURS, "late"),
        "ratio": value / sum(one["value"] for one in greedy),
        "ratio_worst": min(one["value"] / other["value"] for one, other in zip(ours, greedy, strict=True)),
        "ratio_in_time": value / sum(one["value"] for one in in_time),
    }


def morning(file: SweepFile, proposal: PlanProposal, at: int, lot: random.Random) -> tuple[list[Position], Seen]:
    """How the morning stands at that hour when all keep their planned times: visits made, squads on their way."""
    done, missed, positions = set(), [], []
    for squad, route in zip(file.problem.squads, proposal.routes, strict=True):
        now, place, committed = squad.start, squad.start_place, None
        for visit in route.visits:
            door = file.problem.target[visit.target_id].doors[visit.door]
            if visit.leave > at:
                committed = visit.call
                break
            now, place = visit.leave, door.place
            if lot.random() < door.chance:
                done.add(visit.target_id)
            else:
                missed.append((visit.call, visit.arrive))
        positions.append(Position(squad.id, max(now, squad.start), place, committed))
    return positions, Seen(frozenset(done), tuple(missed))


def replanning(folder: Path | None, seed: int, seeds: int) -> Report:
    """At 08:00 of many mornings: seconds to a new plan, and whether whoever a squad was on its way to stayed its next stop."""
    rows: list[Row] = []
    for file in files(folder, targets=60, squads=6, seeds=seeds, seed=seed):
        planned = planner.plan(file.problem, seed=seed, watch=watch(3))
        for number in range(4):
            positions, seen = morning(file, planned.proposal, EIGHT, random.Random(f"{file.name}{number}"))  # noqa: S311 - repeatable
            wall, began = time.perf_counter(), time.process_time()
            rest = rest_of_day(file.problem, positions, seen)
            made = replan(rest, planned.proposal, seed=seed, watch=watch(SECONDS))
            spent, wall = time.process_time() - began, time.perf_counter() - wall
            first = {route.squad_id: route.calls[0] for route in made.proposal.routes if route.calls}
            kept = all(first.get(one.squad_id) == one.committed for one in positions if one.committed)
            valid = not faults(rest, made.proposal)
            stays = planner.expected(rest, _stays(rest, planned.proposal), seed=seed + 1)
            better = planner.expected(rest, made.proposal, seed=seed + 1)
            name = f"{file.name}_{number}"
            rows.append(
                row(name, OURS, better.points / POINTS, cpu_s=spent) | {"wall_s": wall, "kept": kept, "valid": valid}
            )
            rows.append(row(name, "as planned", stays.points / POINTS, cpu_s=0.0))
    mine = [one for one in rows if one["solver"] == OURS]
    p95 = float(np.percentile([one["cpu_s"] for one in mine], P95))
    wall95 = float(np.percentile([one["wall_s"] for one in mine], P95))
    share = sum(one["kept"] and one["valid"] for one in mine) / len(mine)
    old = sum(one["value"] for one in rows if one["solver"] != OURS)
    ratio = sum(one["value"] for one in mine) / old if old else float("nan")
    summary = {"bench": "replan", "p95_cpu_s": p95, "p95_wall_s": wall95, "committed_kept": share, "value_ratio": ratio}
    last = (
        f"p95 {p95:.2f} CPU s, {wall95:.2f} s by the clock (limit {REPLAN_S}); committed stops kept {share:.0%}; "
        f"value ÷ plan as it stood {ratio:.3f}"
    )
    return Report(rows, summary, last, passed=p95 <= REPLAN_S and share == 1)


def _stays(rest: Problem, current: PlanProposal) -> PlanProposal:
    """The plan as it stood, as far as it can still be driven, with nobody added."""
    ids = {one.id for one in rest.targets}
    calls = {
        route.squad_id: [call for call in route.calls if call.target_id in ids and call.target_id not in rest.locked]
        for route in current.routes
    }
    doors = {
        squad_id: [call for call in many if rest.target[call.target_id].doors[call.door].known]
        for squad_id, many in calls.items()
    }
    return propose(rest, doors)


def calibration(folder: Path | None, seconds: float, seed: int, seeds: int, scenarios: int) -> Report:
    """What a plan is predicted to bring against what other mornings bring."""
    rows: list[Row] = []
    for file in files(folder, targets=60, squads=6, seeds=seeds, seed=seed):
        began = time.process_time()
        made = planner.plan(file.problem, seed=seed, watch=watch(seconds))
        spent = time.process_time() - began
        lived = planner.expected(file.problem, made.proposal, seed=seed + 31_337, scenarios=scenarios)
        off = 100 * (made.verdict.found - lived.found) / lived.found
        rows.append(row(file.name, OURS, made.verdict.found, best=lived.found, gap=off, cpu_s=spent))
    predicted, found = (sum(one[key] for one in rows) for key in ("value", "best"))
    off = abs(predicted - found) / found
    worst = max(abs(one["gap"]) for one in rows) / 100
    summary = {"bench": "calib", "predicted": predicted, "simulated": found, "off": off, "worst": worst, "limit": CALIB}
    last = f"predicted ÷ simulated {predicted / found:.3f}, worst file {worst:.1%} off (limit {CALIB:.0%})"
    return Report(rows, summary, last, passed=off <= CALIB and worst <= CALIB)


def synchronising(folder: Path | None, seconds: float, seed: int, seeds: int) -> Report:
    """Co-debtors struck together: planned spread of every pair, and what that costs on simulated mornings.

    Both plans are what the court would get: the one that lets them warn one another is asked for with the same effort, for the
    same targets, and judged on the same mornings.
    """
    rows: list[Row] = []
    struck = alone = parted = 0
    for file in files(folder, targets=60, squads=6, seeds=seeds, seed=seed):
        for name, problem in ((OURS, file.paired), ("unsynchronised", file.problem)):
            began = time.process_time()
            made = planner.plan(problem, seed=seed, watch=watch(seconds)).proposal
            spent = time.process_time() - began
            lived = planner.expected(problem, made, seed=seed + 7_919)
            apart = list(pairing.apart(file.paired, made.routes).values())
            spread = ", ".join("-" if one is None else f"{one / 60:.0f}" for one in apart)
            rows.append(row(file.name, name, lived.points / POINTS, cpu_s=spent, late=lived.late, minutes_apart=spread))
            if name == OURS:
                wrong = len(faults(problem, made))
                rows[-1]["faults"] = wrong
                met = {visit.target_id for route in made.routes for visit in route.visits}
                one_sided = sum((pair.one_id in met) != (pair.other_id in met) for pair in file.pairs)
                within = sum(one is not None and one <= WITHIN for one in apart)
                struck += within
                parted += one_sided + sum(one is not None and one > WITHIN for one in apart)
                alone += sum(one is None for one in apart) - one_sided
    return _struck(with_best(rows), struck, alone, parted)


def _struck(rows: list[Row], struck: int, alone: int, parted: int) -> Report:
    """How many pairs are struck, and the value of all files together."""
    ratio = mean(rows, OURS, "value") / mean(rows, "unsynchronised", "value")
    share = struck / max(struck + parted, 1)
    late = mean(rows, OURS, "late")
    summary = {
        "bench": "sync",
        "struck": struck,
        "left_alone": alone,
        "parted": parted,
        "within": share,
        "late": late,
        "value_ratio": ratio,
    }
    last = (
        f"pairs struck within 10 minutes {share:.0%} (limit {SYNC_SHARE:.0%}; {struck} struck, {alone} left alone, {parted} "
        f"parted), late {late:.3f} (limit {LATE_MOST}), value ÷ unsynchronised {ratio:.3f} (limit {SYNC_RATIO})"
    )
    sound = late <= LATE_MOST and not any(one.get("faults") for one in rows)
    return Report(rows, summary, last, passed=share >= SYNC_SHARE and ratio >= SYNC_RATIO and sound)


def validating(seed: int, many: int = FUZZED) -> Report:
    """Bad plans made out of good ones: all bad ones must be rejected, all good ones accepted."""
    lot = random.Random(seed)  # noqa: S311 - a drawing for a bench
    began = time.process_time()
    goods = [mutations.good(lot, number) for number in range(40)]
    accepted = sum(not faults(problem, proposal) for problem, proposal in goods)
    counts: dict[str, list[int]] = {}
    passed: list[str] = []
    while sum(one[0] for one in counts.values()) < many:
        problem, proposal = lot.choice(goods)
        name, bad = mutations.mutated(lot, problem, proposal)
        if bad is None:
            continue
        found = faults(problem, bad)
        count = counts.setdefault(name, [0, 0])
        count[0] += 1
        count[1] += bool(found)
        if not found:
            passed.append(name)
    rows = [
        row(name, OURS, float(rejected), best=float(made), gap=100 * (made - rejected) / made)
        for name, (made, rejected) in sorted(counts.items())
    ]
    total = sum(made for made, _ in counts.values())
    caught = sum(rejected for _, rejected in counts.values())
    summary = {"bench": "validator", "mutated": total, "rejected": caught, "good": len(goods), "accepted": accepted}
    summary["cpu_s"] = time.process_time() - began
    last = f"rejected {caught} of {total} bad plans, accepted {accepted} of {len(goods)} good ones: ratio {caught / total:.4f}"
    return Report(rows, summary, last, passed=caught == total and accepted == len(goods))
