"""One court's store: connections, transactions, and the lock that keeps one writer at a time."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, text
from sqlalchemy.orm import Session, sessionmaker

from app.base.appendonly import append_only_tables, guards
from app.base.refusal import Kind, Refusal
from app.base.remembering import remembering

__all__ = ["Store", "append_only_tables", "guards"]

SCHEMA_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
BUSY_SECONDS = 20


class Store:
    """The one place that knows which database holds this court, and the only one that begins and commits.

    SQLite: WAL, synchronous FULL, writers of all processes take `lock` (one writes and checkpoints at a time).
    PostgreSQL: every connection looks into `schema` alone; a server that does not answer is a refusal, `store.unreachable`.
    """

    def __init__(self, address: str, *, lock: Path, schema: str = "fieldwrit") -> None:
        if not SCHEMA_NAME.fullmatch(schema):
            raise Refusal("settings.schema", Kind.INVALID, schema=schema)
        self.engine = _engine(address, schema)
        self.schema = schema
        self.lock = lock
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @property
    def embedded(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one consistent view, which remembers what it was asked; nothing done in it is kept."""
        with self._sessions() as session, remembering(session):
            session.connection(execution_options={"begin": "read"})
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed as a whole when the block ends well, and else leaves nothing."""
        with self._one_writer(), self._sessions() as session:
            session.connection(execution_options={"begin": "write"})
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise

    @contextmanager
    def exclusive(self) -> Iterator[Connection]:
        """A bare connection in one writing transaction: for migrations, backup and restore."""
        with self._one_writer(), self.engine.connect() as plain:
            connection = plain.execution_options(begin="write")
            with connection.begin():
                yield connection

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        if not self.embedded:
            yield
            return
        self.lock.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def checkpoint(self) -> None:
        """Fold the write-ahead log back into the file (SQLite; the worker calls it, nobody else)."""
        if self.embedded:
            with self._one_writer(), self.engine.connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _engine(address: str, schema: str) -> Engine:
    if address.startswith("sqlite"):
        return _sqlite(address)
    engine = create_engine(address, pool_pre_ping=True)

    @event.listens_for(engine, "handle_error")
    def _unreachable(context: ExceptionContext) -> None:
        if context.connection is None:
            raise Refusal("store.unreachable", Kind.UNAVAILABLE) from context.original_exception

    @event.listens_for(engine, "connect")
    def _enter_schema(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET search_path TO {schema}")
        connection.commit()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        if connection.get_execution_options().get("begin") == "read":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine


def _sqlite(address: str) -> Engine:
    Path(address.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "wal_autocheckpoint=0",
            "mmap_size=0",
            "trusted_schema=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("begin") == "write"
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
