"""Fixtures: the played demonstration day under an application."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.clock import HandClock
from app.base.schema import metadata
from app.base.settings import Settings
from app.base.store import Store
from routes.application import create_app
from routes.demonstration import loading, playing
from tests.support import matrix
from tests.support.house import House
from tests.support.matrix import Ground


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ground]:
    """The demonstration, played once, with two worlds beside it."""
    home = tmp_path_factory.mktemp("authority")
    store = Store(f"sqlite:///{home / 'court.db'}", lock=home / "lock")
    with store.exclusive() as connection:
        metadata().create_all(connection)
    with store.writing() as session:
        loading.load(session)
    playing.play(store, None, lambda _: None)
    ground = matrix.settle(store, home)
    store.checkpoint()
    store.close()
    return home, ground


@pytest.fixture(scope="module")
def house(settled: tuple[Path, Ground], tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A copy of it under an application."""
    home = tmp_path_factory.mktemp("house")
    shutil.copytree(settled[0], home, dirs_exist_ok=True)
    app = create_app(Settings(home=home), clock=HandClock(matrix.EVENING))
    app.config.update(WTF_CSRF_ENABLED=False)
    store: Store = app.extensions["fieldwrit"].store
    yield House(app, store, settled[1])
    store.close()
