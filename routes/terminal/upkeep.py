"""`upgrade`: bring the store to the newest form."""

import click

from app.base.upgrade import current, upgrade
from routes.deployment import deployment
from routes.terminal import speech


@click.command("upgrade")
@speech.refusals_spoken
def command() -> None:
    """Run the migrations this store has not seen. Stop the server and take a backup first."""
    store = deployment().store
    before = current(store)
    upgrade(store)
    click.echo(f"store: {before or 'empty'} -> {current(store)}")
