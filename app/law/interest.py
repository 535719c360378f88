"""The doubled part of the debt's interest for delay (加倍部分债务利息), segment by segment."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal
from app.law.sheets import Line, Sheet, part_of

DAILY_RATE: Final = Fraction(175, 1_000_000)
"""0.0175 % a day."""
FIRST_DAY: Final = date(2014, 8, 1)
"""Days before it follow an older rule and are not computed here."""
CITATION: Final = "DII.rate"
DAY: Final = timedelta(days=1)


class DayCount(StrEnum):
    """Which days are counted between the end of the period and payment; the sheet prints it."""

    PAYDAY_COUNTED = "payday_counted"
    """From the day after the period to the day of payment, both counted: payment day - last day (default)."""
    PAYDAY_NOT_COUNTED = "payday_not_counted"
    """The same without the day of payment, as some courts count."""


@dataclass(frozen=True, slots=True)
class Payment:
    """What reached the base of the interest on a day."""

    day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Stay:
    """Days, both included, on which enforcement was suspended, put off or stayed for a retrial."""

    first: date
    last: date
    at_debtors_request: bool = False
    """Such a stay does not stop the interest."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One sum due under the title: without general interest; `last_day` ends its period (or is the day of effect)."""

    amount: Money
    last_day: date


def doubled_interest(
    duty: Duty,
    until: date,
    *,
    payments: Sequence[Payment] = (),
    stays: Sequence[Stay] = (),
    day_count: DayCount = DayCount.PAYDAY_COUNTED,
) -> Sheet:
    """The doubled part from the end of the period to `until`, each payment ending it for its part.

    Refused: negative money (invalid), days before 2014-08-01 (`law.doubled_before_2014`, to be figured by hand).
    """
    _check(duty, until, payments)
    lines: list[Line] = []
    for first, last, base in _segments(duty, until, payments, day_count):
        lines += _lines(base, _without(first, last, stays))
    return Sheet(tuple(lines), day_count)


def doubled_by_instalments(
    duties: Sequence[Duty],
    until: date,
    *,
    payments: Sequence[Payment] = (),
    stays: Sequence[Stay] = (),
    day_count: DayCount = DayCount.PAYDAY_COUNTED,
) -> Sheet:
    """The same for a duty in instalments, each by itself; a payment goes to the earliest one not yet paid."""
    purse = sorted(payments, key=lambda one: one.day)
    lines: list[Line] = []
    for duty in sorted(duties, key=lambda one: one.last_day):
        mine, purse = _taken(purse, duty.amount)
        lines += doubled_interest(duty, until, payments=mine, stays=stays, day_count=day_count).lines
    return Sheet(tuple(lines), day_count)


def _taken(purse: Sequence[Payment], wanted: Money) -> tuple[list[Payment], list[Payment]]:
    """The payments that fill `wanted`, earliest first, and what is left of all."""
    mine, left = [], []
    for payment in purse:
        part = min(wanted, payment.amount)
        mine.append(Payment(payment.day, part))
        left.append(Payment(payment.day, payment.amount - part))
        wanted -= part
    return mine, left


def _check(duty: Duty, until: date, payments: Sequence[Payment]) -> None:
    if duty.amount < ZERO or any(payment.amount < ZERO for payment in payments):
        raise Refusal("law.amount_negative", Kind.INVALID, amount=str(duty.amount))
    if until > duty.last_day and duty.last_day + DAY < FIRST_DAY:
        raise Refusal("law.doubled_before_2014", Kind.INVALID, day=duty.last_day.isoformat())


def _segments(
    duty: Duty, until: date, payments: Sequence[Payment], day_count: DayCount
) -> Iterator[tuple[date, date, Money]]:
    """Spans of days with one base, both ends counted. What was paid within the period bears nothing."""
    back = DAY if day_count is DayCount.PAYDAY_NOT_COUNTED else timedelta()
    base, first = duty.amount, duty.last_day + DAY
    for payment in sorted(payments, key=lambda one: one.day):
        if payment.day > until:
            break
        last = payment.day - back
        if base > ZERO and last >= first:
            yield first, last, base
        first = max(first, last + DAY)
        base = max(ZERO, base - payment.amount)
    if base > ZERO and first <= until - back:
        yield first, until - back, base


def _without(first: date, last: date, stays: Sequence[Stay]) -> Iterator[tuple[date, date]]:
    """The parts of a span outside the stays that stop the interest."""
    stopping = sorted((stay for stay in stays if not stay.at_debtors_request), key=lambda stay: stay.first)
    for stay in stopping:
        if stay.last < first or stay.first > last:
            continue
        if stay.first > first:
            yield first, stay.first - DAY
        first = stay.last + DAY
    if first <= last:
        yield first, last


def _lines(base: Money, spans: Iterable[tuple[date, date]]) -> Iterator[Line]:
    """The rows of one base. A stay between them costs no rounding: together they are the whole, rounded once."""
    counted, so_far = 0, ZERO
    for first, last in spans:
        days = (last - first).days + 1
        counted += days
        whole = part_of(base, DAILY_RATE, counted)
        yield Line(
            first=first,
            last=last,
            base=base,
            rate=DAILY_RATE,
            per="day",
            units=days,
            amount=whole - so_far,
            citation=CITATION,
        )
        so_far = whole
