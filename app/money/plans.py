"""Repayment plans: what a household can pay each month, and how a plan stands on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.base.money import ZERO, Money
from app.money.schedules import Instalment, Season

HUNDRED: Final = 100
HUNDRED_YUAN: Final = Money(100_00)


@dataclass(frozen=True, slots=True)
class Sale:
    """Income of one month of the year, such as cattle in October, and the percentage of it that may be promised."""

    month: int
    income: Money
    percent: int = 80


@dataclass(frozen=True, slots=True)
class Household:
    """The income-and-expense sheet worked out with the family; amounts a month unless said otherwise."""

    income: Money
    persons: int
    need_each: Money
    fixed_costs: Money = ZERO
    other_debts: Money = ZERO
    usable_percent: int = 70
    """Share of what is left over that may be promised; the rest is for what nobody foresees."""
    sales: tuple[Sale, ...] = ()
    round_to: Money = HUNDRED_YUAN


@dataclass(frozen=True, slots=True)
class Capacity:
    """What the household can pay: each month, and more in its seasons."""

    surplus: Money
    monthly: Money
    seasons: tuple[Season, ...] = ()


def can_pay(household: Household) -> Capacity:
    """What is left of the income after needs and other debts, its usable share, rounded down."""
    needs = household.need_each * household.persons + household.fixed_costs + household.other_debts
    surplus = household.income - needs
    monthly = _share(max(surplus, ZERO), household.usable_percent, household.round_to)
    parts = [Season(one.month, _share(one.income, one.percent, household.round_to)) for one in household.sales]
    return Capacity(surplus, monthly, tuple(one for one in parts if one.extra))


def exceeds(rows: Iterable[Instalment], capacity: Capacity) -> tuple[Instalment, ...]:
    """The rows that ask for more than the household can pay in that month."""

    def most(row: Instalment) -> Money:
        return capacity.monthly + sum(
            (one.extra for one in capacity.seasons if one.month == row.nominal_on.month), ZERO
        )

    return tuple(row for row in rows if row.amount > most(row))


def _share(amount: Money, percent: int, step: Money) -> Money:
    part = amount * percent // HUNDRED
    return Money(part - part % step)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan stands: what each row has received, and the rows past their day that are not covered."""

    paid: Money
    covered: tuple[Money, ...]
    late: tuple[Instalment, ...]
    next_row: Instalment | None
    performed: bool


def standing(rows: Sequence[Instalment], paid: Money, on: date) -> Standing:
    """Fill the rows in their order with what was paid; a row is late once its day, shifted off holidays, is over."""
    covered, rest = [], max(paid, ZERO)
    for row in rows:
        part = min(rest, row.amount)
        covered.append(part)
        rest -= part
    short = [row for row, part in zip(rows, covered, strict=True) if part < row.amount]
    return Standing(
        paid=paid,
        covered=tuple(covered),
        late=tuple(row for row in short if row.due_on < on),
        next_row=short[0] if short else None,
        performed=not short,
    )


@dataclass(frozen=True, slots=True)
class Course:
    """What became of one row: when it was covered, by how many days it was or is late, and what of it is paid."""

    row: Instalment
    covered_on: date | None
    late_days: int
    covered: Money = ZERO

    @property
    def lacking(self) -> Money:
        """What is still to be paid of it."""
        return self.row.amount - self.covered

    @property
    def told(self) -> bool:
        """Whether something can be said of it: it is covered, or late."""
        return self.covered_on is not None or self.late_days > 0

    @property
    def cured(self) -> bool:
        """Whether it was late and was paid afterwards."""
        return self.covered_on is not None and self.late_days > 0

    @property
    def breached(self) -> bool:
        """Whether it is late and still not covered."""
        return self.covered_on is None and self.late_days > 0


def courses(
    rows: Sequence[Instalment], payments: Iterable[tuple[date, Money]], on: date, *, before: Money = ZERO
) -> tuple[Course, ...]:
    """Every row with what became of it; `before` is paid first (on the spot). A payment covers the rows in their order."""
    paid = sorted(payments)
    found, wanted, total = [], before, sum((amount for _, amount in paid), ZERO)
    for row in rows:
        part = min(max(total - wanted, ZERO), row.amount)
        wanted += row.amount
        covered = _reached(paid, wanted)
        late = ((covered or on) - row.due_on).days
        found.append(Course(row, covered, max(late, 0), part))
    return tuple(found)


def _reached(paid: Sequence[tuple[date, Money]], wanted: Money) -> date | None:
    so_far = ZERO
    for day, amount in paid:
        so_far += amount
        if so_far >= wanted:
            return day
    return None
