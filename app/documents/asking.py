"""Which facts of a paper are asked, and how each is typed: read off the facts themselves, never declared twice."""

from collections.abc import Collection, Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from app.base.instant import Instant
from app.base.money import Money
from app.documents.gathered import FLAGS, Ask, AskForm, Column

PLAIN: Final = {date: AskForm.DAY, Instant: AskForm.MOMENT, Money: AskForm.MONEY, int: AskForm.NUMBER}
Choices = Mapping[str, tuple[str, ...]]


def asks_of(
    form: type[BaseModel],
    given: Collection[str],
    *,
    suggested: Mapping[str, Any] | None = None,
    names: Choices | None = None,
) -> tuple[Ask, ...]:
    """An ask for every fact that is not given. `suggested` stands in the field, `names` are picked from a list."""
    stands, picked = suggested or {}, names or {}
    return tuple(
        _ask(name, field, stands.get(name), picked.get(name))
        for name, field in form.model_fields.items()
        if name not in given
    )


def _ask(name: str, field: FieldInfo, suggestion: Any, names: tuple[str, ...] | None) -> Ask:
    kind, choices, columns = _how(field.annotation, field.metadata)
    if names is not None:
        kind, choices = (AskForm.OFFICERS if kind is AskForm.LINES else AskForm.OFFICER), names
    return Ask(
        name,
        kind,
        suggestion if suggestion is not None or field.is_required() else field.get_default() or None,
        choices,
        help=field.description or "",
        optional=not field.is_required(),
        columns=columns,
    )


def _how(annotation: Any, marks: Collection[Any]) -> tuple[AskForm, tuple[str, ...], tuple[Column, ...]]:
    """How a value of this type is typed, from which choices, in which columns."""
    base, marks = _bare(annotation, marks)
    if get_origin(base) is tuple:
        return _list(get_args(base)[0])
    if get_origin(base) is Literal:
        return AskForm.CHOICE, tuple(map(str, get_args(base))), ()
    if base is bool:
        return AskForm.FLAG, tuple(FLAGS), ()
    if base in PLAIN:
        return PLAIN[base], (), ()
    long = any(isinstance(mark, BeforeValidator) for mark in marks)
    return (AskForm.TEXT if long else AskForm.LINE), (), ()


def _list(item: Any) -> tuple[AskForm, tuple[str, ...], tuple[Column, ...]]:
    base, _ = _bare(item, ())
    if isinstance(base, type) and issubclass(base, BaseModel):
        return AskForm.ROWS, (), tuple(_column(name, field) for name, field in base.model_fields.items())
    if get_origin(base) is Literal:
        return AskForm.TICKS, tuple(map(str, get_args(base))), ()
    return AskForm.LINES, (), ()


def _column(name: str, field: FieldInfo) -> Column:
    kind, choices, _ = _how(field.annotation, field.metadata)
    return Column(name, field.title or name, kind, choices, not field.is_required())


def _bare(annotation: Any, marks: Collection[Any]) -> tuple[Any, list[Any]]:
    """The type without its marks and without None."""
    found = list(marks)
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            found += more
        elif origin in {Union, UnionType}:
            annotation = next(one for one in get_args(annotation) if one is not NoneType)
        else:
            return annotation, found
