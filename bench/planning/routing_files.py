"""Routing problems in the classic text formats (Solomon, Gehring and Homberger; TOPTW), read into arrays. Best values from best.csv."""

import csv
import re
from collections.abc import Sequence
from math import hypot, trunc
from pathlib import Path
from typing import Final

import numpy as np

from app.sweeps.planning.arrays import Arrays, Tour
from app.sweeps.planning.problem import Ints

HEAD: Final = 2
NUMBERED: Final = re.compile(r"^(?P<file>.+?)(?:\.txt)?[ _:.-]+m?(?P<tours>\d+)$")
"""A name in best.csv that tells how many tours are meant: r101_m4, r101 m4, r101.txt:4."""


def best_of(folder: Path) -> dict[str, float]:
    """Best known values by the name of the file, without its ending."""
    return {row["file"].removesuffix(".txt"): float(row["best"]) for row in _rows(folder)}


def toptw_cases(folder: Path, tours: int | None) -> list[tuple[Path, int, float]]:
    """File, number of tours, best value. A row of best.csv tells the number by its name or in a column `m`; else the file does.

    With the file's own number of tours all points can be visited: without a row the best value is the sum of all profits.
    """
    paths = {path.stem: path for path in sorted(folder.glob("*.txt"))}
    rows = _rows(folder)
    found = []
    for row in rows:
        stem, given = row["file"].removesuffix(".txt"), row.get("m") or row.get("tours")
        numbered = NUMBERED.match(row["file"])
        if stem not in paths and numbered:
            stem, given = numbered["file"], numbered["tours"]
        if stem in paths:
            found.append((paths[stem], int(given or tours or own_tours(paths[stem])), float(row["best"])))
    told = {path for path, _, _ in found}
    rest = [path for path in paths.values() if path not in told]
    return [*found, *((path, own_tours(path), _all_profits(path)) for path in rest)]


def own_tours(path: Path) -> int:
    """The number of tours the file itself tells: the second number of its first line."""
    return int(path.read_text("utf-8").split()[1])


def _all_profits(path: Path) -> float:
    return profit(toptw(path, 1), [list(range(toptw(path, 1).nodes))])


def _rows(folder: Path) -> list[dict[str, str]]:
    path = folder / "best.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines))


def vrptw(path: Path) -> Arrays:
    """All customers by the shortest way in all; lengths and times in tenths, ways cut to one decimal."""
    words = [line.split() for line in path.read_text("utf-8").splitlines()]
    numbers = [[float(word) for word in line] for line in words if line and _numeric(line)]
    fleet, capacity = (int(one) for one in numbers[0])
    depot, *rest = numbers[1:]
    ways = _ways([(row[1], row[2]) for row in [depot, *rest]], places=1)
    return _arrays(
        ways,
        opens=[row[4] * 10 for row in rest],
        closes=[row[5] * 10 for row in rest],
        stay=[row[6] * 10 for row in rest],
        load=[row[3] for row in rest],
        prize=[0.0] * len(rest),
        shift=(depot[4] * 10, depot[5] * 10, capacity, fleet),
    )


def toptw(path: Path, tours: int) -> Arrays:
    """The most profit with so many tours; ways cut to one decimal, of the files named pr* to two."""
    lines = [line.split() for line in path.read_text("utf-8").splitlines() if line.strip()]
    depot, *rest = [[float(word) for word in line] for line in lines[HEAD:]]
    places = 2 if path.stem.startswith("pr") else 1
    scale = 10**places
    ways = _ways([(row[1], row[2]) for row in [depot, *rest]], places=places)
    shift = (depot[-2] * scale, depot[-1] * scale, 0, tours)
    return _arrays(
        ways,
        opens=[row[-2] * scale for row in rest],
        closes=[row[-1] * scale for row in rest],
        stay=[row[3] * scale for row in rest],
        load=[0.0] * len(rest),
        prize=[row[4] * _far(shift) for row in rest],
        shift=shift,
    )


def profit(arrays: Arrays, tours: Sequence[Tour]) -> float:
    """The profit of tours of a TOPTW problem."""
    far = _far((float(arrays.start[0]), float(arrays.end[0]), 0, arrays.squads))
    return sum(float(arrays.prize[tour].sum()) for tour in tours) / far


def _far(shift: tuple[float, float, int, int]) -> int:
    """The way that one point of profit is worth: further than all tours together can go."""
    start, end, _, tours = shift
    return (round(end) - round(start) + 1) * tours


def _numeric(words: Sequence[str]) -> bool:
    return all(word.replace(".", "", 1).lstrip("-").isdigit() for word in words)


def _ways(points: Sequence[tuple[float, float]], *, places: int) -> Ints:
    scale = 10**places
    return np.array(
        [[trunc(round(hypot(a[0] - b[0], a[1] - b[1]) * scale, 6)) for b in points] for a in points], dtype=np.int64
    )


def _arrays(
    ways: Ints,
    *,
    opens: Sequence[float],
    closes: Sequence[float],
    stay: Sequence[float],
    load: Sequence[float],
    prize: Sequence[float],
    shift: tuple[float, float, int, int],
) -> Arrays:
    start, end, capacity, fleet = shift

    def ints(values: Sequence[float]) -> Ints:
        return np.array([round(one) for one in values], dtype=np.int64)

    count = len(opens)
    same = np.ones(fleet, dtype=np.int64)
    return Arrays(
        seconds=ways,
        metres=ways,
        target=np.arange(count),
        place=np.arange(1, count + 1),
        opens=ints(opens),
        closes=ints(closes),
        stay=ints(stay),
        prize=ints(prize),
        load=ints(load),
        required=np.full(count, not any(prize)),
        start=same * round(start),
        end=same * round(end),
        start_place=same * 0,
        end_place=same * 0,
        capacity=same * capacity,
        able=np.ones((fleet, count), dtype=np.bool_),
    )
