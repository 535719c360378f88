"""Read outside input into a command; report every wrong field at once."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from app.base.instant import Instant
from app.base.refusal import Fault, Kind, Refusal

TEXT_LIMIT = 20_000
"""Signs in the longest free text a field may hold."""

UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Signs that neither database, spreadsheet nor paper takes all of: no text of a person holds one."""
YEARS: Final = range(1900, 2200)
LARGEST: Final = 2**53 - 1
"""The largest whole number that every program reads alike (RFC 8259 §6)."""


class Command(BaseModel):
    """A deed somebody asks for: frozen, closed, read once at the door. Every value in it can be kept and shown."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, str_max_length=TEXT_LIMIT, defer_build=True
    )

    @field_validator("*", mode="after")
    @classmethod
    def _keepable(cls, value: Any) -> Any:
        require_keepable(value)
        return value


def require_keepable(value: Any) -> None:
    """Let pass what a store can keep and a page can show; raise the field's fault otherwise."""
    if isinstance(value, tuple | list):
        for item in value:
            require_keepable(item)
    elif isinstance(value, str) and UNPRINTABLE.search(value):
        raise PydanticCustomError("unprintable", "holds a sign that cannot be shown")
    elif isinstance(value, Instant | date) and _year(value) not in YEARS:
        raise PydanticCustomError("year", "out of the years that are counted")
    elif isinstance(value, int) and abs(value) > LARGEST:
        raise PydanticCustomError("number_size", "too large a number")


def _year(value: Instant | date) -> int:
    return value.utc.year if isinstance(value, Instant) else value.year


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
