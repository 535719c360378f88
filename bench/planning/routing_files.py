"""Routing problems in the classic text formats (Solomon, Gehring and Homberger; TOPTW), read into arrays. Best values from best.csv."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import hypot, isfinite, trunc
from pathlib import Path
from typing import Final

import numpy as np

from app.sweeps.planning.arrays import Arrays, Tour
from app.sweeps.planning.problem import Ints
from bench.planning.sweep_files import BadFileError

HEAD: Final = 2
COLUMNS: Final = 7
"""Numbers of a customer at least."""
MOST_TOURS: Final = 10_000
LARGEST: Final = 10**9
SHOWN: Final = 8
LIGHT: Final = 1_000
"""Way that a point is worth to a peer; with a hundred times as much OR-Tools finds 3 to 16 % less."""
Line = tuple[int, list[float]]
"""The number of a line, and its numbers."""
NUMBERED: Final = re.compile(r"^(?P<file>.+?)(?:\.txt)?[ _:.-]+m?(?P<tours>\d+)$")
"""A name in best.csv that tells how many tours are meant: r101_m4, r101 m4, r101.txt:4."""


def best_of(folder: Path) -> dict[str, float]:
    """Best known values by the name of the file, without its ending."""
    return {row["file"].removesuffix(".txt"): float(row["best"]) for row in _rows(folder)}


def read_vrptw(folder: Path) -> list[tuple[Path, Arrays]]:
    """Every file of the folder; `BadFileError` names all that hold no problem."""
    found, wrong = [], []
    for path in sorted(folder.glob("*.txt")):
        try:
            found.append((path, vrptw(path)))
        except BadFileError as bad:
            wrong.append(str(bad))
    if wrong:
        raise BadFileError("\n".join(wrong))
    return found


def read_toptw(folder: Path, tours: int | None) -> list[tuple[Path, int, float, Arrays]]:
    """File, number of tours, best value and problem; `BadFileError` names all files that hold none."""
    wrong = []
    for path in sorted(folder.glob("*.txt")):
        try:
            toptw(path, 1)
        except BadFileError as bad:
            wrong.append(str(bad))
    if wrong:
        raise BadFileError("\n".join(wrong))
    return [(path, count, known, toptw(path, count)) for path, count, known in toptw_cases(folder, tours)]


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
    numbers = _numbers((_lines(path) or [(1, [])])[0][1]) or []
    if len(numbers) < HEAD or numbers[1] != int(numbers[1]) or not 1 <= numbers[1] <= MOST_TOURS:
        raise BadFileError(f"{path.name}: the first line tells no number of tours as its second number")
    return int(numbers[1])


def _all_profits(path: Path) -> float:
    return profit(toptw(path, 1), [list(range(toptw(path, 1).nodes))])


def _rows(folder: Path) -> list[dict[str, str]]:
    """The lines of best.csv that tell a value; `BadFileError` names every wrong one."""
    path = folder / "best.csv"
    if not path.exists():
        return []
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise BadFileError(f"{path.name}: not a text in UTF-8") from None
    told = csv.DictReader(lines, skipinitialspace=True)
    if not {"file", "best"} <= set(told.fieldnames or ()):
        raise BadFileError(f"{path.name}: the first line names the columns: file,best")
    rows = [{name: text.strip() for name, text in row.items() if name and isinstance(text, str)} for row in told]
    rows = [row for row in rows if row.get("file") and row.get("best")]
    wrong = [row["file"] for row in rows if not _counts(row["best"]) or not _tours_told(row)]
    if wrong:
        raise BadFileError(f"{path.name}: no value above 0, or no number of tours: {_listed(wrong)}")
    return rows


def _tours_told(row: dict[str, str]) -> bool:
    given = row.get("m") or row.get("tours") or "1"
    return given.isdecimal() and 1 <= int(given) <= MOST_TOURS


def _counts(text: str) -> bool:
    numbers = _numbers([text])
    return numbers is not None and numbers[0] > 0


def _listed(wrong: Sequence[object]) -> str:
    more = f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
    return ", ".join(str(one) for one in wrong[:SHOWN]) + more


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """The lines that hold something, with their numbers."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        raise BadFileError(f"{path.name}: not a text in UTF-8") from None
    except OSError as no:
        raise BadFileError(f"{path.name}: cannot be read ({no.strerror})") from None
    return [(number, line.split()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def _numbers(words: Sequence[str]) -> list[float] | None:
    """The words as numbers; None where one is none."""
    try:
        numbers = [float(word) for word in words]
    except ValueError:
        return None
    return numbers if all(isfinite(one) and abs(one) <= LARGEST for one in numbers) else None


def _places(path: Path, lines: Sequence[tuple[int, list[str]]], wrong: Sequence[int]) -> list[list[float]]:
    """The depot and its customers, row by row; `BadFileError` names every line that is none."""
    rows = [(number, _numbers(words)) for number, words in lines]
    bad = [number for number, row in rows if row is None or len(row) < COLUMNS]
    if bad or wrong:
        raise BadFileError(f"{path.name}: not a place with its times: line {_listed(sorted({*bad, *wrong}))}")
    if len(rows) < HEAD:
        raise BadFileError(f"{path.name}: a depot and a customer at least are wanted")
    return [row for _, row in rows if row]


def _told(lines: Sequence[tuple[int, list[str]]]) -> Iterator[Line]:
    for number, words in lines:
        row = _numbers(words)
        if row is not None and len(row) >= COLUMNS:
            yield number, row


def vrptw(path: Path) -> Arrays:
    """All customers by the shortest way in all; lengths and times in tenths, ways cut to one decimal."""
    lines = _lines(path)
    head = next((place for place, (_, words) in enumerate(lines) if _numbers(words)), len(lines))
    numbers = _numbers(lines[head][1]) if head < len(lines) else None
    if not numbers or len(numbers) != HEAD or not 1 <= numbers[0] <= MOST_TOURS or numbers[1] < 0:
        raise BadFileError(f"{path.name}: no line with the number of vehicles and their capacity")
    fleet, capacity = (int(one) for one in numbers)
    first = next((place for place, (_, words) in enumerate(lines) if place > head and _numbers(words)), len(lines))
    wrong = [n for n, row in _told(lines[first:]) if row[3] < 0 or row[4] < 0 or row[5] < row[4] or row[6] < 0]
    depot, *rest = _places(path, lines[first:], wrong)
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
    own_tours(path)
    lines = _lines(path)[HEAD:]
    wrong = [n for n, row in _told(lines) if row[3] < 0 or row[4] < 0 or row[-2] < 0 or row[-1] < row[-2]]
    depot, *rest = _places(path, lines, wrong)
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
    return sum(float(arrays.prize[tour].sum()) for tour in tours) / _point(arrays)


def lighter(arrays: Arrays) -> Arrays:
    """The same with a point worth less way, now and then less than a way around: a peer that fares better with it gets it so."""
    return replace(arrays, prize=arrays.prize // _point(arrays) * LIGHT)


def _point(arrays: Arrays) -> int:
    return _far((float(arrays.start[0]), float(arrays.end[0]), 0, arrays.squads))


def _far(shift: tuple[float, float, int, int]) -> int:
    """The way that one point of profit is worth: further than all tours together can go."""
    start, end, _, tours = shift
    return (round(end) - round(start) + 1) * tours


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
