"""Plans: to the fen, on their days, within what a household can pay."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.money import ZERO, Money
from app.base.refusal import Refusal
from app.law.calendar import CourtCalendar
from app.money.plans import Household, Sale, can_pay, exceeds, standing
from app.money.schedules import Season, Terms, schedule
from tests.support.effort import few

CALENDAR = CourtCalendar()
amounts = st.integers(1, 10**9).map(Money)


def terms(**changes: object) -> Terms:
    given = {"debt": Money(1_000_000), "waived": ZERO, "paid_now": ZERO, "first_on": date(2026, 1, 31)} | changes
    return Terms(**given)  # type: ignore[arg-type] # reason: the changes of a test are what it says


def test_the_remainder_stands_on_the_last_row() -> None:
    rows = schedule(terms(instalments=3), CALENDAR)
    assert [row.amount for row in rows] == [333_333, 333_333, 333_334]


def test_days_are_counted_from_the_first_and_clamped_to_the_month() -> None:
    rows = schedule(terms(instalments=4), CALENDAR)
    assert [row.nominal_on for row in rows] == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]
    leap = schedule(terms(instalments=3, first_on=date(2028, 1, 30)), CALENDAR)
    assert [row.nominal_on for row in leap] == [date(2028, 1, 30), date(2028, 2, 29), date(2028, 3, 30)]


@pytest.mark.parametrize(
    ("nominal", "shown"),
    [
        (date(2026, 2, 15), date(2026, 2, 24)),
        (date(2026, 10, 1), date(2026, 10, 8)),
        (date(2026, 5, 1), date(2026, 5, 6)),
        (date(2026, 2, 28), date(2026, 2, 28)),
        (date(2026, 2, 14), date(2026, 2, 14)),
        (date(2026, 4, 4), date(2026, 4, 7)),
        (date(2026, 9, 20), date(2026, 9, 20)),
    ],
)
def test_a_due_day_moves_off_a_holiday_and_the_nominal_day_stays(nominal: date, shown: date) -> None:
    row = schedule(terms(instalments=1, first_on=nominal), CALENDAR)[0]
    assert (row.nominal_on, row.due_on) == (nominal, shown)


def test_the_hardship_couple_pays_from_its_surplus_and_its_cattle() -> None:
    household = Household(
        income=Money.yuan("4200"),
        persons=1,
        need_each=Money.yuan("2900"),
        sales=(Sale(10, Money.yuan("28000")),),
    )
    capacity = can_pay(household)
    assert (capacity.monthly, capacity.seasons) == (Money.yuan("900"), (Season(10, Money.yuan("22400")),))
    plan = terms(
        debt=Money.yuan("46000"),
        paid_now=Money.yuan("5000"),
        first_on=date(2026, 4, 28),
        grace_months=2,
        monthly=capacity.monthly,
        seasons=capacity.seasons,
    )
    rows = schedule(plan, CALENDAR)
    assert (rows[0].nominal_on, rows[0].amount) == (date(2026, 6, 28), 90_000)
    assert (rows[4].nominal_on, rows[4].amount) == (date(2026, 10, 28), 2_330_000)
    assert (rows[-1].nominal_on, rows[-1].amount) == (date(2027, 10, 28), 420_000)
    assert sum(row.amount for row in rows) == Money.yuan("41000")
    assert exceeds(rows, capacity) == ()


def test_cattle_in_autumn_and_lambs_in_spring_are_paid_in_their_months() -> None:
    sales = (Sale(10, Money.yuan("12000")), Sale(4, Money.yuan("5000"), 60), Sale(7, ZERO))
    capacity = can_pay(Household(Money.yuan("3000"), 1, Money.yuan("2000"), sales=sales))
    assert capacity.seasons == (Season(10, Money.yuan("9600")), Season(4, Money.yuan("3000")))
    plan = terms(
        debt=Money.yuan("30000"), first_on=date(2026, 3, 28), monthly=capacity.monthly, seasons=capacity.seasons
    )
    rows = schedule(plan, CALENDAR)
    more = {row.nominal_on.month: row.amount for row in rows[:-1] if row.amount > capacity.monthly}
    assert more == {4: Money.yuan("3700"), 10: Money.yuan("10300")}
    assert sum(row.amount for row in rows) == Money.yuan("30000")
    assert exceeds(rows, capacity) == ()
    assert [row.position for row in exceeds(rows, can_pay(Household(Money.yuan("3000"), 1, Money.yuan("2000"))))] == [
        row.position for row in rows if row.amount > capacity.monthly
    ]


def test_two_sales_of_one_month_are_both_paid() -> None:
    both = (Season(4, Money.yuan("100")), Season(4, Money.yuan("50")))
    rows = schedule(terms(first_on=date(2026, 4, 28), monthly=Money.yuan("10"), seasons=both), CALENDAR)
    assert rows[0].amount == Money.yuan("160")


def test_a_waiver_lowers_what_is_to_be_paid() -> None:
    plan = terms(debt=Money(4_850_000), waived=Money(150_000), instalments=1)
    assert plan.payable == Money(4_700_000)
    assert schedule(plan, CALENDAR)[0].amount == Money(4_700_000)


@few
@given(debt=amounts, now=st.integers(0, 10**9), count=st.integers(1, 120), grace=st.integers(0, 24))
def test_rows_pay_the_rest_exactly_and_their_days_rise(debt: Money, now: int, count: int, grace: int) -> None:
    plan = terms(debt=debt, paid_now=min(debt, Money(now)), grace_months=grace, instalments=count)
    if plan.rest and count > plan.rest:
        return
    rows = schedule(plan, CALENDAR)
    assert sum(row.amount for row in rows) == plan.rest
    assert all(row.amount > ZERO for row in rows)
    assert all(one.nominal_on < two.nominal_on for one, two in pairwise(rows))
    assert not rows or rows[-1].left == ZERO


@few
@given(rest=st.integers(1, 10**7).map(Money), monthly=st.integers(10**5, 10**7).map(Money), month=st.integers(1, 12))
def test_a_fixed_amount_ends_with_the_remainder(rest: Money, monthly: Money, month: int) -> None:
    rows = schedule(terms(debt=rest, monthly=monthly, seasons=(Season(month, monthly),)), CALENDAR)
    assert sum(row.amount for row in rows) == rest
    assert all(row.amount <= monthly * 2 for row in rows)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"instalments": 2, "paid_now": Money(1_000_001)}, "plan.more_than_owed"),
        ({}, "plan.one_way"),
        ({"instalments": 2, "monthly": Money(5)}, "plan.one_way"),
        ({"monthly": Money(1)}, "plan.too_long"),
        ({"instalments": 601}, "plan.too_long"),
        ({"instalments": 0}, "plan.nothing_each_month"),
        ({"instalments": 2, "waived": Money(-1)}, "plan.negative"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as no:
        schedule(terms(**changes), CALENDAR)
    assert no.value.code == code


def test_a_household_without_surplus_can_pay_nothing() -> None:
    capacity = can_pay(Household(income=Money(100_000), persons=4, need_each=Money(50_000)))
    assert (capacity.surplus, capacity.monthly, capacity.seasons) == (Money(-100_000), ZERO, ())


def test_a_late_row_that_was_paid_afterwards_is_late_no_more() -> None:
    rows = schedule(terms(instalments=4), CALENDAR)
    on = date(2026, 3, 15)
    assert [row.position for row in standing(rows, Money(250_000), on).late] == [2]
    cured = standing(rows, Money(500_000), on)
    assert (cured.late, cured.next_row) == ((), rows[2])
    assert standing(rows, Money(1_000_000), on).performed
