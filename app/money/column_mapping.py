"""What a clerk says of a bank's titles: which of them is read as what. Pure: soundness, and what a saved saying lacks in a file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.money.statement_header import AMOUNTS, Column, ColumnMap, plain

Title = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Bank = Annotated[str, StringConstraints(max_length=60)]
Columns = Annotated[dict[Column, Title], Field(max_length=len(Column))]
READ: Final = "columns"
"""Faults name a column as a field of this name, such as `columns.day`."""


class ReadAs(Command):
    """Read a file so: whose export it is, and which title is which column; without titles as saved, else by the words banks use."""

    bank: Bank = ""
    columns: Columns = Field(default_factory=dict)


def require_sound(columns: ColumnMap, titles: Sequence[str]) -> None:
    """Refuse a mapping that cannot be meant, every wrong field named."""
    found = tuple(_faults(columns, titles))
    if found:
        raise Refusal("input.invalid", Kind.INVALID, faults=found)


def _faults(columns: ColumnMap, titles: Sequence[str]) -> Iterable[Fault]:
    known = {plain(title) for title in titles if title}
    taken: set[str] = set()
    for column, title in columns.items():
        if plain(title) not in known:
            yield _fault(column, "mapping.no_title", title)
        elif plain(title) in taken:
            yield _fault(column, "mapping.title_twice", title)
        taken.add(plain(title))
    if Column.DAY not in columns:
        yield _fault(Column.DAY, "mapping.day_missing")
    if not (columns.keys() & AMOUNTS):
        yield _fault(Column.AMOUNT, "mapping.amount_missing")
    elif Column.SIDE in columns and Column.AMOUNT not in columns:
        yield _fault(Column.AMOUNT, "mapping.side_alone")


def _fault(column: Column, code: str, title: str = "") -> Fault:
    return Fault(f"{READ}.{column.value}", code, (("title", title),))


def lacking(columns: ColumnMap, titles: Sequence[str]) -> tuple[str, ...]:
    """The titles of a mapping that a file does not have."""
    known = {plain(title) for title in titles}
    return tuple(title for title in columns.values() if plain(title) not in known)


def as_kept(columns: ColumnMap) -> dict[str, str]:
    """A mapping as it is stored and shown."""
    return {column.value: title for column, title in columns.items()}


def as_read(kept: Mapping[str, str]) -> dict[Column, str]:
    """A stored mapping."""
    return {Column(name): title for name, title in kept.items()}
