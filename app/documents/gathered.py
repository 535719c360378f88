"""What was gathered for a paper: whom it is about, what the rooms know, and what only a person can still say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, TypeAlias
from uuid import UUID

from app.base.reading import Command

Added: TypeAlias = Mapping[str, Sequence[str]]
"""What a person typed for the facts that no room keeps, by name of the fact."""
BETWEEN: Final = "，,、 \t　"
"""What may stand between a name and its standing in a line of people present."""


class Wanted(Command):
    """Which paper is wanted. `subject_id`: the summons, proposal, receipt, plan, slip, sweep or squad it is about."""

    kind: str
    case_id: UUID | None = None
    person_id: UUID | None = None
    subject_id: UUID | None = None


class AskForm(StrEnum):
    """How a fact is typed."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    """One item a line."""
    PEOPLE = "people"
    """A name and a standing a line."""
    MOMENT = "moment"
    DAY = "day"
    OFFICER = "officer"
    """One name picked from a list."""
    OFFICERS = "officers"
    """Several names picked from a list."""
    MONEY = "money"
    NUMBER = "number"
    CHOICE = "choice"
    """One of a closed set."""
    TICKS = "ticks"
    """Several of a closed set."""
    FLAG = "flag"
    """Yes or no."""
    ROWS = "rows"
    """Several rows of the same columns."""


LISTS: Final = frozenset({AskForm.LINES, AskForm.OFFICERS, AskForm.PEOPLE, AskForm.TICKS})
"""How several items under one name are typed."""
FLAGS: Final = {"是": True, "否": False}
MOST_ROWS: Final = 200
"""Rows a form may send; what counts on beyond them is not looked for."""


@dataclass(frozen=True)
class Column:
    """One cell of every row of a table that is typed."""

    name: str
    title: str
    form: AskForm = AskForm.LINE
    choices: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Ask:
    """A fact no room keeps for certain: it is typed, or stands as suggested once somebody saw it."""

    name: str
    form: AskForm = AskForm.LINE
    suggestion: Any = None
    choices: tuple[str, ...] = ()
    title: str = ""
    """What it is called where it is no fact of the paper by itself."""
    help: str = ""
    optional: bool = False
    columns: tuple[Column, ...] = ()

    def taken(self, added: Added) -> Any:
        """What was typed for this fact, as the paper takes it; None for nothing."""
        if self.form is AskForm.ROWS:
            return typed_rows(self.name, self.columns, added)
        return self.read(added[self.name]) if self.name in added else None

    def read(self, typed: Sequence[str]) -> Any:
        """The typed text as the paper takes it; None for nothing."""
        if self.form in LISTS:
            items = [line.strip() for text in typed for line in text.splitlines() if line.strip()]
            return [present(item) for item in items] if self.form is AskForm.PEOPLE else items
        return _plain(self.form, "\n".join(typed))


@dataclass(frozen=True)
class About:
    """What a paper is filed under."""

    case_id: UUID | None = None
    person_id: UUID | None = None
    subject_id: UUID | None = None
    approval_id: UUID | None = None


@dataclass(frozen=True)
class Gathered:
    """Facts by name; None and empty are not known. What a room keeps cannot be typed over, what is asked can."""

    about: About
    facts: Mapping[str, Any]
    asks: tuple[Ask, ...] = field(default=())
    shape: Callable[[dict[str, Any]], dict[str, Any]] = dict
    """Puts what was typed where the paper wants it."""

    def with_typed(self, added: Added) -> dict[str, Any]:
        """The facts of the paper as far as they are known."""
        typed = {ask.name: ask.taken(added) for ask in self.asks}
        both = {**self.facts, **{name: value for name, value in typed.items() if _there(value)}}
        return self.shape({name: value for name, value in both.items() if _there(value)})


def typed_rows(name: str, columns: Sequence[Column], added: Added) -> list[dict[str, Any]]:
    """The rows of a table as they were typed, without those in which nothing stands."""
    found = []
    for place in range(MOST_ROWS):
        cells = {one.name: added.get(f"{name}.{place}.{one.name}", ()) for one in columns}
        row = {one.name: _plain(one.form, "\n".join(cells[one.name])) for one in columns}
        if any(value is not None for value in row.values()):
            found.append({cell: value for cell, value in row.items() if value is not None})
    return found


def _plain(form: AskForm, text: str) -> Any:
    """One text as the paper takes it."""
    stripped = text.strip()
    return FLAGS.get(stripped, stripped or None) if form is AskForm.FLAG else stripped or None


def present(line: str) -> dict[str, str]:
    """Somebody who was there: 李某，被执行人的妻子."""
    for place, sign in enumerate(line):
        if sign in BETWEEN:
            return {"name": line[:place], "standing": line[place + 1 :].strip(BETWEEN)}
    return {"name": line, "standing": ""}


def _there(value: Any) -> bool:
    return value is not None and value not in ("", [])
