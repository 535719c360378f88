"""`user add`: open an account from the terminal (the first one of a court, above all)."""

import click

from app.base.actor import Actor
from app.base.reading import read
from app.court import queries as court
from app.staff.actions import AddAccount
from app.staff.verbs import Role
from app.trail.people import add_account
from routes.deployment import deployment
from routes.terminal import speech

command = click.Group("user", help="Accounts of this court.")


@command.command("add")
@click.option("--username", prompt=True)
@click.option("--name", prompt=True, help="The person's name.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([role.value for role in Role]))
@click.option("--sex", default="male", type=click.Choice(["male", "female"]))
@click.option("--kind", "officer_kind", default=None, help="judge, executor, assistant, clerk, police or auxiliary.")
@click.password_option()
@speech.refusals_spoken
def add(**given: object) -> None:
    """Add a person who may sign in."""
    here, now = deployment(), speech.now()
    speech.require_court(here.store)
    with here.store.writing() as session:
        demonstration = court.fact(session, "demonstration") is not None
        deed = read(AddAccount, given)
        add_account(session, Actor(None, "system", now), deed, demonstration=demonstration)
    click.echo(f"{deed.username} is added.")
