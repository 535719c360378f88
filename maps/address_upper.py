"""From the start of an address down to the county: province, city, county, each with how it was read."""

import re
from dataclasses import dataclass, field
from typing import Final

from maps.address_names import Match, Method, Names, nearest_by_sound, plain_stem
from maps.gazetteer import Division, Gazetteer, Level

BETWEEN: Final = "，,、.·-—/: 的"
AFTER_STEM: Final = frozenset("县市区州旗乡路街村道河")
TYPED_COUNTY: Final = re.compile(r"(?P<stem>[\u3400-\u9fff]{2,4}?)[县区市]")
AWAY: Final = re.compile(r"(?:打工|务工|做工|经商|某|租房|工地)")
NOT_NAMES: Final = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
OUTSIDE: Final = 3


@dataclass
class Upper:
    """How far the text was understood: the divisions so far, how each was read, and where the rest begins."""

    at: int = 0
    province: Division | None = None
    city: Division | None = None
    county: Division | None = None
    read: dict[Level, tuple[int, int, Method]] = field(default_factory=dict)

    @property
    def lowest(self) -> Division | None:
        """The deepest division read."""
        return self.county or self.city or self.province


class UpperNames:
    """The provinces, cities and counties as people write them, seen from one home county."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._names = {level: self._named(level) for level in (Level.PROVINCE, Level.CITY, Level.COUNTY)}
        self._bare = {level: self._bare_named(level) for level in (Level.PROVINCE, Level.CITY, Level.COUNTY)}
        self._near = [one for one in gazetteer.of_level(Level.COUNTY) if gazetteer.nearness(one) < OUTSIDE]

    def read(self, text: str) -> Upper:
        """Province, city and county at the start of a text, as far as they are there."""
        upper = Upper()
        for level in (Level.PROVINCE, Level.CITY, Level.COUNTY):
            upper.at += len(text[upper.at :]) - len(text[upper.at :].lstrip(BETWEEN)) if upper.at else 0
            match = self._match(text, upper, level)
            if match and match.only:
                self._take(upper, match.only, match)
            if upper.county:
                break
        self._complete(upper)
        return upper

    def _match(self, text: str, upper: Upper, level: Level) -> Match | None:
        rest = text[upper.at :]
        full = self._first(self._names[level], rest, upper)
        if level is Level.CITY and (county := self._first(self._names[Level.COUNTY], rest, upper)):
            full = full if full and full.length > county.length else county
            if full is county and county.only and self._is_city_name(county):
                full = self._first(self._names[Level.CITY], rest, upper) or county
        bare = self._first(self._bare[level], rest, upper, guarded=True)
        if (
            level is Level.CITY
            and not full
            and (county := self._first(self._bare[Level.COUNTY], rest, upper, guarded=True))
        ):
            return county
        typed = self._typed(rest, upper) if level is Level.COUNTY else None
        return full or bare or typed

    def _is_city_name(self, match: Match) -> bool:
        """东莞市 is a city and, in the statistics, its own only county."""
        county = match.only
        city = self._gazetteer.parent(county) if county else None
        return bool(county and city and city.name == county.name)

    def _first(self, names: Names, rest: str, upper: Upper, *, guarded: bool = False) -> Match | None:
        for match in names.at_start(rest.lower()):
            if guarded and self._goes_on(rest, match.length):
                continue
            kept = self._fitting(match, upper, after=rest[match.length :] if guarded else None)
            if kept.divisions:
                return kept
        return None

    def _goes_on(self, rest: str, length: int) -> bool:
        """Whether the sign after a bare name makes another word of it: 红河 of 红河路, 彭阳 of 彭阳镇."""
        after = rest[length : length + 1]
        if after == "镇":
            return not self._names[Level.COUNTY].at_start(rest[length:])
        return after in AFTER_STEM and not self._names[Level.COUNTY].at_start(rest[length:])

    def _fitting(self, match: Match, upper: Upper, *, after: str | None) -> Match:
        """Only those inside what was read before; among several the nearest to home. `after` follows a bare name."""
        gazetteer = self._gazetteer
        inside = [one for one in match.divisions if upper.lowest is None or upper.lowest in gazetteer.chain(one)]
        if after is not None and upper.lowest is None:
            inside = [one for one in inside if self._believed_bare(one, after)]
        closest = min(map(gazetteer.nearness, inside), default=0)
        kept = tuple(one for one in inside if gazetteer.nearness(one) == closest)
        return Match(kept, match.method, match.length)

    def _believed_bare(self, division: Division, after: str) -> bool:
        """A far city without its 市 is believed when one of its counties, or work away from home, follows."""
        if division.level is Level.PROVINCE or self._gazetteer.nearness(division) < OUTSIDE or AWAY.match(after):
            return division.level is not Level.COUNTY or self._gazetteer.nearness(division) < OUTSIDE
        followers = [one for match in self._names[Level.COUNTY].at_start(after) for one in match.divisions]
        return any(one.parent == division.code for one in followers)

    def _typed(self, rest: str, upper: Upper) -> Match | None:
        """A county with a slip in its name, looked for near home or inside what was read."""
        typed = TYPED_COUNTY.match(rest)
        if typed is None:
            return None
        wanted = [one for one in self._near if upper.lowest is None or upper.lowest in self._gazetteer.chain(one)]
        match = nearest_by_sound(self._gazetteer, typed["stem"], wanted)
        if match is None or match.method is Method.EDIT:
            return None
        return Match(match.divisions, match.method, typed.end())

    def _take(self, upper: Upper, division: Division, match: Match) -> None:
        if division.level is Level.PROVINCE:
            upper.province = division
        elif division.level is Level.CITY:
            upper.city = division
        else:
            upper.county = division
        upper.read[division.level] = (upper.at, upper.at + match.length, match.method)
        upper.at += match.length

    def _complete(self, upper: Upper) -> None:
        """What stands above what was read; a city without counties is its own."""
        gazetteer = self._gazetteer
        if upper.city and not upper.county:
            counties = gazetteer.children(upper.city)
            upper.county = counties[0] if len(counties) == 1 and counties[0].name == upper.city.name else None
        if upper.lowest:
            upper.city = gazetteer.above(upper.lowest, Level.CITY)
            upper.province = gazetteer.above(upper.lowest, Level.PROVINCE)

    def _named(self, level: Level) -> Names:
        names = Names()
        for one in self._called(level):
            names.add(one.name, one, Method.EXACT)
            for alias in one.aliases:
                names.add(alias, one, Method.OLD_NAME)
        for one in self._called(level):
            for word in {Level.CITY: ("市", "地区", "州"), Level.COUNTY: ("县", "区", "市")}.get(level, ()):
                if plain_stem(one) != one.stem or word == one.name[-1:]:
                    names.add(plain_stem(one) + word, one, Method.STEM)
        return names

    def _called(self, level: Level) -> list[Division]:
        """Those of a level that people call by name; the statistics have some that exist on paper only."""
        return [one for one in self._gazetteer.of_level(level) if one.name not in NOT_NAMES]

    def _bare_named(self, level: Level) -> Names:
        names = Names()
        for one in self._called(level):
            names.add(plain_stem(one), one, Method.STEM)
            if self._gazetteer.nearness(one) < OUTSIDE:
                for syllables in self._gazetteer.sounds.spellings(plain_stem(one)):
                    spelt = "".join(syllables)
                    for word in ("", *{Level.CITY: ("shi",), Level.COUNTY: ("xian", "县")}.get(level, ())):
                        names.add(spelt + word, one, Method.SOUND)
        return names
