"""Which article says so: a citation for a symbolic key, in the numbering in force on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final

from app.base.refusal import Fault, Kind, Refusal
from app.law.numerals import numeral
from app.law.registry import LAWS, Certainty, Law, Provision, Version
from app.law.registry_procedure import PROCEDURE
from app.law.registry_rules import RULES

__all__ = ["Certainty", "Citation", "cite", "cite_all", "cite_on_paper", "keys", "outdated", "provisions"]

_PROVISIONS: Final = {provision.key: provision for provision in (*PROCEDURE, *RULES)}


@dataclass(frozen=True, slots=True)
class Citation:
    """An article in force, down to paragraph and item; 0 where the law has no such part."""

    key: str
    law: Law
    version: str
    article: int
    paragraph: int
    item: int
    certainty: Certainty

    @property
    def full(self) -> str:
        """As a court paper prints it: 《中华人民共和国民事诉讼法》第一百一十四条第一款第六项."""
        parts = ((self.article, "条"), (self.paragraph, "款"), (self.item, "项"))
        return f"《{self.law.title}》" + "".join(f"第{numeral(number)}{unit}" for number, unit in parts if number)

    @property
    def short(self) -> str:
        """As a screen shows it: 民诉法第114条第1款第6项."""
        parts = ((self.article, "条"), (self.paragraph, "款"), (self.item, "项"))
        return self.law.short + "".join(f"第{number}{unit}" for number, unit in parts if number)

    @property
    def confirmed(self) -> bool:
        """Whether the text of the article itself was read; a screen shows 待核 when not."""
        return self.certainty in (Certainty.STATUTE, Certainty.DERIVED)

    def __str__(self) -> str:
        return self.full


def cite(key: str, on: date) -> Citation:
    """The article behind a key as it is numbered on that day.

    Refused (invalid): `law.citation_unknown`, or `law.citation_not_in_force` when no version held on that day.
    """
    provision = _PROVISIONS.get(key)
    if provision is None:
        raise Refusal("law.citation_unknown", Kind.INVALID, key=key)
    law = LAWS[provision.law]
    version = _in_force(law, on)
    article = None if version is None else provision.numbers.get(version.name)
    if version is None or article is None:
        raise Refusal("law.citation_not_in_force", Kind.INVALID, key=key, on=on.isoformat())
    return Citation(
        key=key,
        law=law,
        version=version.name,
        article=article,
        paragraph=provision.paragraph,
        item=provision.item,
        certainty=provision.certainty,
    )


def cite_all(wanted: tuple[str, ...], on: date) -> tuple[Citation, ...]:
    """The articles behind several keys, in their order."""
    return tuple(cite(key, on) for key in wanted)


def cite_on_paper(wanted: tuple[str, ...], on: date, confirmed: Collection[str] = ()) -> tuple[Citation, ...]:
    """The same for a paper: what is unconfirmed is never cited on one. `confirmed`: keys a lawyer of this court read.

    Refused (conflict): `law.citation_unconfirmed`, with one fault for each article in the way.
    """
    cited = cite_all(wanted, on)
    unsure = [one for one in cited if one.certainty is Certainty.UNCONFIRMED and one.key not in confirmed]
    if unsure:
        faults = tuple(Fault(one.key, "law.unconfirmed", (("citation", one.short),)) for one in unsure)
        raise Refusal("law.citation_unconfirmed", Kind.CONFLICT, faults=faults)
    return cited


def outdated(text: str, on: date) -> Citation | None:
    """The article as it is numbered on that day, where `text` prints one of ours in the numbering of another time.

    None for what is right on that day, and for what we do not know.
    """
    if text in _printed_on(on):
        return None
    key = _printed_ever().get(text)
    return next((one for one in _printed_on(on).values() if one.key == key), None)


@cache
def _printed_ever() -> Mapping[str, str]:
    """Each article in each numbering as papers print it, with its key."""
    days = {version.since for law in LAWS.values() for version in law.versions}
    return {text: one.key for day in sorted(days) for text, one in _printed_on(day).items()}


@lru_cache(maxsize=64)
def _printed_on(day: date) -> Mapping[str, Citation]:
    """Each article that can be cited on that day, as papers print it."""
    known = [
        one for one in _PROVISIONS.values() if (held := _in_force(LAWS[one.law], day)) and held.name in one.numbers
    ]
    return {found.full: found for found in (cite(one.key, day) for one in known)}


def keys() -> frozenset[str]:
    """All keys that can be cited on some day."""
    return frozenset(_PROVISIONS)


def provisions() -> tuple[Provision, ...]:
    """The whole registry, for the page that shows the state of the sources."""
    return tuple(_PROVISIONS.values())


def _in_force(law: Law, on: date) -> Version | None:
    return next((version for version in law.versions if version.holds_on(on)), None)
