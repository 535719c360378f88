"""A small county of our own, and the gazetteer that set-up built."""

from pathlib import Path

import pytest

from maps.address import AddressReader
from maps.gazetteer import Division, Gazetteer, Level
from maps.gazetteer_file import read_gazetteer
from maps.points import Point
from maps.readings import readings_of

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "tests" / "vectors"
BUILT = ROOT / ".setup" / "gazetteer.json.gz"

P, C, K, T, V = Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE
DIVISIONS = (
    Division("90", "青原省", P, ""),
    Division("9001", "青原市", C, "90"),
    Division("900101", "松溪县", K, "9001", Point(35.80, 106.60)),
    Division("900101100", "柳河镇", T, "900101", Point(35.85, 106.65), ("石桥乡",)),
    Division("900101100201", "东湾村", V, "900101100"),
    Division("900101100202", "大塬村", V, "900101100", Point(35.86, 106.66)),
    Division("900101100202-3", "3", Level.GROUP, "900101100202", Point(35.861, 106.661), radius_m=300),
    Division("900101100203", "和平街社区", V, "900101100"),
    Division("900101101", "松树乡", T, "900101"),
    Division("900101101201", "东湾村", V, "900101101"),
    Division("900101101202", "花石崖村", V, "900101101"),
    Division("900102", "竹山县", K, "9001"),
    Division("900102100", "北塬镇", T, "900102"),
)


@pytest.fixture(scope="session")
def small() -> Gazetteer:
    """An invented county with two townships."""
    names = "".join(name for one in DIVISIONS for name in (one.name, *one.aliases))
    return Gazetteer(DIVISIONS, home="900101", readings=readings_of(names + "冬弯源原"))


@pytest.fixture(scope="session")
def built() -> Gazetteer:
    """The gazetteer of set-up; without it the tests fail, they do not skip."""
    return read_gazetteer(BUILT)


@pytest.fixture(scope="session")
def reader(built: Gazetteer) -> AddressReader:
    """A reader over the whole gazetteer."""
    return AddressReader(built)
