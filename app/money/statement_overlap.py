"""A line that the bank gave no number, told a second time with other details: only the file of the whole day can say so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from app.base.money import Money
from app.money.statements import MADE, StatementLine

MASKS: Final = "*＊…"
"""Signs under which a bank hides a part of a name or number."""


def told_again(new: Sequence[StatementLine], absent: Iterable[StatementLine]) -> list[StatementLine]:
    """The new lines that may be one of the known lines the file does not show, because one of the two bears no number.

    A file shows every line of its days. Where it shows a new line and not the known one that is like it, one
    was told twice with other details, or the file begins or ends within the day.
    """
    known: dict[tuple[date, Money], list[StatementLine]] = defaultdict(list)
    for line in absent:
        known[line.on_day, line.amount].append(line)
    return [line for line in new if any(_alike(line, one) for one in known.get((line.on_day, line.amount), ()))]


def _alike(one: StatementLine, other: StatementLine) -> bool:
    """Whether two lines of one day and amount may be the same one. The balance decides where both tell it."""
    if not (one.serial.startswith(MADE) or other.serial.startswith(MADE)):
        return False
    if one.at_time and other.at_time and one.at_time != other.at_time:
        return False
    if one.balance is not None and other.balance is not None:
        return one.balance == other.balance
    return _agree(one.payer, other.payer) and _agree(one.payer_account, other.payer_account)


def _agree(one: str, other: str) -> bool:
    """Whether two tellings may mean the same; what is not told, or hidden in part, denies nothing."""
    return not one or not other or one == other or any(sign in one + other for sign in MASKS)
