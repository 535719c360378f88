"""`sweep bulletin`: the line of a sweep on the terminal."""

import click
from flask import current_app

from app.base.actor import WHOLE_COURT
from app.base.money import Money
from app.outcomes.queries import line
from app.sweeps import queries as sweeps
from routes.deployment import deployment
from routes.terminal import speech
from routes.terminal.sweeps import command as sweep
from routes.words import bulletins


@sweep.command("bulletin")
@click.argument("number", type=click.IntRange(min=1))
@click.option("--json", "as_json", is_flag=True, help="One JSON document and nothing else.")
@speech.refusals_spoken
def bulletin(number: int, as_json: bool) -> None:
    """Compute the line of the sweep of that number from its events."""
    store = deployment().store
    speech.require_court(store)
    with store.reading() as session:
        found = sweeps.sweep(session, number)
        figures = line(session, WHOLE_COURT, found.id)
    if as_json:
        speech.say_json({"sweep": number, "name": found.name, **{key: one.value for key, one in figures.items()}})
        return
    click.echo(found.name)
    with current_app.test_request_context():
        for key, (name, _) in bulletins.definitions().items():
            value = figures[key].value
            click.echo(f"  {name}  {Money(value) if key in bulletins.MONEY else value}")
