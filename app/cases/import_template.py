"""The empty list to download: the heads, one example row, and a sheet of notes."""

import io
from functools import cache
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.cases.import_columns import COLUMNS, Column

LIST_NAME: Final = "案件名册"
NOTES_NAME: Final = "填写说明"
NEEDED: Final = "*"
AS_TEXT: Final = "@"
LINES_READY: Final = 500
"""Rows below the example that are set to text beforehand, so that ID numbers keep their end."""
NOTES: Final = (
    ("列名", "是否必填", "说明", "也可以写作"),
    ("表头", "", "表头只占一行，不要合并单元格；列的次序可以变，用不到的列可以删去。", ""),
    ("示例行", "", "第二行是虚构的示例，填写前请删去。", ""),
    ("多名被执行人", "", "每人一行，案号相同的几行合成一件案子；案件信息写在第一行即可。", ""),
)
_HEAD_FILL: Final = PatternFill("solid", fgColor="E8EDF3")
_LINE: Final = Border(bottom=Side(style="thin", color="8A94A0"))


@cache
def template() -> bytes:
    """The .xlsx file, made once; every cell is text, as numbers would lose digits."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a sheet")
    sheet.title = LIST_NAME
    for place, column in enumerate(COLUMNS, 1):
        _column(sheet, place, column)
    sheet.freeze_panes = "B2"
    _notes(book.create_sheet(NOTES_NAME))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _column(sheet: Worksheet, place: int, column: Column) -> None:
    head = sheet.cell(1, place, column.title + (NEEDED if column.needed else ""))
    head.font, head.fill, head.border = Font(bold=True), _HEAD_FILL, _LINE
    head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.cell(2, place, column.example).font = Font(italic=True, color="6B7480")
    for row in range(2, LINES_READY + 2):
        sheet.cell(row, place).number_format = AS_TEXT
    sheet.column_dimensions[get_column_letter(place)].width = max(12, min(42, 2 * len(column.example) + 4))


def _notes(sheet: Worksheet) -> None:
    for row in NOTES:
        sheet.append(row)
    for column in COLUMNS:
        sheet.append((column.title, "必填" if column.needed else "", column.hint, "、".join(column.synonyms)))
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD_FILL
    for letter, width in zip("ABCD", (18, 10, 70, 60), strict=True):
        sheet.column_dimensions[letter].width = width
