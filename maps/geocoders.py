"""The gazetteer behind geopy's interface: online and offline geocoders are interchangeable. No request is made."""

from dataclasses import replace
from typing import Any, Final

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point as GeopyPoint

from maps.address import AddressReader, Parsed
from maps.gazetteer import Division, Gazetteer, Level
from maps.places import RADIUS_M, Located, locate
from maps.points import Point, great_circle_metres

DEEP_FIRST: Final = (Level.DOOR, Level.GROUP, Level.VILLAGE, Level.TOWNSHIP, Level.COUNTY)


class GazetteerGeocoder(Geocoder):  # type: ignore[misc] # reason: geopy carries no types
    """Finds addresses in, and names points from, one gazetteer. `raw` says level, radius in metres, method and division code."""

    def __init__(self, gazetteer: Gazetteer, *, reader: AddressReader | None = None) -> None:
        super().__init__()
        self._gazetteer = gazetteer
        self._reader = reader or AddressReader(gazetteer)

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: object = None) -> Any:
        """The place of an address, or None. An ambiguous village gives all its places when `exactly_one` is false."""
        del timeout  # part of geopy's interface; nothing is waited for
        parsed = self._reader.parse(query)
        located = locate(parsed, self._gazetteer)
        if exactly_one:
            return self._location(located) if located else None
        rivals = self._rivals(parsed)
        return [self._location(one) for one in rivals or filter(None, [located])] or None

    def reverse(self, query: Any, *, exactly_one: bool = True, timeout: object = None) -> Any:
        """The divisions near a point, the deepest and nearest first; None when it lies in none that is known."""
        del timeout
        try:
            asked = GeopyPoint(query)
        except ValueError as unreadable:
            raise GeocoderQueryError(str(unreadable)) from unreadable
        found = self._around(Point(asked.latitude, asked.longitude))
        if not found:
            return None
        return found[0] if exactly_one else found

    def _rivals(self, parsed: Parsed) -> list[Located]:
        village = parsed.village
        if village is None or not village.candidates:
            return []
        meant = (replace(parsed, village=replace(village, division=one)) for one in village.candidates)
        places = (locate(one, self._gazetteer) for one in meant)
        return [place for place in places if place]

    def _around(self, point: Point) -> list[Location]:
        near: list[tuple[int, float, Division]] = []
        for division in self._gazetteer:
            if division.point is None or division.level not in RADIUS_M:
                continue
            away = great_circle_metres(point, division.point)
            if away <= (division.radius_m or RADIUS_M[division.level]):
                near.append((DEEP_FIRST.index(division.level), away, division))
        near.sort(key=lambda one: one[:2])
        return [self._named(division, away) for _, away, division in near]

    def _named(self, division: Division, away: float) -> Location:
        point = division.point
        return Location(
            self._words(division), point and (point.lat, point.lon), {"code": division.code, "metres": round(away)}
        )

    def _location(self, located: Located) -> Location:
        raw = {
            "level": located.level.value,
            "radius_m": located.radius_m,
            "method": located.method.value,
            "code": located.division.code,
        }
        return Location(self._words(located.division), (located.point.lat, located.point.lon), raw)

    def _words(self, division: Division) -> str:
        return "".join(one.name for one in reversed(self._gazetteer.chain(division)))
