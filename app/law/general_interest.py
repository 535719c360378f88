"""General interest (一般债务利息) strictly by the words of the title: fixed rates, steps, multiples of the LPR."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import Final, TypeAlias

from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal
from app.law.interest import DAY, Payment
from app.law.periods import add_months
from app.law.sheets import Line, Sheet, part_of

CITATION: Final = "DII.general"
DAYS_OF_MONTH: Final = 30
PRIVATE_LOAN_CAP: Final = 4
"""Multiple of the one-year LPR above which a screen warns; the title prevails."""


class Per(StrEnum):
    """What a fixed rate is for."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Basis(IntEnum):
    """Days of a year of interest."""

    BANK = 360
    CALENDAR = 365


class Ends(StrEnum):
    """Whether the last day bears interest; the sheet prints it."""

    BOTH = "both_ends"
    END_EXCLUDED = "end_excluded"


class Term(StrEnum):
    """Which of the two published prime rates."""

    ONE_YEAR = "one_year"
    FIVE_YEARS = "five_years"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A rate the title states: a share of the base for each day, month or year."""

    rate: Fraction
    per: Per


@dataclass(frozen=True, slots=True)
class LprMultiple:
    """A multiple of the loan prime rate, floating with it."""

    multiple: Fraction
    term: Term = Term.ONE_YEAR


Rate: TypeAlias = Fixed | LprMultiple


@dataclass(frozen=True, slots=True)
class RateStep:
    """A rate that holds from a day on."""

    since: date
    rate: Rate


@dataclass(frozen=True, slots=True)
class LprRow:
    """One publication of the prime rates, as yearly shares (3.35 % is 67/2000)."""

    since: date
    one_year: Fraction
    five_years: Fraction

    def of(self, term: Term) -> Fraction:
        """The rate of that term."""
        return self.one_year if term is Term.ONE_YEAR else self.five_years


def general_interest(
    base: Money,
    steps: Sequence[RateStep],
    first: date,
    until: date,
    *,
    payments: Sequence[Payment] = (),
    lpr: Sequence[LprRow] = (),
    basis: Basis = Basis.CALENDAR,
    ends: Ends = Ends.BOTH,
) -> Sheet:
    """Interest on `base` from `first` to `until`, by the rate of each day; payments lower the base from the next day.

    Refused (invalid): negative money, a day without a rate (`law.no_rate`), no LPR for a day (`law.no_lpr`).
    """
    if base < ZERO or any(payment.amount < ZERO for payment in payments):
        raise Refusal("law.amount_negative", Kind.INVALID, amount=str(base))
    last = until if ends is Ends.BOTH else until - DAY
    lines: list[Line] = []
    for start, end, part in _spans(base, first, last, payments, _changes(steps, lpr)):
        rate, per = _effective(_rate_on(start, steps), start, lpr, basis)
        lines += _monthly(part, rate, start, end) if per is Per.MONTH else [_line(part, rate, start, end)]
    return Sheet(tuple(lines), ends)


def exceeds_private_loan_cap(yearly: Fraction, one_year_lpr: Fraction) -> bool:
    """Whether a yearly rate is above four times the LPR: worth a warning, never a correction of the title."""
    return yearly > PRIVATE_LOAN_CAP * one_year_lpr


def _changes(steps: Sequence[RateStep], lpr: Sequence[LprRow]) -> set[date]:
    floating = any(isinstance(step.rate, LprMultiple) for step in steps)
    return {step.since for step in steps} | ({row.since for row in lpr} if floating else set())


def _spans(
    base: Money, first: date, last: date, payments: Sequence[Payment], changes: set[date]
) -> Iterator[tuple[date, date, Money]]:
    """Spans of days, both ends counted, with one rate and one base."""
    paid = {payment.day + DAY for payment in payments}
    starts = sorted({first} | {day for day in changes | paid if first < day <= last})
    for start, after in zip(starts, [*starts[1:], last + DAY], strict=True):
        gone = sum(payment.amount for payment in payments if payment.day < start)
        if start <= last and base > gone:
            yield start, after - DAY, base - gone


def _rate_on(day: date, steps: Sequence[RateStep]) -> Rate:
    held = [step for step in steps if step.since <= day]
    if not held:
        raise Refusal("law.no_rate", Kind.INVALID, day=day.isoformat())
    return max(held, key=lambda step: step.since).rate


def _effective(rate: Rate, day: date, lpr: Sequence[LprRow], basis: Basis) -> tuple[Fraction, Per]:
    """The share for each day, or for each month where the title speaks of months."""
    if isinstance(rate, Fixed):
        return (rate.rate / basis, Per.DAY) if rate.per is Per.YEAR else (rate.rate, rate.per)
    published = [row for row in lpr if row.since <= day]
    if not published:
        raise Refusal("law.no_lpr", Kind.INVALID, day=day.isoformat())
    return max(published, key=lambda row: row.since).of(rate.term) * rate.multiple / basis, Per.DAY


def _monthly(base: Money, rate: Fraction, first: date, last: date) -> Iterator[Line]:
    """Whole months at the monthly rate, the days left over at a thirtieth of it."""
    months = 0
    while add_months(first, months + 1) <= last + DAY:
        months += 1
    rest = add_months(first, months)
    if months:
        yield _line(base, rate, first, rest - DAY, months=months)
    if rest <= last:
        yield _line(base, rate / DAYS_OF_MONTH, rest, last)


def _line(base: Money, rate: Fraction, first: date, last: date, *, months: int = 0) -> Line:
    units = months or (last - first).days + 1
    return Line(
        first=first,
        last=last,
        base=base,
        rate=rate,
        per=Per.MONTH if months else Per.DAY,
        units=units,
        amount=part_of(base, rate, units),
        citation=CITATION,
    )
