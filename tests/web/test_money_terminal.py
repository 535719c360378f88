"""`money` from the terminal."""

import json

import pytest
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from app.base.store import Store
from app.base.upgrade import SCRIPTS
from app.money import ledger
from tests.support import people


@pytest.fixture(autouse=True)
def _up_to_date(app_store: Store) -> None:
    """The test court is made at once; the terminal wants a store that says which form it has."""
    with app_store.exclusive() as connection:
        MigrationContext.configure(connection).stamp(ScriptDirectory(str(SCRIPTS)), "head")


def run(app: Flask, *words: str) -> Result:
    with app.app_context():
        return app.test_cli_runner().invoke(args=["money", *words])


def test_a_whole_ledger_is_said_to_be_whole(app: Flask) -> None:
    outcome = run(app, "verify")
    assert (outcome.exit_code, outcome.stdout) == (0, "whole: 0 events, 0 wrong\n")


def test_a_broken_ledger_ends_with_a_status_and_names_what_is_wrong(app: Flask, app_store: Store) -> None:
    with app_store.writing() as session:
        clerk = people.actor_of(session, "clerk")
        event = ledger.book(session, clerk, ledger.event_columns(clerk, kind="test"))
    with app_store.writing() as session:
        session.execute(text("DROP TRIGGER money_events_no_update"))
        session.execute(text("UPDATE money_events SET kind = 'other'"))
    outcome = run(app, "verify")
    assert outcome.exit_code == 1
    assert f"记账内容与封存不符，被改动过：{event.id} [event_changed]" in outcome.stdout
    told = json.loads(run(app, "verify", "--json").stdout.splitlines()[-1])
    assert told == {
        "whole": False,
        "events": 1,
        "older": 0,
        "wrong": [{"code": "event_changed", "subject": str(event.id)}],
    }


def test_a_cut_off_tail_is_found_by_a_remembered_head(app: Flask) -> None:
    outcome = run(app, "verify", "--head", f"7:{'a' * 64}")
    assert (outcome.exit_code, "trail_broken" in outcome.stdout) == (1, True)
