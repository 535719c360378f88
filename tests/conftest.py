"""Fixtures: the store on each database, the people, the application, the browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.clock import HandClock
from app.base.instant import Instant
from app.base.schema import metadata
from app.base.settings import Settings
from app.base.store import Store
from app.base.upgrade import SCRIPTS
from routes.application import create_app
from tests.support import effort, people, postgres
from tests.support.pages import Browser

HAS_POSTGRES = postgres.programs() is not None
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)] if HAS_POSTGRES else ["sqlite"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs a PostgreSQL the machine does not have; the header says so."""
    if not HAS_POSTGRES:
        items[:] = [item for item in items if item.get_closest_marker("postgres") is None]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a file's content by its place: packed content carries the second in which it was packed."""
    return argname if isinstance(val, bytes) else None


def pytest_report_header() -> list[str]:
    """Say whether the store is tested on PostgreSQL too, and whether property tests draw by lot."""
    stores = "SQLite and PostgreSQL" if HAS_POSTGRES else "SQLite only (no PostgreSQL on this machine)"
    drawn = "by lot" if effort.CAMPAIGN else "the same examples in every run"
    return [f"store tests on: {stores}", f"property tests draw: {drawn}"]


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    folder = postgres.programs()
    assert folder, "asked only where PostgreSQL is installed"
    with postgres.cluster(folder) as address:
        yield address


@pytest.fixture(scope="session", params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A settled store on each database; tests change it inside a transaction that is rolled back."""
    folder = tmp_path_factory.mktemp("store")
    embedded = request.param == "sqlite"
    address = f"sqlite:///{folder / 'court.db'}" if embedded else request.getfixturevalue("postgres_address")
    opened = Store(address, lock=folder / "lock", schema="court_test")
    with opened.exclusive() as connection:
        if not embedded:
            connection.execute(text("CREATE SCHEMA court_test"))
        metadata().create_all(connection)
    with opened.writing() as session:
        people.settle(session)
    yield opened
    opened.close()


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    """One connection in one transaction that never lasts."""
    with store.engine.connect().execution_options(begin="write") as opened:
        whole = opened.begin()
        yield opened
        whole.rollback()


@pytest.fixture
def session(connection: Connection) -> Iterator[Session]:
    """A session inside that transaction; even a commit would be undone."""
    with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as opened:
        yield opened


@pytest.fixture
def act(session: Session) -> Callable[..., Actor]:
    """`act("judge")`: a person of the test court as an actor."""

    def acting(username: str, now: Instant = people.EVENING_BEFORE) -> Actor:
        return people.actor_of(session, username, now)

    return acting


@pytest.fixture
def judge(act: Callable[..., Actor]) -> Actor:
    """The judge of the test court."""
    return act("judge")


@pytest.fixture(scope="session")
def _settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the test court, copied for each web test; it says that it is of the newest form."""
    folder = tmp_path_factory.mktemp("settled")
    opened = Store(f"sqlite:///{folder / 'court.db'}", lock=folder / "lock")
    with opened.exclusive() as connection:
        metadata().create_all(connection)
        MigrationContext.configure(connection).stamp(ScriptDirectory(str(SCRIPTS)), "head")
    with opened.writing() as session:
        people.settle(session)
    opened.checkpoint()
    opened.close()
    return folder / "court.db"


@pytest.fixture(scope="session")
def _compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates are compiled once for all applications of a test run."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def clock() -> HandClock:
    """A clock moved by hand; it starts on the evening before."""
    return HandClock(people.EVENING_BEFORE)


@pytest.fixture
def app(_settled: Path, _compiled: FileSystemBytecodeCache, tmp_path: Path, clock: HandClock) -> Iterator[Flask]:
    """The whole application over its own copy of the test court; forms need no token here (see test_front)."""
    shutil.copy(_settled, tmp_path / "court.db")
    built = create_app(Settings(home=tmp_path), clock=clock)
    built.jinja_env.bytecode_cache = _compiled
    built.config.update(TESTING=False, WTF_CSRF_ENABLED=False)
    yield built
    built.extensions["fieldwrit"].store.close()


@pytest.fixture
def browser(app: Flask) -> Callable[[str | None], Browser]:
    """`browser("judge")`: pages as that person sees them, each inspected."""

    def opened(username: str | None = None) -> Browser:
        return Browser(app, username)

    return opened


@pytest.fixture
def app_store(app: Flask) -> Store:
    """The store under the application, to arrange and to look."""
    found: Store = app.extensions["fieldwrit"].store
    return found
