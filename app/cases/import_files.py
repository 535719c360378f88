"""Opens a case list: Excel (.xlsx, .xls) or CSV in UTF-8 or GB 18030. What is no list, or a trap, is refused before it is opened."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from app.base.refusal import Fault, Kind, Refusal
from app.cases.import_cells import Cell, as_cell

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LARGEST_FILE: Final = 20 * 1024 * 1024
LARGEST_UNPACKED: Final = 200 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE: Final = 1024 * 1024
ENCODINGS: Final = ("utf-8-sig", "gb18030")
DELIMITERS: Final = (",", "\t", ";", "，")

_CELL: Final = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>\s*<(?:\w+:)?(f|v|is)\b"""
)
_ROW: Final = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["'](\d{1,7})["'][^>]*>\s*<(?:\w+:)?c\b(?![^>]*\br=)""")
_SHEET: Final = re.compile(rb"""<(?:\w+:)?sheet\b[^>]*?\w+:id=["']([^"']+)""")
_ID: Final = re.compile(rb"""\bId=["']([^"']+)""")
_PATH: Final = re.compile(rb"""\bTarget=["']([^"']+)""")
_TARGET: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


Areas: TypeAlias = tuple[tuple[tuple[int, int], tuple[int, int]], ...]


@dataclass(frozen=True)
class Grid:
    """The cells of a list by row and column from the sheet's first cell on, and what the file says of them beside."""

    rows: list[list[Cell]]
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: Areas = ()
    """First and last (row, column) of merged areas."""

    def cell(self, row: int, column: int) -> Cell:
        """The cell there; an empty one beyond the end of the row or the sheet."""
        known = row < len(self.rows) and column < len(self.rows[row])
        return self.rows[row][column] if known else Cell()


def open_list(content: bytes) -> Grid:
    """The grid of a file; refused (invalid, field `list`) when it is too large, a trap, damaged, empty or no list at all."""
    if len(content) > LARGEST_FILE:
        raise _no("cases.list_too_large", most=LARGEST_FILE // MEGABYTE)
    if content.startswith(ZIP):
        grid = _xlsx(content)
    elif content.startswith(OLE):
        rows, merged, _ = _opened(content)
        grid = Grid(rows, merged=merged)
    else:
        grid = Grid(_csv(content))
    if not any(cell.text for row in grid.rows for cell in row):
        raise _no("cases.list_empty")
    if len(grid.rows) > MOST_ROWS:
        raise _no("cases.list_too_many_rows", most=MOST_ROWS)
    return grid


def _xlsx(content: bytes) -> Grid:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise _no("cases.list_bomb", most=LARGEST_UNPACKED // MEGABYTE)
            if "xl/workbook.xml" not in archive.namelist():
                raise _no("cases.list_not_spreadsheet")
            if archive.testzip() is not None:
                raise _no("cases.list_damaged")
            formulas = [_scan(archive.read(name)) for name in _sheet_files(archive)]
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise _no("cases.list_damaged") from None
    rows, merged, at = _opened(content)
    return Grid(rows, formulas[at] if at < len(formulas) else frozenset(), merged)


def _sheet_files(archive: zipfile.ZipFile) -> list[str]:
    """The files of the sheets in the order of the workbook."""
    links = {}
    for link in _TARGET.findall(archive.read("xl/_rels/workbook.xml.rels")):
        name, target = _ID.search(link), _PATH.search(link)
        if name and target:
            path = target[1].decode()
            links[name[1]] = path[1:] if path.startswith("/") else f"xl/{path}"
    order = [links.get(name, "") for name in _SHEET.findall(archive.read("xl/workbook.xml"))]
    known = set(archive.namelist())
    return [name for name in order if name in known]


def _scan(sheet: bytes) -> frozenset[tuple[int, int]]:
    """Where formulas stand; a cell far off to the side or below is refused, as opening it would fill the memory."""
    formulas = set()
    for letters, number, content in _CELL.findall(sheet):
        row, column = int(number) - 1, _column(letters)
        _require_near(row, column)
        if content == b"f":
            formulas.add((row, column))
    for number in _ROW.findall(sheet):
        _require_near(int(number) - 1, 0)
    return frozenset(formulas)


def _require_near(row: int, column: int) -> None:
    if row > MOST_ROWS:
        raise _no("cases.list_too_many_rows", most=MOST_ROWS)
    if column >= MOST_COLUMNS:
        raise _no("cases.list_too_wide", most=MOST_COLUMNS)


def _column(letters: bytes) -> int:
    place = 0
    for sign in letters:
        place = place * 26 + sign - 64
    return place - 1


def _opened(content: bytes) -> tuple[list[list[Cell]], Areas, int]:
    """The cells of the first sheet in use, its merged areas, and which sheet it is."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - loads where it is used

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            at = _first_used(book)
            sheet = book.get_sheet_by_index(at)
            values = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
            merged = tuple(sheet.merged_cell_ranges or ())
    except CalamineError:
        raise _no("cases.list_damaged") from None
    return [[as_cell(value) for value in row] for row in values], merged, at


def _first_used(book: "CalamineWorkbook") -> int:
    """The first sheet that is seen and holds something; a workbook of charts alone is empty."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - loads where it is used

    seen = [
        at
        for at, sheet in enumerate(book.sheets_metadata)
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
    ]
    if not seen:
        raise _no("cases.list_empty")
    return next((at for at in seen if _used(book.get_sheet_by_index(at))), seen[0])


def _used(sheet: "CalamineSheet") -> bool:
    return sheet.height > 0


def _csv(content: bytes) -> list[list[Cell]]:
    if b"\0" in content:
        raise _no("cases.list_not_spreadsheet")
    written = _decoded(content)
    if written.lstrip()[:1] == "<":
        raise _no("cases.list_not_spreadsheet")
    first = written.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = [
            [as_cell(value) for value in row]
            for row, _ in zip(csv.reader(io.StringIO(written), delimiter=delimiter), range(MOST_ROWS + 2), strict=False)
        ]
    except csv.Error:
        raise _no("cases.list_damaged") from None
    if any(len(row) > MOST_COLUMNS for row in rows):
        raise _no("cases.list_too_wide", most=MOST_COLUMNS)
    return rows


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _no("cases.list_encoding")


def _no(code: str, **facts: object) -> Refusal:
    return Refusal("input.invalid", Kind.INVALID, faults=(Fault("list", code, tuple(facts.items())),))
