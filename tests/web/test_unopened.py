"""The terminal where no court was opened: each command that needs one says so, in a sentence and with a status."""

from pathlib import Path

import pytest
from flask import Flask

from app.base.settings import Settings
from routes.application import create_app

COMMANDS = (
    "papers batch 1 --out FOLDER",
    "papers verify",
    "sweep plan 1",
    "sweep bulletin 1",
    "cases import FILE",
    "cases import FILE --dry-run",
    "court calendar FILE",
    "court rates FILE",
    "money verify",
    "money close 2026-01",
    "trail verify",
    "trail seen 019bc5b4-a3b0-7000-8000-000000000012",
    "backup FOLDER/backup.zip",
)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application in an empty folder."""
    return create_app(Settings(home=tmp_path_factory.mktemp("home")))


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_that_needs_a_court_says_that_there_is_none(bare: Flask, tmp_path: Path, words: str) -> None:
    folder, file = tmp_path / "out", tmp_path / "list.csv"
    file.write_text("2027-01-01,放假,元旦\n", "utf-8")
    args = words.replace("FOLDER", str(folder)).replace("FILE", str(file)).split()
    with bare.app_context():
        outcome = bare.test_cli_runner().invoke(args=args)
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    assert outcome.stderr.endswith("[court.not_initialised]\n")
    assert not folder.exists()
