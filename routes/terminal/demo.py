"""`demo load` and `demo play`: the published day."""

import click

from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.base.upgrade import upgrade
from app.court import queries as court
from app.staff.rules import DEMONSTRATION_PASSWORD
from routes.demonstration import loading, playing
from routes.demonstration.clockwork import at
from routes.demonstration.court import PEOPLE, SHOWN
from routes.deployment import deployment
from routes.terminal import speech
from routes.words import sentences

command = click.Group("demo", help="The published day, played with invented persons.")


@command.command("load")
@click.option("--if-empty", is_flag=True, help="Do nothing when a court lives here already.")
@speech.refusals_spoken
def load(if_empty: bool) -> None:
    """Load the evening before into an empty store."""
    store = deployment().store
    upgrade(store)
    with store.reading() as session:
        occupied = court.initialised(session)
        demonstration = court.fact(session, "demonstration") is not None
    if occupied and not if_empty:
        raise Refusal("court.already_initialised", Kind.CONFLICT)
    if not occupied:
        click.echo("Loading the demonstration day ...")
        with store.writing() as session:
            loading.load(session)
    if not occupied or demonstration:
        _tell_accounts()


@command.command("play")
@click.option("--until", default=None, metavar="HH:MM", help="Stop after the scenes up to this time of 17 January.")
@speech.refusals_spoken
def play(until: str | None) -> None:
    """Play the published day through the commands the pages use; what was played before is not played again."""
    last = _moment(until)
    here = deployment()
    speech.require_court(here.store)
    played = playing.play(
        here.store, last, lambda scene: click.echo(f"  {scene.moment}  {scene}"), settings=here.settings
    )
    click.echo(f"{played} scenes played.")


def _moment(until: str | None) -> Instant | None:
    if until is None:
        return None
    try:
        return at(until)
    except ValueError:
        raise click.BadParameter("expected HH:MM", param_hint="--until") from None


def _tell_accounts() -> None:
    """The accounts of the demonstration, one for each role."""
    names = {person.username: person for person in PEOPLE}
    click.echo("Demonstration accounts, one for each role:")
    for username in SHOWN:
        person = names[username]
        roles = "、".join(sentences.tables("LABELS")["role"][role] for role in person.roles)
        click.echo(f"  {username:<12} {roles:<8} {person.name}")
    click.echo(f"  password for all: {DEMONSTRATION_PASSWORD}")
    click.echo("It is the evening before, 16 January 2026, 18:00. `demo play --until 05:40` goes on to the morning.")
