"""What one cell of a bank's export says: a day, a time, an amount, a side, a name."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from app.base.money import ZERO, Money, plain
from app.money.statement_header import AMOUNTS, Column

EARLIEST: Final = 1990
SERIAL_MOST: Final = 100
"""Signs of a line's number; banks write 10 to 40."""
LATEST: Final = 2099
HOURS: Final = 24
SIXTY: Final = 60
OFTEN: Final = 4096
"""How many different cells of a day and of a time stay read."""
_DAYS: Final = (
    re.compile(r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?(?:[ T]*(?P<rest>\S.*))?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:[ T]*(?P<rest>\d.*))?"),
)
_TIME: Final = re.compile(r"(\d{1,2})[:.时]?(\d{2})(?:[:.分]?(\d{2}))?(?:\.\d+|秒)?")
_IN: Final = frozenset({"贷", "贷方", "c", "cr", "收", "收入", "转入", "来账", "+", "入账", "进", "贷记", "入"})
_OUT: Final = frozenset({"借", "借方", "d", "dr", "支", "支出", "转出", "往账", "-", "出账", "付", "借记", "出"})
_SHORT_TIME: Final = 6
_EXCEL_DAY: Final = re.compile(r"(?P<days>[34567]\d{4})(?P<part>\.\d+)?")
"""A day as Excel counts it where the cell lost its form: 46028 is 6 January 2026."""
_EXCEL_ZERO: Final = date(1899, 12, 30)
_CURRENCY: Final = "人民币|rmb|cny|¥"
_WRITTEN: Final = re.compile(
    rf"(?P<open>\()?(?P<sign>[+-])?(?:{_CURRENCY})?(?(sign)|(?P<after>[+-])?) *(?P<digits>[0-9,.]+) *(?:元|{_CURRENCY})?(?(open)\))"
    r" *(?P<end>-|cr|dr|贷|借)?",
    re.IGNORECASE,
)
"""At most one sign before the digits, then a currency on either side, then brackets closed or a sign behind."""
_LOSS: Final = frozenset({"-", "dr", "借"})

_BY_RANK: Final = (Column.AMOUNT, Column.IN, Column.OUT)
Told = Mapping[Column, str]


class BadCell(Exception):  # noqa: N818 - a finding about a cell, turned into a fault by the caller
    """A cell that cannot be read: which, why, and what stood there."""

    def __init__(self, column: Column, code: str, given: str) -> None:
        super().__init__(code)
        self.column, self.code, self.given = column, code, given[:40]


def moment(told: Told) -> tuple[date, str]:
    """The day, and the time of day as HH:MM:SS when the bank tells it."""
    given = _narrow(told[Column.DAY])
    if dated := _dated(given):
        day, rest = dated
        return day, _clock(_narrow(told.get(Column.TIME) or rest))
    if found := _EXCEL_DAY.fullmatch(given):
        clock = told.get(Column.TIME) or _part_of_day(found["part"])
        return _EXCEL_ZERO + timedelta(days=int(found["days"])), _clock(_narrow(clock))
    raise BadCell(Column.DAY, "statement.bad_day" if given else "statement.day_missing", given)


def amount(told: Told, *, minus_out: bool = False) -> Money:
    """Money in as positive, money out as negative, whichever way the bank writes it.

    `minus_out`: this bank puts a minus before all that went out, where others write it only to take a line back.
    """
    if not any(told.get(column) for column in AMOUNTS):
        raise BadCell(next(column for column in _BY_RANK if column in told), "statement.amount_missing", "")
    if Column.IN in told or Column.OUT in told:
        came, went = _money(told, Column.IN), _money(told, Column.OUT)
        if came and went:
            raise BadCell(Column.IN, "statement.two_amounts", f"{came} / {went}")
        if came or went or Column.AMOUNT not in told:
            return came - (Money(abs(went)) if minus_out else went)
    given = _money(told, Column.AMOUNT)
    side = told.get(Column.SIDE, "").strip("()（）").lower()
    if Column.SIDE not in told or side in _IN:
        return given
    if side in _OUT:
        return -(Money(abs(given)) if minus_out else given)
    raise BadCell(Column.SIDE, "statement.bad_side", side)


def out_as_written(told: Told) -> str:
    """What the bank wrote for money out, if the row tells any: the sign it bears says how this bank writes."""
    if told.get(Column.OUT):
        return _narrow(told[Column.OUT])
    return _narrow(told.get(Column.AMOUNT, "")) if told.get(Column.SIDE, "").lower() in _OUT else ""


def is_minus(written: str) -> bool:
    """Whether an amount is written as negative."""
    return written.startswith(("-", "(")) or written.endswith("-")


def balance(told: Told) -> Money | None:
    """The balance after the line, if the bank tells it."""
    return _money(told, Column.BALANCE) if told.get(Column.BALANCE) else None


def serial(told: Told) -> str:
    """The bank's number of the line; one that Excel has rounded, or that is longer than any bank's, is refused."""
    given = told.get(Column.SERIAL, "")
    if given.endswith("…"):
        raise BadCell(Column.SERIAL, "statement.serial_rounded", given)
    if len(given) > SERIAL_MOST:
        raise BadCell(Column.SERIAL, "statement.serial_long", given)
    return "".join(given.split())


def words(told: Told, column: Column) -> str:
    """A name or number as it stands. A column that holds either is taken for what it looks like."""
    given = told.get(column, "").rstrip("…")
    if given or column not in {Column.PAYER, Column.PAYER_ACCOUNT}:
        return given
    either = told.get(Column.COUNTERPARTY, "")
    return either if either and either.isdigit() == (column is Column.PAYER_ACCOUNT) else ""


def memo(told: Told) -> str:
    """Summary and memo together: banks put the payer's words in either."""
    parts = (told.get(Column.SUMMARY, ""), told.get(Column.MEMO, ""))
    return " ".join(dict.fromkeys(part for part in parts if part))


@lru_cache(maxsize=OFTEN)
def _dated(given: str) -> tuple[date, str] | None:
    """The day of a cell and what stands behind it; one day stands on many rows."""
    for form in _DAYS:
        if found := form.fullmatch(given):
            return _day(found, given), found["rest"] or ""
    return None


def _day(found: re.Match[str], given: str) -> date:
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        raise BadCell(Column.DAY, "statement.bad_day", given) from None
    if not EARLIEST <= day.year <= LATEST:
        raise BadCell(Column.DAY, "statement.bad_day", given)
    return day


@lru_cache(maxsize=OFTEN)
def _clock(given: str) -> str:
    """HH:MM:SS; an empty text when the time is not told or makes no sense, which harms nothing."""
    if " " in given.strip():
        given = given.strip().rsplit(" ", 1)[-1]
    if given.isdigit():
        given = given.zfill(_SHORT_TIME)
    found = _TIME.fullmatch(given)
    if not found:
        return ""
    hour, minute, second = map(int, found.groups("0"))
    sensible = hour < HOURS and minute < SIXTY and second < SIXTY
    return f"{hour:02}:{minute:02}:{second:02}" if sensible else ""


def _money(told: Told, column: Column) -> Money:
    given = told.get(column, "")
    if not given:
        return ZERO
    try:
        return _yuan(given)
    except ValueError:
        raise BadCell(column, "statement.bad_amount", given) from None


def _yuan(given: str) -> Money:
    """An amount as banks write it: with a currency, in full-width digits, in brackets or with its sign behind.

    Its sign is told once: what says it twice, or says both, is refused.
    """
    try:
        return Money.yuan(given)
    except ValueError:
        found = _WRITTEN.fullmatch(plain(given).strip())
    if found is None:
        raise ValueError(given)
    sign, end = found["sign"] or found["after"] or "", (found["end"] or "").lower()
    lost = bool(found["open"]) or end in _LOSS
    if (found["open"] and end) or (lost and sign):
        raise ValueError(given)
    read = Money.yuan(found["digits"])
    return -read if lost or sign == "-" else read


def _narrow(given: str) -> str:
    """Full-width digits and signs as plain ones."""
    return given if given.isascii() else unicodedata.normalize("NFKC", given)


def _part_of_day(part: str | None) -> str:
    seconds = round(float(part or 0) * 86_400)
    return str(timedelta(seconds=seconds)) if 0 < seconds < 86_400 else ""  # noqa: PLR2004 - seconds of a day
