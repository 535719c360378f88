"""How values are shown on pages."""

from datetime import date

from flask import Flask

from app.base.instant import Instant
from app.base.money import Money


def install(app: Flask) -> None:
    """Give the templates their filters."""
    app.jinja_env.filters.update(yuan=yuan, clock_time=clock_time, moment=moment, day=day, masked=masked)


def yuan(amount: int | None) -> str:
    """Fen as yuan with thousands commas; nothing for nothing."""
    return "" if amount is None else str(Money(amount))


def moment(value: Instant | None) -> str:
    """Day and time in Beijing."""
    return "" if value is None else str(value)


def clock_time(value: Instant | None) -> str:
    """The time of day in Beijing."""
    return "" if value is None else value.beijing.strftime("%H:%M")


def day(value: date | Instant | None) -> str:
    """The calendar day."""
    if value is None:
        return ""
    return (value.day if isinstance(value, Instant) else value).isoformat()


def masked(number: str | None) -> str:
    """An ID number or phone as lists may show it: the ends, not the middle."""
    if not number:
        return ""
    head, tail = (6, 4) if len(number) > 11 else (3, 2)  # noqa: PLR2004 - an ID number has 18 signs, a phone 11
    return number[:head] + "*" * max(len(number) - head - tail, 1) + number[-tail:]
