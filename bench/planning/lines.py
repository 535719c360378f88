"""What a bench says: one table with a row for each file and solver, the ratio on the last line; or the same as JSON."""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from app.sweeps.planning.plan import Watch

OURS: Final = "fieldwrit"
Row = dict[str, Any]


@dataclass
class Report:
    """Rows and what they come to; `passed`: whether every limit is kept."""

    rows: list[Row]
    summary: Row
    last: str
    passed: bool = True
    notes: list[str] = field(default_factory=list)


def row(
    file: str, solver: str, value: float, *, best: float | None = None, gap: float | None = None, **more: Any
) -> Row:
    """One line; `gap` in percent."""
    return {"file": file, "solver": solver, "value": value, "best": best, "gap": gap, **more}


def with_best(rows: list[Row]) -> list[Row]:
    """Rows of which more is better, each measured against the best of its file."""
    for file in {one["file"] for one in rows}:
        mine = [one for one in rows if one["file"] == file]
        best = max(one["value"] for one in mine)
        for one in mine:
            one["best"], one["gap"] = best, 100 * (best - one["value"]) / best if best else 0.0
    return rows


def mean(rows: Sequence[Row], solver: str, key: str) -> float:
    """The mean of a column over the files of one solver."""
    found = [float(one[key]) for one in rows if one["solver"] == solver and one.get(key) is not None]
    return sum(found) / len(found) if found else float("nan")


def say(report: Report, *, as_json: bool) -> int:
    """Print it; 1 when a limit is passed."""
    if as_json:
        print(json.dumps({"rows": report.rows, "summary": report.summary}, ensure_ascii=False, indent=1))
    else:
        keys = list(dict.fromkeys(key for one in report.rows for key in one))
        table = [keys, *([_cell(one.get(key)) for key in keys] for one in report.rows)]
        widths = [max(len(line[n]) for line in table) for n in range(len(keys))]
        for line in table:
            print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
        for note in report.notes:
            print(note)
        print(report.last)
    return 0 if report.passed else 1


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def watch(seconds: float) -> Watch:
    """A watch over so many CPU seconds of this process, from now."""
    began = time.process_time()
    return lambda best: (time.process_time() - began) / seconds  # noqa: ARG005 - the promise of Watch


def by_the_clock(seconds: float) -> float:
    """How long so many CPU seconds may take where other work shares the machine: for peers that only know the clock."""
    return seconds * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def machine() -> Row:
    """What it ran on."""
    return {"cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1)}
