"""The divisions of the country as one court sees them: names, codes, old names, and the points that are known."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from maps.ground import GroundError
from maps.points import Point
from maps.sounds import Sounds


class Level(StrEnum):
    """How deep a division, or the knowledge of a place, goes."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    GROUP = "group"
    DOOR = "door"


SUFFIXES: Final[Mapping[Level, tuple[str, ...]]] = {
    Level.PROVINCE: ("回族自治区", "壮族自治区", "维吾尔自治区", "自治区", "省", "市"),
    Level.CITY: ("回族自治州", "自治州", "地区", "盟", "市"),
    Level.COUNTY: ("回族自治县", "自治县", "自治旗", "县", "区", "市", "旗"),
    Level.TOWNSHIP: ("街道办事处", "民族乡", "街道", "地区", "苏木", "镇", "乡"),
    Level.VILLAGE: ("社区", "嘎查", "村"),
}
SHORTEST_STEM: Final = 2


@dataclass(frozen=True, slots=True)
class Division:
    """A province, city, county, township, village, or a learned group or door, with the point it is known by, if any."""

    code: str
    name: str
    level: Level
    parent: str
    point: Point | None = None
    aliases: tuple[str, ...] = ()
    radius_m: int | None = None

    @property
    def stem(self) -> str:
        """The name without the word for its kind: 王洼 of 王洼镇; the whole name when little would be left."""
        for suffix in SUFFIXES.get(self.level, ()):
            if self.name.endswith(suffix) and len(self.name) - len(suffix) >= SHORTEST_STEM:
                return self.name.removesuffix(suffix)
        return self.name


class Gazetteer:
    """All divisions by code, by place in the tree and by name, with one home county that comes first.

    Raises GroundError `gazetteer.code_twice`, `gazetteer.parent_missing` or `gazetteer.home_missing`.
    """

    def __init__(self, divisions: Iterable[Division], *, home: str, readings: Mapping[str, str]) -> None:
        self._by_code: dict[str, Division] = {}
        self._children: dict[str, list[Division]] = defaultdict(list)
        for division in divisions:
            if division.code in self._by_code:
                raise GroundError("gazetteer.code_twice", code_of_division=division.code)
            self._by_code[division.code] = division
            self._children[division.parent].append(division)
        for parent in self._children:
            if parent and parent not in self._by_code:
                raise GroundError("gazetteer.parent_missing", parent=parent)
        if home not in self._by_code:
            raise GroundError("gazetteer.home_missing", home=home)
        self.home = self._by_code[home]
        self.sounds = Sounds(readings)
        self.readings = readings

    def __len__(self) -> int:
        return len(self._by_code)

    def __iter__(self) -> Iterator[Division]:
        return iter(self._by_code.values())

    def get(self, code: str) -> Division | None:
        """The division of that code, if there is one."""
        return self._by_code.get(code)

    def children(self, division: Division) -> list[Division]:
        """The divisions straight below this one, in the order they were given."""
        return self._children.get(division.code, [])

    def parent(self, division: Division) -> Division | None:
        """The division straight above."""
        return self._by_code.get(division.parent)

    def chain(self, division: Division) -> list[Division]:
        """The division and all above it, the deepest first."""
        found: Division | None = division
        upward = []
        while found:
            upward.append(found)
            found = self.parent(found)
        return upward

    def above(self, division: Division, level: Level) -> Division | None:
        """The division of that level which holds this one, or itself."""
        return next((one for one in self.chain(division) if one.level is level), None)

    def villages(self, county: Division) -> list[Division]:
        """Every village and community of a county."""
        return [village for town in self.children(county) for village in self.children(town)]

    def of_level(self, level: Level) -> list[Division]:
        """Every division of one level."""
        return [division for division in self if division.level is level]

    def nearness(self, division: Division) -> int:
        """How close to home: 0 in the home county, 1 in its city, 2 in its province, 3 elsewhere."""
        for rank, home in enumerate(self._home_chain):
            if home in self.chain(division):
                return rank
        return len(self._home_chain)

    @cached_property
    def _home_chain(self) -> list[Division]:
        return self.chain(self.home)

    @cached_property
    def _search_keys(self) -> list[tuple[str, int, str]]:
        """Sorted (key, nearness, code): name, old names, full pinyin and initials of all in the home province."""
        keys = set()
        home_province = self._home_chain[-1]
        for division in self:
            if division.level is not Level.PROVINCE and home_province not in self.chain(division):
                continue
            rank = self.nearness(division)
            for key in self._keys_of(division):
                keys.add((key, rank, division.code))
        return sorted(keys)

    def _keys_of(self, division: Division) -> Iterator[str]:
        for name in (division.name, *division.aliases):
            yield name
            for syllables in self.sounds.spellings(name):
                yield "".join(syllables)
                yield "".join(syllable[0] for syllable in syllables)

    def search(self, wanted: str, *, limit: int = 10) -> list[Division]:
        """Divisions whose name, old name, full pinyin or pinyin initials begin so; the nearest and shortest come first."""
        prefix = "".join(wanted.split()).lower().replace("'", "")
        if not prefix or limit < 1:
            return []
        keys = self._search_keys
        found: dict[str, tuple[int, int, str]] = {}
        at = bisect_left(keys, (prefix, -1, ""))
        while at < len(keys) and keys[at][0].startswith(prefix):
            key, rank, code = keys[at]
            found[code] = min(found.get(code, (rank, len(key), code)), (rank, len(key), code))
            at += 1
        best = sorted(found.values())[:limit]
        return [self._by_code[code] for _, _, code in best]
