"""Where detained persons are brought: the custody places (拘留所) the court named with their positions and hours, and where they are examined first. Pure."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Final

from maps.ground import GroundError
from maps.points import Point

MOST: Final = 10
EXAMINED: Final = "体检"
"""A line that begins with it is where people are examined before they are admitted."""
_LINE: Final = re.compile(
    r"(?P<name>.{1,40}?)\s+(?P<lat>\d{1,2}\.\d{3,8})\s*[,，]\s*(?P<lon>\d{1,3}\.\d{3,8})"
    r"(?:\s+(?P<opens>\d{1,2}:\d{2})\s*[-–至]\s*(?P<closes>\d{1,2}:\d{2}))?"
)


class NoCustodyPlaceError(ValueError):
    """A line that names no place."""


@dataclass(frozen=True, slots=True)
class CustodyPlace:
    """Where a detained person is brought: its position, and from when to when people are admitted; both None: at any hour."""

    name: str
    point: Point
    opens: time | None = None
    closes: time | None = None
    examines: bool = False
    """Whether people are only examined here (体检), on the way to the custody place."""


def read_custody_places(text: str) -> tuple[CustodyPlace, ...]:
    """One place a line: name, latitude and longitude (WGS-84), the hours of admission if they are known.

    Such as `彭阳县拘留所 35.8452,106.6501 8:00-20:00` or `体检 彭阳县人民医院 35.8500,106.6400`. Raises NoCustodyPlaceError.
    """
    found = tuple(_place(line.strip()) for line in text.splitlines() if line.strip())
    if len(found) > MOST or (found and all(one.examines for one in found)):
        raise NoCustodyPlaceError(text)
    return found


def _place(line: str) -> CustodyPlace:
    examines = line.startswith(EXAMINED)
    read = _LINE.fullmatch(line.removeprefix(EXAMINED).strip())
    if read is None:
        raise NoCustodyPlaceError(line)
    try:
        point = Point(float(read["lat"]), float(read["lon"]))
        opens, closes = (_hour(read[name]) for name in ("opens", "closes"))
    except (ValueError, GroundError):
        raise NoCustodyPlaceError(line) from None
    if opens and closes and opens >= closes:
        raise NoCustodyPlaceError(line)
    return CustodyPlace(read["name"].strip(), point, opens, closes, examines)


def _hour(text: str | None) -> time | None:
    if text is None:
        return None
    hours, _colon, minutes = text.partition(":")
    return time(int(hours), int(minutes))
