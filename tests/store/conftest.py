"""A store that keeps what is committed, for what opens its own transactions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.base.ids import new_id
from app.base.schema import metadata
from app.base.store import Store
from tests.support import people
from tests.support.people import EVENING_BEFORE


@pytest.fixture
def own_store(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> Iterator[Store]:
    """A store of this test alone, on the same kind of database, that keeps what is committed."""
    schema = f"papers_{new_id(EVENING_BEFORE).hex}"
    address = f"sqlite:///{tmp_path / 'court.db'}" if store.embedded else request.getfixturevalue("postgres_address")
    opened = Store(address, lock=tmp_path / "lock", schema=schema)
    with opened.exclusive() as connection:
        if not opened.embedded:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
        metadata().create_all(connection)
    with opened.writing() as session:
        people.settle(session)
    yield opened
    opened.close()
