"""`restore FILE`: fill an empty home from a backup, and prove it whole."""

import sys
from pathlib import Path

import click

from app.base.backup import restore
from app.base.ids import new_id
from app.court import actions as court
from app.trail import queries as trail
from app.trail import rules
from routes.deployment import deployment
from routes.terminal import speech


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@speech.refusals_spoken
def command(file: Path) -> None:
    """Check every hash of FILE, fill the empty store, verify the trail, begin a new epoch."""
    here = deployment()
    kept = restore(here.store, here.settings, file)
    with here.store.reading() as session:
        found = rules.verify(trail.lines(session))
    if isinstance(found, rules.Break):
        click.echo(f"the trail is BROKEN at line {found.seq}: {found.what}", err=True)
        sys.exit(1)
    with here.store.writing() as session:
        court.set_fact(session, "epoch", str(new_id(speech.now())))
    click.echo(f"{kept.rows} rows, {kept.files} files; trail whole, head {found}; new epoch")
