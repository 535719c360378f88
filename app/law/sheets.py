"""A calculation that can be printed: one row per step, each with its article; rounded once per row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from app.base.money import Money

HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a calculation sheet; the days `first` to `last` are both counted (None: not a matter of days)."""

    first: date | None
    last: date | None
    base: Money
    rate: Fraction
    """The share of `base` owed for each of `units`: a day, a month, or once."""
    per: str
    """What the rate is for: `day`, `month`, `once`."""
    units: int
    amount: Money
    citation: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows and their sum; `convention` names the way days were counted, for the foot of the sheet."""

    lines: tuple[Line, ...]
    convention: str = ""

    @property
    def total(self) -> Money:
        """The sum of the rows, exact."""
        return Money(sum(line.amount for line in self.lines))

    @property
    def units(self) -> int:
        """The sum of days (or months) counted."""
        return sum(line.units for line in self.lines)


def joined(sheets: Iterable[Sheet]) -> Sheet:
    """Several sheets as one, in their order; they must share their convention."""
    parts = tuple(sheets)
    conventions = {part.convention for part in parts}
    if len(conventions) > 1:
        raise ValueError(conventions)
    return Sheet(tuple(line for part in parts for line in part.lines), conventions.pop() if conventions else "")


def half_up(fen: Fraction) -> Money:
    """Whole fen, a half rounded up; exact, no float."""
    return Money((fen + HALF).__floor__())


def part_of(base: Money, rate: Fraction, units: int = 1) -> Money:
    """The share `rate` of `base`, so many times, rounded once."""
    return half_up(Fraction(int(base)) * rate * units)
