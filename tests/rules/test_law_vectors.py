"""Vectors of money under the law that no other test of this folder takes, and what must hold of every sum."""

import json
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.money import Money
from app.law.allocation import apportioned, pro_rata
from app.law.fee import acceptance_fee, execution_fee
from app.law.general_interest import Basis, Ends, Fixed, LprMultiple, LprRow, Per, RateStep, general_interest
from app.law.interest import Duty, Payment, Stay, doubled_interest
from app.law.sheets import joined

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "law.json").read_text("utf-8"))
LPR = tuple(
    LprRow(date.fromisoformat(since), Fraction(one) / 100, Fraction(five) / 100) for since, one, five in VECTORS["lpr"]
)
START = date(2024, 1, 10)
few = settings(max_examples=50, deadline=None)
amounts = st.integers(0, 10**12).map(Money)
rates = st.fractions(0, Fraction(1, 2), max_denominator=10_000)
pers = st.sampled_from([Per.DAY, Per.YEAR])


def steps(rate: Fraction, per: Per, since: date = date(2000, 1, 1)) -> list[RateStep]:
    return [RateStep(since, Fixed(rate, per))]


class Worded(NamedTuple):
    """A rate as a title words it, and the span it is counted over."""

    base: int
    rate: str
    per: Per
    first: date
    until: date
    ends: Ends
    expected: int


@pytest.mark.parametrize(
    "one",
    [
        Worded(10_000_00, "0.0005", Per.DAY, date(2015, 1, 1), date(2015, 9, 1), Ends.BOTH, 1_220_00),
        Worded(1_000_000_00, "0.045", Per.YEAR, date(2026, 1, 1), date(2026, 4, 11), Ends.END_EXCLUDED, 12_328_77),
        Worded(100_000_00, "0.10", Per.YEAR, date(2026, 1, 1), date(2026, 1, 2), Ends.END_EXCLUDED, 27_40),
        Worded(100_000_00, "0.24", Per.YEAR, date(2020, 8, 10), date(2020, 8, 20), Ends.END_EXCLUDED, 657_53),
        Worded(100_000_00, "0.154", Per.YEAR, date(2020, 8, 20), date(2020, 8, 30), Ends.END_EXCLUDED, 421_92),
    ],
)
def test_general_interest_by_the_words_of_the_title(one: Worded) -> None:
    sheet = general_interest(Money(one.base), steps(Fraction(one.rate), one.per), one.first, one.until, ends=one.ends)
    assert sheet.total == one.expected


def test_a_year_of_360_days_costs_more_than_one_of_365() -> None:
    year = [steps(Fraction("0.06"), Per.YEAR), START, START + timedelta(days=359)]
    assert general_interest(Money(100_00), *year, basis=Basis.BANK).total == 6_00  # type: ignore[arg-type]
    assert general_interest(Money(100_00), *year, basis=Basis.CALENDAR).total == 5_92  # type: ignore[arg-type]


def test_a_payment_ends_the_doubled_part_of_what_it_pays_and_the_rest_runs_on() -> None:
    duty, paid = Duty(Money(100_000_00), date(2026, 1, 1)), [Payment(date(2026, 4, 11), Money(50_000_00))]
    before = doubled_interest(duty, date(2026, 4, 11), payments=paid)
    after = doubled_interest(duty, date(2026, 7, 20), payments=paid)
    assert (before.total, after.total - before.total) == (1_750_00, 875_00)
    assert duty.amount - paid[0].amount + after.total == 52_625_00


def test_fen_are_apportioned_by_largest_remainder_and_no_claim_is_overpaid() -> None:
    assert apportioned(Money(100), [1, 1, 1]) == (34, 33, 33)
    assert pro_rata(Money(100), [Money(1), Money(1), Money(1)]) == (1, 1, 1)
    assert pro_rata(Money(0), []) == ()


def test_the_acceptance_fee_has_its_own_brackets() -> None:
    assert [acceptance_fee(Money.yuan(one)).total for one in ("0", "10000", "100000", "1000000", "30000000")] == [
        Money.yuan(one) for one in ("0", "50", "2300", "13800", "191800")
    ]


@few
@given(amounts)
def test_every_row_of_a_fee_adds_up(amount: Money) -> None:
    for sheet in (execution_fee(amount), acceptance_fee(amount)):
        assert sum(line.base for line in sheet.lines) == amount
        assert sum(line.amount for line in sheet.lines) == sheet.total


@few
@given(amounts, rates, pers, st.integers(0, 900), st.integers(0, 900))
def test_general_interest_is_additive_monotone_and_nothing_for_nothing(
    base: Money, rate: Fraction, per: Per, first: int, more: int
) -> None:
    middle, end = START + timedelta(days=first), START + timedelta(days=first + more)
    day = timedelta(days=1)
    whole = general_interest(base, steps(rate, per), START, end)
    parts = joined(
        [
            general_interest(base, steps(rate, per), START, middle),
            general_interest(base, steps(rate, per), middle + day, end),
        ]
    )
    assert parts.units == whole.units
    assert abs(parts.total - whole.total) <= 1
    assert general_interest(base, steps(rate, per), START, middle).total <= whole.total
    assert general_interest(base + 1, steps(rate, per), START, end).total >= whole.total
    assert general_interest(Money(0), steps(rate, per), START, end).total == 0
    assert general_interest(base, steps(Fraction(0), per), START, end).total == 0


@few
@given(amounts, st.integers(1, 900), st.integers(0, 900))
def test_a_floating_rate_is_the_sum_of_its_publications(base: Money, first: int, days: int) -> None:
    begin = date(2019, 9, 1) + timedelta(days=first)
    floating = [RateStep(date(2019, 1, 1), LprMultiple(Fraction(4)))]
    sheet = general_interest(base, floating, begin, begin + timedelta(days=days), lpr=LPR)
    assert sheet.units == (days + 1 if base else 0)
    for line in sheet.lines:
        held = max((row for row in LPR if row.since <= line.first), key=lambda row: row.since)  # type: ignore[operator]
        assert line.rate == held.one_year * 4 / 365


@few
@given(
    amounts,
    st.lists(st.tuples(st.integers(-20, 900), st.integers(0, 200), st.booleans()), max_size=4),
    st.integers(0, 900),
)
def test_stays_only_take_days_away_and_rounding_is_paid_once_for_one_base(
    base: Money, spans: list[tuple[int, int, bool]], days: int
) -> None:
    stays = [
        Stay(START + timedelta(days=first), START + timedelta(days=first + length), at_debtors_request=asked)
        for first, length, asked in spans
    ]
    sheet = doubled_interest(Duty(base, START), START + timedelta(days=days), stays=stays)
    gone = {
        START + timedelta(days=one)
        for one in range(1, days + 1)
        if any(stay.first <= START + timedelta(days=one) <= stay.last for stay in stays if not stay.at_debtors_request)
    }
    assert sheet.units == (days - len(gone) if base else 0)
    exact = Fraction(int(base)) * Fraction(175, 1_000_000) * sheet.units
    assert sheet.total == int(exact + Fraction(1, 2))
    assert all(line.first not in gone and line.last not in gone for line in sheet.lines)
