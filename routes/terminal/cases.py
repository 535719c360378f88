"""`cases import`: read a list of cases from the terminal, by the same reading and acceptance the pages use."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import click
from flask import current_app

from app.base.actor import Actor
from app.base.refusal import Fault
from app.cases import imports
from app.cases.actions_import import AcceptList, PreviewList, accept_list, preview_list
from app.cases.imports import Preview, Standing
from routes.deployment import deployment
from routes.terminal import speech
from routes.words import sentences

Outcome: TypeAlias = tuple[Sequence[Preview], Sequence[Fault], int]
"""The cases beside those that are here, what is wrong, and how many cases were added."""

command = click.Group("cases", help="Cases of this court.")


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what the list holds; nothing is stored.")
@click.option("--json", "as_json", is_flag=True, help="The outcome as one JSON document on the last line.")
@speech.refusals_spoken
def import_list(file: Path, *, dry_run: bool, as_json: bool) -> None:
    """Import a list (.xlsx, .xls, .csv): every bad cell is named; all cases are added, or none. Exit status 1 with faults."""
    speech.require_court(deployment().store)
    content = file.read_bytes()
    rows, faults, added = _look(content) if dry_run else _import(file.name, content)
    spoken = _spoken(faults)
    counts = {standing.value: sum(row.standing is standing for row in rows) for standing in Standing}
    for line in spoken:
        click.echo(line, err=True)
    if as_json:
        speech.say_json({"file": file.name, **counts, "added": added, "faults": _fields(faults, spoken)})
    else:
        click.echo(", ".join(f"{name} {count}" for name, count in {**counts, "added": added}.items()))
    if faults:
        sys.exit(1)


def _look(content: bytes) -> Outcome:
    """What the list holds; nothing is stored."""
    with deployment().store.reading() as session:
        listed = imports.read_content(session, content)
        return tuple(imports.beside(session, listed.cases)), listed.faults, 0


def _import(name: str, content: bytes) -> Outcome:
    """The list kept and, without a fault, accepted."""
    machine = Actor(None, "system", speech.now())
    with deployment().store.writing() as session:
        row = preview_list(session, machine, PreviewList(file_name=name[-200:], content=content))
        view = imports.preview(session, machine, row.id)
        if view.faults:
            return (), view.faults, 0
        return view.rows, (), accept_list(session, machine, AcceptList(import_id=row.id)).added


def _spoken(faults: Sequence[Fault]) -> list[str]:
    with current_app.test_request_context():
        return [sentences.in_place(sentences.fault(fault)) for fault in faults]


def _fields(faults: Sequence[Fault], spoken: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"row": fault.row, "column": fault.field, "code": fault.code, "message": said}
        for fault, said in zip(faults, spoken, strict=True)
    ]
