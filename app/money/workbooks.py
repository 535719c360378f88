"""Tables as workbooks: heads in bold, sums as numbers, texts that no spreadsheet runs."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.base.instant import Instant
from app.base.money import Money

FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
MONEY_FORM: Final = "#,##0.00"


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its heads, its rows."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]


def workbook(tables: Sequence[Table]) -> bytes:
    """The bytes of an .xlsx file with a sheet for each table."""
    from openpyxl import Workbook  # noqa: PLC0415 - loaded when a workbook is asked for, not by every process
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - same
    from openpyxl.styles import Font  # noqa: PLC0415 - same

    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title)
        for place, head in enumerate(table.heads):
            widest = max([len(head) * 2, *(len(str(row[place])) + 2 for row in table.rows)])
            sheet.column_dimensions[chr(ord("A") + place)].width = min(widest, 48)
        heads = [WriteOnlyCell(sheet, value=name) for name in table.heads]
        for head_cell in heads:
            head_cell.font = Font(bold=True)
        sheet.append(heads)
        for row in table.rows:
            cells = [WriteOnlyCell(sheet, value=_plain(value)) for value in row]
            for cell, value in zip(cells, row, strict=True):
                if isinstance(value, Money):
                    cell.number_format = MONEY_FORM
            sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return float(value.decimal)
    if isinstance(value, Instant):
        return value.beijing.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return ""
    text = str(value)
    return "'" + text if text.startswith(FORMULA_SIGNS) else text
