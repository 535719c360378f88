"""Tables a court loads as text: the yearly holiday notice and the published prime rates. Every bad cell is named."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Generic, TypeVar

from app.base.reading import YEARS
from app.base.refusal import Fault

T = TypeVar("T", bound="CalendarRow | RateRow")
LONGEST: Final = 2_000
"""Rows of one table."""
WORKS: Final = {"上班", "班", "工作日", "work", "workday", "1", "是"}
RESTS: Final = {"放假", "休", "休息", "假", "holiday", "off", "0", "否"}
CELLS: Final = re.compile(r"[,，;；\t]")
DAY: Final = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")
PERCENT: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?")
"""As the announcements write it: no sign, no exponent, no separator within."""
DECIMALS: Final = 4
HIGHEST: Final = 100
"""Percent a year no rate reaches."""


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A day of the holiday notice."""

    day: date
    works: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class RateRow:
    """A publication of the prime rates, percent a year as written."""

    day: date
    one_year: str
    five_years: str


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """What a text holds, and every fault in it; a text with a fault is loaded not at all."""

    rows: tuple[T, ...]
    faults: tuple[Fault, ...]


def read_calendar(text: str) -> Listed[CalendarRow]:
    """Lines of `day, 放假 or 上班, name`; a first line without a day is a head."""
    return _read(text, _calendar_row)


def read_rates(text: str) -> Listed[RateRow]:
    """Lines of `day, one year, over five years` in percent; a first line without a day is a head."""
    return _read(text, _rate_row)


def _read(text: str, row_of: Callable[[Sequence[str], int, list[Fault]], T | None]) -> Listed[T]:
    rows: dict[date, T] = {}
    faults: list[Fault] = []
    for place, cells in _lines(text):
        row = row_of(cells, place, faults)
        if row is not None and row.day in rows:
            faults.append(Fault("day", "field.day_twice", (("day", row.day.isoformat()),), place))
        elif row is not None:
            rows[row.day] = row
    if not rows and not faults:
        faults.append(Fault("text", "field.table_empty"))
    if len(rows) > LONGEST:
        faults.append(Fault("text", "field.table_long", (("most", LONGEST),)))
    return Listed(tuple(sorted(rows.values(), key=lambda row: row.day)), tuple(faults))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    for place, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        cells = [cell.strip().strip('"') for cell in CELLS.split(line)]
        head = place == 1 and not any(sign.isdigit() for sign in cells[0])
        if any(cells) and not head:
            yield place, cells


def _calendar_row(cells: Sequence[str], place: int, faults: list[Fault]) -> CalendarRow | None:
    day = _day(cells[0], place, faults)
    word = cells[1].lower() if len(cells) > 1 else ""
    if word not in WORKS | RESTS:
        faults.append(Fault("works", "field.works_word", row=place))
        return None
    return CalendarRow(day, word in WORKS, cells[2][:40] if len(cells) > len(("day", "works")) else "") if day else None


def _rate_row(cells: Sequence[str], place: int, faults: list[Fault]) -> RateRow | None:
    day = _day(cells[0], place, faults)
    one = _percent(cells, 1, "one_year", place, faults)
    five = _percent(cells, 2, "five_years", place, faults)
    return RateRow(day, one, five) if day and one and five else None


def _day(text: str, place: int, faults: list[Fault]) -> date | None:
    found = DAY.fullmatch(text)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        faults.append(Fault("day", "field.date_parsing", row=place))
        return None
    return day


def _percent(cells: Sequence[str], column: int, name: str, place: int, faults: list[Fault]) -> str:
    written = cells[column].removesuffix("%").strip() if len(cells) > column else ""
    share = Decimal(written if PERCENT.fullmatch(written) else -1)
    if not (0 < share < HIGHEST and -int(share.as_tuple().exponent) <= DECIMALS):
        faults.append(Fault(name, "field.percent", row=place))
        return ""
    return f"{share:.2f}" if share == round(share, 2) else str(share.normalize())


def decoded(content: bytes) -> str:
    """The text of a file from an office machine: UTF-8, else GB 18030; signs of neither stay visible."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")
