"""The ways divisions are written, and the division a piece of text means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from maps.gazetteer import SUFFIXES, Division, Gazetteer, Level

PEOPLES: Final = re.compile(
    r"(?:(?:回|藏|壮|蒙古|苗|彝|土家|布依|侗|朝鲜|白|哈尼|傣|傈僳|羌|景颇|黎|瑶|土|满|畲|水|怒|佤|拉祜|纳西|仡佬|毛南|仫佬|撒拉|裕固|保安|东乡|各)族|哈萨克族?|维吾尔|柯尔克孜|蒙古(?=自治[州县])|塔吉克)+(?=自治)"
)
TOWNSHIP_WORDS: Final = ("镇", "乡", "街道办事处", "街道办", "街道", "人民公社", "公社", "地区")
VILLAGE_WORDS: Final = (
    "村民委员会",
    "村委会",
    "村",
    "社区居民委员会",
    "社区居委会",
    "社区",
    "居民委员会",
    "居委会",
    "生产大队",
    "大队",
    "行政村",
    "自然村",
    "村委",
    "社居委",
    "居委",
)
COMMUNITY_WORDS: Final = frozenset(word for word in VILLAGE_WORDS if word[0] in "社居")
STREETS: Final = ("路", "街", "巷", "道")
COMPOUND_WORDS: Final = ("小区",)
TOLERATED: Final = {1: 0.2, 2: 0.4, 3: 1.0, 4: 1.2}
MARGIN: Final = 0.15
FILLERS: Final = re.compile(r"(?<=.)[家子](?=.)|子$|(?<=..)[街路]$")
SPOKEN: Final = 0.3
LEFT_OUT: Final = 0.4


class Method(StrEnum):
    """How a field was found, the surest first."""

    EXACT = "exact"
    STEM = "stem"
    OLD_NAME = "old_name"
    SOUND = "sound"
    EDIT = "edit"
    INFERRED = "inferred"
    AMBIGUOUS = "ambiguous"


SCORES: Final[Mapping[Method, float]] = {
    Method.EXACT: 1.0, Method.STEM: 0.92, Method.OLD_NAME: 0.95, Method.SOUND: 0.85, Method.EDIT: 0.7, Method.INFERRED: 0.8,
    Method.AMBIGUOUS: 0.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """The divisions a piece of text may mean (one, or several when it is ambiguous), and how it was read."""

    divisions: tuple[Division, ...]
    method: Method
    length: int

    @property
    def only(self) -> Division | None:
        """The division, when there is no doubt."""
        return self.divisions[0] if len(self.divisions) == 1 else None


class Names:
    """Forms of names, from text to the divisions that may be written so."""

    def __init__(self) -> None:
        self._forms: dict[str, list[tuple[Division, Method]]] = defaultdict(list)
        self._longest = 0

    def add(self, form: str, division: Division, method: Method) -> None:
        """Know one more way to write a division; the first way that gives a form counts."""
        if all(known is not division for known, _ in self._forms[form]):
            self._forms[form].append((division, method))
            self._longest = max(self._longest, len(form))

    def at_start(self, text: str) -> list[Match]:
        """What the text may begin with, the longest first."""
        return [
            self.whole(text[:length])
            for length in range(min(self._longest, len(text)), 0, -1)
            if text[:length] in self._forms
        ]

    def whole(self, text: str) -> Match:
        """What the whole text may mean; nothing gives an empty match. A present name beats an old one."""
        found = self._forms.get(text, [])
        method = min((method for _, method in found), key=list(Method).index, default=Method.EXACT)
        return Match(tuple(one for one, how in found if how is method), method, len(text))


def plain_stem(division: Division) -> str:
    """The stem without the peoples' names: 昌吉 of 昌吉回族自治州."""
    bare = PEOPLES.sub("", division.name)
    for suffix in ("自治区", "自治州", "自治县", "自治旗"):
        if bare.endswith(suffix) and bare != suffix:
            return bare.removesuffix(suffix)
    return division.stem


def names_of_county(gazetteer: Gazetteer, county: Division) -> tuple[Names, Names]:
    """How the townships of a county are written in full, and as bare stems."""
    full, bare = Names(), Names()
    towns = gazetteer.children(county)
    for town in towns:
        full.add(town.name, town, Method.EXACT)
    for town in towns:
        for word in TOWNSHIP_WORDS:
            full.add(town.stem + word, town, Method.STEM)
        bare.add(town.stem, town, Method.STEM)
    for town in towns:
        for alias in town.aliases:
            stem = _without(alias, TOWNSHIP_WORDS)
            for word in (*TOWNSHIP_WORDS, ""):
                (full if word else bare).add(stem + word, town, Method.OLD_NAME)
    return full, bare


def names_of_villages(villages: Iterable[Division]) -> tuple[Names, Names]:
    """How villages are written with a word for their kind, and as bare stems."""
    full, bare = Names(), Names()
    for village in villages:
        full.add(village.name, village, Method.EXACT)
        words = VILLAGE_WORDS + (COMPOUND_WORDS if village.name.endswith("社区") else ())
        for name in (village.stem, *(_without(alias, VILLAGE_WORDS) for alias in village.aliases)):
            for word in words:
                full.add(name + word, village, _how(village, name, word))
            if not (name.endswith(STREETS) and village.name.endswith("社区")):
                bare.add(name, village, Method.STEM)
    return full, bare


def _how(village: Division, name: str, word: str) -> Method:
    """A community called a village, or the other way round, is less sure than its own kind."""
    if name != village.stem:
        return Method.OLD_NAME
    return Method.EXACT if village.name.endswith("社区") == (word in COMMUNITY_WORDS) else Method.STEM


def nearest_by_sound(gazetteer: Gazetteer, written: str, candidates: Sequence[Division]) -> Match | None:
    """The one division whose stem sounds or looks like the text; None when none does, or when two do alike."""
    reach = TOLERATED.get(len(written), 1.2)
    ranked: list[tuple[float, Division]] = []
    for division in candidates:
        for stem in _stems(division):
            apart = _apart(gazetteer, written, stem)
            if apart <= min(reach, TOLERATED.get(len(stem), 1.2)) + MARGIN:
                ranked.append((apart, division))
    ranked.sort(key=lambda pair: pair[0])
    if not ranked or ranked[0][0] > reach:
        return None
    best, division = ranked[0]
    rivals = {other.code for apart, other in ranked if apart < best + MARGIN}
    if len(rivals) > 1:
        return None
    return Match(
        (division,),
        Method.SOUND if best < LEFT_OUT or (len(written) == len(division.stem) and best < 1) else Method.EDIT,
        len(written),
    )


def _apart(gazetteer: Gazetteer, written: str, stem: str) -> float:
    """How far; 赵家沟 for 赵沟 is how people speak, 雅石 for 雅石沟 a sign left out."""
    if len(written) != len(stem) and FILLERS.sub("", written) == FILLERS.sub("", stem):
        return SPOKEN
    shorter = (stem[:at] + stem[at + 1 :] for at in range(len(stem)))
    if len(written) + 1 == len(stem) and len(written) > 1 and written in shorter:
        return LEFT_OUT
    return gazetteer.sounds.distance(written, stem)


def _stems(division: Division) -> set[str]:
    words = TOWNSHIP_WORDS if division.level is Level.TOWNSHIP else SUFFIXES.get(division.level, ())
    return {division.stem, plain_stem(division), *(_without(alias, words) for alias in division.aliases)}


def _without(name: str, words: Iterable[str]) -> str:
    for word in words:
        if name.endswith(word) and len(name) > len(word) + 1:
            return name.removesuffix(word)
    return name
