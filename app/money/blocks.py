"""号段: numbers of receipts that a squad takes along, so that it can number a receipt where no server answers.

A number of a block ends once: used, void or returned; until then it is unused. Pure.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.base.instant import Instant

MOST: Final = 200
"""How many numbers one block may have."""
_NUMBER: Final = re.compile(r"(?P<prefix>.+-)(?P<place>\d{6,12})")


class End(StrEnum):
    """What became of a number of a block."""

    USED = "used"
    VOID = "void"
    """Spoiled or lost; nobody ever gets it again."""
    RETURNED = "returned"
    """Came back untouched; the next receipt of the court gets it."""


class Doubt(StrEnum):
    """What is wrong with the number that a receipt says it bears: 违规待核."""

    USED = "receipt.number_used"
    CLOSED = "receipt.number_closed"
    FOREIGN = "receipt.number_foreign"


@dataclass(frozen=True)
class Ended:
    """How a number ended, when, by whom, and why; a used one names its receipt's event."""

    how: End
    at: Instant
    by_id: UUID | None
    reason: str = ""
    event_id: UUID | None = None


@dataclass(frozen=True)
class Balance:
    """Issued = used + void + returned + unused, always."""

    issued: int = 0
    used: int = 0
    void: int = 0
    returned: int = 0

    @property
    def unused(self) -> int:
        """What is still out."""
        return self.issued - self.used - self.void - self.returned

    def __add__(self, other: "Balance") -> "Balance":
        """The balance of two blocks together."""
        return Balance(
            self.issued + other.issued, self.used + other.used, self.void + other.void, self.returned + other.returned
        )


@dataclass(frozen=True)
class Block:
    """A row of numbers in one officer's hand, with what became of each."""

    id: UUID
    series: str
    prefix: str
    first: int
    last: int
    bearer_id: UUID
    squad_id: UUID | None
    at: Instant
    by_id: UUID | None
    ends: Mapping[int, Ended] = field(default_factory=dict)

    @property
    def places(self) -> range:
        """Its numbers, as places in the series."""
        return range(self.first, self.last + 1)

    @property
    def unused(self) -> list[int]:
        """The places that have not ended, in order."""
        return [place for place in self.places if place not in self.ends]

    @property
    def balance(self) -> Balance:
        """How many of its numbers ended in which way."""
        ways = [one.how for one in self.ends.values()]
        return Balance(len(self.places), ways.count(End.USED), ways.count(End.VOID), ways.count(End.RETURNED))

    def number(self, place: int) -> str:
        """The number as printed."""
        return number_of(self.prefix, place)


def prefix_of(code: str, year: int) -> str:
    """What all receipts of a court and year begin with."""
    return f"{code}收{year}-"


def number_of(prefix: str, place: int) -> str:
    """A receipt's number: 宁0425收2026-000001."""
    return f"{prefix}{place:06d}"


def parse(number: str) -> tuple[str, int] | None:
    """Prefix and place of a number as printed; nothing when it is not one."""
    found = _NUMBER.fullmatch(number.strip())
    return (found["prefix"], int(found["place"])) if found else None


def doubt(block: Block | None, place: int, officers: Collection[UUID | None]) -> Doubt | None:
    """Why this number may not be used by these officers; nothing when the block is theirs and the number is unused."""
    if block is None or block.bearer_id not in officers:
        return Doubt.FOREIGN
    ended = block.ends.get(place)
    if ended is None:
        return None
    return Doubt.USED if ended.how is End.USED else Doubt.CLOSED


def gaps(last: int, held: Iterable[int]) -> list[int]:
    """The places up to `last` that nobody holds. There are none, ever."""
    return sorted(set(range(1, last + 1)) - set(held))
