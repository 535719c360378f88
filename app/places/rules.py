"""How sure a place is: kinds of addresses, levels of knowledge, and where a parsed address lies."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from app.base.refusal import Fault, Kind, Refusal
from maps import places
from maps.address import Parsed
from maps.gazetteer import Division, Gazetteer, Level
from maps.points import Datum, Point, in_china, point_from


class AddressKind(StrEnum):
    """What ties a person to a place."""

    HOME = "home"
    PARENTS = "parents"
    WORK = "work"
    MARKET = "market"
    KIN = "kin"
    REGISTERED = "registered"


class Method(StrEnum):
    """How a position was come by, the surest first."""

    DOOR = "door"
    """An officer stood there."""
    HAND = "hand"
    """Somebody of the court put the pin."""
    SAME_PLACE = "same_place"
    """Another address of the same house or village group had been pinned by hand."""
    GAZETTEER = "gazetteer"
    IMPORTED = "imported"


GOOD_ENOUGH: Final = (Level.VILLAGE, Level.GROUP, Level.DOOR)
"""A squad can find a door from here; anything coarser stands on the list of addresses to be placed."""
USEFUL: Final = (Level.TOWNSHIP, *GOOD_ENOUGH)
"""A whole county is no position: it would only look like one."""


@dataclass(frozen=True, slots=True)
class Found:
    """A position with what is known of it."""

    point: Point
    level: Level
    radius_m: int
    method: Method


def locate(parsed: Parsed, gazetteer: Gazetteer) -> Found | None:
    """The deepest division of the address that has a point; nothing when only the county or less is known."""
    located = places.locate(parsed, gazetteer)
    if located is None or located.level not in USEFUL:
        return None
    return Found(located.point, located.level, located.radius_m, Method.GAZETTEER)


OUTSIDE_CITATION: Final = "ENTRUST.other_province"
"""Going to another province needs the high court's leave, unless the court there is asked to act."""


def is_outside(parsed: Parsed, gazetteer: Gazetteer) -> bool:
    """Whether the address is known to lie in another province than the court."""
    division = parsed.division
    if division is None:
        return False
    return gazetteer.above(division, Level.PROVINCE) != gazetteer.above(gazetteer.home, Level.PROVINCE)


def same_place(parsed: Parsed) -> str:
    """One text for one house or village group, however it was written; empty when no group or door is known."""
    division = parsed.division
    if division is None or not (parsed.group or parsed.detail):
        return ""
    group = parsed.group.value if parsed.group else ""
    return f"{division.code}/{group}/{''.join(parsed.detail.split())}"


def as_fields(parsed: Parsed) -> dict[str, Any]:
    """The parts of an address as they are stored and shown."""
    names = ("province", "city", "county", "township", "village", "group")
    parts = {name: part.value for name in names if (part := getattr(parsed, name))}
    rivals = [rival.name for rival in _rivals(parsed)]
    return parts | {
        "detail": parsed.detail,
        "note": parsed.note,
        "others": list(parsed.others),
        "rivals": rivals,
        "score": f"{parsed.score:.2f}",
    }


def _rivals(parsed: Parsed) -> tuple[Division, ...]:
    parts = (parsed.county, parsed.township, parsed.village)
    return tuple(rival for part in parts if part for rival in part.candidates)


def pinned(lat: float, lon: float, datum: Datum) -> Point:
    """The WGS-84 point of a pin; a pin outside China is a slip of the hand and refused by field."""
    if not in_china(lat, lon):
        wrong = (Fault("lat", "places.outside_china"), Fault("lon", "places.outside_china"))
        raise Refusal("input.invalid", Kind.INVALID, faults=wrong)
    return point_from(lat=lat, lon=lon, datum=datum)
