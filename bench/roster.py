"""`python -m bench.roster [--json]`: how soon a roster of 40 officers, 6 squads and 2 days stands, and whether an impossible one is explained.

Officers, rests and wishes are drawn by lot, one court for each seed. CPU seconds of one thread. The exit status is 1 when a
limit is passed, a roster breaks a rule by the independent check, or an impossible one is not explained by its rule.
"""

import json
import random
import sys
import time
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from app.sweeps import roster_solving
from app.sweeps.roster import Absence, Candidate, Fixed, RosterAnswer, RosterProblem, RosterRule, Wanted, wrongs
from app.sweeps.rules import Car, Officer

LIMIT_SECONDS: Final = 1.0
SEEDS: Final = range(5)
KINDS: Final = ("judge",) * 8 + ("police",) * 16 + ("clerk",) * 16
DAYS: Final = 2
SQUADS: Final = 6
CARS: Final = 8
DRIVING: Final = 0.6
RESTING: Final = 0.05


def court(seed: int) -> RosterProblem:
    """40 officers, 8 cars of two sizes, 6 squads, 2 days; some rest, some ride apart, one place is fixed by hand."""
    lot = random.Random(seed)  # noqa: S311 - a drawing for a bench
    candidates = tuple(
        Candidate(
            Officer(
                UUID(int=number),
                f"{kind}{number}",
                kind,
                lot.choice(("male", "male", "female")),
                lot.random() < DRIVING,
            ),
            {day: Absence.REST for day in range(DAYS) if lot.random() < RESTING},
            lot.randrange(4),
        )
        for number, kind in enumerate(KINDS, 1)
    )
    squads = tuple(
        Wanted(UUID(int=100 + n), f"{n + 1}", women=n % 2, free_seats=3 if n < SQUADS // 2 else 1)
        for n in range(SQUADS)
    )
    apart = tuple((one.id, two.id) for one, two in (lot.sample(candidates, 2) for _ in range(4)))
    cars = tuple(Car(UUID(int=200 + n), f"{n}", 9 if n < SQUADS else 12) for n in range(CARS))
    return RosterProblem(DAYS, squads, candidates, cars, {}, apart, (Fixed(candidates[0].id, squads[0].id),))


def impossible(problem: RosterProblem) -> Mapping[RosterRule, RosterProblem]:
    """The same court with one thing too short, by the rule that must then be named."""
    police = [one for one in problem.candidates if one.officer.kind == "police"][10:]
    on_foot = tuple(replace(one, officer=replace(one.officer, drives=False)) for one in problem.candidates)
    return {
        RosterRule.POLICE: replace(problem, candidates=tuple(one for one in problem.candidates if one not in police)),
        RosterRule.CAR: replace(problem, cars=problem.cars[:4]),
        RosterRule.DRIVER: replace(problem, candidates=on_foot),
    }


def timed(problem: RosterProblem, seed: int) -> tuple[float, RosterAnswer]:
    """CPU seconds, and the answer."""
    begun = time.process_time()
    found = roster_solving.solve(problem, seed=seed)
    return time.process_time() - begun, found


def measured() -> list[dict[str, Any]]:
    """A row for each court and each lack."""
    rows = []
    roster_solving.solve(court(99))  # the library loads once
    for seed in SEEDS:
        spent, found = timed(court(seed), seed)
        kept = found.possible and not wrongs(court(seed), found.outings)
        rows.append(
            {"file": f"court-{seed}", "solver": "fieldwrit", "value": len(found.outings), "good": kept, "cpu_s": spent}
        )
        for rule, problem in impossible(court(seed)).items():
            spent, found = timed(problem, seed)
            named = not found.possible and rule in {one.rule for one in found.mends}
            rows.append(
                {"file": f"court-{seed}-no-{rule}", "solver": "fieldwrit", "value": 0, "good": named, "cpu_s": spent}
            )
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, or JSON."""
    parser = ArgumentParser(prog="bench roster", description=__doc__)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    rows = measured()
    slowest = max(row["cpu_s"] for row in rows)
    good = all(row["good"] for row in rows)
    summary = {"slowest_cpu_s": round(slowest, 3), "limit_s": LIMIT_SECONDS, "all_good": good}
    if asked.json:
        print(json.dumps({"rows": rows, "summary": summary}))
    else:
        for row in rows:
            print(
                f"{row['file']:<22} {row['value']:>3} outings  {'good' if row['good'] else 'WRONG':<6} {row['cpu_s']:6.3f} s"
            )
        print(f"slowest {slowest:.3f} s, limit {LIMIT_SECONDS} s, ratio {slowest / LIMIT_SECONDS:.2f}")
    return 0 if good and slowest <= LIMIT_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
