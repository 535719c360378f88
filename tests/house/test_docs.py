"""The documents say what is so: layers, links, places, settings, commands, accounts, make targets."""

import re
import tomllib
from collections.abc import Iterator

import click
import pytest
from flask import Flask

from app.base.settings import PREFIX, Settings
from app.staff.rules import DEMONSTRATION_PASSWORD
from app.staff.verbs import Role
from routes.application import create_app
from routes.demonstration import court
from routes.words import common
from tests.house import repository

LAYERS = re.compile(r"```layers\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)\)")
PLACE = re.compile(r"`((?:app|docs|maps|routes|scripts|static|templates|tests|translations)/[\w./-]+)`")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)#]+)\)")
LARGEST_PICTURE, ALL_PICTURES = 60_000, 800_000
SETTING = re.compile(PREFIX + r"[A-Z_]+")
MADE = ("static/vendor",)
PARTS = ("**Context.**", "**Decision.**", "**Consequence.**")
READMES = ("README.md", "README.zh-CN.md")
OTHER_SETTINGS = {f"{PREFIX}CONFIG"}


def pages() -> list[str]:
    """What people read: everything but the reference, which is written out of the code."""
    return [name for name in repository.files(".md") if name != "docs/reference.md"]


def decisions() -> list[str]:
    return sorted(name for name in repository.files(".md", under="docs/decisions/0"))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(Settings(home=tmp_path_factory.mktemp("home")))


def commands(group: click.Group, before: str = "") -> Iterator[str]:
    """Our terminal commands by their whole name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} ")
        elif before or name not in {"routes", "run", "shell"}:
            yield before + name


def test_the_layers_of_the_architecture_are_the_contract() -> None:
    drawn = LAYERS.findall(repository.text("docs/architecture.md"))
    settings = tomllib.loads(repository.text("pyproject.toml"))
    layers = next(one["layers"] for one in settings["tool"]["importlinter"]["contracts"] if one.get("exhaustive"))
    assert [page.split("\n")[:-1] for page in drawn] == [layers]


def test_every_room_has_its_line_in_the_architecture_and_the_changelog() -> None:
    architecture, changes = repository.text("docs/architecture.md"), repository.text("CHANGELOG.md")
    repository.nothing(
        room for room in repository.ROOMS if f"| `{room}` |" not in architecture or f"\n- {room}: " not in changes
    )


def test_the_tour_asks_ten_questions() -> None:
    tour = repository.text("docs/architecture.md").partition("## Ten questions of a newcomer")[2]
    assert sum(line.startswith("|") and "?" in line for line in tour.splitlines()) == 10


def test_the_pictures_are_small_and_each_is_shown_somewhere() -> None:
    there = {name: (repository.ROOT / name).stat().st_size for name in repository.everything() if name.endswith(".png")}
    shown = {
        (repository.ROOT / name).parent.joinpath(target).resolve().relative_to(repository.ROOT).as_posix()
        for name in pages()
        for target in PICTURE.findall(repository.text(name))
    }
    assert shown
    repository.nothing(f"{name} is not there" for name in shown - set(there))
    repository.nothing(f"{name} is shown nowhere" for name in set(there) - shown)
    repository.nothing(f"{name} has {size} bytes" for name, size in there.items() if size > LARGEST_PICTURE)
    assert sum(there.values()) <= ALL_PICTURES


def test_every_link_leads_somewhere() -> None:
    repository.nothing(
        f"{name}: {target}"
        for name in pages()
        for target in LINK.findall(repository.text(name))
        if "://" not in target and not (repository.ROOT / name).parent.joinpath(target).exists()
    )


def test_every_place_a_document_names_is_there() -> None:
    repository.nothing(
        f"{name}: {place}"
        for name in pages()
        for place in PLACE.findall(repository.text(name))
        if not place.startswith(MADE) and not (repository.ROOT / place).exists()
    )


def test_every_make_target_a_document_names_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", repository.text("Makefile"), re.MULTILINE))
    repository.nothing(
        f"{name}: make {target}"
        for name in pages()
        for target in re.findall(r"`make ([a-z-]+)`", repository.text(name))
        if target not in targets
    )


def test_every_setting_is_explained_and_no_other() -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | OTHER_SETTINGS
    explained = set(re.findall(r"^\| `(FIELDWRIT_[A-Z_]+)`", repository.text("docs/operations.md"), re.MULTILINE))
    assert explained == known
    named = {setting for name in pages() for setting in SETTING.findall(repository.text(name)) if setting != PREFIX}
    repository.nothing(named - known)


def test_every_terminal_command_is_explained(house: Flask) -> None:
    page = repository.text("docs/operations.md").partition("## Commands")[2].partition("\n## ")[0]
    assert isinstance(house.cli, click.Group)
    repository.nothing(name for name in commands(house.cli) if f"`{name}" not in page)


def test_every_terminal_command_that_is_explained_is_there(house: Flask) -> None:
    page = repository.text("docs/operations.md").partition("## Commands")[2].partition("\n## ")[0]
    explained = re.findall(
        r"`([a-z]+(?: [a-z]+)?)(?: [A-Z-][^`]*)?`", "\n".join(re.findall(r"^\|([^|]+)", page, re.MULTILINE))
    )
    repository.nothing(set(explained) - set(commands(house.cli)))


def test_decisions_are_numbered_without_a_gap_and_tell_their_three_parts() -> None:
    numbers = [int(name.rsplit("/", 1)[-1][:4]) for name in decisions()]
    assert numbers == list(range(1, len(numbers) + 1))
    index = repository.text("docs/decisions/README.md")
    repository.nothing(name for name in decisions() if name.rsplit("/", 1)[-1] not in index)
    repository.nothing(name for name in decisions() if not all(part in repository.text(name) for part in PARTS))


@pytest.mark.parametrize("page", READMES)
def test_both_readmes_tell_the_demonstration_accounts_and_the_password(page: str) -> None:
    told = repository.text(page)
    assert DEMONSTRATION_PASSWORD in told
    repository.nothing(name for name in court.SHOWN if f"| `{name}` |" not in told)


def test_the_manual_has_a_page_for_every_role() -> None:
    manual = repository.text("docs/manual.zh.md")
    repository.nothing(
        str(role) for role in Role if not re.search(rf"^## .*{common.LABELS['role'][role]}", manual, re.MULTILINE)
    )


def test_the_pictures_go_where_the_documents_say() -> None:
    folder = re.findall(r"FIELDWRIT_PICTURES=(\S+)", repository.text("Makefile"))[0]
    assert all(f"`{folder}/`" in repository.text(page) for page in (*READMES, "docs/manual.zh.md"))
    assert f"{folder.split('/')[0]}/" in repository.text(".gitignore").splitlines()
