"""`python -m bench.presence [--json]`: does what the visits teach tell the next visits better than what was supposed?

A court whose true chances differ from its suppositions goes out 20 times, 60 doors each; before each sweep the doors of that
sweep are foretold twice, by the supposition and by what the visits so far taught, and the doors of ten more sweeps after the
last. The measure is the log-loss a door. The exit status is 1 when learning gains less than the margin.
"""

import json
import random
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from statistics import mean
from typing import Any, Final

from app.sweeps.planning_settings import SUPPOSED
from app.sweeps.presence import ALWAYS, NEVER, Band, Cell, Learned, Priors, Seen, learn, log_loss

SEEDS: Final = range(5)
SWEEPS: Final = 20
AFTERWARDS: Final = 10
DOORS: Final = 60
MARGIN: Final = 0.05
"""Nats a door by which learning must beat the supposition after 20 sweeps, as a mean over the seeds."""
ERROR: Final = 0.18
"""How far, as a standard deviation, the true chance of a cell lies from the supposed one."""
FIRST: Final = date(2024, 1, 6)
HOURS: Final = (time(6, 30), time(8, 0), time(10, 0), time(12, 0))


def truth(seed: int, priors: Priors) -> dict[Cell, float]:
    """What is really so: every kind and band is off by something, every kind of day by a little more."""
    lot = random.Random(seed)  # noqa: S311 - a drawing for a bench
    off = {(kind, band): lot.gauss(0, ERROR) for kind in priors.chances for band in Band}
    found: dict[Cell, float] = {}
    for kind in priors.chances:
        for hour in HOURS:
            for month in (1, 7):
                for day in (5, 6):
                    cell = Cell.at(kind, datetime.combine(date(2024, month, day), hour))
                    p = priors.of(kind, cell.band) + off[kind, cell.band] + lot.gauss(0, ERROR / 2)
                    found[cell] = min(max(p, NEVER), ALWAYS)
    return found


def sweep(lot: random.Random, real: dict[Cell, float], on: date) -> list[Seen]:
    """The doors of one morning, and who was met."""
    kinds = sorted({cell.kind for cell in real})
    cells = [Cell.at(lot.choice(kinds), datetime.combine(on, lot.choice(HOURS))) for _ in range(DOORS)]
    return [Seen(cell, lot.random() < _real(real, cell), on) for cell in cells]


def measured(seed: int) -> dict[str, Any]:
    """The loss of both tellers on the sweeps after the twentieth."""
    lot = random.Random(seed + 1000)  # noqa: S311 - a drawing for a bench
    real = truth(seed, SUPPOSED)
    seen: list[Seen] = []
    days = [FIRST + timedelta(days=18 * number) for number in range(SWEEPS + AFTERWARDS)]
    for on in days[:SWEEPS]:
        seen += sweep(lot, real, on)
    later = [one for on in days[SWEEPS:] for one in sweep(lot, real, on)]
    taught, supposed = learn(SUPPOSED, seen, days[SWEEPS]), Learned(SUPPOSED)
    best = log_loss((_real(real, one.cell), one.met) for one in later)
    return {
        "file": f"court-{seed}",
        "visits": len(seen),
        "supposed": round(log_loss((supposed.chance(one.cell).p, one.met) for one in later), 4),
        "learned": round(log_loss((taught.chance(one.cell).p, one.met) for one in later), 4),
        "truth": round(best, 4),
    }


def _real(real: dict[Cell, float], cell: Cell) -> float:
    near = [p for one, p in real.items() if (one.kind, one.band, one.season) == (cell.kind, cell.band, cell.season)]
    return real.get(cell, mean(near))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, or JSON."""
    parser = ArgumentParser(prog="bench presence", description=__doc__)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    rows = [measured(seed) for seed in SEEDS]
    gain = mean(row["supposed"] - row["learned"] for row in rows)
    reachable = mean(row["supposed"] - row["truth"] for row in rows)
    summary = {"gain": round(gain, 4), "margin": MARGIN, "reachable": round(reachable, 4)}
    if asked.json:
        print(json.dumps({"rows": rows, "summary": summary}))
    else:
        print(f"{'':<10} {'visits':>6} {'supposed':>9} {'learned':>8} {'truth':>7}")
        for row in rows:
            print(
                f"{row['file']:<10} {row['visits']:>6} {row['supposed']:>9.4f} {row['learned']:>8.4f} {row['truth']:>7.4f}"
            )
        print(f"gain {gain:.4f} nats a door (margin {MARGIN}), of {reachable:.4f} that could be gained")
    return 0 if gain >= MARGIN else 1


if __name__ == "__main__":
    sys.exit(main())
