"""Who saw what is kept by ids alone, and can be told of a case or a person (PIPL.protection)."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from app.base.store import Store
from routes import views_seen
from tests.support.make_cases import make_case, make_person
from tests.support.pages import Browser
from tests.support.people import actor_of

Open = Callable[..., Browser]


@pytest.fixture
def case_id(app_store: Store) -> UUID:
    with app_store.writing() as session:
        judge = actor_of(session, "judge")
        return make_case(session, judge, debtors=(make_person(session, judge, "查看人甲"),))


def said(app: Flask, subject: UUID, *more: str) -> list[str]:
    with app.app_context():
        outcome = app.test_cli_runner().invoke(args=["trail", "seen", str(subject), *more])
    assert outcome.exit_code == 0, outcome.output
    return outcome.output.splitlines()


def test_who_opened_a_case_can_be_told(app: Flask, browser: Open, case_id: UUID, tmp_path: Path) -> None:
    browser("judge").get(f"/cases/{case_id}")
    browser("clerk").get(f"/cases/{case_id}?q=查看人甲")
    document = json.loads(said(app, case_id, "--json")[-1])
    assert document["subject"] == str(case_id)
    assert len(document["seen"]) == 2
    assert document["seen"][0]["by"] != document["seen"][1]["by"]
    assert said(app, case_id)[-1] == "2 times"
    assert "查看人甲" not in (tmp_path / "log" / views_seen.FILE).read_text("utf-8")


def test_what_was_refused_sent_or_asked_by_nobody_is_no_view(
    app: Flask, browser: Open, case_id: UUID, tmp_path: Path
) -> None:
    browser().get(f"/cases/{case_id}")
    browser("keeper").get(f"/cases/{case_id}")
    browser("judge").post(f"/cases/{case_id}/milestones", {})
    assert list(views_seen.of(tmp_path / "log", case_id)) == []
    assert said(app, case_id) == ["0 times"]


def test_files_put_aside_by_rotation_count_too(browser: Open, case_id: UUID, tmp_path: Path) -> None:
    browser("judge").get(f"/cases/{case_id}")
    kept = tmp_path / "log" / views_seen.FILE
    (tmp_path / "log" / f"{views_seen.FILE}.1.gz").write_bytes(gzip.compress(kept.read_bytes(), mtime=0))
    assert len(list(views_seen.of(tmp_path / "log", case_id))) == 2
