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


@dataclass(frozen=True)
class Ask:
    """A fact no room keeps for certain: it is typed, or stands as suggested once somebody saw it."""

    name: str
    form: AskForm = AskForm.LINE
    suggestion: Any = None
    choices: tuple[str, ...] = ()
    title: str = ""
    """What it is called where it is no fact of the paper by itself."""

    def read(self, typed: Sequence[str]) -> Any:
        """The typed text as the paper takes it; None for nothing."""
        if self.form in {AskForm.LINES, AskForm.OFFICERS, AskForm.PEOPLE}:
            items = [line.strip() for text in typed for line in text.splitlines() if line.strip()]
            return [present(item) for item in items] if self.form is AskForm.PEOPLE else items
        return "\n".join(typed).strip() or None


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
        typed = {ask.name: ask.read(added[ask.name]) for ask in self.asks if ask.name in added}
        both = {**self.facts, **{name: value for name, value in typed.items() if _there(value)}}
        return self.shape({name: value for name, value in both.items() if _there(value)})


def present(line: str) -> dict[str, str]:
    """Somebody who was there: 李某，被执行人的妻子."""
    for place, sign in enumerate(line):
        if sign in BETWEEN:
            return {"name": line[:place], "standing": line[place + 1 :].strip(BETWEEN)}
    return {"name": line, "standing": ""}


def _there(value: Any) -> bool:
    return value is not None and value not in ("", [])
