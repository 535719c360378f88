"""Repayment plans: what a household can pay each month, and the rows that pay a debt to the fen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal
from app.law.periods import Calendar, add_months, first_workday

LONGEST: Final = 600
"""Rows of the longest plan: fifty years."""
HUNDRED: Final = 100
HUNDRED_YUAN: Final = Money(100_00)


@dataclass(frozen=True, slots=True)
class Season:
    """A month of the year in which more can be paid, such as October when the cattle are sold."""

    month: int
    extra: Money


@dataclass(frozen=True, slots=True)
class Terms:
    """How the rest of a debt is to be paid: either a number of instalments or an amount a month.

    `first_on` is the day of the first instalment as if there were no grace; `grace_months` move it on.
    """

    debt: Money
    waived: Money
    paid_now: Money
    first_on: date
    grace_months: int = 0
    instalments: int | None = None
    monthly: Money | None = None
    season: Season | None = None

    @property
    def payable(self) -> Money:
        """The debt less what is waived."""
        return self.debt - self.waived

    @property
    def rest(self) -> Money:
        """What the instalments must pay."""
        return self.payable - self.paid_now


@dataclass(frozen=True, slots=True)
class Instalment:
    """One row: `nominal_on` by the terms, `due_on` after a shift off holidays, and what is left after it."""

    position: int
    nominal_on: date
    due_on: date
    amount: Money
    left: Money


def schedule(terms: Terms, calendar: Calendar) -> tuple[Instalment, ...]:
    """The rows that pay the rest exactly; the last one bears the remainder.

    Refused (invalid): more waived or paid now than is owed, no way to pay, a plan without end.
    """
    _check(terms)
    days = _days(terms)
    rows: list[Instalment] = []
    left = terms.rest
    for position, amount in enumerate(_amounts(terms), 1):
        nominal = days(position)
        left -= amount
        rows.append(Instalment(position, nominal, first_workday(nominal, calendar), amount, left))
    return tuple(rows)


def _check(terms: Terms) -> None:
    if min(terms.debt, terms.waived, terms.paid_now, terms.grace_months) < 0:
        raise Refusal("plan.negative", Kind.INVALID)
    if terms.rest < ZERO:
        raise Refusal("plan.more_than_owed", Kind.INVALID, payable=str(terms.payable), paid_now=str(terms.paid_now))
    if (terms.instalments is None) == (terms.monthly is None):
        raise Refusal("plan.one_way", Kind.INVALID)
    if (terms.monthly is not None and terms.monthly <= ZERO) or (
        terms.instalments is not None and terms.instalments < 1
    ):
        raise Refusal("plan.nothing_each_month", Kind.INVALID)


def _days(terms: Terms) -> "_Days":
    return _Days(terms.first_on, terms.grace_months)


@dataclass(frozen=True, slots=True)
class _Days:
    """Days counted from the first one, never from the last, so that the 31st does not drift to the 28th."""

    first_on: date
    grace: int

    def __call__(self, position: int) -> date:
        return add_months(self.first_on, self.grace + position - 1)


def _amounts(terms: Terms) -> Sequence[Money]:
    if terms.rest == ZERO:
        return ()
    if terms.instalments is not None:
        return _equal(terms.rest, terms.instalments)
    return _until_paid(terms, terms.monthly or ZERO)


def _equal(rest: Money, count: int) -> Sequence[Money]:
    if count > min(LONGEST, rest):
        raise Refusal("plan.too_long", Kind.INVALID, most=LONGEST)
    each = Money(rest // count)
    return [each] * (count - 1) + [rest - each * (count - 1)]


def _until_paid(terms: Terms, monthly: Money) -> Sequence[Money]:
    days, left = _days(terms), terms.rest
    amounts: list[Money] = []
    while left > ZERO:
        if len(amounts) == LONGEST:
            raise Refusal("plan.too_long", Kind.INVALID, most=LONGEST)
        month = days(len(amounts) + 1).month
        extra = terms.season.extra if terms.season and terms.season.month == month else ZERO
        amount = min(left, monthly + extra)
        amounts.append(amount)
        left -= amount
    return amounts


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
    season_month: int | None = None
    season_sales: Money = ZERO
    """Income of one month of the year."""
    season_percent: int = 80
    round_to: Money = HUNDRED_YUAN


@dataclass(frozen=True, slots=True)
class Capacity:
    """What the household can pay: each month, and more in its season."""

    surplus: Money
    monthly: Money
    season: Season | None


def can_pay(household: Household) -> Capacity:
    """What is left of the income after needs and other debts, its usable share, rounded down."""
    needs = household.need_each * household.persons + household.fixed_costs + household.other_debts
    surplus = household.income - needs
    monthly = _share(max(surplus, ZERO), household.usable_percent, household.round_to)
    sales = _share(household.season_sales, household.season_percent, household.round_to)
    season = Season(household.season_month, sales) if household.season_month and sales else None
    return Capacity(surplus, monthly, season)


def exceeds(rows: Iterable[Instalment], capacity: Capacity) -> tuple[Instalment, ...]:
    """The rows that ask for more than the household can pay in that month."""

    def most(row: Instalment) -> Money:
        season = capacity.season
        return capacity.monthly + (season.extra if season and season.month == row.nominal_on.month else ZERO)

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
