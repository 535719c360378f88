"""What may be used where, beyond what import-linter says."""

import ast
import tomllib

import pytest

from tests.house import repository

PICTURE = [
    ["sync"],
    ["documents"],
    ["outcomes", "reviews"],
    ["sweeps"],
    ["field", "measures", "money"],
    ["leads"],
    ["cases"],
    ["places"],
    ["jobs"],
    ["court"],
    ["trail"],
    ["staff"],
    ["law"],
    ["base"],
]
"""The rooms as docs/architecture.md draws them, upper ones first."""

HOMES = {
    "pyhanko": ("app/documents/sealing_demonstration.py",),
    "weasyprint": ("app/documents/render.py",),
    "pydyf": ("app/documents/archive.py",),
    "uharfbuzz": ("app/documents/embedding.py",),
    "geopy": ("maps/",),
    "pyvrp": ("app/sweeps/planning/searching.py",),
    "ortools": ("app/sweeps/planning/packing.py", "app/sweeps/roster_solving.py"),
    "flask": ("routes/",),
    "werkzeug": ("routes/",),
    "flask_login": ("routes/",),
    "flask_wtf": ("routes/",),
    "flask_babel": ("routes/",),
}
"""A library and the only places that may import it; tests and benches may import anything."""

PURE_FILES = {
    "rules.py",
    "roster.py",
    "roster_solving.py",
    "presence.py",
    "weighting.py",
    "matching.py",
    "plans.py",
}
INNER_ORDER = ["actions", "queries", "tables", "rules"]


def product() -> list[str]:
    return [
        *repository.files(".py", under="app/"),
        *repository.files(".py", under="routes/"),
        *repository.files(".py", under="maps/"),
    ]


def users_of(library: str) -> set[str]:
    return {
        name for name in product() if any(f"{module}.".startswith(f"{library}.") for module in repository.imports(name))
    }


def contracts() -> dict[str, dict[str, object]]:
    settings = tomllib.loads(repository.text("pyproject.toml"))
    return {contract["name"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def test_the_contract_of_the_rooms_is_the_picture_of_the_house() -> None:
    contract = contracts()["the rooms of the house, lower ones first (house.md)"]
    assert contract["layers"] == [" | ".join(row) for row in PICTURE]
    assert contract["exhaustive"] is True


def test_every_room_is_in_the_picture() -> None:
    assert set(repository.ROOMS) <= {room for row in PICTURE for room in row}


def test_every_room_is_ordered_inside() -> None:
    contract = contracts()["inside a room: actions, queries, tables, rules"]
    assert contract["layers"] == [f"({layer})" for layer in INNER_ORDER]
    assert contract["containers"] == [f"app.{room}" for row in reversed(PICTURE) for room in row]


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_only_where_it_lives(library: str) -> None:
    repository.nothing(name for name in sorted(users_of(library)) if not name.startswith(HOMES[library]))


def test_folium_is_imported_in_one_file_of_the_ground() -> None:
    users = users_of("folium") | users_of("branca")
    assert len(users) <= 1
    assert all(name.startswith("maps/") for name in users)


def test_only_the_store_and_the_gate_commit_and_begin() -> None:
    writers = {name for name in product() if {"commit", "begin"} & {word for word, _ in repository.calls(name)}}
    assert writers <= {"app/base/store.py", "routes/gate.py"}


def test_tables_are_used_in_their_own_room_only() -> None:
    strangers = [
        f"{name} imports {module}"
        for name in product()
        for module in repository.imports(name)
        for parts in [module.split(".")]
        if len(parts) == 3 and parts[0] == "app" and parts[2] == "tables" and parts[1] != "base"
        if not name.startswith(f"app/{parts[1]}/")
    ]
    repository.nothing(strangers)


def test_pure_files_know_neither_store_nor_web_nor_clock() -> None:
    banned = ("sqlalchemy", "flask", "app.base.store", "app.base.clock", "app.base.columns", "time", "random")
    impure = [
        f"{name} imports {module}"
        for name in repository.files(".py", under="app/")
        if name.rsplit("/", 1)[-1] in PURE_FILES or name.startswith(("app/law/", "app/sweeps/planning/"))
        for module in repository.imports(name)
        if f"{module}.".startswith(tuple(f"{one}." for one in banned)) or module.endswith((".tables", ".queries"))
    ]
    repository.nothing(impure)


def test_time_enters_by_the_clock_alone() -> None:
    reading = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
    readers = {name for name in product() for _, call in repository.calls(name) if ast.unparse(call.func) in reading}
    assert {name for name in readers if not name.startswith("routes/")} <= {"app/base/clock.py"}
