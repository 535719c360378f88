"""`backup FILE`: everything of this court in one verified file."""

from pathlib import Path

import click

from app.base.backup import backup
from routes.deployment import deployment
from routes.terminal import speech


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@speech.refusals_spoken
def command(file: Path) -> None:
    """Write rows, papers and media into FILE while the server runs."""
    here = deployment()
    speech.require_court(here.store)
    kept = backup(here.store, here.settings, file, speech.now())
    click.echo(f"{kept.rows} rows, {kept.files} files, revision {kept.revision} -> {file}")
