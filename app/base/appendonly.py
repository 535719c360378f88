"""The database itself forbids changing rows of append-only tables."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Table, event
from sqlalchemy.orm import Mapper

from app.base.columns import Row


def guards(table: str, dialect: str) -> Iterator[str]:
    """The statements that make a table append-only on this kind of database."""
    if dialect == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append only'); END"
            )
        return
    yield (
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append only'; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )


def append_only_tables(tables: Iterable[Table]) -> list[str]:
    """Names of the tables declared append-only."""
    return [table.name for table in tables if table.info.get("append_only")]


def _guard_on_create(table: Table, connection: Connection, **_: object) -> None:
    """After `create_all` (tests): add the guards. Migrations add them by themselves."""
    for statement in guards(table.name, connection.dialect.name):
        connection.exec_driver_sql(statement)


@event.listens_for(Row, "instrument_class", propagate=True)
def _watch(mapper: Mapper[Row], _class: type) -> None:
    table = mapper.local_table
    if isinstance(table, Table) and table.info.get("append_only"):
        event.listen(table, "after_create", _guard_on_create)
