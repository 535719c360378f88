"""Below the county: township and village, by name, old name, sound or slip of the pen; in doubt, nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from maps.address_group import is_group_next
from maps.address_names import (
    COMMUNITY_WORDS,
    VILLAGE_WORDS,
    Match,
    Method,
    Names,
    names_of_county,
    names_of_villages,
    nearest_by_sound,
)
from maps.address_upper import BETWEEN
from maps.gazetteer import Division, Gazetteer, Level

TOWNSHIP_TOKEN: Final = re.compile(r"(?P<name>[\u3400-\u9fff]{1,5}?)(?:街道办事处|街道办|街道|人民公社|公社|镇|乡)")
VILLAGE_TOKEN: Final = re.compile("|".join(sorted((*VILLAGE_WORDS, "小区"), key=len, reverse=True)))
PLACES_OF_A_TOWN: Final = re.compile(
    r"(?:煤矿|矿区|中学|小学|中心|卫生院|派出所|法庭|街上|老街|街道|集镇|集市|街|镇区|医院|加油站|信用社|供销社|粮库|粮站|政府|乡政府|镇政府|敬老院|养老院|汽车站|车站)"
)
OF_A_PEOPLE: Final = re.compile(r"(?:回|东乡|藏|蒙古|满|土|裕固|保安|撒拉)族$")
UNKNOWN_VILLAGE: Final = re.compile(r"(?!.{0,3}[路街巷园])[\u3400-\u9fff]{2,3}(?:村|社区|大队)")
TELLING: Final = 3
LONGEST_VILLAGE: Final = 8
REMEMBERED: Final = 512


@dataclass(frozen=True)
class Lower:
    """Township and village as far as they are sure, how they were read and where the rest begins."""

    at: int = 0
    township: Match | None = None
    village: Match | None = None
    places: dict[Level, tuple[int, int]] = field(default_factory=dict)


class LowerNames:
    """The townships and villages of every county, indexed when they are first asked for."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._townships = lru_cache(REMEMBERED)(self._townships_of)
        self._villages = lru_cache(REMEMBERED)(self._villages_of)
        self._everywhere: Names | None = None

    def read(self, text: str, county: Division) -> Lower:
        """Township and village at the start of a text about one county."""
        text, skipped = _skip(text)
        full, bare = self._townships(county.code)
        ways: tuple[Callable[[], Lower | None], ...] = (
            lambda: self._village_alone(text, county, sure=True),
            lambda: self._under(text, county, _first(full.at_start(text))),
            lambda: self._under(text, county, self._typed_township(text, county)),
            lambda: self._shortened(text, county, bare),
            lambda: self._village_alone(text, county, sure=False),
        )
        found = next((lower for way in ways if (lower := way()) is not None), Lower())
        return _shifted(found, skipped)

    def township_anywhere(self, text: str, within: Division) -> Match | None:
        """A township written in full that exists once in a city or province: its county need not be written."""
        if self._everywhere is None:
            self._everywhere = Names()
            for town in self._gazetteer.of_level(Level.TOWNSHIP):
                if self._gazetteer.nearness(town) <= len(Level):
                    self._everywhere.add(town.name, town, Method.EXACT)
        for match in self._everywhere.at_start(text):
            inside = tuple(one for one in match.divisions if within in self._gazetteer.chain(one))
            if inside:
                return replace(match, divisions=inside)
        return None

    def _townships_of(self, county_code: str) -> tuple[Names, Names]:
        county = self._gazetteer.get(county_code)
        return names_of_county(self._gazetteer, county) if county else (Names(), Names())

    def _villages_of(self, code: str) -> tuple[Names, Names]:
        """Of one township, or of all townships of a county."""
        division = self._gazetteer.get(code)
        if division is None:
            return Names(), Names()
        below = (
            self._gazetteer.villages(division) if division.level is Level.COUNTY else self._gazetteer.children(division)
        )
        return names_of_villages(below)

    def _typed_township(self, text: str, county: Division) -> Match | None:
        for token in (TOWNSHIP_TOKEN.match(text), re.match(r"(?P<name>[\u3400-\u9fff]{2,4})[乡镇]", text)):
            name = OF_A_PEOPLE.sub("", token["name"]) if token else ""
            match = nearest_by_sound(self._gazetteer, name, self._gazetteer.children(county)) if name else None
            if token and match and (match.method is Method.SOUND or len(name) > len("乡镇")):
                return replace(match, length=token.end())
        return None

    def _under(self, text: str, county: Division, township: Match | None) -> Lower | None:
        """A township that was read, and the village after it."""
        if township is None or township.only is None:
            return None
        rest, skipped = _skip(text[township.length :])
        village, length = self._village(rest, township.only.code)
        start = township.length + skipped
        if village is None and township.method not in (Method.EXACT, Method.STEM):
            # Townships were merged and redrawn: a village written under an old name may lie in another one today.
            village, length = self._village_written(rest, county.code)
            township = replace(_town_of(self._gazetteer, village) or township, length=township.length)
        places = {Level.TOWNSHIP: (0, township.length)}
        if village is None:
            return Lower(start, township, None, places)
        return Lower(start + length, township, village, places | {Level.VILLAGE: (start, start + length)})

    def _shortened(self, text: str, county: Division, bare: Names) -> Lower | None:
        """A township without its 镇 or 乡: believed when a village, nothing, or a place of any town follows."""
        for township in bare.at_start(text):
            lower = self._under(text, county, township)
            rest = text[township.length :]
            if lower and (lower.village or _ends(rest) or PLACES_OF_A_TOWN.match(rest) or UNKNOWN_VILLAGE.match(rest)):
                return lower
        return None

    def _village_alone(self, text: str, county: Division, *, sure: bool) -> Lower | None:
        """A village without its township: the township follows when the name exists once in the county."""
        village, length = self._village_written(text, county.code) if sure else self._village(text, county.code)
        if village is None:
            return None
        return Lower(length, _town_of(self._gazetteer, village), village, {Level.VILLAGE: (0, length)})

    def _village_written(self, text: str, code: str) -> tuple[Match | None, int]:
        """A village written in full, letter for letter."""
        match = _first(self._villages(code)[0].at_start(text))
        return (match, match.length) if match and match.method is not Method.STEM else (None, 0)

    def _village(self, text: str, code: str) -> tuple[Match | None, int]:
        """A village written in full, with a slip, or without its 村 where nothing or a group follows."""
        full, bare = self._villages(code)
        division = self._gazetteer.get(code)
        if division is None:
            return None, 0
        alone = division.level is Level.COUNTY
        match = _first(full.at_start(text))
        if match and not (alone and match.method is Method.STEM):
            return match, match.length
        candidates = self._gazetteer.villages(division) if alone else self._gazetteer.children(division)
        for token in VILLAGE_TOKEN.finditer(text[: LONGEST_VILLAGE + len("村民委员会")]):
            match = nearest_by_sound(self._gazetteer, text[: token.start()], candidates)
            if (
                match
                and _same_kind(match, token[0])
                and (match.method is Method.SOUND or self._is_slip(text, division))
            ):
                return match, token.end()
        return self._village_shortened(text, bare, candidates, alone=alone)

    def _is_slip(self, text: str, town: Division) -> bool:
        """Whether a name that fits badly may still be a slip: not without its township, nor when the county has just this name."""
        return town.level is Level.TOWNSHIP and not self._villages(town.parent)[0].at_start(text)

    def _village_shortened(
        self, text: str, bare: Names, candidates: list[Division], *, alone: bool
    ) -> tuple[Match | None, int]:
        for match in bare.at_start(text):
            ends = _ends(text[match.length :]) and (not alone or match.length >= TELLING)
            if ends or is_group_next(text[match.length :]):
                return match, match.length
        for length in range(2, 5):
            if is_group_next(text[length:]) or (not alone and len(text) >= length and _ends(text[length:])):
                near = nearest_by_sound(self._gazetteer, text[:length], candidates)
                if near and near.method is Method.SOUND and _same_kind(near, "村"):
                    return near, length
        return None, 0


def _same_kind(match: Match, word: str) -> bool:
    """Whether the word written after a name fits the division found: 社区 for a community, 村 for a village."""
    return all(one.name.endswith("社区") == (word in COMMUNITY_WORDS) for one in match.divisions) and word != "小区"


def _town_of(gazetteer: Gazetteer, village: Match | None) -> Match | None:
    """The township that a village without doubt lies in."""
    only = village.only if village else None
    town = gazetteer.parent(only) if only else None
    return Match((town,), Method.INFERRED, 0) if town else None


def _first(matches: list[Match]) -> Match | None:
    return matches[0] if matches else None


def _ends(rest: str) -> bool:
    """Whether the thought ends here: nothing more, or a comma."""
    return not rest or rest[0] in BETWEEN


def _skip(text: str) -> tuple[str, int]:
    """The text without the marks that join its parts."""
    kept = text.lstrip(BETWEEN)
    return kept, len(text) - len(kept)


def _shifted(lower: Lower, by: int) -> Lower:
    return Lower(
        lower.at + by,
        lower.township,
        lower.village,
        {level: (start + by, end + by) for level, (start, end) in lower.places.items()},
    )
