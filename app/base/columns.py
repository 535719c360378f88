"""How our values lie in a database: the same text and numbers on SQLite and PostgreSQL."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Dialect, String, TypeDecorator, Uuid
from sqlalchemy.orm import DeclarativeBase

from app.base.instant import Instant
from app.base.money import Money

ONCE_READ: Final = 20_000
"""How many texts of ids and moments stay read: a page meets the same ones again and again."""


@lru_cache(maxsize=ONCE_READ)
def _id(text: str) -> UUID:
    return UUID(text)


_moment = lru_cache(maxsize=ONCE_READ)(Instant.parse)


class IdColumn(Uuid[UUID]):
    """A UUID: the database's own kind where it has one, else its text, which is read once while it is in use."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None] | None:
        """How a value that came from the database is read."""
        if dialect.supports_native_uuid:
            return None
        return lambda value: None if value is None else _id(value)


class InstantColumn(TypeDecorator[Instant]):
    """An Instant as fixed-width UTC text, which sorts as time does."""

    impl = String(24)
    cache_ok = True

    def process_bind_param(self, value: Instant | None, dialect: Dialect) -> str | None:
        """Write the text."""
        return value.iso if value is not None else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> Instant | None:
        """Read the text."""
        return _moment(value) if value is not None else None


class MoneyColumn(TypeDecorator[Money]):
    """Money as a whole number of fen."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Write the number."""
        return int(value) if value is not None else None

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        """Read the number."""
        return Money(value) if value is not None else None


class Row(DeclarativeBase):
    """A declared table. Tables keep; they do nothing."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this class attribute
        Instant: InstantColumn(),
        Money: MoneyColumn(),
        UUID: IdColumn(as_uuid=True),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
        list[str]: JSON(),
    }


APPEND_ONLY = {"append_only": True}
"""Put into a table's `info`: rows are added, never changed or deleted; the database itself forbids it."""
