"""Where an address is, how long the way is, and what a point is called."""

import pytest
from geopy.exc import GeocoderQueryError
from hypothesis import given
from hypothesis import strategies as st

from maps.address import AddressReader
from maps.gazetteer import Gazetteer, Level
from maps.geocoders import GazetteerGeocoder
from maps.ground import GroundError
from maps.places import Located, locate
from maps.points import Point
from maps.travel import Travel

HILLS = st.builds(Point, lat=st.floats(35.5, 36.5), lon=st.floats(106.2, 107.0))


def placed(gazetteer: Gazetteer, raw: str) -> Located | None:
    return locate(AddressReader(gazetteer).parse(raw), gazetteer)


@pytest.mark.parametrize(
    ("raw", "level", "radius"),
    [
        ("松溪县柳河镇大塬村三组", Level.GROUP, 300),
        ("松溪县柳河镇大塬村五组", Level.VILLAGE, 1_500),
        ("松溪县柳河镇东湾村", Level.TOWNSHIP, 6_000),
        ("松溪县松树乡花石崖村", Level.COUNTY, 20_000),
        ("松溪县东湾村", Level.COUNTY, 20_000),
    ],
)
def test_an_address_is_as_exact_as_what_is_known(small: Gazetteer, raw: str, level: Level, radius: int) -> None:
    located = placed(small, raw)
    assert located is not None
    assert (located.level, located.radius_m) == (level, radius)


def test_what_is_not_known_has_no_place(small: Gazetteer) -> None:
    assert placed(small, "下落不明") is None
    assert placed(small, "竹山县北塬镇") is None


def test_a_township_without_a_point_is_placed_by_its_county(built: Gazetteer) -> None:
    located = placed(built, "彭阳县新集乡团结村")
    assert located is not None
    assert (located.level, located.radius_m) == (Level.COUNTY, 20_000)


@given(a=HILLS, b=HILLS)
def test_the_way_is_the_same_both_ways_and_longer_than_the_line(a: Point, b: Point) -> None:
    seconds, metres = Travel().matrix([a, b])
    assert seconds[0][1] == seconds[1][0]
    assert metres[0][1] == Travel().metres(b, a)
    assert seconds[0][0] == metres[1][1] == 0


def test_ten_kilometres_in_the_hills_take_almost_half_an_hour() -> None:
    a, b = Point(36.0, 106.6), Point(36.0 + 10 / 111.195, 106.6)
    assert Travel().metres(a, b) == pytest.approx(14_500, abs=2)
    assert Travel().seconds(a, b) == pytest.approx(90 + 14.5 / 34 * 3600, abs=2)
    assert Travel().label == "估算（无路网）"


@pytest.mark.parametrize("wrong", [{"detour": 0.9}, {"kmh": 0}, {"stop_overhead_s": -1}])
def test_impossible_travel_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(GroundError):
        Travel(**wrong)  # type: ignore[arg-type] # reason: the wrong value is the test


def test_the_offline_geocoder_speaks_as_geopy_does(small: Gazetteer) -> None:
    geocoder = GazetteerGeocoder(small)
    found = geocoder.geocode("松溪县柳河镇大塬村")
    assert (found.address, found.point[:2]) == ("青原省青原市松溪县柳河镇大塬村", (35.86, 106.66))
    assert found.raw == {"level": "village", "radius_m": 1500, "method": "own_point", "code": "900101100202"}
    assert geocoder.geocode("下落不明") is None
    rivals = geocoder.geocode("松溪县东湾村", exactly_one=False)
    assert [one.raw["code"] for one in rivals] == ["900101100", "900101"]


def test_a_point_is_named_by_the_deepest_division_around_it(small: Gazetteer) -> None:
    geocoder = GazetteerGeocoder(small)
    assert geocoder.reverse((35.8602, 106.6601)).raw["code"] == "900101100202-3"
    assert geocoder.reverse("35.83, 106.64").raw["code"] == "900101100"
    assert geocoder.reverse((48.0, 2.0)) is None
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse("nowhere")
