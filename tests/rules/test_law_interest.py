"""Fee and interest: exact, rounded once per row, with a sheet that says why."""

import json
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.money import Money
from app.base.refusal import Refusal
from app.law.fee import execution_fee, fee_without_amount
from app.law.general_interest import (
    Basis,
    Ends,
    Fixed,
    LprMultiple,
    LprRow,
    Per,
    RateStep,
    exceeds_private_loan_cap,
    general_interest,
)
from app.law.interest import DayCount, Duty, Payment, Stay, doubled_by_instalments, doubled_interest
from app.law.sheets import joined

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "law.json").read_text("utf-8"))
LPR = tuple(
    LprRow(date.fromisoformat(since), Fraction(one) / 100, Fraction(five) / 100) for since, one, five in VECTORS["lpr"]
)
few = settings(max_examples=50, deadline=None)
amounts = st.integers(0, 10**12).map(Money)


def yuan(text: str) -> Money:
    return Money.yuan(text)


@pytest.mark.parametrize(("amount", "fee"), VECTORS["execution_fee"])
def test_the_fee_follows_the_brackets(amount: int, fee: int) -> None:
    assert execution_fee(Money(amount)).total == fee


@few
@given(amounts, amounts)
def test_the_fee_never_falls_when_the_amount_rises(amount: Money, more: Money) -> None:
    assert execution_fee(amount).total <= execution_fee(amount + more).total


def test_a_case_without_an_amount_costs_50_to_500() -> None:
    assert fee_without_amount(yuan("50")).total == yuan("50")
    with pytest.raises(Refusal, match="fee_without_amount"):
        fee_without_amount(yuan("500.01"))


@pytest.mark.parametrize(("base", "days", "expected"), VECTORS["double_interest"])
def test_the_doubled_part_is_175_millionths_a_day(base: int, days: int, expected: int) -> None:
    last = date(2026, 1, 1)
    assert doubled_interest(Duty(Money(base), last), last + timedelta(days=days)).total == expected


def test_the_published_example_of_the_supreme_court() -> None:
    duty = Duty(yuan("10000"), date(2015, 7, 3))
    steps = [RateStep(date(2015, 1, 1), Fixed(Fraction("0.0005"), Per.DAY))]
    before = general_interest(duty.amount, steps, date(2015, 1, 1), date(2015, 7, 3))
    during = general_interest(duty.amount, steps, date(2015, 7, 4), date(2015, 9, 1))
    doubled = doubled_interest(duty, date(2015, 9, 1))
    assert (before.total, before.units, during.total) == (yuan("920"), 184, yuan("300"))
    assert (doubled.total, doubled.units) == (yuan("105"), 60)
    assert duty.amount + before.total + during.total + doubled.total == yuan("11325")


def test_two_per_cent_a_month_counts_whole_months() -> None:
    steps = [RateStep(date(2017, 1, 1), Fixed(Fraction("0.02"), Per.MONTH))]
    first = general_interest(yuan("2000000"), steps, date(2017, 1, 1), date(2017, 6, 30))
    second = general_interest(yuan("2000000"), steps, date(2017, 7, 1), date(2017, 12, 31))
    assert (first.total, second.total) == (yuan("240000"), yuan("240000"))
    doubled = doubled_interest(Duty(yuan("2000000"), date(2017, 6, 30)), date(2017, 12, 31))
    assert doubled.total == yuan("64400")
    odd = general_interest(yuan("30000"), steps, date(2017, 1, 31), date(2017, 3, 14))
    assert [(line.units, line.per, line.amount) for line in odd.lines] == [
        (1, "month", yuan("600")),
        (15, "day", yuan("300")),
    ]


def test_each_payment_ends_the_doubled_part_for_itself() -> None:
    duty = Duty(yuan("100000"), date(2024, 1, 10))
    paid = [Payment(date(2024, 3, 10), yuan("40000"))]
    sheet = doubled_interest(duty, date(2024, 6, 10), payments=paid)
    assert [(line.units, line.base, line.amount) for line in sheet.lines] == [
        (60, yuan("100000"), yuan("1050")),
        (92, yuan("60000"), yuan("966")),
    ]
    assert sheet.total == yuan("2016")
    shorter = doubled_interest(duty, date(2024, 6, 10), payments=paid, day_count=DayCount.PAYDAY_NOT_COUNTED)
    assert [line.units for line in shorter.lines] == [59, 92]


def test_a_stay_counts_unless_the_debtor_asked_for_it() -> None:
    duty, until = Duty(yuan("100000"), date(2024, 1, 10)), date(2024, 6, 10)
    asked = Stay(date(2024, 2, 1), date(2024, 2, 29), at_debtors_request=True)
    assert doubled_interest(duty, until, stays=[asked]).total == yuan("2660")
    retrial = Stay(date(2024, 2, 1), date(2024, 2, 29))
    overlapping = Stay(date(2024, 2, 20), date(2024, 3, 5))
    assert doubled_interest(duty, until, stays=[retrial]).units == 152 - 29
    assert doubled_interest(duty, until, stays=[overlapping, retrial]).units == 152 - 34
    assert doubled_interest(duty, until, stays=[Stay(date(2023, 1, 1), date(2025, 1, 1))]).lines == ()


def test_payments_within_the_period_bear_nothing() -> None:
    duty = Duty(yuan("1000"), date(2024, 1, 10))
    assert doubled_interest(duty, date(2024, 6, 10), payments=[Payment(date(2024, 1, 10), yuan("1000"))]).lines == ()
    assert doubled_interest(duty, date(2024, 1, 10)).total == 0
    early = doubled_interest(duty, date(2024, 1, 20), payments=[Payment(date(2023, 12, 31), yuan("400"))])
    assert [(line.first, line.units, line.base) for line in early.lines] == [(date(2024, 1, 11), 10, yuan("600"))]


def test_each_instalment_bears_the_doubled_part_by_itself() -> None:
    duties = [Duty(yuan("10000"), date(2024, 2, 10)), Duty(yuan("10000"), date(2024, 1, 10))]
    paid = [Payment(date(2024, 3, 10), yuan("15000"))]
    sheet = doubled_by_instalments(duties, date(2024, 4, 9), payments=paid)
    assert [(line.units, line.base) for line in sheet.lines] == [
        (60, yuan("10000")),
        (29, yuan("10000")),
        (30, yuan("5000")),
    ]


def test_days_before_august_2014_are_left_to_the_judge() -> None:
    with pytest.raises(Refusal, match="doubled_before_2014"):
        doubled_interest(Duty(yuan("1"), date(2014, 7, 30)), date(2015, 1, 1))
    assert doubled_interest(Duty(yuan("10000"), date(2014, 7, 31)), date(2014, 8, 1)).total == yuan("1.75")
    with pytest.raises(Refusal, match="amount_negative"):
        doubled_interest(Duty(Money(-1), date(2020, 1, 1)), date(2021, 1, 1))


@few
@given(amounts, st.integers(1, 3000), st.integers(1, 3000))
def test_the_doubled_part_is_additive_in_days_but_for_rounding(base: Money, first: int, second: int) -> None:
    start = date(2015, 1, 1)
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    parts = joined([doubled_interest(Duty(base, start), middle), doubled_interest(Duty(base, middle), end)])
    whole = doubled_interest(Duty(base, start), end)
    assert parts.units == whole.units
    assert abs(parts.total - whole.total) <= 1


@few
@given(amounts, st.lists(st.tuples(st.integers(0, 900), amounts), max_size=4), st.integers(0, 900), st.integers(0, 90))
def test_a_later_day_never_costs_less_and_a_payment_never_more(
    base: Money, paid: list[tuple[int, Money]], until: int, more: int
) -> None:
    start = date(2015, 1, 1)
    payments = [Payment(start + timedelta(days=days), amount) for days, amount in paid]
    duty, end = Duty(base, start), start + timedelta(days=until)
    sheet = doubled_interest(duty, end, payments=payments)
    assert sheet.total <= doubled_interest(duty, end + timedelta(days=more), payments=payments).total + 1
    assert sheet.total <= doubled_interest(duty, end).total + len(sheet.lines)
    assert sheet.units <= until


@pytest.mark.parametrize(("base", "start", "end", "multiple", "expected"), VECTORS["lpr_interest"])
def test_a_multiple_of_the_prime_rate(base: int, start: str, end: str, multiple: str, expected: int) -> None:
    steps = [RateStep(date(2020, 1, 1), LprMultiple(Fraction(multiple)))]
    first, until = date.fromisoformat(start), date.fromisoformat(end)
    assert general_interest(Money(base), steps, first, until, lpr=LPR, ends=Ends.END_EXCLUDED).total == expected


def test_the_prime_rate_floats_and_steps_change_the_rate() -> None:
    floating = [RateStep(date(2020, 1, 1), LprMultiple(Fraction(1)))]
    sheet = general_interest(yuan("100000"), floating, date(2024, 7, 12), date(2024, 7, 31), lpr=LPR)
    assert [(line.units, line.rate * 365) for line in sheet.lines] == [
        (10, Fraction("0.0345")),
        (10, Fraction("0.0335")),
    ]
    steps = [
        RateStep(date(2020, 1, 1), Fixed(Fraction("0.24"), Per.YEAR)),
        RateStep(date(2020, 8, 20), Fixed(Fraction("0.154"), Per.YEAR)),
    ]
    stepped = general_interest(yuan("100000"), steps, date(2020, 8, 10), date(2020, 8, 30), ends=Ends.END_EXCLUDED)
    assert [line.amount for line in stepped.lines] == [yuan("657.53"), yuan("421.92")]


def test_payments_lower_the_base_from_the_next_day() -> None:
    steps = [RateStep(date(2020, 1, 1), Fixed(Fraction("0.36"), Per.YEAR))]
    sheet = general_interest(
        yuan("10000"),
        steps,
        date(2020, 1, 1),
        date(2020, 1, 20),
        payments=[Payment(date(2020, 1, 10), yuan("4000"))],
        basis=Basis.BANK,
    )
    assert [(line.units, line.base, line.amount) for line in sheet.lines] == [
        (10, yuan("10000"), yuan("100")),
        (10, yuan("6000"), yuan("60")),
    ]


def test_a_day_without_a_rate_is_refused() -> None:
    with pytest.raises(Refusal, match="no_rate"):
        general_interest(yuan("1"), [], date(2020, 1, 1), date(2020, 2, 1))
    with pytest.raises(Refusal, match="no_lpr"):
        general_interest(
            yuan("1"),
            [RateStep(date(2010, 1, 1), LprMultiple(Fraction(1)))],
            date(2015, 1, 1),
            date(2020, 2, 1),
            lpr=LPR,
        )


def test_four_times_the_prime_rate_is_worth_a_warning() -> None:
    assert exceeds_private_loan_cap(Fraction("0.1241"), Fraction("0.031"))
    assert not exceeds_private_loan_cap(Fraction("0.124"), Fraction("0.031"))


def test_every_row_names_its_article_and_the_sheet_its_convention() -> None:
    sheet = doubled_interest(Duty(yuan("1000"), date(2024, 1, 10)), date(2024, 2, 10))
    assert {line.citation for line in sheet.lines} == {"DII.rate"}
    assert sheet.convention == "payday_counted"
    with pytest.raises(ValueError, match="payday"):
        joined(
            [
                sheet,
                doubled_interest(
                    Duty(yuan("1"), date(2024, 1, 1)), date(2024, 2, 1), day_count=DayCount.PAYDAY_NOT_COUNTED
                ),
            ]
        )


def test_a_time_that_bears_nothing_needs_no_older_rule() -> None:
    assert doubled_interest(Duty(yuan("100000"), date(2014, 1, 30)), date(2014, 1, 20)).total == 0
    with pytest.raises(Refusal, match="doubled_before_2014"):
        doubled_interest(Duty(yuan("100000"), date(2014, 1, 30)), date(2014, 1, 31))


@pytest.mark.parametrize("day", [date(2024, 1, 11), date(2024, 2, 1), date(2024, 3, 10)])
def test_a_stay_of_one_day_takes_one_day_off_wherever_it_lies(day: date) -> None:
    duty, paid = Duty(yuan("100000"), date(2024, 1, 10)), Payment(date(2024, 3, 10), yuan("100000"))
    sheet = doubled_interest(duty, paid.day, payments=[paid], stays=[Stay(day, day)])
    assert (sheet.units, sheet.total) == (59, yuan("1032.50"))


@pytest.mark.parametrize(("chosen", "lawful"), [("49.99", False), ("50", True), ("500", True), ("500.01", False)])
def test_a_case_without_a_sum_costs_what_the_court_chose_between_its_limits(*, chosen: str, lawful: bool) -> None:
    if lawful:
        assert fee_without_amount(yuan(chosen)).total == yuan(chosen)
        return
    with pytest.raises(Refusal, match="fee_without_amount"):
        fee_without_amount(yuan(chosen))
