"""What a serving process loads at its start, and that what it left for later is made once, whole."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from threading import Barrier

import pytest
from pydantic import BaseModel

from app.base.reading import Command, read
from app.documents.facts import Part
from tests.house.repository import ROOT, files

HEAVY = {
    "PIL",
    "alembic",
    "branca",
    "folium",
    "fontTools",
    "geopy",
    "icalendar",
    "lxml",
    "mako",
    "numpy",
    "openpyxl",
    "ortools",
    "pikepdf",
    "pyhanko",
    "pypdfium2",
    "pypinyin",
    "python_calamine",
    "pyvrp",
    "rapidfuzz",
    "uharfbuzz",
    "weasyprint",
}
"""Libraries that take long to load or much memory; each is loaded by the function that needs it."""
TELL = "; import gc, json, sys; print(json.dumps([gc.isenabled(), sorted({name.partition('.')[0] for name in sys.modules})]))"
THREADS = 8


def started(what: str, home: Path) -> tuple[bool, set[str]]:
    """Whether memory is searched again, and which packages are there, once a fresh process has done it."""
    done = subprocess.run(
        [sys.executable, "-c", what + TELL],
        cwd=ROOT,
        env=os.environ | {"FIELDWRIT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    searched, names = json.loads(done.stdout.splitlines()[-1])
    return searched, set(names)


WORKER = "from routes.indoors import indoors; import routes.terminal.worker; indoors()"


@pytest.mark.parametrize("what", ["import wsgi", WORKER])
def test_a_serving_process_starts_without_the_heavy_libraries(what: str, tmp_path: Path) -> None:
    searched, loaded = started(what, tmp_path)
    assert searched, "memory is not searched while the parts load, and is again afterwards"
    assert {"flask", "sqlalchemy"} <= loaded
    assert not loaded & HEAVY


def test_the_worker_knows_every_table_and_no_page(tmp_path: Path) -> None:
    asked = "from app.base.columns import Row; assert 'letters' in Row.metadata.tables"
    pages = "import sys; assert not any(name.startswith('routes.desk') for name in sys.modules)"
    assert started(f"{WORKER}; {asked}; {pages}", tmp_path)


def kinds_of(base: type[BaseModel]) -> list[type[BaseModel]]:
    """All that is made of a model, near and far."""
    return [one for near in base.__subclasses__() for one in (near, *kinds_of(near))]


def test_every_command_and_every_fact_can_be_read() -> None:
    for name in files(".py", under="app/"):
        import_module(name.removesuffix(".py").replace("/", "."))
    read_here = [*kinds_of(Command), *kinds_of(Part)]
    for one in read_here:
        one.model_rebuild(raise_errors=True)
    assert [one for one in read_here if not one.__pydantic_complete__] == []
    assert len(kinds_of(Command)) > len(HEAVY) < len(kinds_of(Part))


def test_many_at_once_may_read_a_command_first() -> None:
    class Twice(Command):
        number: int

    ready = Barrier(THREADS)

    def first(number: int) -> int:
        ready.wait()
        return read(Twice, {"number": str(number)}).number

    with ThreadPoolExecutor(THREADS) as many:
        assert list(many.map(first, range(THREADS))) == list(range(THREADS))


def test_a_second_search_loads_neither_store_nor_forms(tmp_path: Path) -> None:
    _, there = started("import app.sweeps.beside", tmp_path)
    assert "numpy" in there
    assert there.isdisjoint({"sqlalchemy", "pydantic", "flask"})
