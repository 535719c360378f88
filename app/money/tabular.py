"""Bytes of a bank's export as rows of text: CSV in two encodings, .xls, .xlsx, and .xls that is really HTML."""

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from html.parser import HTMLParser
from typing import Any, Final, TypeAlias

from app.base.refusal import Kind, Refusal

Rows: TypeAlias = list[list[str]]

MOST_ROWS: Final = 200_000
MOST_UNPACKED: Final = 400 * 1024 * 1024
MOST_CELLS: Final = 10_000_000
"""Of a sheet from its first to its last filled cell: what lies between takes memory, too."""
LONGEST_CELL: Final = 20_000
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
NEW_EXCEL: Final = b"PK\x03\x04"
ENCODINGS: Final = ("utf-8-sig", "gb18030")
"""GBK and GB2312 are parts of gb18030, which also has the rare signs of names."""
EXACT_DIGITS: Final = 15
"""A number of Excel with more digits is no longer the number that was typed."""
WIDE: Final = 4
"""Filled cells of a row of a list: a day, an amount, a balance, who."""
MOST_SPAN: Final = 100
DELIMITERS: Final = (",", "\t", ";", "|")
SAME: Final = {"row": "tr", "cell": "td"}
"""Elements of Excel's XML, and those of a page that say the same."""
SAMPLE_LINES: Final = 30
_TAG: Final = re.compile(rb"<(?:\w+:)?(row|c)\b([^<>]*)>(\s*</)?")
_PLACE: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
_FORCED: Final = re.compile(r"""^(?:="([^"]*)"|'(\d+))$""")
_FORCING: Final = ("=", "'")
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
"""How a packed file that is damaged, locked or packed in an unknown way tells of it."""
_PADDING: Final = re.compile(r'\t(?=[",;|]|$)')


def rows_of(content: bytes) -> Rows:
    """The first sheet that holds anything, row by row. Refused (invalid): what is empty, damaged, too large or no table."""
    if not content.strip():
        raise Refusal("statement.empty", Kind.INVALID)
    rows = _read(content)
    if len(rows) > MOST_ROWS:
        raise Refusal("statement.too_long", Kind.INVALID, most=MOST_ROWS)
    if not any(any(row) for row in rows):
        raise Refusal("statement.empty", Kind.INVALID)
    return rows


def _read(content: bytes) -> Rows:
    if content.startswith((OLD_EXCEL, NEW_EXCEL)):
        return _excel(content)
    text = _text(content)
    if text.lstrip().startswith("<"):
        return _html(text)
    return _csv(text)


def _text(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _wide(content)
    if b"\0" in content:
        raise Refusal("statement.unreadable", Kind.INVALID)
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("statement.encoding", Kind.INVALID)


def _wide(content: bytes) -> str:
    """Text as Excel saves it under "Unicode"."""
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError:
        raise Refusal("statement.encoding", Kind.INVALID) from None


def _csv(text: str) -> Rows:
    sample = text.splitlines()[:SAMPLE_LINES]
    delimiter = max(DELIMITERS, key=lambda sign: _spread(sample, sign))
    try:
        return [
            [cell if cell.isalnum() and len(cell) < LONGEST_CELL else _clean(cell) for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as wrong:
        raise Refusal("statement.unreadable", Kind.INVALID) from wrong


def _spread(sample: Sequence[str], sign: str) -> tuple[int, int]:
    """On how many lines a sign stands, then how often: a list inside a cell has it often, but not on every line.

    A tab before another sign only pads the cell.
    """
    counts = [len(_PADDING.sub("", line).split(sign)) - 1 for line in sample]
    return sum(map(bool, counts)), sum(counts)


def _excel(content: bytes) -> Rows:
    import python_calamine  # noqa: PLC0415 - loads where it is used

    _require_modest(content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except (python_calamine.CalamineError, ValueError, OSError) as wrong:
        raise Refusal("statement.unreadable", Kind.INVALID) from wrong
    filled = [rows for rows in sheets if any(any(cell not in ("", None) for cell in row) for row in rows)]
    tables = [rows for rows in filled if _is_table(rows)]
    if len(tables) > 1:
        raise Refusal("statement.many_sheets", Kind.INVALID, count=len(tables))
    return [[_cell(cell) for cell in row] for row in (tables or filled)[0]] if filled else []


def _is_table(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether a sheet has rows of a list; a cover or a note has not."""
    return sum(sum(cell not in ("", None) for cell in row) >= WIDE for row in rows) > 1


def _require_modest(content: bytes) -> None:
    """Refuse a small file that unpacks to a huge one, and one whose cells lie so far apart that they fill the memory."""
    if not content.startswith(NEW_EXCEL):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
            modest = unpacked <= MOST_UNPACKED and all(_is_near(packed.read(part)) for part in packed.infolist())
            known = "xl/workbook.xml" in packed.namelist()
    except _DAMAGED as wrong:
        raise Refusal("statement.unreadable", Kind.INVALID) from wrong
    if not modest:
        raise Refusal("statement.too_long", Kind.INVALID, most=MOST_ROWS)
    if not known:
        raise Refusal("statement.unreadable", Kind.INVALID)


def _is_near(sheet: bytes) -> bool:
    """Whether the filled cells of a sheet span no more than a list does; one without its place stands beside the last."""
    row = column = last_row = last_column = 0
    for tag in _TAG.finditer(sheet):
        place = _PLACE.search(tag[2])
        if tag[1] == b"row":
            row, column = int(place[2]) if place else row + 1, 0
            continue
        row, column = (int(place[2]), _column(place[1])) if place else (row, column + 1)
        if not (tag[3] or tag[2].endswith(b"/")):
            last_row, last_column = max(last_row, row), max(last_column, column)
    return last_row <= MOST_ROWS and last_row * last_column <= MOST_CELLS


def _column(letters: bytes) -> int:
    place = 0
    for sign in letters.upper():
        place = place * 26 + sign - 64
    return place


def _cell(value: Any) -> str:
    """A cell of Excel as the text a person sees; a number too long to be exact carries a mark that no reader takes."""
    if value is None:
        return ""
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return _clean(str(value))


def _number(value: float) -> str:
    if value.is_integer():
        whole = str(int(value))
        return whole if len(whole.lstrip("-")) <= EXACT_DIGITS else f"{whole}…"
    return f"{value:.{EXACT_DIGITS}g}"


def _clean(text: str) -> str:
    """Without the blanks and tabs banks pad with, and without what makes Excel take a number for text: ="6217", '6217."""
    cleaned = text[:LONGEST_CELL].replace("\u3000", " ").strip(" \t\r\n\xa0")
    return _FORCED.sub(r"\1\2", cleaned) if cleaned[:1] in _FORCING else cleaned


def _html(text: str) -> Rows:
    reader = _Tables()
    reader.feed(text)
    reader.close()
    if not reader.tables:
        raise Refusal("statement.unreadable", Kind.INVALID)
    return max(reader.tables, key=_cells)


def _cells(rows: Sequence[Sequence[str]]) -> int:
    return sum(len(row) for row in rows)


class _Tables(HTMLParser):
    """The tables of a page as rows of text; a table within a table is read as one of its own.

    A cell over several columns or rows is followed by empty ones. Rows and cells of Excel's XML are read as those of a page.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Rows] = []
        self._open: list[Rows] = []
        self._hanging: list[dict[int, int]] = []
        """For each open table: the last row that a cell from above takes of a column."""
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row, a cell; a line break is a blank."""
        tag = SAME.get(tag.removeprefix("ss:"), tag)
        if tag == "table":
            self._open.append([])
            self._hanging.append({})
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].append([])
        elif tag in {"td", "th"} and self._open and self._open[-1]:
            self._end_cell()
            self._start_cell({name.removeprefix("ss:"): value or "" for name, value in attrs})
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or a table."""
        tag = SAME.get(tag.removeprefix("ss:"), tag)
        if tag in {"td", "th", "tr"}:
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()
            self._hanging.pop()

    def handle_data(self, data: str) -> None:
        """Text of the open cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _start_cell(self, attrs: dict[str, str]) -> None:
        row, hanging, at = self._open[-1][-1], self._hanging[-1], len(self._open[-1])
        while hanging.get(len(row), 0) >= at or len(row) < _count(attrs.get("index", "1")) - 1:
            row.append("")
        self._cell = []
        self._span = _count(attrs.get("colspan", "1")) + _count(attrs.get("mergeacross", "0"), least=0)
        last = at + _count(attrs.get("rowspan", "1")) - 1 + _count(attrs.get("mergedown", "0"), least=0)
        hanging.update({len(row) + step: last for step in range(self._span)})

    def _end_cell(self) -> None:
        if self._cell is not None and self._open and self._open[-1]:
            self._open[-1][-1] += [_clean("".join(self._cell)), *[""] * (self._span - 1)]
        self._cell = None


def _count(given: str, *, least: int = 1) -> int:
    """A number of columns or rows as a page tells it; what makes no sense counts as the least."""
    return min(max(int(given), least), MOST_SPAN) if given.isascii() and given.isdigit() else least
