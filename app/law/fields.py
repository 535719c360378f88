"""How a value of law is read from text at the door: one hook for case numbers, identity numbers and credit codes."""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic_core import PydanticCustomError, core_schema

from app.base.refusal import Refusal

LONGEST_TEXT = 64
T = TypeVar("T")


def text_schema(value_type: type[T], parse: Callable[[str], T], fault: str) -> core_schema.CoreSchema:
    """A schema that takes the value itself or its text, and writes `str(value)`.

    What `parse` refuses as `law.<what>` becomes the field fault `<what>`; anything that is no short text is `fault`.
    """

    def taken(given: Any) -> T:
        if isinstance(given, value_type):
            return given
        if not isinstance(given, str) or len(given) > LONGEST_TEXT:
            raise PydanticCustomError(fault, "not a text of this form")
        try:
            return parse(given)
        except Refusal as no:
            code = no.code.removeprefix("law.")
            raise PydanticCustomError(code, "not of this form") from None

    return core_schema.no_info_plain_validator_function(
        taken, serialization=core_schema.plain_serializer_function_ser_schema(str)
    )
