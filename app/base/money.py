"""Money is a whole number of fen; a float never comes near it."""

import re
from decimal import Decimal
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

_YUAN = re.compile(r"(-?)([0-9]{1,13}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.([0-9]{1,2}))?")
_MARKED = re.compile(r"¥?(.*?)元?")
_MOST_DIGITS = 13
_FULL_WIDTH = {ord(sign) + 0xFEE0: sign for sign in "0123456789+-,.()"} | {ord("￥"): "¥"}
"""Full-width signs as a Chinese keyboard writes them; nothing else is taken for a digit (no ², no digit of another script)."""


def plain(text: str) -> str:
    """An amount with the signs of a Chinese keyboard written in plain ones."""
    return text if text.isascii() else text.translate(_FULL_WIDTH)


def _bare(text: str) -> str:
    found = _MARKED.fullmatch(plain(text).strip())
    return found[1] if found else ""


class Money(int):
    """An amount in fen (1/100 yuan). Sums and differences stay Money."""

    @classmethod
    def yuan(cls, text: str) -> Self:
        """Read an amount written in yuan, such as ``3,000.5``; raise ValueError for anything finer than a fen."""
        found = _YUAN.fullmatch(text) or _YUAN.fullmatch(_bare(text))
        if not found:
            raise ValueError(text)
        sign, yuan, fen = found.groups()
        yuan = yuan.replace(",", "")
        if len(yuan) > _MOST_DIGITS:
            raise ValueError(text)
        whole = int(yuan) * 100 + int((fen or "0").ljust(2, "0"))
        return cls(-whole if sign else whole)

    def __add__(self, other: int) -> "Money":
        return Money(int(self) + int(other))

    __radd__ = __add__

    def __sub__(self, other: int) -> "Money":
        return Money(int(self) - int(other))

    def __neg__(self) -> "Money":
        return Money(-int(self))

    def __mul__(self, times: int) -> "Money":
        return Money(int(self) * times) if isinstance(times, int) else NotImplemented

    @property
    def decimal(self) -> Decimal:
        """The amount in yuan."""
        return Decimal(int(self)).scaleb(-2)

    def __str__(self) -> str:
        return f"{self.decimal:,.2f}"

    def __repr__(self) -> str:
        return f"Money({int(self)})"

    def __format__(self, spec: str) -> str:
        return str(self) if not spec else int(self).__format__(spec)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda amount, into: int(amount) if into.mode == "json" else amount, info_arg=True
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "description": "yuan with at most two decimals, or whole fen as an integer"}

    @classmethod
    def _read(cls, value: Any) -> Self:
        """Text is yuan as people write it; an integer is fen as programs write it."""
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise PydanticCustomError("money", "not an amount of money")
        if isinstance(value, int):
            return cls(value)
        try:
            return cls.yuan(value)
        except ValueError:
            raise PydanticCustomError("money", "not an amount of money") from None


ZERO = Money(0)
