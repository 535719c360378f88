"""`init`: open the store of a real court."""

import click

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import read
from app.base.refusal import Kind, Refusal
from app.base.upgrade import upgrade
from app.court import actions, queries
from app.court.profile import CourtProfile
from routes.deployment import deployment
from routes.terminal import speech


@click.command("init")
@click.option("--court", "name", required=True, help="Full name of the court, such as 彭阳县人民法院.")
@click.option("--code", required=True, help="Court code of case numbers, such as 宁0425.")
@click.option("--superior", default=None, help="The court that decides reconsiderations.")
@speech.refusals_spoken
def command(name: str, code: str, superior: str | None) -> None:
    """Create the store of this court: newest tables, profile, epoch. Nothing of the demonstration."""
    here = deployment()
    upgrade(here.store)
    machine = Actor(None, "system", speech.now())
    profile = read(CourtProfile, {"name": name, "code": code, "superior": superior})
    with here.store.writing() as session:
        if queries.initialised(session):
            raise Refusal("court.already_initialised", Kind.CONFLICT)
        actions.set_profile(session, machine, profile)
        actions.load_rates(session, machine)
        actions.set_fact(session, "epoch", str(new_id(machine.now)))
    click.echo(f"{profile.name} ({profile.code}) is open. Next: flask --app wsgi user add")
