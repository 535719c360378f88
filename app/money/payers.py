"""Who is known to pay for a case without being its debtor: declared, or seen once and confirmed. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias
from uuid import UUID

from app.base.instant import Instant
from app.money import matching_names as names
from app.money.matching_values import Rule

TEACHES: Final = frozenset({
    Rule.SPLIT, Rule.CASE_RECEIPT, Rule.PAYER_RECEIPT, Rule.SCAN_RECEIPT, Rule.FEE_RECEIPT, Rule.NEAR_NUMBER, Rule.CASE_PAYER,
    Rule.REPEATED, Rule.CASE_NAMED, Rule.AMOUNT_ONLY, Rule.BY_HAND,
})  # fmt: skip
"""Confirmations that say who paid; cash and terminals come in the name of an officer or of a bank."""
Pair: TypeAlias = tuple[UUID, str]
"""A case, and a name as `matching_names.plain` writes it."""


class Source(StrEnum):
    """From what a payer is known."""

    MATCH = "match"
    """A line of the bank by this name was confirmed for the case."""
    RECEIPT = "receipt"
    """A receipt names the payer and how he stands to the debtor."""
    PARTY = "party"
    """The case itself names him: who represents or controls the debtor, or acts for him."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One time somebody paid, or was said to."""

    case_id: UUID
    name: str
    source: Source
    at: Instant
    by_id: UUID | None
    what: str
    """The receipt's number, the bank's serial, or the standing in the case."""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class KnownPayer:
    """Somebody who pays for a case, with the newest sighting and how many there are."""

    case_id: UUID
    name: str
    source: Source
    at: Instant
    by_id: UUID | None
    what: str
    relation: str
    times: int

    @property
    def removable(self) -> bool:
        """What the case itself says is corrected in the case."""
        return self.source is not Source.PARTY


def known(
    seen: Iterable[Sighting], removed: Mapping[Pair, Instant], debtors: Mapping[UUID, Collection[str]]
) -> list[KnownPayer]:
    """Payers by name, the newest first; what was removed does not come back by what was seen before."""
    found: dict[Pair, list[Sighting]] = {}
    for one in seen:
        pair = (one.case_id, names.plain(one.name))
        gone = removed.get(pair) if one.source is not Source.PARTY else None
        if _tells(pair[1]) and pair[1] not in debtors.get(one.case_id, ()) and (gone is None or one.at > gone):
            found.setdefault(pair, []).append(one)
    told = [_payer(name, some) for (_, name), some in found.items()]
    return sorted(told, key=lambda one: (one.at, one.name), reverse=True)


def _tells(name: str) -> bool:
    return not names.is_channel(name) and not names.is_masked(name)


def _payer(name: str, seen: list[Sighting]) -> KnownPayer:
    last = max(seen, key=lambda one: (one.source is Source.PARTY, one.at, one.what))
    relation = next((one.relation for one in seen if one.relation), "")
    return KnownPayer(last.case_id, name, last.source, last.at, last.by_id, last.what, relation, len(seen))
