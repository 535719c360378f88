"""Times by road from a service or a file of the court's own: `matrix(points)` and `between(starts, goals)`; cells may be missing.

A cell that a source does not know is None; the caller falls back to the estimate for it and says so. Ways need not be the same
both ways. No request is made but to the address the court set, and that address must lie in its own network.
"""

import csv
import ipaddress
import json
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol, TypeAlias

from maps.ground import GroundError
from maps.points import Point

Way: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""From where to where, rounded."""
Cells: TypeAlias = list[list[int | None]]
"""Whole seconds or metres from each point (row) to each (column); None where nothing is known."""
TIMEOUT_S: Final = 10.0
AT_ONCE: Final = 100
"""Points in one question of one side: what the services take by default."""
LARGEST: Final = 20_000_000
PLACES: Final = 4
"""Decimals by which a file's points are matched: about ten metres."""


class RoadTimes(Protocol):
    """Where times by road come from."""

    @property
    def name(self) -> str:
        """What its answers are kept under."""
        ...

    def matrix(self, points: Sequence[Point]) -> tuple[Cells, Cells]:
        """Seconds and metres; a GroundError (`roads.*`) when it does not answer or answers nonsense."""
        ...

    def between(self, starts: Sequence[Point], goals: Sequence[Point]) -> tuple[Cells, Cells]:
        """The same from each start (row) to each goal (column): what is new on a morning, and no more."""
        ...


def rounded(point: Point) -> tuple[float, float]:
    """A point as a file or a store knows it again."""
    return round(point.lat, PLACES), round(point.lon, PLACES)


def own_network(address: str) -> str:
    """The address as it was given; a GroundError when it is no http address of the court's own network."""
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise GroundError("roads.address", address=address)
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(parts.hostname, parts.port or 80)}
    except OSError as unknown:
        raise GroundError("roads.address", address=address) from unknown
    if not all(ipaddress.ip_address(one).is_private for one in found):
        raise GroundError("roads.outside", address=address)
    return address.rstrip("/")


@dataclass(frozen=True)
class Osrm:
    """The `table` service of OSRM."""

    address: str
    name: str = "osrm"
    patience_s: float = TIMEOUT_S

    def matrix(self, points: Sequence[Point]) -> tuple[Cells, Cells]:
        """All pairs."""
        return self.between(points, points)

    def between(self, starts: Sequence[Point], goals: Sequence[Point]) -> tuple[Cells, Cells]:
        """Ask block by block."""
        return _blocks(starts, goals, self._block)

    def _block(self, starts: Sequence[Point], goals: Sequence[Point]) -> tuple[Any, Any]:
        every = [*starts, *goals]
        where = ";".join(f"{one.lon:.6f},{one.lat:.6f}" for one in every)
        sources = ";".join(map(str, range(len(starts))))
        targets = ";".join(map(str, range(len(starts), len(every))))
        query = f"sources={sources}&destinations={targets}&annotations=duration,distance"
        told = _asked(f"{own_network(self.address)}/table/v1/driving/{where}?{query}", patience_s=self.patience_s)
        return told.get("durations"), told.get("distances")


@dataclass(frozen=True)
class Valhalla:
    """The `sources_to_targets` service of Valhalla; its kilometres become metres."""

    address: str
    name: str = "valhalla"
    patience_s: float = TIMEOUT_S

    def matrix(self, points: Sequence[Point]) -> tuple[Cells, Cells]:
        """All pairs."""
        return self.between(points, points)

    def between(self, starts: Sequence[Point], goals: Sequence[Point]) -> tuple[Cells, Cells]:
        """Ask block by block."""
        return _blocks(starts, goals, self._block)

    def _block(self, starts: Sequence[Point], goals: Sequence[Point]) -> tuple[Any, Any]:
        question = {"sources": _lat_lon(starts), "targets": _lat_lon(goals), "costing": "auto", "units": "kilometers"}
        told = _asked(f"{own_network(self.address)}/sources_to_targets", question, patience_s=self.patience_s)
        rows = told.get("sources_to_targets")
        if not isinstance(rows, list):
            raise GroundError("roads.answer", source=self.name)
        times = [[cell.get("time") if cell else None for cell in row] for row in rows]
        lengths = [[_thousand(cell.get("distance")) if cell else None for cell in row] for row in rows]
        return times, lengths


@dataclass(frozen=True)
class GraphHopper:
    """The `matrix` service of GraphHopper."""

    address: str
    name: str = "graphhopper"
    patience_s: float = TIMEOUT_S

    def matrix(self, points: Sequence[Point]) -> tuple[Cells, Cells]:
        """All pairs."""
        return self.between(points, points)

    def between(self, starts: Sequence[Point], goals: Sequence[Point]) -> tuple[Cells, Cells]:
        """Ask block by block."""
        return _blocks(starts, goals, self._block)

    def _block(self, starts: Sequence[Point], goals: Sequence[Point]) -> tuple[Any, Any]:
        question = {
            "from_points": [[one.lon, one.lat] for one in starts],
            "to_points": [[one.lon, one.lat] for one in goals],
            "profile": "car",
            "out_arrays": ["times", "distances"],
            "fail_fast": False,
        }
        told = _asked(f"{own_network(self.address)}/matrix", question, patience_s=self.patience_s)
        return told.get("times"), told.get("distances")


@dataclass(frozen=True)
class MatrixFile:
    """A CSV file of the court: from_lat, from_lon, to_lat, to_lon, seconds, metres; holes are allowed."""

    path: Path
    name: str = "file"

    def matrix(self, points: Sequence[Point]) -> tuple[Cells, Cells]:
        """All pairs."""
        return self.between(points, points)

    def between(self, starts: Sequence[Point], goals: Sequence[Point]) -> tuple[Cells, Cells]:
        """What the file says of these points."""
        try:
            stamp = self.path.stat()
        except OSError as unreadable:
            raise GroundError("roads.file", path=str(self.path)) from unreadable
        known = _read(self, stamp.st_mtime_ns, stamp.st_size)
        heads, tails = [rounded(one) for one in starts], [rounded(one) for one in goals]
        cells = [[(0, 0) if a == b else known.get((a, b)) for b in tails] for a in heads]
        return (
            [[cell[0] if cell else None for cell in row] for row in cells],
            [[cell[1] if cell else None for cell in row] for row in cells],
        )

    def rows(self) -> Iterator[tuple[Way, tuple[int, int]]]:
        """Every way the file tells; a GroundError names the file, or the row that is wrong."""
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                for number, row in enumerate(csv.DictReader(file), 2):
                    yield self._row(number, row)
        except (OSError, UnicodeDecodeError) as unreadable:
            raise GroundError("roads.file", path=str(self.path)) from unreadable

    def _row(self, number: int, row: dict[str, str]) -> tuple[Way, tuple[int, int]]:
        try:
            ends = tuple(rounded(Point(float(row[f"{end}_lat"]), float(row[f"{end}_lon"]))) for end in ("from", "to"))
            return (ends[0], ends[1]), (_whole(row["seconds"]), _whole(row["metres"]))
        except (KeyError, ValueError, TypeError, OverflowError, GroundError) as wrong:
            raise GroundError("roads.row", path=str(self.path), row=number) from wrong


@lru_cache(maxsize=2)
def _read(file: MatrixFile, _changed_ns: int, _size: int) -> dict[Way, tuple[int, int]]:
    """The file as it is now: read once for as long as nobody changes it."""
    return dict(file.rows())


def _blocks(starts: Sequence[Point], goals: Sequence[Point], ask: Any) -> tuple[Cells, Cells]:
    """Ask for all pairs, so many of either side at once, and read what came as whole numbers or holes."""
    seconds: Cells = [[None] * len(goals) for _ in starts]
    metres: Cells = [[None] * len(goals) for _ in starts]
    for top in range(0, len(starts), AT_ONCE):
        for left in range(0, len(goals), AT_ONCE):
            some, others = starts[top : top + AT_ONCE], goals[left : left + AT_ONCE]
            for table, told in zip((seconds, metres), ask(some, others), strict=True):
                for row, numbers in enumerate(_shaped(told, len(some), len(others))):
                    table[top + row][left : left + len(others)] = numbers
    for row, start in enumerate(starts):
        for column, goal in enumerate(goals):
            if start == goal:
                seconds[row][column] = metres[row][column] = 0
    return seconds, metres


def _shaped(told: Any, rows: int, columns: int) -> Cells:
    """A table of that shape; anything that is no number of sense becomes a hole, a wrong shape a GroundError."""
    if (
        not isinstance(told, list)
        or len(told) != rows
        or any(not isinstance(row, list) or len(row) != columns for row in told)
    ):
        raise GroundError("roads.answer", source="")
    return [[_cell(value) for value in row] for row in told]


def _cell(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LARGEST:
        return None
    return round(value)


def _whole(text: str) -> int:
    number = round(float(text))
    if not 0 <= number <= LARGEST:
        raise ValueError(text)
    return number


def _thousand(kilometres: Any) -> Any:
    return kilometres * 1000 if isinstance(kilometres, int | float) else None


def _lat_lon(points: Sequence[Point]) -> list[dict[str, float]]:
    return [{"lat": one.lat, "lon": one.lon} for one in points]


def _asked(address: str, question: Any = None, *, patience_s: float) -> dict[str, Any]:
    """The JSON answer to one question; no proxy, no redirect to elsewhere is followed."""
    body = None if question is None else json.dumps(question).encode()
    asked = urllib.request.Request(address, data=body, headers={"Content-Type": "application/json"})  # noqa: S310 - own_network looked at it
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())
    try:
        with opener.open(asked, timeout=patience_s) as answer:
            told = json.loads(answer.read(50_000_000))
    except (OSError, ValueError) as silent:
        raise GroundError("roads.silent", address=address.split("?", maxsplit=1)[0][:120]) from silent
    if not isinstance(told, dict):
        raise GroundError("roads.answer", source=address[:60])
    return told


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is an error: nobody is sent elsewhere."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        """Follow none."""
        return
