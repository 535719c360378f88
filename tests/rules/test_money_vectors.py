"""Every vector of money, as given: interest, fee, allocation, plans, days, capitals."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from app.base.money import ZERO, Money
from app.law.allocation import LAWFUL_ORDER, Head, allocate, apportioned
from app.law.calendar import CourtCalendar
from app.law.capitals import capitals
from app.law.fee import execution_fee
from app.law.general_interest import Ends, Fixed, LprMultiple, LprRow, Per, RateStep, general_interest
from app.law.interest import Duty, Payment, doubled_interest
from app.law.periods import add_months, first_workday
from app.money.plans import Household, Sale, can_pay
from app.money.schedules import Counting, Instalment, MonthEnd, PlanKind, Terms, schedule

FOLDER = Path(__file__).parents[1] / "vectors"
VECTORS: dict[str, Any] = json.loads((FOLDER / "money.json").read_text("utf-8"))
LPR = tuple(
    LprRow(date.fromisoformat(since), Fraction(one) / 100, Fraction(five) / 100)
    for since, one, five in json.loads((FOLDER / "law.json").read_text("utf-8"))["lpr"]
)
START = date(2026, 1, 1)
CALENDAR = CourtCalendar()
Vector = Mapping[str, Any]


def day(text: str) -> date:
    return date.fromisoformat(text)


def fixed(rate: Fraction, per: Per) -> list[RateStep]:
    return [RateStep(date(2000, 1, 1), Fixed(rate, per))]


def terms(**changes: object) -> Terms:
    given = {"waived": ZERO, "paid_now": ZERO, "first_on": date(2025, 1, 31)} | changes
    return Terms(**given)  # type: ignore[arg-type] # reason: the changes of a test are what it says


def test_every_group_of_vectors_is_taken() -> None:
    assert set(VECTORS) == {
        "double_interest",
        "general_interest_daily",
        "spc_example",
        "lpr_interest",
        "execution_fee",
        "schedules",
        "allocation_2014",
        "pro_rata",
        "month_end",
        "holiday_next_workday",
        "uppercase",
        "capacity_plan",
        "waiver",
    }
    assert [len(VECTORS[name]) for name in ("schedules", "lpr_interest", "uppercase")] == [7, 5, 22]


@pytest.mark.parametrize("one", VECTORS["double_interest"])
def test_the_doubled_part(one: Vector) -> None:
    sheet = doubled_interest(Duty(Money(one["base_fen"]), START), START + timedelta(days=one["days"]))
    assert sheet.total == one["expect_fen"]


@pytest.mark.parametrize("one", VECTORS["general_interest_daily"])
def test_general_interest_by_the_day(one: Vector) -> None:
    steps = fixed(Fraction(one["daily"]), Per.DAY)
    sheet = general_interest(Money(one["base_fen"]), steps, day(one["start"]), day(one["end"]))
    assert (sheet.units, sheet.total) == (one["days_both_ends"], one["expect_fen"])


def test_the_example_of_the_supreme_court() -> None:
    one = VECTORS["spc_example"]
    duty = Duty(Money(one["principal_fen"]), day(one["effective"]) + timedelta(days=one["grace_days"]))
    sheet = doubled_interest(duty, day(one["paid"]))
    assert (sheet.lines[0].first, sheet.units) == (day(one["first_day"]), one["doubled_days"])
    assert sheet.total == one["doubled_fen"]
    assert one["principal_fen"] + one["general_fen"] + sheet.total == one["total_fen"]


@pytest.mark.parametrize("one", VECTORS["lpr_interest"])
def test_general_interest_by_the_year(one: Vector) -> None:
    base = Money(one["base_fen"])
    if "segments" in one:
        sheets = [
            general_interest(base, fixed(Fraction(rate) / 100, Per.YEAR), day(a), day(b), ends=Ends.END_EXCLUDED)
            for a, b, rate in one["segments"]
        ]
        assert [sheet.total for sheet in sheets] == one["expect_fen"]
        assert sum(one["expect_fen"]) == one["total_fen"]
    elif "rate_percent" in one:
        steps = fixed(Fraction(one["rate_percent"]) / 100, Per.YEAR)
        last = START + timedelta(days=one["days"])
        assert general_interest(base, steps, START, last, ends=Ends.END_EXCLUDED).total == one["expect_fen"]
    else:
        steps = [RateStep(date(2019, 8, 20), LprMultiple(Fraction(one["multiplier"])))]
        span = day(one["start"]), day(one["end"])
        assert general_interest(base, steps, *span, lpr=LPR, ends=Ends.END_EXCLUDED).total == one["expect_fen"]


@pytest.mark.parametrize("one", VECTORS["execution_fee"])
def test_the_execution_fee(one: Vector) -> None:
    assert execution_fee(Money(one["amount_fen"])).total == one["expect_fen"]


MADE: dict[str, dict[str, object]] = {
    "Fineract LoanMonthEndDueDateStrategy UC3": {"rate": Fraction("0.12"), "instalments": 3, "grace_months": 1},
    "same UC5": {"rate": Fraction("0.12"), "instalments": 3, "grace_months": 1, "counting": Counting.DAYS},
    "same UC1": {
        "rate": Fraction("0.12"),
        "instalments": 3,
        "grace_months": 1,
        "counting": Counting.DAYS,
        "month_end": MonthEnd.ROLL,
    },
    "Fineract LoanBulletBalloon BL01": {"rate": Fraction("0.3"), "instalments": 8, "kind": PlanKind.BALLOON},
    "equal instalment 100000.00": {"rate": Fraction("0.06"), "instalments": 12},
    "equal principal 100000.00": {"rate": Fraction("0.06"), "instalments": 12, "kind": PlanKind.EQUAL_PRINCIPAL},
    "no interest": {"instalments": 3},
}


def rows_of(one: Vector) -> tuple[Instalment, ...]:
    given = next(given for name, given in MADE.items() if one["name"].startswith(name))
    return schedule(terms(debt=Money(one["principal_fen"]), **given), CALENDAR)


@pytest.mark.parametrize("one", VECTORS["schedules"], ids=lambda one: one["name"])
def test_a_schedule(one: Vector) -> None:
    rows = rows_of(one)
    told = {
        "due": [row.nominal_on.isoformat() for row in rows],
        "principal": [row.principal for row in rows],
        "interest": [row.interest for row in rows],
        "total": [row.amount for row in rows],
        "rows": [[row.position, row.principal, row.interest, row.amount, row.left] for row in rows],
    }
    for name in one.keys() & told.keys():
        assert told[name] == one[name], name
    assert sum(row.principal for row in rows) == one["principal_fen"]
    assert rows[-1].left == ZERO


def test_part_payments_end_the_doubled_part_of_what_they_pay() -> None:
    one = VECTORS["allocation_2014"][0]
    duty = Duty(Money(one["principal_fen"]), day(one["due"]))
    paid = [Payment(day(on), Money(fen)) for on, fen in one["pay"]]
    before = doubled_interest(duty, paid[0].day, payments=paid)
    after = doubled_interest(duty, paid[0].day + timedelta(days=one["then_days"]), payments=paid)
    assert (before.total, after.total - before.total) == (one["doubled_before_fen"], one["doubled_added_fen"])
    assert duty.amount - paid[0].amount == one["principal_after_fen"]
    assert one["principal_after_fen"] + after.total == one["payoff_fen"]


def test_a_payment_is_shared_out_in_the_lawful_order() -> None:
    one = VECTORS["allocation_2014"][1]
    heads = {
        "costs": Head.COSTS,
        "general": Head.GENERAL_INTEREST,
        "principal": Head.PRINCIPAL,
        "doubled": Head.DOUBLED_INTEREST,
    }
    owed = {head: Money(one[name]) for name, head in heads.items()}
    shares = allocate(Money(one["pay"]), owed, LAWFUL_ORDER)
    assert {name: shares.get(head, ZERO) for name, head in heads.items()} == one["to"]
    for name, left in one["left"].items():
        assert owed[heads[name]] - shares.get(heads[name], ZERO) == left


@pytest.mark.parametrize("one", VECTORS["pro_rata"])
def test_claims_share_by_largest_remainder(one: Vector) -> None:
    assert list(apportioned(Money(one["total"]), one["claims"])) == one["expect"]


@pytest.mark.parametrize("one", VECTORS["month_end"])
def test_months_are_counted_from_the_first_day(one: Vector) -> None:
    rows = schedule(terms(debt=Money(1000), first_on=day(one["start"]), instalments=one["n"]), CALENDAR)
    assert [row.nominal_on.isoformat() for row in rows] == one["clamp"]
    assert [add_months(day(one["start"]), month).isoformat() for month in range(one["n"])] == one["clamp"]


@pytest.mark.parametrize("one", VECTORS["holiday_next_workday"])
def test_a_due_day_moves_off_a_holiday(one: Vector) -> None:
    assert first_workday(day(one["due"]), CALENDAR) == day(one["expect"])


@pytest.mark.parametrize(("yuan", "written"), VECTORS["uppercase"].items())
def test_capitals(yuan: str, written: list[str]) -> None:
    assert capitals(Money.yuan(yuan)) in written


@pytest.mark.parametrize("one", VECTORS["capacity_plan"])
def test_a_household_pays_what_it_can(one: Vector) -> None:
    household = Household(
        income=Money(one["monthly_income_fen"]),
        persons=1,
        need_each=Money(one["monthly_need_fen"]),
        usable_percent=one["use_percent"],
        sales=(Sale(one["season"]["month"], Money(one["season"]["income_fen"]), one["season"]["use_percent"]),),
        round_to=Money(one["round_down_to_fen"]),
    )
    capacity = can_pay(household)
    first = date.fromisoformat(f"{one['grace_months'][0]}-{one['due_day']}")
    made = terms(
        debt=Money(one["debt_fen"]),
        paid_now=Money(one["first_on_the_spot_fen"]),
        first_on=first,
        grace_months=len(one["grace_months"]),
        monthly=capacity.monthly,
        seasons=capacity.seasons,
    )
    rows = [[row.nominal_on.isoformat(), row.amount] for row in schedule(made, CALENDAR)]
    assert rows == one["expect"][1:]
    assert one["expect"][0][1] == made.paid_now
    assert sum(amount for _, amount in one["expect"]) == one["debt_fen"]


@pytest.mark.parametrize("one", VECTORS["waiver"])
def test_a_waiver_lowers_what_is_to_be_paid(one: Vector) -> None:
    made = terms(debt=Money(sum(one["debt"].values())), waived=Money(sum(one["waive"].values())), instalments=1)
    assert made.payable == one["payable_fen"]
