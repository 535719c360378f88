"""The rows of a repayment plan: every kind of plan, to the fen, on its days, with or without agreed interest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Final

from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal
from app.law.periods import Calendar, add_months, first_workday

LONGEST: Final = 600
"""Rows of the longest plan: fifty years."""
YEAR_DAYS: Final = 365
YEAR_MONTHS: Final = 12
MONTH_DAYS: Final = 30
ONE_DAY: Final = timedelta(days=1)


class PlanKind(StrEnum):
    """How the rest of a debt is paid off."""

    EQUAL_INSTALMENT = "equal_instalment"
    """等额还款: the same amount each time, agreed interest within it."""
    EQUAL_PRINCIPAL = "equal_principal"
    """等额本金: the same part of the debt each time, agreed interest on top."""
    FIXED = "fixed"
    """每月定额: an amount a month, until it is paid; more in its seasons."""
    BALLOON = "balloon"
    """先少后清: little or only interest at first, the rest with the last instalment."""
    CUSTOM = "custom"
    """自定期次: days and amounts as agreed."""


class Counting(StrEnum):
    """How agreed interest is counted from row to row."""

    MONTHS = "months"
    """By the month, a twelfth of the year's rate (30/360)."""
    DAYS = "days"
    """By actual days, over 365."""


class MonthEnd(StrEnum):
    """What becomes of a day that a month does not have."""

    CLAMP = "clamp"
    ROLL = "roll"


class Remainder(StrEnum):
    """Which row bears what does not divide."""

    LAST = "last"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Season:
    """A month of the year in which more can be paid, such as October when the cattle are sold."""

    month: int
    extra: Money


@dataclass(frozen=True, slots=True)
class Terms:
    """How the rest of a debt is to be paid: a number of instalments, an amount a month, or rows as agreed.

    `first_on` is the day of the first instalment as if there were no grace; `grace_months` move it on. `rate` is a
    year's, as a fraction of one; interest runs from `since` (else one month before the first instalment).
    """

    debt: Money
    waived: Money
    paid_now: Money
    first_on: date
    grace_months: int = 0
    instalments: int | None = None
    monthly: Money | None = None
    seasons: tuple[Season, ...] = ()
    kind: PlanKind | None = None
    rows: tuple[tuple[date, Money], ...] = ()
    rate: Fraction = Fraction(0)
    since: date | None = None
    counting: Counting = Counting.MONTHS
    month_end: MonthEnd = MonthEnd.CLAMP
    remainder: Remainder = Remainder.LAST

    @property
    def payable(self) -> Money:
        """The debt less what is waived."""
        return self.debt - self.waived

    @property
    def rest(self) -> Money:
        """What the instalments must pay."""
        return self.payable - self.paid_now

    @property
    def sort(self) -> PlanKind:
        """The kind named, or the one that the terms given make."""
        if self.kind is not None:
            return self.kind
        return PlanKind.FIXED if self.monthly is not None else PlanKind.EQUAL_INSTALMENT


@dataclass(frozen=True, slots=True)
class Instalment:
    """One row: `nominal_on` by the terms, `due_on` after a shift off holidays, and what is left of the debt after it."""

    position: int
    nominal_on: date
    due_on: date
    amount: Money
    left: Money
    interest: Money = ZERO

    @property
    def principal(self) -> Money:
        """What the row takes off the debt."""
        return self.amount - self.interest


def schedule(terms: Terms, calendar: Calendar) -> tuple[Instalment, ...]:
    """The rows that pay the rest exactly.

    Refused (invalid): more waived or paid now than is owed, no way to pay, a plan without end, rows that do not add up.
    """
    _check(terms)
    if terms.rest == ZERO:
        return ()
    rows: list[Instalment] = []
    left = terms.rest
    for position, (nominal, principal, interest) in enumerate(_parts(terms), 1):
        left -= principal
        due = first_workday(nominal, calendar)
        rows.append(Instalment(position, nominal, due, principal + interest, left, interest))
    return tuple(rows)


Part = tuple[date, Money, Money]
"""The day of a row, what it takes off the debt, and the interest with it."""


def _parts(terms: Terms) -> Sequence[Part]:
    if terms.sort is PlanKind.CUSTOM:
        return _on_top(terms, [day for day, _ in terms.rows], [amount for _, amount in terms.rows])
    if terms.sort is PlanKind.FIXED:
        return _until_paid(terms)
    days = [_day(terms, position) for position in range(1, (terms.instalments or 1) + 1)]
    if terms.sort is PlanKind.BALLOON:
        return _on_top(terms, days, _little_then_all(terms, len(days)))
    if terms.sort is PlanKind.EQUAL_PRINCIPAL or not terms.rate:
        return _on_top(terms, days, _equal(terms, len(days)))
    return _level(terms, days)


def _on_top(terms: Terms, days: Sequence[date], principals: Sequence[Money]) -> list[Part]:
    """Rows of a known part of the debt each, with the interest on what was still owed."""
    left, found = terms.rest, []
    for (before, day), principal in zip(pairwise([_begin(terms), *days]), principals, strict=True):
        interest = _rounded(left * _share(terms, before, day))
        left -= principal
        if principal + interest > ZERO:
            found.append((day, principal, interest))
    return found


def _level(terms: Terms, days: Sequence[date]) -> list[Part]:
    """Rows of one amount each that holds the interest; the last row clears what is left."""
    spans = list(pairwise([_begin(terms), *days]))
    discounted, factor = Fraction(0), Fraction(1)
    for before, day in spans:
        factor /= 1 + _share(terms, before, day)
        discounted += factor
    amount, left, found = _rounded(terms.rest / discounted), terms.rest, []
    for before, day in spans:
        interest = _rounded(left * _share(terms, before, day))
        principal = left if day == days[-1] else amount - interest
        left -= principal
        found.append((day, principal, interest))
    if any(principal <= ZERO for _, principal, _ in found):
        raise Refusal("plan.too_long", Kind.INVALID, most=LONGEST)
    return found


def _until_paid(terms: Terms) -> list[Part]:
    left, before, found = terms.rest, _begin(terms), list[Part]()
    while left > ZERO:
        day = _day(terms, len(found) + 1)
        interest = _rounded(left * _share(terms, before, day))
        extra = sum((one.extra for one in terms.seasons if one.month == day.month), ZERO)
        principal = min(left, (terms.monthly or ZERO) + extra - interest)
        if len(found) == LONGEST or principal < ZERO:
            raise Refusal("plan.too_long", Kind.INVALID, most=LONGEST)
        found.append((day, principal, interest))
        left, before = left - principal, day
    return found


def _equal(terms: Terms, count: int) -> list[Money]:
    each = Money(terms.rest // count)
    rest = terms.rest - each * (count - 1)
    return [each] * (count - 1) + [rest] if terms.remainder is Remainder.LAST else [rest] + [each] * (count - 1)


def _little_then_all(terms: Terms, count: int) -> list[Money]:
    little = min(terms.monthly or ZERO, Money(terms.rest // count))
    return [little] * (count - 1) + [terms.rest - little * (count - 1)]


def _share(terms: Terms, first: date, last: date) -> Fraction:
    """The part of a year's interest that falls between two days."""
    if not terms.rate:
        return Fraction(0)
    if terms.counting is Counting.DAYS:
        return terms.rate * (last - first).days / YEAR_DAYS
    months = (last.year - first.year) * YEAR_MONTHS + last.month - first.month
    days = 0 if _ends_month(first, last) else min(last.day, MONTH_DAYS) - min(first.day, MONTH_DAYS)
    return terms.rate * Fraction(months * MONTH_DAYS + days, YEAR_MONTHS * MONTH_DAYS)


def _ends_month(first: date, last: date) -> bool:
    """Whether the later day is the same day of its month as the earlier, or the last where its month has none."""
    return last.day == first.day or (last + ONE_DAY).day == 1 or (first + ONE_DAY).day == 1


def _begin(terms: Terms) -> date:
    return terms.since or _day(terms, 0)


def _day(terms: Terms, position: int) -> date:
    """Days counted from the first one, never from the last, so that the 31st does not drift to the 28th."""
    months = terms.grace_months + position - 1
    day = add_months(terms.first_on, months)
    return day + ONE_DAY if terms.month_end is MonthEnd.ROLL and day.day < terms.first_on.day else day


def _rounded(amount: Fraction | int) -> Money:
    """Half a fen counts as one."""
    return Money(int(amount + Fraction(1, 2)))


def _check(terms: Terms) -> None:
    if min(terms.debt, terms.waived, terms.paid_now, terms.grace_months) < 0 or terms.rate < 0:
        raise Refusal("plan.negative", Kind.INVALID)
    if terms.rest < ZERO:
        raise Refusal("plan.more_than_owed", Kind.INVALID, payable=str(terms.payable), paid_now=str(terms.paid_now))
    {PlanKind.CUSTOM: _check_rows, PlanKind.BALLOON: _check_count}.get(terms.sort, _check_one_way)(terms)


def _check_one_way(terms: Terms) -> None:
    if (terms.instalments is None) == (terms.monthly is None):
        raise Refusal("plan.one_way", Kind.INVALID)
    if terms.sort is PlanKind.FIXED and terms.monthly is None:
        raise Refusal("plan.no_monthly", Kind.INVALID)
    if terms.sort is not PlanKind.FIXED and terms.instalments is None:
        raise Refusal("plan.no_instalments", Kind.INVALID)
    if terms.monthly is not None and terms.monthly <= ZERO:
        raise Refusal("plan.nothing_each_month", Kind.INVALID)
    if terms.instalments is not None:
        _check_count(terms)


def _check_count(terms: Terms) -> None:
    if terms.instalments is None:
        raise Refusal("plan.no_instalments", Kind.INVALID)
    if terms.instalments < 1:
        raise Refusal("plan.nothing_each_month", Kind.INVALID)
    if terms.instalments > LONGEST or (terms.rest and terms.instalments > terms.rest):
        raise Refusal("plan.too_long", Kind.INVALID, most=LONGEST)


def _check_rows(terms: Terms) -> None:
    if not all(one[0] < two[0] for one, two in pairwise(terms.rows)):
        raise Refusal("plan.rows_order", Kind.INVALID)
    if len(terms.rows) > LONGEST or any(amount <= ZERO for _, amount in terms.rows):
        raise Refusal("plan.too_long", Kind.INVALID, most=LONGEST)
    told = Money(sum(amount for _, amount in terms.rows))
    if told != terms.rest:
        raise Refusal("plan.rows_sum", Kind.INVALID, told=str(told), rest=str(terms.rest))
