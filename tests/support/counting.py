"""How often the store is asked."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.base.store import Store


@contextmanager
def counting(store: Store) -> Iterator[list[str]]:
    """The statements that the database is asked inside the block."""
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
