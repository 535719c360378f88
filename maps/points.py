"""Points on the earth, and the three coordinate systems in use in China.

Inside the program every point is WGS-84. GCJ-02 (AMap, Tencent) and BD-09 (Baidu) exist only at the edge: an offset of some
390 m in the hills of southern Ningxia, enough to send a squad to the wrong village group.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from maps.ground import GroundError

EARTH_RADIUS_M: Final = 6_371_008.8
KRASOVSKY_A: Final = 6_378_245.0
KRASOVSKY_E2: Final = 0.00669342162296594323
POLE: Final = 90.0
DATE_LINE: Final = 180.0
BAIDU_PI: Final = math.pi * 3000.0 / 180.0
INVERSE_ROUNDS: Final = 4
CHINA_LAT: Final = (0.8293, 55.8271)
CHINA_LON: Final = (72.004, 137.8347)


class Datum(StrEnum):
    """The coordinate system a pair of numbers was written in."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth in WGS-84 degrees."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (abs(self.lat) <= POLE and abs(self.lon) <= DATE_LINE):
            raise GroundError("point.outside_the_earth", lat=self.lat, lon=self.lon)


def point_from(*, lat: float, lon: float, datum: Datum) -> Point:
    """The WGS-84 point that a pair of numbers of that datum means."""
    checked = Point(lat, lon)
    match datum:
        case Datum.WGS84:
            return checked
        case Datum.GCJ02:
            return Point(*_wgs_from_gcj(lat, lon))
        case Datum.BD09:
            return Point(*_wgs_from_gcj(*_gcj_from_bd(lat, lon)))


def pair_for(point: Point, datum: Datum) -> tuple[float, float]:
    """Latitude and longitude of a point as another system writes them."""
    match datum:
        case Datum.WGS84:
            return point.lat, point.lon
        case Datum.GCJ02:
            return _gcj_from_wgs(point.lat, point.lon)
        case Datum.BD09:
            return _bd_from_gcj(*_gcj_from_wgs(point.lat, point.lon))


def great_circle_metres(a: Point, b: Point) -> float:
    """The length of the shortest way over the globe, in metres (haversine, mean earth radius)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = math.sin((lat_b - lat_a) / 2)
    half_lon = math.sin(math.radians(b.lon - a.lon) / 2)
    chord = half_lat**2 + math.cos(lat_a) * math.cos(lat_b) * half_lon**2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


def in_china(lat: float, lon: float) -> bool:
    """Whether the offset systems apply: the usual box; outside it all three agree."""
    return CHINA_LAT[0] <= lat <= CHINA_LAT[1] and CHINA_LON[0] <= lon <= CHINA_LON[1]


def _waves(x: float) -> float:
    return (20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)) * 2.0 / 3.0


def _offset_lat(x: float, y: float) -> float:
    swell = (20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    tide = (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0)) * 2.0 / 3.0
    plain = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    return plain + _waves(x) + swell + tide


def _offset_lon(x: float, y: float) -> float:
    swell = (20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    tide = (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2.0 / 3.0
    plain = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    return plain + _waves(x) + swell + tide


def _gcj_from_wgs(lat: float, lon: float) -> tuple[float, float]:
    if not in_china(lat, lon):
        return lat, lon
    x, y, radians = lon - 105.0, lat - 35.0, math.radians(lat)
    flat = 1 - KRASOVSKY_E2 * math.sin(radians) ** 2
    metre_lat = math.pi * KRASOVSKY_A * (1 - KRASOVSKY_E2) / (flat * math.sqrt(flat))
    metre_lon = math.pi * KRASOVSKY_A / math.sqrt(flat) * math.cos(radians)
    return lat + _offset_lat(x, y) * 180.0 / metre_lat, lon + _offset_lon(x, y) * 180.0 / metre_lon


def _wgs_from_gcj(lat: float, lon: float) -> tuple[float, float]:
    """The fixed point of w = w + (g - forward(w)); four rounds leave well under a millimetre."""
    wgs_lat, wgs_lon = lat, lon
    for _ in range(INVERSE_ROUNDS):
        there_lat, there_lon = _gcj_from_wgs(wgs_lat, wgs_lon)
        wgs_lat, wgs_lon = wgs_lat + lat - there_lat, wgs_lon + lon - there_lon
    return wgs_lat, wgs_lon


def _bd_from_gcj(lat: float, lon: float) -> tuple[float, float]:
    if not in_china(lat, lon):
        return lat, lon
    radius = math.hypot(lon, lat) + 0.00002 * math.sin(lat * BAIDU_PI)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * BAIDU_PI)
    return radius * math.sin(angle) + 0.006, radius * math.cos(angle) + 0.0065


def _gcj_from_bd(lat: float, lon: float) -> tuple[float, float]:
    if not in_china(lat, lon):
        return lat, lon
    x, y = lon - 0.0065, lat - 0.006
    radius = math.hypot(x, y) - 0.00002 * math.sin(y * BAIDU_PI)
    angle = math.atan2(y, x) - 0.000003 * math.cos(x * BAIDU_PI)
    return radius * math.sin(angle), radius * math.cos(angle)
