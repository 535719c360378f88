"""Every door is behind the gate, says what it takes, and is written down."""

import re

import pytest
from flask import Flask

from app.base.settings import Settings
from app.staff.verbs import VERBS
from routes.application import create_app
from routes.gate import WAYS
from scripts import reference
from tests.house import messages, repository

OUTSIDE = {"static", "health.live", "health.ready"}
"""Files, and what a watching program asks; none of them tells a fact of the court."""
TOLD = re.compile(r"\{#|\{% block title %\}")
BARE_PARAMETER = re.compile(r"<\w+>")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(Settings(home=tmp_path_factory.mktemp("home")))


def test_every_door_passes_the_gate(house: Flask) -> None:
    repository.nothing({rule.endpoint for rule in house.url_map.iter_rules()} - set(WAYS) - OUTSIDE)


def test_every_verb_a_door_needs_is_held_by_a_role(house: Flask) -> None:
    needed = {way.verb for way in WAYS.values() if way.verb}
    repository.nothing(verb for verb in needed if not VERBS.get(verb))


def test_every_parameter_of_an_address_has_a_converter(house: Flask) -> None:
    repository.nothing(rule.rule for rule in house.url_map.iter_rules() if BARE_PARAMETER.search(rule.rule))


def test_the_reference_is_written_out_of_this_code() -> None:
    assert repository.text("docs/reference.md") == reference.reference(), "run: make reference"


def test_every_setting_of_the_reference_has_its_meaning() -> None:
    page = repository.text("docs/reference.md").partition("## Settings")[2].partition("\n## ")[0]
    repository.nothing(line for line in page.splitlines() if line.endswith("| — |"))


def test_every_page_template_says_what_it_shows() -> None:
    """By its title or a comment; the papers stand in the reference."""
    repository.nothing(name for name in messages.screens() if not TOLD.search(repository.text(name)))
