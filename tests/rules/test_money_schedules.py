"""Every kind of plan: what its rows add up to, on which days, and what it refuses."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from app.base.money import ZERO, Money
from app.base.refusal import Refusal
from app.law.calendar import CourtCalendar
from app.money.schedules import Counting, Instalment, MonthEnd, PlanKind, Remainder, Season, Terms, schedule
from tests.support.effort import few

CALENDAR = CourtCalendar()
FIRST = date(2026, 1, 31)
debts = st.integers(10**5, 10**9).map(Money)
rates = st.fractions(0, Fraction(36, 100), max_denominator=400)
kinds = st.sampled_from([PlanKind.EQUAL_INSTALMENT, PlanKind.EQUAL_PRINCIPAL, PlanKind.BALLOON])


def terms(**changes: object) -> Terms:
    given = {"debt": Money(1_000_000), "waived": ZERO, "paid_now": ZERO, "first_on": FIRST} | changes
    return Terms(**given)  # type: ignore[arg-type] # reason: the changes of a test are what it says


def _rows_or_reject(plan: Terms) -> tuple[Instalment, ...]:
    """The rows; level ones over months of uneven length may not even cover the interest of a long one and are refused."""
    try:
        return schedule(plan, CALENDAR)
    except Refusal as no:
        uneven = plan.kind is PlanKind.EQUAL_INSTALMENT and plan.month_end is MonthEnd.ROLL
        if no.code != "plan.too_long" or not uneven:
            raise
        reject()


@few
@given(
    debts,
    kinds,
    rates,
    st.integers(1, 60),
    st.integers(0, 6),
    st.sampled_from(Counting),
    st.sampled_from(MonthEnd),
    st.sampled_from(Remainder),
)
def test_rows_pay_the_debt_to_the_fen_on_rising_days(  # noqa: PLR0917 - hypothesis hands them over in order
    debt: Money,
    kind: PlanKind,
    rate: Fraction,
    count: int,
    grace: int,
    counting: Counting,
    month_end: MonthEnd,
    remainder: Remainder,
) -> None:
    plan = terms(
        debt=debt,
        kind=kind,
        rate=rate,
        instalments=count,
        grace_months=grace,
        counting=counting,
        month_end=month_end,
        remainder=remainder,
    )
    rows = _rows_or_reject(plan)
    assert sum(row.principal for row in rows) == plan.rest
    assert rows[-1].left == ZERO
    assert all(row.amount >= ZERO and row.interest >= ZERO and row.left >= ZERO for row in rows)
    assert all(one.nominal_on < two.nominal_on for one, two in pairwise(rows))
    assert all(row.due_on >= row.nominal_on for row in rows)
    if not rate:
        assert sum(row.interest for row in rows) == ZERO


@few
@given(debts, rates, st.integers(1, 48))
def test_level_rows_differ_by_no_more_than_rounding(debt: Money, rate: Fraction, count: int) -> None:
    rows = schedule(terms(debt=debt, rate=rate, instalments=count), CALENDAR)
    assert len({row.amount for row in rows[:-1]}) <= 1
    assert abs(rows[-1].amount - rows[0].amount) <= 2 * count


@few
@given(debts, st.integers(0, 10**5), st.integers(0, 10**5), rates)
def test_who_pays_more_now_never_owes_more_later(debt: Money, now: int, more: int, rate: Fraction) -> None:
    monthly = Money(debt // 12)
    less = schedule(terms(debt=debt, paid_now=Money(now // 2), monthly=monthly, rate=rate), CALENDAR)
    paid = schedule(terms(debt=debt, paid_now=Money(now // 2 + more // 2), monthly=monthly, rate=rate), CALENDAR)
    assert all(two.left <= one.left for one, two in zip(less, paid, strict=False))
    assert len(paid) <= len(less)


@few
@given(debts, st.integers(10**5, 10**7), st.integers(1, 12), st.integers(1, 12))
def test_a_fixed_amount_with_its_seasons_ends_with_what_is_left(debt: Money, sum_: int, one: int, two: int) -> None:
    seasons = (Season(one, Money(sum_)), Season(two, Money(sum_)))
    monthly = Money(max(sum_, debt // 300))
    rows = schedule(terms(debt=debt, monthly=monthly, seasons=seasons), CALENDAR)
    assert sum(row.amount for row in rows) == debt
    for row in rows[:-1]:
        assert row.amount == monthly + Money(sum_) * [one, two].count(row.nominal_on.month)


def test_agreed_interest_is_counted_on_what_is_still_owed() -> None:
    rows = schedule(terms(monthly=Money(400_000), rate=Fraction("0.12")), CALENDAR)
    assert [(row.amount, row.interest, row.left) for row in rows] == [
        (400_000, 10_000, 610_000),
        (400_000, 6_100, 216_100),
        (218_261, 2_161, 0),
    ]


def test_a_balloon_pays_little_first_and_the_rest_at_the_end() -> None:
    rows = schedule(terms(kind=PlanKind.BALLOON, instalments=3, monthly=Money(100_000)), CALENDAR)
    assert [row.amount for row in rows] == [100_000, 100_000, 800_000]
    alone = schedule(terms(kind=PlanKind.BALLOON, instalments=3), CALENDAR)
    assert [(row.position, row.nominal_on, row.amount) for row in alone] == [(1, date(2026, 3, 31), 1_000_000)]


def test_the_first_row_bears_the_remainder_when_that_is_agreed() -> None:
    rows = schedule(terms(instalments=3, remainder=Remainder.FIRST), CALENDAR)
    assert [row.amount for row in rows] == [333_334, 333_333, 333_333]


def test_custom_rows_stand_as_they_were_agreed() -> None:
    agreed = ((date(2026, 2, 15), Money(400_000)), (date(2026, 10, 1), Money(600_000)))
    rows = schedule(terms(kind=PlanKind.CUSTOM, rows=agreed), CALENDAR)
    assert [(row.due_on, row.amount) for row in rows] == [(date(2026, 2, 24), 400_000), (date(2026, 10, 8), 600_000)]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": PlanKind.FIXED, "instalments": 3}, "plan.no_monthly"),
        ({"kind": PlanKind.EQUAL_PRINCIPAL, "monthly": Money(5)}, "plan.no_instalments"),
        ({"kind": PlanKind.BALLOON}, "plan.no_instalments"),
        ({"kind": PlanKind.CUSTOM, "rows": ((FIRST, Money(999_999)),)}, "plan.rows_sum"),
        ({"kind": PlanKind.CUSTOM, "rows": ((FIRST, Money(500_000)), (FIRST, Money(500_000)))}, "plan.rows_order"),
        ({"kind": PlanKind.CUSTOM, "rows": ((FIRST, ZERO),)}, "plan.too_long"),
        ({"monthly": Money(10_000), "rate": Fraction("0.12")}, "plan.too_long"),
        ({"monthly": Money(9_999), "rate": Fraction("0.12")}, "plan.too_long"),
        ({"rate": Fraction(-1), "instalments": 2}, "plan.negative"),
    ],
)
def test_a_plan_that_never_ends_or_does_not_add_up_is_refused(changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as no:
        schedule(terms(**changes), CALENDAR)
    assert no.value.code == code
