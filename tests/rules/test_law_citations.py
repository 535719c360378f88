"""The articles behind the rules, in the numbering of the day."""

import ast
import json
import re
from datetime import date
from pathlib import Path

import pytest

import app.law
from app.base.refusal import Refusal
from app.law.citations import Certainty, cite, cite_all, keys, provisions
from app.law.clock_rules import CLOCKS
from app.law.gate_kinds import GATES
from app.law.grounds import GROUNDS, ground, grounds_on
from app.law.registry import LAWS

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "law.json").read_text("utf-8"))
TODAY = date(2026, 1, 17)
HOME = Path(app.law.__file__).parent
LAW_KEY = re.compile(rf"(?:{'|'.join(LAWS)})\.[a-z0-9_.]+")


@pytest.mark.parametrize(("key", "day", "full", "short"), VECTORS["citations"])
def test_an_article_is_cited_as_a_paper_prints_it(key: str, day: str, full: str, short: str) -> None:
    citation = cite(key, date.fromisoformat(day))
    assert (str(citation), citation.short) == (full, short)


@pytest.mark.parametrize(("key", "old", "mid", "now"), VECTORS["renumbering"])
def test_the_procedure_law_is_cited_by_the_numbers_of_the_day(key: str, old: int, mid: int, now: int) -> None:
    days = (
        date(2013, 1, 1),
        date(2017, 7, 1),
        date(2021, 12, 31),
        date(2022, 1, 1),
        date(2023, 12, 31),
        date(2024, 1, 1),
    )
    assert [cite(key, day).article for day in days] == [old, old, old, mid, mid, now]


def test_an_article_not_in_force_is_refused() -> None:
    with pytest.raises(Refusal, match="citation_not_in_force"):
        cite("CPL.settlement", date(2012, 12, 31))
    with pytest.raises(Refusal, match="citation_unknown"):
        cite("CPL.nothing", TODAY)


def test_every_key_the_rules_name_is_in_the_registry_and_in_force() -> None:
    named = {
        word.value
        for file in HOME.glob("*.py")
        if not file.name.startswith("registry")
        for word in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(word, ast.Constant) and isinstance(word.value, str) and LAW_KEY.fullmatch(word.value)
    }
    assert len(named) > 50
    assert named <= keys()
    assert len(cite_all(tuple(sorted(keys())), TODAY)) == len(keys())


def test_every_rule_carries_a_citation() -> None:
    requirements = [rule.requirement for gate in GATES.values() for rule in gate.rules]
    assert len({one.id for one in requirements}) == len(requirements)
    assert {one.citation_key for one in requirements} <= keys()
    assert {clock.citation for clock in CLOCKS} <= keys()


def test_what_was_not_read_is_marked() -> None:
    assert not cite("FUND.disbursement", TODAY).confirmed
    assert cite("CPLI.compel", TODAY).confirmed
    assert {one.certainty for one in provisions()} == set(Certainty)


def test_no_rule_outside_the_registry_holds_an_article_number() -> None:
    literal = re.compile(r"第[一二三四五六七八九十百零\d]+条")
    found = [
        f"{file.name}: {word.value}"
        for file in HOME.glob("*.py")
        for word in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(word, ast.Constant) and isinstance(word.value, str) and literal.search(word.value)
        if file.name != "citations.py"
    ]
    assert found == []


def test_grounds_are_a_pick_list_valid_on_the_day() -> None:
    assert {one.key for one in GROUNDS} == {one.key for one in grounds_on(TODAY)}
    old = grounds_on(date(2021, 6, 1))
    assert "refusal.able" not in {one.key for one in old}
    assert "seized_property" in {one.key for one in old}
    able = ground("refusal.able", TODAY)
    assert [one.short for one in able.citations(TODAY)] == ["民诉法第114条第1款第6项", "民诉解释第188条第4项"]
    with pytest.raises(Refusal, match="ground_unknown"):
        ground("refusal.able", date(2021, 6, 1))
