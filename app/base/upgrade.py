"""Brings a store to the newest form."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.base.settings import ROOT
from app.base.store import Store

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = ROOT / "migrations"


def upgrade(store: Store, revision: str = "head") -> None:
    """Run all migrations that this store has not seen, in one transaction."""
    from alembic import command  # noqa: PLC0415 - loads where it is used

    with store.exclusive() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {store.schema}"))
            connection.execute(text(f"SET search_path TO {store.schema}"))
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def revisions() -> list[str]:
    """All released revisions, oldest first."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - loads where it is used

    found = [one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()]
    return found[::-1]


def current(store: Store) -> str | None:
    """The revision this store is at; None for an empty one."""
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 - loads where it is used

    with store.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def up_to_date(store: Store) -> bool:
    """Whether no migration waits."""
    return current(store) == revisions()[-1]


def _config(folder: Path = SCRIPTS) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - loads where it is used

    config = Config()
    config.set_main_option("script_location", str(folder))
    return config
