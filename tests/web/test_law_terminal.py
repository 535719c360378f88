"""`law` from the terminal: without a store, the bare result last, every wrong field named."""

import json
from dataclasses import MISSING, fields
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.base.settings import Settings
from app.law.gate_kinds import GATES
from routes.application import create_app

ROOT = Path(__file__).parents[1]
VECTORS = json.loads((ROOT / "vectors" / "law_terminal.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application in an empty folder: no court lives here."""
    return create_app(Settings(home=tmp_path_factory.mktemp("home")))


def run(bare: Flask, *words: str) -> Result:
    with bare.app_context():
        return bare.test_cli_runner().invoke(args=["law", *words])


def said(bare: Flask, *words: str) -> tuple[str, str]:
    outcome = run(bare, *words)
    assert outcome.exit_code == 0, outcome.stderr
    return outcome.stdout.splitlines()[-1], outcome.stderr


def refused(bare: Flask, *words: str) -> str:
    outcome = run(bare, *words)
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    return outcome.stderr


@pytest.mark.parametrize(("words", "result"), VECTORS["answers"])
def test_the_law_answers(bare: Flask, words: str, result: str) -> None:
    assert said(bare, *words.split())[0] == result


@pytest.mark.parametrize(("words", "fields"), VECTORS["refused"])
def test_every_wrong_field_is_named(bare: Flask, words: str, fields: list[str]) -> None:
    lines = refused(bare, *words.split()).splitlines()[1:]
    assert [line.strip().partition("：")[0] for line in lines] == fields


def test_no_store_is_made(bare: Flask) -> None:
    said(bare, "fee", "115500")
    home = Path(bare.extensions["fieldwrit"].settings.home)
    assert not list(home.glob("*.db*"))


def test_a_day_without_published_holidays_is_said_to_be_provisional(bare: Flask) -> None:
    assert "日历待定" in said(bare, "period", "2026-12-30", "3", "days")[1]
    assert said(bare, "period", "2026-12-20", "3", "days")[1] == ""
    assert said(bare, "period", "2030-09-30T07:10", "24", "hours", "--kind", "notice24")[1] == ""
    assert said(bare, "period", "2030-09-30", "5", "days", "--kind", "custody")[1] == ""


def test_the_annex_shows_each_segment_before_the_result(bare: Flask) -> None:
    words = "interest --principal 100000 --due 2024-01-10 --pay 2024-03-10=40000 --pay 2024-06-10=60000 --annex"
    outcome = run(bare, *words.split(), "--exclude", "2024-02-01:2024-02-29:retrial")
    rows = [line.split() for line in outcome.stdout.splitlines()]
    assert rows[0] == ["from", "to", "base", "rate", "days", "amount", "article"]
    assert [row[:6] for row in rows[1:4]] == [
        ["2024-01-11", "2024-01-31", "100000.00", "0.0175%/day", "21", "367.50"],
        ["2024-03-01", "2024-03-10", "100000.00", "0.0175%/day", "10", "175.00"],
        ["2024-03-11", "2024-06-10", "60000.00", "0.0175%/day", "92", "966.00"],
    ]
    assert rows[-1] == ["1508.50"]


def test_an_article_that_was_not_read_is_said_to_be_unconfirmed(bare: Flask) -> None:
    assert "待核" in said(bare, "cite", "FUND.disbursement", "--on", "2026-01-17")[1]
    assert said(bare, "cite", "CPLI.compel", "--on", "2026-01-17")[1] == ""


def asked(bare: Flask, tmp_path: Path, kind: str, facts: object, *more: str) -> list[dict[str, object]]:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    answer: list[dict[str, object]] = json.loads(said(bare, "gate", kind, "--facts", str(file), *more)[0])
    return answer


def test_a_gate_answers_with_its_whole_list(bare: Flask, tmp_path: Path) -> None:
    facts = {"person_standing": "liable_staff", "summonses": [], "now": "2026-01-17T06:40"}
    answer = asked(bare, tmp_path, "compel", facts)
    assert [one["id"] for one in answer] == [rule.requirement.id for rule in GATES["compel"].rules]
    person = answer[0]
    assert (person["met"], person["severity"], person["citation"]) == (False, "block", "民诉解释第482条第1款")
    assert "被执行人" in str(person["message"])
    proposed = asked(bare, tmp_path, "compel", facts, "--step", "propose")
    assert [one["id"] for one in proposed] == [one["id"] for one in answer]
    assert not all(one["asked"] for one in proposed)


@pytest.mark.parametrize("kind", GATES)
def test_what_nobody_told_is_a_lack_by_name_and_the_list_stays_whole(bare: Flask, tmp_path: Path, kind: str) -> None:
    nothing = asked(bare, tmp_path, kind, {})
    assert [one["id"] for one in nothing] == [rule.requirement.id for rule in GATES[kind].rules]
    untold = {
        str(one["message"]).split()[1].partition("，")[0] for one in nothing if one["reason"] == "law.fact_untold"
    }
    must = {one.name for one in fields(GATES[kind].facts) if MISSING is one.default is one.default_factory}
    assert untold
    assert untold <= must
    assert not any(one["met"] for one in nothing if one["reason"] == "law.fact_untold")


def test_one_fact_told_settles_what_it_can(bare: Flask, tmp_path: Path) -> None:
    found = {str(one["id"]): one for one in asked(bare, tmp_path, "detain", {"days": 16, "birth": "1950-01-01"})}
    assert "16" in str(found["detain.days"]["message"])
    assert "不予收拘" in str(found["detain.under_seventy"]["message"])
    assert found["detain.evidence"]["reason"] == "law.fact_untold"


def test_facts_are_read_strictly(bare: Flask, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({"summonses": [{"proof": 1, "late": 2}], "now": "soon", "colour": "red"}), "utf-8")
    said_no = refused(bare, "gate", "compel", "--facts", str(file))
    named = {line.strip().partition("：")[0] for line in said_no.splitlines()[1:]}
    assert named == {
        "now",
        "colour",
        "summonses.0.proof",
        "summonses.0.late",
        "summonses.0.served_at",
        "summonses.0.appear_at",
    }
    file.write_text("[1]", "utf-8")
    assert "facts" in refused(bare, "gate", "compel", "--facts", str(file))
    assert "facts" in refused(bare, "gate", "compel", "--facts", str(tmp_path / "nothing.json"))
