"""`court calendar`, `court rates`: load the yearly holiday notice or published prime rates from a file."""

import sys
from pathlib import Path
from typing import Literal

import click
from flask import current_app

from app.base.actor import Actor
from app.base.reading import read
from app.court import actions, queries
from app.court.loading import decoded
from routes.deployment import deployment
from routes.terminal import speech
from routes.words import sentences

command = click.Group("court", help="Tables of this court: holidays and prime rates.")


@command.command("calendar")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what the table holds; nothing is stored.")
@speech.refusals_spoken
def calendar(file: Path, *, dry_run: bool) -> None:
    """Load a holiday notice: lines of DAY, 放假 or 上班, NAME. All rows are taken over, or none."""
    _load("calendar", file, dry_run=dry_run)


@command.command("rates")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what the table holds; nothing is stored.")
@speech.refusals_spoken
def rates(file: Path, *, dry_run: bool) -> None:
    """Load published prime rates: lines of DAY, ONE YEAR, OVER FIVE YEARS in percent. All rows, or none."""
    _load("rates", file, dry_run=dry_run)


def _load(table: Literal["calendar", "rates"], file: Path, *, dry_run: bool) -> None:
    here = deployment()
    speech.require_court(here.store)
    deed = read(actions.LoadTable, {"table": table, "text": decoded(file.read_bytes())})
    with here.store.reading() as session:
        found = actions.previewed(session, deed)
    with current_app.test_request_context():
        spoken = [sentences.in_place(sentences.fault(fault)) for fault in found.faults]
    for line in spoken:
        click.echo(line, err=True)
    if spoken:
        sys.exit(1)
    if not dry_run:
        machine = Actor(None, "system", speech.now())
        with here.store.writing() as session:
            actions.load_table(session, machine, deed)
    with here.store.reading() as session:
        known_until = queries.calendar(session).known_until
    click.echo(f"rows {len(found.rows)}, new {found.new}, changed {found.changed}; holidays known until {known_until}")
