"""A backup restores whole, on either database, or says what is wrong with it."""

import shutil
import tarfile
from pathlib import Path

import pytest
from sqlalchemy import text

from app.base.backup import backup, restore
from app.base.media import fetch, keep
from app.base.refusal import Refusal
from app.base.settings import Settings
from app.base.store import Store
from app.base.upgrade import upgrade
from app.court.actions import set_fact
from app.court.queries import fact
from app.trail import actions as trail
from app.trail import queries, rules
from tests.support import people


def empty_store(folder: Path) -> tuple[Store, Settings]:
    settings = Settings(home=folder)
    return Store(settings.store_address, lock=folder / "lock"), settings


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Store, Settings]:
    store, settings = empty_store(tmp_path / "old")
    upgrade(store)
    with store.writing() as session:
        people.settle(session)
        trail.write(session, people.MACHINE, "case.add", content={"一": 1})
    keep(settings.papers, b"a paper")
    return store, settings


def test_a_restored_store_has_the_same_trail_head_and_papers(filled: tuple[Store, Settings], tmp_path: Path) -> None:
    store, settings = filled
    kept = backup(store, settings, tmp_path / "b.tar.gz", people.EVENING_BEFORE)
    fresh, fresh_settings = empty_store(tmp_path / "new")
    assert restore(fresh, fresh_settings, tmp_path / "b.tar.gz") == kept
    with store.reading() as one, fresh.reading() as two:
        assert rules.verify(queries.lines(two)) == queries.head(one)
    assert fetch(fresh_settings.papers, keep(tmp_path / "x", b"a paper")) == b"a paper"


def test_words_with_line_separators_of_other_programs_come_back_whole(tmp_path: Path) -> None:
    pasted = "门口\u2028无人\u2029留言\x85明日"
    store, settings = empty_store(tmp_path / "old")
    upgrade(store)
    with store.writing() as session:
        set_fact(session, "note", pasted)
    backup(store, settings, tmp_path / "b.tar.gz", people.EVENING_BEFORE)
    fresh, fresh_settings = empty_store(tmp_path / "new")
    restore(fresh, fresh_settings, tmp_path / "b.tar.gz")
    with fresh.reading() as session:
        assert fact(session, "note") == pasted


@pytest.mark.postgres
def test_a_backup_moves_a_court_to_postgresql(
    filled: tuple[Store, Settings], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store, settings = filled
    backup(store, settings, tmp_path / "b.tar.gz", people.EVENING_BEFORE)
    moved = Store(request.getfixturevalue("postgres_address"), lock=tmp_path / "lock", schema="court_moved")
    restore(moved, Settings(home=tmp_path / "new"), tmp_path / "b.tar.gz")
    with store.reading() as one, moved.reading() as two:
        assert rules.verify(queries.lines(two)) == queries.head(one)
    with moved.exclusive() as connection:
        connection.execute(text("DROP SCHEMA court_moved CASCADE"))
    moved.close()


def test_a_store_that_holds_something_is_not_overwritten(filled: tuple[Store, Settings], tmp_path: Path) -> None:
    store, settings = filled
    backup(store, settings, tmp_path / "b.tar.gz", people.EVENING_BEFORE)
    with pytest.raises(Refusal, match=r"backup\.store_not_empty"):
        restore(store, settings, tmp_path / "b.tar.gz")


def test_a_damaged_backup_is_refused_before_anything_is_written(filled: tuple[Store, Settings], tmp_path: Path) -> None:
    store, settings = filled
    backup(store, settings, tmp_path / "b.tar.gz", people.EVENING_BEFORE)
    inside = tmp_path / "inside"
    shutil.unpack_archive(tmp_path / "b.tar.gz", inside)
    trail_file = inside / "rows" / "trail.jsonl"
    trail_file.write_text(trail_file.read_text().replace("case.add", "case.adx"))
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as tar:
        for file in sorted(inside.rglob("*")):
            if file.is_file():
                tar.add(file, str(file.relative_to(inside)))
    fresh, fresh_settings = empty_store(tmp_path / "new")
    with pytest.raises(Refusal, match=r"backup\.damaged"):
        restore(fresh, fresh_settings, tmp_path / "bad.tar.gz")
