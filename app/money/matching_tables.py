"""Tables of receipts, slips and cases as rows by title: every wrong file, column and cell is collected, not only the first."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Final, TypeVar

from app.base.money import ZERO, Money
from app.base.refusal import Fault, Kind, Refusal
from app.money import statement_cells as cells
from app.money.matching_names import plain
from app.money.statement_header import Column
from app.money.tabular import rows_of

T = TypeVar("T")
SEARCHED: Final = 10
"""The titles stand within these first rows."""
MOST_FAULTS: Final = 100
UNREAD: Final = date.min


class Told(dict[str, str]):
    """A row by title. A cell that cannot be read is kept as column and what stood there; the reader goes on with the next."""

    bad: tuple[tuple[str, str], ...] = ()

    def no(self, column: str, given: str) -> None:
        """Keep a cell that cannot be read."""
        self.bad = (*self.bad, (column, given[:40]))


class Files:
    """Several files read together: what is wrong with any of them is told at once, each with its file, row and column."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def whole(self, name: str, read: Callable[[], T], *, first: bool = False) -> T | None:
        """What a reader makes of a file; its refusal becomes faults of that file. `first`: told before those of others."""
        try:
            return read()
        except Refusal as no:
            own = no.faults or (Fault("", no.code, tuple(no.facts.items())),)
            found = [Fault(f"{name} {one.field}".strip(), one.code, one.facts, one.row) for one in own]
            self.faults = [*found, *self.faults] if first else [*self.faults, *found]
            return None

    def table(self, name: str, content: bytes, needed: Sequence[tuple[str, ...]], one: Callable[[Told], T]) -> list[T]:
        """The rows of a table as values. `needed`: the titles it must have, each with its other spellings."""
        rows = self.whole(name, lambda: rows_of(content))
        if rows is None:
            return []
        at, titles = _titles(rows, needed[0])
        missing = [spellings[0] for spellings in needed if not set(spellings) & set(titles)]
        self.faults += [Fault(name, "match.no_column", (("column", title),), row=at + 1) for title in missing]
        return [] if missing else list(self._values(name, rows[at + 1 :], titles, one, first=at + 2))

    def _values(
        self, name: str, rows: Sequence[Sequence[str]], titles: Sequence[str], one: Callable[[Told], T], *, first: int
    ) -> Iterator[T]:
        for at, row in enumerate(rows, first):
            if not any(row):
                continue
            told = Told(zip(titles, row, strict=False))
            value = one(told)
            if not told.bad:
                yield value
            for column, given in dict.fromkeys(told.bad):
                facts = (("column", column), ("given", given))
                self.faults.append(Fault(f"{name} {column}", "match.bad_cell", facts, row=at))

    def repeated(self, name: str, column: str, numbers: Sequence[str]) -> None:
        """Say which numbers stand more than once and mean different things."""
        self.faults += [Fault(f"{name} {column}", "match.number_twice", (("number", one),)) for one in numbers]

    def require_whole(self) -> None:
        """Refuse when anything was wrong."""
        if self.faults:
            raise Refusal(
                "match.files_wrong", Kind.INVALID, faults=tuple(self.faults[:MOST_FAULTS]), count=len(self.faults)
            )


def _titles(rows: Sequence[Sequence[str]], key: tuple[str, ...]) -> tuple[int, list[str]]:
    """Where the titles stand, and the titles without blanks and wide signs."""
    for at, row in enumerate(rows[:SEARCHED]):
        titles = [plain(cell) for cell in row]
        if set(key) & set(titles):
            return at, titles
    return 0, [plain(cell) for cell in rows[0]]


def text(told: Told, *titles: str) -> str:
    """A cell that must say something; the first of these columns that the table has."""
    given = next((told[title] for title in titles if title in told), "")
    if not given:
        told.no(titles[0], given)
    return given


def fen(told: Told, *titles: str) -> int:
    """An amount above zero."""
    given = text(told, *titles)
    try:
        amount = Money.yuan(given)
    except ValueError:
        amount = ZERO
    if amount <= ZERO:
        told.no(titles[0], given)
    return int(amount)


def moment(told: Told, title: str) -> tuple[date, str]:
    """A day, and the time of day where it is told."""
    given = text(told, title)
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        return _written(told, title, given)
    return at.date(), at.time().isoformat() if len(given) > len("2026-01-17") else ""


def _written(told: Told, title: str, given: str) -> tuple[date, str]:
    """As people and banks write it: 2026/1/17 9:30, 2026年1月17日."""
    try:
        return cells.moment({Column.DAY: given})
    except cells.BadCell:
        told.no(title, given)
        return UNREAD, ""
