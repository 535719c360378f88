"""`trail verify`: walk the chain and say whether it holds. `trail seen`: who opened the pages of a case or person."""

import sys
from uuid import UUID

import click

from app.staff import queries as staff
from app.trail import queries, rules
from routes import views_seen
from routes.deployment import deployment
from routes.terminal import speech

command = click.Group("trail", help="The trail of deeds.")


@command.command("verify")
@click.option("--head", "remembered", default=None, metavar="SEQ:HASH", help="The head printed on a day sheet.")
@click.option("--json", "as_json", is_flag=True)
@speech.refusals_spoken
def verify(remembered: str | None, as_json: bool) -> None:
    """Find any changed byte of the trail; with a remembered head also a cut-off tail. Exit status 1 when broken."""
    store = deployment().store
    speech.require_court(store)
    with store.reading() as session:
        found = rules.verify(queries.lines(session), head_of(remembered))
    whole = isinstance(found, rules.Head)
    facts = vars(found)
    if as_json:
        speech.say_json({"whole": whole, **facts})
    else:
        click.echo(f"whole, head {found}" if whole else f"BROKEN at line {facts['seq']}: {facts['what']}")
    sys.exit(0 if whole else 1)


@command.command("seen")
@click.argument("subject", type=click.UUID, metavar="ID")
@click.option("--json", "as_json", is_flag=True)
@speech.refusals_spoken
def seen(subject: UUID, *, as_json: bool) -> None:
    """Who opened a page of this case, person or paper, the oldest first; ID stands in the page's address."""
    here = deployment()
    speech.require_court(here.store)
    found = list(views_seen.of(here.settings.log, subject))
    with here.store.reading() as session:
        names = staff.names(session, {one.by for one in found})
    if as_json:
        rows = [{"at": one.at, "by": names.get(one.by, str(one.by)), "page": one.page} for one in found]
        speech.say_json({"subject": str(subject), "seen": rows})
        return
    for one in found:
        click.echo(f"{one.at}  {names.get(one.by, one.by)}  {one.page}")
    click.echo(f"{len(found)} times")


def head_of(text: str | None) -> rules.Head | None:
    """The head as it is printed on a day sheet."""
    if not text:
        return None
    seq, _, value = text.partition(":")
    if not seq.isdigit() or len(value) != len(rules.GENESIS):
        raise click.BadParameter("expected SEQ:HASH as printed on the day sheet", param_hint="--head")
    return rules.Head(int(seq), value)
