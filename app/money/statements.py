"""Rows of a bank's export as lines: the header found by its words, amounts to the fen, balances checked row by row."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.base.canonical import canonical
from app.base.money import ZERO, Money
from app.base.refusal import Fault, Kind, Refusal
from app.money import statement_cells as cells
from app.money.statement_header import AMOUNTS, Column, ColumnMap, Header, find_header, header_by
from app.money.tabular import Rows

MOST_FAULTS: Final = 100
TOTALS: Final = (
    "合计", "总计", "小计", "共计", "日计", "月计", "总笔数", "累计", "承前页", "承上页", "接上页", "过次页", "转下页", "期初余额", "期末余额", "上页余额",
    "上日余额", "昨日余额", "本页余额", "日终余额", "月末余额",
)  # fmt: skip
_SUM: Final = re.compile(r"(?:[本当]?[日月页年期]|人民币)?(?:合计|小计|总计|累计|共计)[:：]?")
_TOTAL: Final = re.compile("|".join(TOTALS))
FOOTNOTE: Final = 2
"""Cells of a row that tells neither money nor a balance: who printed it, a word of thanks."""
CORE: Final = ("on_day", "amount", "balance")
SOFT: Final = ("payer", "payer_account", "case_account", "memo")
MADE: Final = "~"
"""The first sign of a number that is made from the content of a line, where the bank gave none."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of the bank; `row` is where it stood in the file, counted from 1. Money in is positive."""

    row: int
    serial: str
    on_day: date
    at_time: str
    amount: Money
    balance: Money | None
    payer: str
    payer_account: str
    case_account: str
    memo: str
    titles: Sequence[str] = ()
    cells: Sequence[str] = ()

    @property
    def raw(self) -> dict[str, str]:
        """The row as it stood in the file, by the bank's own titles."""
        return {title: cell for title, cell in zip(self.titles, self.cells, strict=False) if title and cell}


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A file that was understood: its lines, the oldest first, and what was found of it."""

    lines: tuple[StatementLine, ...]
    header_row: int
    columns: Mapping[str, str]
    repeated: int
    """Rows that stood in the file more than once."""

    @property
    def opening(self) -> Money | None:
        """The balance before the first line."""
        first = self.lines[0]
        return None if first.balance is None else first.balance - first.amount

    @property
    def closing(self) -> Money | None:
        """The balance after the last line that tells one."""
        return next((line.balance for line in reversed(self.lines) if line.balance is not None), None)

    @property
    def money_in(self) -> Money:
        """The sum of what came in."""
        return sum((line.amount for line in self.lines if line.amount > ZERO), ZERO)

    @property
    def money_out(self) -> Money:
        """The sum of what went out, as a positive amount."""
        return -sum((line.amount for line in self.lines if line.amount < ZERO), ZERO)


def read_statement(rows: Rows, columns: ColumnMap | None = None) -> StatementDraft:
    """The lines of an export, its columns by a mapping or else by the words banks use.

    Refused (invalid) with the row and the reason of each: no header, bad cells, a broken balance; and
    `statement.other_titles` when the file does not have the titles of the mapping.
    """
    header = find_header(rows) if columns is None else header_by(rows, columns)
    if header is None:
        raise Refusal("statement.other_titles", Kind.INVALID)
    body = [(header.told(row), row, at) for row, at in _body(header, rows)]
    minus_out = _minus_out(told for told, _, _ in body)
    faults: list[Fault] = []
    read = [line for told, row, at in body if (line := _line(header, told, row, at, faults, minus_out=minus_out))]
    if faults:
        raise Refusal("statement.rows_wrong", Kind.INVALID, faults=tuple(faults[:MOST_FAULTS]), count=len(faults))
    if not read:
        raise Refusal("statement.no_lines", Kind.INVALID)
    distinct = _distinct(_with_serials(read))
    shown = {column.value: header.labels[column] for column in header.labels}
    return StatementDraft(tuple(_in_order(distinct)), header.row, shown, repeated=len(read) - len(distinct))


def _minus_out(body: Iterable[cells.Told]) -> bool:
    """Whether this bank puts a minus before all that went out; one line without it says that a minus takes back."""
    written = [one for told in body if (one := cells.out_as_written(told)).strip("0.,-")]
    return bool(written) and all(map(cells.is_minus, written))


def differs(one: StatementLine, other: StatementLine) -> bool:
    """Whether two lines of one serial say different things; what only one of them tells is no difference."""
    if any(getattr(one, name) != getattr(other, name) for name in CORE if None not in _both(one, other, name)):
        return True
    return any(getattr(one, name) != getattr(other, name) for name in SOFT if all(_both(one, other, name)))


def _both(one: StatementLine, other: StatementLine, name: str) -> tuple[object, object]:
    return getattr(one, name), getattr(other, name)


def _body(header: Header, rows: Rows) -> Iterable[tuple[list[str], int]]:
    """The rows below the header that are lines: not blank, no sum, no footnote, no header of a further page."""
    heads = rows[max(header.row - 2, 0) : header.row]
    for at, row in enumerate(rows[header.row :], header.row + 1):
        if any(row) and row not in heads and not _is_total(header, row) and not _is_footnote(header, row):
            yield row, at


def _is_total(header: Header, row: Sequence[str]) -> bool:
    """Whether a row is a sum: it begins with the word for one, or the word stands in it and nobody paid."""
    if not _TOTAL.search("".join(row)):
        return False
    filled = [cell.rstrip(":： ") for cell in row if cell]
    if any(cell.startswith(TOTALS) or cell.endswith(TOTALS) for cell in filled[:2]):
        return True
    if not any(map(_SUM.fullmatch, filled)):
        return False
    told = header.told(["" if _SUM.fullmatch(cell) else cell for cell in row])
    return not any(told.get(column) for column in (Column.SERIAL, Column.PAYER, Column.PAYER_ACCOUNT))


def _is_footnote(header: Header, row: Sequence[str]) -> bool:
    if len(row) - row.count("") > FOOTNOTE:
        return False
    told = header.told(row)
    return not any(told.get(column) for column in (*AMOUNTS, Column.BALANCE))


def _bad_cells(header: Header, told: cells.Told, at: int) -> Iterable[Fault]:
    """Everything in a row that cannot be read."""
    for read in (cells.moment, cells.amount, cells.balance, cells.serial):
        try:
            read(told)
        except cells.BadCell as bad:
            yield Fault(header.label(bad.column), bad.code, (("given", bad.given),), row=at)


def _line(
    header: Header, told: cells.Told, row: list[str], at: int, faults: list[Fault], *, minus_out: bool
) -> StatementLine | None:
    try:
        day, clock = cells.moment(told)
        amount, balance = cells.amount(told, minus_out=minus_out), cells.balance(told)
        serial = cells.serial(told)
    except cells.BadCell:
        faults += _bad_cells(header, told, at)
        return None
    if amount == ZERO:
        return None
    return StatementLine(
        row=at,
        serial=serial,
        on_day=day,
        at_time=clock,
        amount=amount,
        balance=balance,
        payer=cells.words(told, Column.PAYER),
        payer_account=cells.words(told, Column.PAYER_ACCOUNT),
        case_account=cells.words(told, Column.CASE_ACCOUNT),
        memo=cells.memo(told),
        titles=header.titles,
        cells=row,
    )


def _with_serials(lines: Sequence[StatementLine]) -> list[StatementLine]:
    """A line without a serial gets one from its content and its place among its equals, the same in every export."""
    seen: Counter[str] = Counter()
    named = []
    for line in lines:
        if not line.serial:
            content = {name: getattr(line, name) for name in (*CORE, *SOFT, "at_time")}
            key = hashlib.sha256(canonical(content)).hexdigest()[:24]
            seen[key] += 1
            line = replace(line, serial=f"{MADE}{key}-{seen[key]}")  # noqa: PLW2901 - the named line stands for it
        named.append(line)
    return named


def _distinct(lines: Sequence[StatementLine]) -> list[StatementLine]:
    """Each serial once; a repetition that says something else is a fault."""
    found: dict[str, StatementLine] = {}
    faults = []
    for line in lines:
        first = found.setdefault(line.serial, line)
        if first is not line and differs(first, line):
            faults.append(Fault("serial", "statement.serial_changed", (("serial", line.serial),), row=line.row))
    if faults:
        raise Refusal("statement.rows_wrong", Kind.INVALID, faults=tuple(faults[:MOST_FAULTS]), count=len(faults))
    return list(found.values())


def _in_order(lines: list[StatementLine]) -> list[StatementLine]:
    """Oldest first: as they stand, or turned round when the balances say the newest stands first."""
    forward, backward = _first_break(lines), _first_break(lines[::-1])
    if forward is None and backward is None:
        return lines if lines[0].on_day <= lines[-1].on_day else lines[::-1]
    if forward is None:
        return lines
    if backward is None:
        return lines[::-1]
    turned = lines[0].on_day > lines[-1].on_day
    broken = backward if turned else forward
    fault = Fault("balance", "statement.balance_broken", (("balance", str(broken.balance)),), row=broken.row)
    raise Refusal("statement.rows_wrong", Kind.INVALID, faults=(fault,), count=1)


def _first_break(lines: Sequence[StatementLine]) -> StatementLine | None:
    """The first line whose balance does not follow from the one before it."""
    before: Money | None = None
    for line in lines:
        if before is not None and line.balance is not None and before + line.amount != line.balance:
            return line
        before = line.balance if line.balance is not None else (before + line.amount if before is not None else None)
    return None
