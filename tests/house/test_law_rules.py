"""docs/law.md is true: every rule has its place, its articles and tests that are there."""

import ast
import re

import pytest

from app.law.citations import keys
from tests.house import repository

PAGE = "docs/law.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| `(.+?)` \| (.+?) \|$", re.MULTILINE)
RULES = ROW.findall(repository.text(PAGE))


def test_the_page_has_the_thirty_five_rules_in_their_order() -> None:
    assert [int(row[0]) for row in RULES] == list(range(1, 36))


@pytest.mark.parametrize("row", RULES, ids=lambda row: row[0])
def test_a_rule_is_enforced_somewhere_cited_and_tested(row: tuple[str, ...]) -> None:
    _, _, articles, place, tests = row
    assert set(re.findall(r"`(.+?)`", articles)) <= keys()
    assert (repository.ROOT / place).is_file()
    named = re.findall(r"`(.+?)::(.+?)`", tests)
    assert named
    for file, test in named:
        functions = {node.name for node in ast.walk(repository.parsed(file)) if isinstance(node, ast.FunctionDef)}
        assert test in functions, f"{file} has no {test}"
