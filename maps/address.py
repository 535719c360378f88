"""Reads an address as people of one county write it: every field with its place, how it was read, and how sure it is.

Wrong is worse than empty: a village name that exists in several townships is given with its candidates, and no township.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from maps.address_group import group_at_start, split_detail
from maps.address_lower import Lower, LowerNames
from maps.address_names import SCORES, Match, Method
from maps.address_text import Clause, Text, Weight, clauses, even
from maps.address_upper import OUTSIDE, Upper, UpperNames
from maps.gazetteer import Division, Gazetteer, Level

OPENING: Final = re.compile(
    r"(?:邮编[:：]?\d{6}|\d{6}(?!\d)|中国|中华人民共和国"
    r"|据[^，,:：在住]{0,12}?(?:反映|反应|称|说|讲|告知|介绍|提供|证实|核实|了解)[，,:：]?"
    r"|无固定(?:住所|住处|居所)[，,]?|(?:人|被执行人|本人|其|现|目前|长期|常年|平时|可能|疑似|大概|应该|听说|仍|还|常|多)*(?:居住在|住在|暂住|租住|居住|住|在|躲在|藏在|位于)于?"
    r"|[，,:：、\-])+"
)
HOME_WORDS: Final = ("本县", "我县", "县城")
HOME_PREFIX: Final = re.compile("|".join(HOME_WORDS))
NOTE_MARKS: Final = "；"


@dataclass(frozen=True, slots=True)
class Part:
    """One field of an address: its value, where it was written (None when inferred), how it was read, how sure, and the rivals."""

    value: str
    span: tuple[int, int] | None
    method: Method
    score: float
    division: Division | None = None
    candidates: tuple[Division, ...] = ()


@dataclass(frozen=True)
class Parsed:
    """An address taken apart. What is not known is None or empty; `others` are further addresses in the same text."""

    raw: str
    province: Part | None = None
    city: Part | None = None
    county: Part | None = None
    township: Part | None = None
    village: Part | None = None
    group: Part | None = None
    detail: str = ""
    note: str = ""
    others: tuple[str, ...] = ()

    @property
    def division(self) -> Division | None:
        """The deepest division that is known without doubt."""
        parts = (self.village, self.township, self.county, self.city, self.province)
        return next((part.division for part in parts if part and part.division), None)

    @property
    def level(self) -> Level | None:
        """How deep the address is known: `group` only below a known village."""
        division = self.division
        if division and division.level is Level.VILLAGE and self.group:
            return Level.GROUP
        return division.level if division else None

    @property
    def score(self) -> float:
        """How sure the whole is: the least sure of its written fields, 0 when nothing is known."""
        parts = (self.county, self.township, self.village)
        return min((part.score for part in parts if part and (part.division or part.candidates)), default=0.0)


@dataclass
class _Reading:
    """One clause read to its end."""

    clause: Clause
    skipped: int
    upper: Upper
    lower: Lower = field(default_factory=Lower)

    @property
    def depth(self) -> int:
        """How many levels were found."""
        return sum(part is not None for part in (self.upper.lowest, self.lower.township, self.lower.village))

    @property
    def stands(self) -> bool:
        """Whether it may be the address: a remark in brackets only when it says where he lives now."""
        return not self.clause.aside or (self.clause.weight is Weight.CURRENT and self.depth > 1)


class AddressReader:
    """Reads addresses over one gazetteer; made once, asked many times."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._upper = UpperNames(gazetteer)
        self._lower = LowerNames(gazetteer)

    def parse(self, raw: str) -> Parsed:
        """The address in a text, with the place a person lives at now before the one where he is registered."""
        found = clauses(even(raw))
        readings = [self._read(clause) for clause in found]
        known = [reading for reading in readings if reading.depth]
        if not known:
            return Parsed(raw, detail=raw.strip())
        best = max(known, key=lambda one: (one.stands, one.clause.weight, one.depth > 1, -readings.index(one)))
        return self._parsed(raw, best, [clause for clause in found if clause is not best.clause])

    def _read(self, clause: Clause) -> _Reading:
        opening = OPENING.match(clause.text.signs)
        start = opening.end() if opening else 0
        best = self._read_from(clause, start)
        if best.depth or clause.aside:
            return best
        for at in range(start + 1, len(clause.text.signs) - 2):
            reading = self._read_from(clause, at)
            if reading.depth and self._written_out(reading):
                return reading
        return best

    def _written_out(self, reading: _Reading) -> bool:
        """In the middle of a sentence only a name in full is believed."""
        methods = [method for _, _, method in reading.upper.read.values()]
        methods += [part.method for part in (reading.lower.township, reading.lower.village) if part]
        return bool(methods) and all(method in (Method.EXACT, Method.INFERRED) for method in methods)

    def _read_from(self, clause: Clause, start: int) -> _Reading:
        text = clause.text.signs[start:]
        upper = self._upper.read(text)
        reading = _Reading(clause, start, upper)
        rest = text[upper.at :]
        if upper.county:
            reading.lower = self._lower.read(rest, upper.county)
        elif upper.lowest is None:
            self._read_home(reading, rest)
        else:
            self._read_within(reading, rest, upper.lowest)
        return reading

    def _read_home(self, reading: _Reading, rest: str) -> None:
        """No county was written: the home county is meant, if it has what is named; else one nearby that alone has it."""
        home = self._gazetteer.home
        prefix = HOME_PREFIX.match(rest)
        lower = self._lower.read(rest[prefix.end() :] if prefix else rest, home)
        if prefix or lower.township or lower.village:
            reading.upper.county = home
            reading.upper.at += prefix.end() if prefix else 0
            self._fill_above(reading.upper)
            reading.lower = lower
            return
        for around in self._gazetteer.chain(home)[1:OUTSIDE]:
            if self._read_within(reading, rest, around):
                return

    def _read_within(self, reading: _Reading, rest: str, around: Division) -> bool:
        """A township written in full that exists once in a city or province tells its county."""
        rest = rest.lstrip("，,、")
        match = self._lower.township_anywhere(rest, around)
        town = match.only if match else None
        if town is None:
            return False
        reading.upper.county = self._gazetteer.parent(town)
        self._fill_above(reading.upper)
        if reading.upper.county:
            reading.lower = self._lower.read(rest, reading.upper.county)
        return True

    def _fill_above(self, upper: Upper) -> None:
        if upper.county:
            upper.city = self._gazetteer.above(upper.county, Level.CITY)
            upper.province = self._gazetteer.above(upper.county, Level.PROVINCE)

    def _parsed(self, raw: str, reading: _Reading, rest: list[Clause]) -> Parsed:
        text = reading.clause.text
        at = reading.skipped + reading.upper.at + reading.lower.at
        group, after = _group(text, at) if reading.lower.village or reading.lower.township else (None, at)
        detail, note = split_detail(text.signs[after:])
        notes = [text.signs[: reading.skipped].strip("，,:： "), note]
        others = tuple(one.label + one.text.signs for one in rest if not one.aside and one.text.signs)
        notes += [one.label + one.text.signs for one in rest if one.aside]
        return Parsed(
            raw,
            self._upper_part(reading, Level.PROVINCE, reading.upper.province),
            self._upper_part(reading, Level.CITY, reading.upper.city),
            self._upper_part(reading, Level.COUNTY, reading.upper.county),
            _lower_part(reading, Level.TOWNSHIP, reading.lower.township),
            _lower_part(reading, Level.VILLAGE, reading.lower.village),
            group,
            detail,
            NOTE_MARKS.join(filter(None, notes)),
            others,
        )

    def _upper_part(self, reading: _Reading, level: Level, division: Division | None) -> Part | None:
        if division is None:
            return None
        if level not in reading.upper.read:
            return Part(division.name, None, Method.INFERRED, SCORES[Method.INFERRED], division)
        start, end, method = reading.upper.read[level]
        span = reading.clause.text.span(reading.skipped + start, reading.skipped + end)
        return Part(division.name, span, method, SCORES[method], division)


def _lower_part(reading: _Reading, level: Level, match: Match | None) -> Part | None:
    if match is None:
        return None
    span = None
    if level in reading.lower.places:
        start, end = reading.lower.places[level]
        before = reading.skipped + reading.upper.at
        span = reading.clause.text.span(before + start, before + end)
    if match.only is None:
        return Part(match.divisions[0].name, span, Method.AMBIGUOUS, SCORES[Method.AMBIGUOUS], None, match.divisions)
    return Part(match.only.name, span, match.method, SCORES[match.method], match.only)


def _group(text: Text, at: int) -> tuple[Part | None, int]:
    found = group_at_start(text.signs[at:])
    if found is None:
        return None, at
    name, length = found
    return Part(name, text.span(at, at + length), Method.EXACT, 1.0), at + length
