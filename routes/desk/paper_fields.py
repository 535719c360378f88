"""The fields of a paper's form: made from its asks, with what is known, what was typed, and what is wrong beside each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from app.base.instant import Instant
from app.base.refusal import Fault
from app.documents.catalog import PaperKind
from app.documents.facts import label
from app.documents.gathered import FLAGS, LISTS, Added, Ask, AskForm, Column, Gathered, typed_rows
from routes.words import sentences

SPARE: Final = 2
"""Empty rows that follow those in which something stands."""
SHORT: Final = frozenset(
    {
        AskForm.LINE,
        AskForm.DAY,
        AskForm.MOMENT,
        AskForm.MONEY,
        AskForm.NUMBER,
        AskForm.CHOICE,
        AskForm.FLAG,
        AskForm.OFFICER,
    }
)
"""What stands side by side."""
HELPED: Final = frozenset({AskForm.LINES, AskForm.PEOPLE})


@dataclass(frozen=True)
class Field:
    """One fact to be typed, with what stands in it."""

    name: str
    form: str
    label: str
    value: Any
    choices: list[tuple[str, str]]
    help: str
    required: bool
    columns: tuple[Column, ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()


def fields(kind: PaperKind, gathered: Gathered, entered: Added | None = None) -> list[list[Field]]:
    """The fields of a form, short ones in pairs; a fact the rooms know stands in its field already."""
    made = [_field(kind, ask, gathered.facts.get(ask.name) or ask.suggestion, entered) for ask in gathered.asks]
    return list(_in_pairs(made))


def own_faults(gathered: Gathered, faults: Sequence[Fault]) -> dict[str, str]:
    """The faults of the form's own fields; the others are facts that a room has to be told.

    A table is not at fault itself where one of its cells is: a row with a wrong cell does not count as a row.
    """
    tables = {ask.name for ask in gathered.asks if ask.form is AskForm.ROWS}
    mine = {ask.name for ask in gathered.asks}
    inside = {_first(fault) for fault in faults if fault.field != _first(fault)}
    faults = [fault for fault in faults if fault.field not in tables & inside]
    placed = [fault if _first(fault) in tables else Fault(_first(fault), fault.code, fault.facts) for fault in faults]
    return {name: said for name, said in sentences.by_field(placed).items() if name.partition(".")[0] in mine}


def _first(fault: Fault) -> str:
    """Faults inside a field, such as the second officer, belong to the field."""
    return fault.field.partition(".")[0]


def _in_pairs(made: Sequence[Field]) -> Iterator[list[Field]]:
    pair: list[Field] = []
    for one in made:
        if one.form not in SHORT:
            yield from ([pair] if pair else [])
            yield [one]
            pair = []
            continue
        pair.append(one)
        if len(pair) == 2:  # noqa: PLR2004 - two stand side by side
            yield pair
            pair = []
    yield from ([pair] if pair else [])


def _field(kind: PaperKind, ask: Ask, value: Any, entered: Added | None) -> Field:
    fact = kind.facts.model_fields.get(ask.name)
    several = ask.form in {AskForm.OFFICERS, AskForm.TICKS}
    return Field(
        name=ask.name,
        form=ask.form.value,
        label=ask.title or label(kind.facts, (ask.name,)),
        value=list(value or ()) if several else _as_typed(ask.form, value),
        choices=[(name, name) for name in ask.choices],
        help=ask.help or (sentences.label("ask_help", ask.form) if ask.form in HELPED else ""),
        required=bool(fact and fact.is_required()),
        columns=ask.columns,
        rows=_rows(ask, value, entered) if ask.form is AskForm.ROWS else (),
    )


def _rows(ask: Ask, value: Any, entered: Added | None) -> tuple[Mapping[str, str], ...]:
    """What stands in each row of a table, then a few empty ones."""
    filled = typed_rows(ask.name, ask.columns, entered) if entered else [dict(row) for row in value or ()]
    shown = [{one.name: str(_as_typed(one.form, row.get(one.name))) for one in ask.columns} for row in filled]
    empty = {one.name: "" for one in ask.columns}
    return (*shown, *(empty for _ in range(SPARE if shown else SPARE - 1)))


def _as_typed(form: AskForm, value: Any) -> Any:
    """A value as the control of its form takes it."""
    if value is None:
        return ""
    if form is AskForm.PEOPLE:
        return "\n".join(f"{one['name']}，{one['standing']}" for one in value)
    if form in LISTS and not isinstance(value, str):
        return "\n".join(value)
    if form is AskForm.FLAG and isinstance(value, bool):
        return next(word for word, truth in FLAGS.items() if truth is value)
    if form is AskForm.MOMENT and isinstance(value, Instant):
        return value.beijing.strftime("%Y-%m-%dT%H:%M")
    return value if not isinstance(value, BaseModel) else str(value)
