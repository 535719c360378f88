"""The data sheets as a workbook: a sheet a form, every cell a text, nothing a formula."""

import io
from collections.abc import Callable, Mapping, Sequence

from app.outcomes.datasheet import SHEETS, Entry, SheetName, Value

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def workbook(entries: Mapping[SheetName, Sequence[Entry]], text: Callable[[Value], str]) -> bytes:
    """The bytes of an .xlsx file. A text that a spreadsheet could take for a formula gets a leading apostrophe."""
    from openpyxl import Workbook  # noqa: PLC0415 - loaded when a workbook is asked for, not by every process
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - same
    from openpyxl.styles import Font  # noqa: PLC0415 - same

    book = Workbook(write_only=True)
    for form in SHEETS:
        sheet = book.create_sheet(form.title)
        heads = [WriteOnlyCell(sheet, value=name) for name in form.fields]
        for head in heads:
            head.font = Font(bold=True)
        sheet.append(heads)
        for entry in entries.get(form.name, ()):
            sheet.append([WriteOnlyCell(sheet, value=harmless(text(value))) for value in entry.values])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def harmless(text: str) -> str:
    """The text as a spreadsheet will show it and not run it."""
    return "'" + text if text.startswith(FORMULA_SIGNS) else text
