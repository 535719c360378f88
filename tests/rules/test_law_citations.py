"""The articles behind the rules, in the numbering of the day."""

import ast
import json
import re
from datetime import date
from pathlib import Path

import pytest

import app.law
from app.base.refusal import Refusal
from app.law.citations import Certainty, cite, cite_all, cite_on_paper, keys, provisions
from app.law.clock_rules import CLOCKS
from app.law.gate_kinds import GATES
from app.law.grounds import GROUNDS, ground, grounds_on
from app.law.registry import LAWS

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "law.json").read_text("utf-8"))
TODAY = date(2026, 1, 17)
HOME = Path(app.law.__file__).parent
NAMED = {
    "CPL": "85 87 88 89 90 91 92 93 94 95 112 114 116 117 118 119 236 238 239 241 242 250 251 252 253 254 255 256 257"
    " 259 264 266 267 268",
    "CPLI": "97 125 130 131 132 133 134 135 136 137 138 139 140 141 175 178 179 180 181 182 183 184 185 186 187 188"
    " 189 193 466 480 482 485 494 495 496 497 498 503 504 505 508 509 510 515 517",
    "EXEC": "5 7 16 20 55 57 63 64",
    "EXECI": "9 22",
    "SEIZE": "1 3 4 5 9 10 18 19 27",
    "PROP": "2 3 4 5 6 7 9 11 14 15 23 25",
    "SETTLE": "1 2 4 6 8 9 10 11 17 18 19",
    "SURETY": "10 12",
    "DII": "1 2 3 4 5 6 7",
    "POLICE": "1 3 6",
    "FEE": "13 14 20 38",
    "CUSTODY": "9 11 12 15 19 27 28 30 32",
    "CUSTODYM": "18",
    "CC": "560 561",
    "RESTRAINT": "8",
    "WAGES": "15 24 26 28 29 30 32 33 36 38 40 50 52 55 57",
    "DEPUTY": "39",
    "PSL": "23",
    "REFUSAL": "3 5 10",
    "COMP": "1 5 9",
    "ENTRUST": "1 6",
    "POST": "11",
    "PIPL": "13 28 34 35 36 51 54 55 56 57 59",
    "TERMINATE": "1 2",
    "FUND": "10 11",
    "CASENO": "1 2 3 9 10",
    "DISHONEST": "4",
    "BANKRUPT": "3",
    "PUBLISH": "10",
    "CYBER": "21",
    "ARCHIVE": "3",
}
"""Every article the rules of this house rest on, law by law, in the numbering of today."""
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


@pytest.mark.parametrize(("law", "articles"), NAMED.items())
def test_every_article_the_rules_rest_on_is_in_the_registry(law: str, articles: str) -> None:
    wanted = {int(one) for one in articles.split()}
    held = {cite(key, TODAY).article for key in keys() if key.startswith(f"{law}.")}
    assert wanted <= held


def test_what_is_unconfirmed_is_never_cited_on_a_paper() -> None:
    with pytest.raises(Refusal, match="citation_unconfirmed") as no:
        cite_on_paper(("CPL.search", "FUND.disbursement", "DISHONEST.delisting"), TODAY)
    assert [fault.field for fault in no.value.faults] == ["FUND.disbursement", "DISHONEST.delisting"]
    assert len(cite_on_paper(("CPL.search", "FUND.disbursement"), TODAY, {"FUND.disbursement"})) == 2


def test_the_2017_numbering_is_a_version_of_its_own() -> None:
    versions = [(cite("CPL.search", day).version) for day in (date(2017, 6, 30), date(2017, 7, 1), TODAY)]
    assert versions == ["2012", "2017", "2023"]


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
