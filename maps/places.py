"""Where an address is, and how far off that may be: never an exact-looking point for a guess."""

import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from maps.address import Parsed
from maps.gazetteer import Division, Gazetteer, Level
from maps.points import Point

RADIUS_M: Final[Mapping[Level, int]] = {
    Level.COUNTY: 20_000,
    Level.TOWNSHIP: 6_000,
    Level.VILLAGE: 1_500,
    Level.GROUP: 400,
    Level.DOOR: 30,
}
ENOUGH_CHILDREN: Final = 3


class Placing(StrEnum):
    """How a point was come by."""

    OWN_POINT = "own_point"
    MIDDLE_OF_CHILDREN = "middle_of_children"


@dataclass(frozen=True, slots=True)
class Located:
    """A point, the level it stands for, the metres it may be off, how it was come by, and the division it is the point of."""

    point: Point
    level: Level
    radius_m: int
    method: Placing
    division: Division


def locate(parsed: Parsed, gazetteer: Gazetteer) -> Located | None:
    """The best known point of an address: its door or group if learned, else the deepest division that has a point.

    None when not even the county is known, or has no point.
    """
    if parsed.division is None:
        return None
    for division in (*_learned(parsed, gazetteer), *gazetteer.chain(parsed.division)):
        located = _place(division, gazetteer)
        if located:
            return located
    return None


def _learned(parsed: Parsed, gazetteer: Gazetteer) -> list[Division]:
    """Door and group below the village, where the court has learned them, the deepest first."""
    found: list[Division] = []
    above = parsed.division
    if above is None or above.level is not Level.VILLAGE:
        return found
    for name in (parsed.group.value if parsed.group else "", parsed.detail):
        below = next((one for one in gazetteer.children(above) if name and one.name == name), None)
        if below:
            found.insert(0, below)
            above = below
    return found


def _place(division: Division, gazetteer: Gazetteer) -> Located | None:
    radius = division.radius_m or RADIUS_M.get(division.level)
    if radius is None:
        return None
    if division.point:
        return Located(division.point, division.level, radius, Placing.OWN_POINT, division)
    points = [child.point for child in gazetteer.children(division) if child.point]
    if division.level is Level.COUNTY or len(points) < ENOUGH_CHILDREN:
        return None
    middle = Point(
        statistics.median(point.lat for point in points),
        statistics.median(point.lon for point in points),
    )
    return Located(middle, division.level, radius, Placing.MIDDLE_OF_CHILDREN, division)
