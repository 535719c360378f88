"""The registry of articles as the page 法源状态 shows it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.base.instant import Instant
from app.court.queries import Confirmation
from app.law.citations import Certainty, cite, provisions
from app.law.grounds import GROUNDS
from app.law.uses import Use, uses
from routes.words import sentences


@dataclass(frozen=True)
class Article:
    """One article as it is numbered today."""

    key: str
    law: str
    title: str
    short: str
    earlier: str
    """The same in older numberings."""
    certainty: str
    places: tuple[str, ...]
    confirmed_by: str = ""
    confirmed_at: Instant | None = None
    note: str = ""
    taken_back: bool = False

    @property
    def open(self) -> bool:
        """Whether nobody has confirmed it: marked 待核."""
        return self.certainty == Certainty.UNCONFIRMED and not self.confirmed_by


def articles(on: date, words: Mapping[str, Confirmation], names: Mapping[UUID, str]) -> list[Article]:
    """The whole registry on that day, in its order, with what lawyers of this court said of it."""
    grounds = {one.key: one.label for one in GROUNDS}
    found = []
    for provision in provisions():
        citation = cite(provision.key, on)
        word = words.get(provision.key)
        earlier = {f"{name}: {number}" for name, number in provision.numbers.items() if number != citation.article}
        found.append(
            Article(
                key=provision.key,
                law=provision.law,
                title=citation.law.title,
                short=citation.short,
                earlier="，".join(sorted(earlier)),
                certainty=provision.certainty.value,
                places=tuple(_place(use, grounds) for use in uses().get(provision.key, ())),
                confirmed_by=names.get(word.by_id, "") if word and word.confirmed else "",
                confirmed_at=word.at if word else None,
                note=word.note if word else "",
                taken_back=bool(word and not word.confirmed),
            )
        )
    return found


def by_law(found: Iterable[Article]) -> list[tuple[str, list[Article]]]:
    """The articles law by law, each law with its title."""
    groups: dict[str, list[Article]] = {}
    for one in found:
        groups.setdefault(one.title, []).append(one)
    return list(groups.items())


def counted(found: Iterable[Article]) -> dict[str, int]:
    """How many of each certainty; `open`: unconfirmed and confirmed by nobody here."""
    every = list(found)
    counts = Counter(one.certainty for one in every)
    return {**{certainty.value: counts[certainty.value] for certainty in Certainty}, "open": sum(a.open for a in every)}


def _place(use: Use, grounds: Mapping[str, str]) -> str:
    return grounds[use.name] if use.kind == "ground" else sentences.label(use.kind, use.name)
