"""`money plan`: the rows of a repayment plan by themselves. Needs no store; every wrong field is named at once."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, Self

import click
from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from app.base.clock import MachineClock
from app.base.money import ZERO, Money
from app.base.reading import Command, read
from app.base.refusal import Fault, Kind, Refusal
from app.law.interest import Payment
from app.law.periods import add_months
from app.money.plans import Capacity, Household, Sale, can_pay, exceeds
from app.money.schedules import Counting, Instalment, MonthEnd, PlanKind, Remainder, Season, Terms, schedule
from routes.terminal import speech
from routes.terminal.law import NEGATIVE, calendar, plain
from routes.terminal.law_reading import Amount, Day, read_amount, read_day, read_payment

SEASONAL: Final = "seasonal"
CAPACITY: Final = "capacity"
KINDS: Final = (*PlanKind, SEASONAL, CAPACITY)
SAME: Final = {"equal": PlanKind.EQUAL_INSTALMENT, "season": SEASONAL, "principal": PlanKind.EQUAL_PRINCIPAL}
HEADS: Final = ("n", "nominal", "due", "amount", "interest", "left")
MONTHS: Final = range(1, 13)


def _kind(value: Any) -> str:
    word = str(value).strip().lower().replace("-", "_")
    word = SAME.get(word, word)
    if word not in KINDS:
        raise PydanticCustomError("plan_kind", "no such kind of plan", {"kinds": ", ".join(KINDS)})
    return word


def _first(value: Any) -> date | Money:
    """The day of the first instalment, or what is paid on the spot."""
    text = str(value).strip()
    return read_day(text) if "-" in text.lstrip("-") else read_amount(text)


def _season(value: Any) -> Season:
    """`MONTH=AMOUNT`."""
    month, mark, amount = str(value).partition("=")
    if not mark or not month.strip().isdigit() or int(month) not in MONTHS:
        raise PydanticCustomError("season_form", "not MONTH=AMOUNT")
    return Season(int(month), read_amount(amount))


def _rate(value: Any) -> Fraction:
    """Percent a year."""
    try:
        rate = Fraction(str(value).strip().removesuffix("%")) / 100
    except (ValueError, ZeroDivisionError):
        raise PydanticCustomError("rate_form", "not a percentage") from None
    if not 0 <= rate <= 1:
        raise PydanticCustomError("rate_form", "not a percentage")
    return rate


class PlanAsked(Command):
    """`money plan`."""

    debt: Amount
    kind: Annotated[str, BeforeValidator(_kind)]
    on: Day
    first: tuple[Annotated[Any, BeforeValidator(_first)], ...] = ()
    waived: Amount = ZERO
    grace: Annotated[int, Field(ge=0, le=120)] = 0
    instalments: Annotated[int, Field(ge=1, le=600)] | None = None
    monthly: Amount | None = None
    season: tuple[Annotated[Any, BeforeValidator(_season)], ...] = ()
    row: tuple[Annotated[Any, BeforeValidator(read_payment)], ...] = ()
    rate: Annotated[Any, BeforeValidator(_rate)] = Fraction(0)
    counting: Counting = Counting.MONTHS
    month_end: MonthEnd = MonthEnd.CLAMP
    remainder: Remainder = Remainder.LAST
    income: Amount = ZERO
    persons: Annotated[int, Field(ge=0, le=30)] = 1
    need: Amount = ZERO
    costs: Amount = ZERO
    debts: Amount = ZERO
    sales: tuple[Annotated[Any, BeforeValidator(_season)], ...] = ()
    usable: Annotated[int, Field(ge=0, le=100)] = 70
    usable_sales: Annotated[int, Field(ge=0, le=100)] = 80

    @model_validator(mode="after")
    def _has_an_income(self) -> Self:
        if self.kind == CAPACITY and not self.income:
            raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("income", "field.missing"),))
        return self


@click.command("plan", context_settings=NEGATIVE)
@click.option("--debt", help="Yuan owed.")
@click.option("--kind", help=f"{', '.join(KINDS)}.")
@click.option("--first", multiple=True, metavar="DATE|AMOUNT", help="Day of the first instalment; or paid on the spot.")
@click.option("--on", help="The day of the plan; today unless named.")
@click.option("--waived", help="Yuan the creditor lets go.")
@click.option("--grace", help="Months before the first instalment.")
@click.option("--instalments", help="How many.")
@click.option("--monthly", help="Yuan a month; of a balloon, the small instalments.")
@click.option("--season", multiple=True, metavar="MONTH=AMOUNT", help="More in that month of the year.")
@click.option("--row", multiple=True, metavar="DATE=AMOUNT", help="A row of a custom plan.")
@click.option("--rate", help="Agreed interest, percent a year.")
@click.option("--counting", help="months (a twelfth each) or days (over 365).")
@click.option("--month-end", "month_end", help="clamp or roll, for days that a month does not have.")
@click.option("--remainder", help="last or first: the row that bears what does not divide.")
@click.option("--income", help="Yuan a month of both spouses; with it what the household can pay is told.")
@click.option("--persons", help="Heads of the household.")
@click.option("--need", help="Yuan a month each of them needs.")
@click.option("--costs", help="Fixed costs a month.")
@click.option("--debts", help="Other debts a month.")
@click.option("--sales", multiple=True, metavar="MONTH=AMOUNT", help="Income of one month, such as cattle in October.")
@click.option("--usable", help="Percent of what is left that may be promised.")
@click.option("--usable-sales", "usable_sales", help="Percent of the season's income that may be promised.")
@click.option("--json", "as_json", is_flag=True)
@speech.refusals_spoken
def plan(*, as_json: bool, **given: Any) -> None:
    """A repayment plan row by row. `seasonal`: fixed with a season; `capacity`: what the household can pay."""
    asked = read(PlanAsked, {**given, "on": given["on"] or str(MachineClock().now().day)})
    capacity = _capacity(asked)
    terms = _terms(asked, capacity)
    rows = schedule(terms, calendar())
    above = exceeds(rows, capacity) if capacity else ()
    if as_json:
        speech.say_json(_document(asked, terms, rows, capacity, above))
        return
    for line in _table(rows):
        click.echo(line)
    total = terms.paid_now + Money(sum(row.amount for row in rows))
    click.echo(f"on the spot {plain(terms.paid_now)}; {len(rows)} instalments; in all {plain(total)}")


def _capacity(asked: PlanAsked) -> Capacity | None:
    if not asked.income:
        return None
    household = Household(
        income=asked.income,
        persons=asked.persons,
        need_each=asked.need,
        fixed_costs=asked.costs,
        other_debts=asked.debts,
        usable_percent=asked.usable,
        sales=tuple(Sale(one.month, one.extra, asked.usable_sales) for one in asked.sales),
    )
    return can_pay(household)


def _terms(asked: PlanAsked, capacity: Capacity | None) -> Terms:
    days = [one for one in asked.first if isinstance(one, date)]
    spot = [one for one in asked.first if isinstance(one, Money)]
    able = capacity if asked.kind == CAPACITY else None
    monthly = able.monthly if able and not asked.monthly else asked.monthly
    seasons = able.seasons if able and not asked.season else asked.season
    return Terms(
        debt=asked.debt,
        waived=asked.waived,
        paid_now=Money(sum(spot)),
        first_on=days[0] if days else add_months(asked.on, 1),
        grace_months=asked.grace,
        instalments=asked.instalments,
        monthly=monthly,
        seasons=seasons,
        kind=PlanKind.FIXED if asked.kind in {SEASONAL, CAPACITY} else PlanKind(asked.kind),
        rows=tuple((one.day, one.amount) for one in asked.row if isinstance(one, Payment)),
        rate=asked.rate,
        counting=asked.counting,
        month_end=asked.month_end,
        remainder=asked.remainder,
    )


def _document(
    asked: PlanAsked, terms: Terms, rows: tuple[Instalment, ...], capacity: Capacity | None, above: Iterable[Instalment]
) -> dict[str, Any]:
    told = {
        "kind": asked.kind,
        "on": asked.on.isoformat(),
        "debt_fen": terms.debt,
        "waived_fen": terms.waived,
        "payable_fen": terms.payable,
        "paid_now_fen": terms.paid_now,
        "interest_fen": sum(row.interest for row in rows),
        "total_fen": terms.paid_now + sum(row.amount for row in rows),
        "instalments": len(rows),
        "ends_on": rows[-1].due_on.isoformat() if rows else asked.on.isoformat(),
        "rows": [_row(row) for row in rows],
        "exceeds": [row.position for row in above],
    }
    if capacity:
        seasons = [{"month": one.month, "extra_fen": one.extra} for one in capacity.seasons]
        told["capacity"] = {
            "surplus_fen": capacity.surplus,
            "monthly_fen": capacity.monthly,
            "season": seasons[0] if seasons else None,
            "seasons": seasons,
        }
    return told


def _row(row: Instalment) -> dict[str, Any]:
    return {
        "n": row.position,
        "nominal": row.nominal_on.isoformat(),
        "due": row.due_on.isoformat(),
        "amount_fen": row.amount,
        "principal_fen": row.principal,
        "interest_fen": row.interest,
        "left_fen": row.left,
    }


def _table(rows: Iterable[Instalment]) -> Iterable[str]:
    table = [HEADS]
    for row in rows:
        sums = (plain(row.amount), plain(row.interest), plain(row.left))
        table.append((str(row.position), str(row.nominal_on), str(row.due_on), *sums))
    widths = [max(len(line[place]) for line in table) for place in range(len(HEADS))]
    return ("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in table)
