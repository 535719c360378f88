"""Read outside input into a command; report every wrong field at once."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from app.base.refusal import Fault, Kind, Refusal

TEXT_LIMIT = 20_000
"""Signs in the longest free text a field may hold."""


class Command(BaseModel):
    """A deed somebody asks for: frozen, closed, read once at the door."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, str_max_length=TEXT_LIMIT)


C = TypeVar("C", bound=Command)


def read(command: type[C], fields: Mapping[str, Any]) -> C:
    """Make the command, or refuse with one fault per wrong field (kind invalid).

    An empty text counts as not given. A field list (from a form with repeated names) is passed as it is.
    """
    given = {name: value for name, value in fields.items() if name != "csrf_token" and value not in ("", None)}
    try:
        return command.model_validate(given)
    except ValidationError as wrong:
        raise Refusal("input.invalid", Kind.INVALID, faults=faults_of(wrong)) from None


def faults_of(wrong: ValidationError) -> tuple[Fault, ...]:
    """The library's findings as our faults: `field.<type>` codes with the library's limits as facts."""
    return tuple(
        Fault(
            field=".".join(str(part) for part in error["loc"]) or "whole",
            code=f"field.{error['type']}",
            facts=tuple((name, str(value)) for name, value in error.get("ctx", {}).items()),
        )
        for error in wrong.errors(include_url=False, include_input=False)
    )
