"""A database server that does not answer is told as that, on pages, to programs and in the terminal."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.base.settings import Settings
from routes.application import create_app

COMMANDS = (
    "doctor",
    "money verify",
    "trail verify",
    "init --court 彭阳县人民法院 --code 宁0425",
    "backup FOLDER/b.zip",
)


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application whose database server is not there."""
    home = tmp_path_factory.mktemp("home")
    return create_app(Settings(home=home, store=f"postgresql+psycopg://fieldwrit@/court?host={home}/nowhere"))


@pytest.fixture
def visitor(lost: Flask) -> FlaskClient:
    """Somebody who asks."""
    return lost.test_client()


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_says_that_the_server_does_not_answer(lost: Flask, tmp_path: Path, words: str) -> None:
    with lost.app_context():
        outcome = lost.test_cli_runner().invoke(args=words.replace("FOLDER", str(tmp_path)).split())
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    assert outcome.stderr.endswith("[store.unreachable]\n")
    assert "数据库服务器没有应答" in outcome.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("address", ["/", "/sign-in", "/tablet"])
def test_a_page_says_what_happened_and_what_to_do(visitor: FlaskClient, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 503
    assert "请检查数据库是否在运行" in answer.get_data(as_text=True)


def test_programs_are_told_with_a_code(visitor: FlaskClient) -> None:
    answer = visitor.get("/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json and answer.json["code"]) == (503, "store.unreachable")


def test_it_is_alive_and_not_ready(visitor: FlaskClient) -> None:
    assert visitor.get("/healthz/live").status_code == 200
    ready = visitor.get("/healthz/ready")
    assert (ready.status_code, ready.json) == (503, {"status": "not ready", "wrong": ["store"]})
