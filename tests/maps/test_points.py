"""One point, three systems of coordinates."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.ground import GroundError
from maps.points import Datum, Point, great_circle_metres, pair_for, point_from
from tests.maps.conftest import VECTORS

DATUM = json.loads((VECTORS / "datum.json").read_text(encoding="utf-8"))
NINGXIA = {"lat": st.floats(35.2, 39.4), "lon": st.floats(104.2, 107.7)}
CHINA = {"lat": st.floats(18.0, 53.0), "lon": st.floats(73.5, 135.0)}


@pytest.mark.parametrize("vector", DATUM["vectors"], ids=lambda vector: str(vector["wgs84"]))
def test_known_places_convert_to_the_published_numbers(vector: dict[str, list[float]]) -> None:
    point = Point(*vector["wgs84"])
    for datum in Datum:
        assert pair_for(point, datum) == pytest.approx(vector[datum], abs=1e-6)
        back = point_from(lat=vector[datum][0], lon=vector[datum][1], datum=datum)
        assert great_circle_metres(point, back) < 0.3


@given(**CHINA)
def test_gcj_and_back_is_the_same_millimetre(lat: float, lon: float) -> None:
    point = Point(lat, lon)
    there = pair_for(point, Datum.GCJ02)
    assert great_circle_metres(point, point_from(lat=there[0], lon=there[1], datum=Datum.GCJ02)) < 0.001


@given(**NINGXIA)
def test_baidu_and_back_is_within_a_step(lat: float, lon: float) -> None:
    point = Point(lat, lon)
    there = pair_for(point, Datum.BD09)
    assert great_circle_metres(point, point_from(lat=there[0], lon=there[1], datum=Datum.BD09)) < 0.2


@given(**NINGXIA)
def test_a_wrong_system_is_wrong_by_hundreds_of_metres(lat: float, lon: float) -> None:
    shifted = Point(*pair_for(Point(lat, lon), Datum.GCJ02))
    assert 100 < great_circle_metres(Point(lat, lon), shifted) < 1000


@pytest.mark.parametrize("pair", DATUM["outside_china"])
def test_outside_china_all_systems_agree(pair: list[float]) -> None:
    for datum in Datum:
        assert pair_for(Point(*pair), datum) == tuple(pair)
        assert point_from(lat=pair[0], lon=pair[1], datum=datum) == Point(*pair)


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (-90.1, 0), (0, 181), (math.nan, 0), (0, math.inf)])
def test_a_point_off_the_earth_is_refused(lat: float, lon: float) -> None:
    with pytest.raises(GroundError) as refused:
        Point(lat, lon)
    assert refused.value.code == "point.outside_the_earth"


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert great_circle_metres(Point(35, 106), Point(36, 106)) == pytest.approx(111_195, abs=1)
    assert great_circle_metres(Point(35, 106), Point(35, 106)) == 0
