"""`money`: the ledger and what is reckoned about it from the terminal."""

import sys

import click
from flask import current_app

from app.base.actor import Actor
from app.money import queries_verify, verifying
from app.money.actions_closing import CloseMonth, close_month
from routes.deployment import deployment
from routes.terminal import money_bank, money_plans, speech
from routes.terminal.trail import head_of
from routes.words import sentences

command = click.Group("money", help="Case money: the ledger and repayment plans.")
command.add_command(money_plans.plan)
command.add_command(money_bank.match)
command.add_command(money_bank.import_statement)


@command.command("verify")
@click.option("--head", "remembered", default=None, metavar="SEQ:HASH", help="The head printed on a day sheet.")
@click.option("--json", "as_json", is_flag=True)
@speech.refusals_spoken
def verify(remembered: str | None, as_json: bool) -> None:
    """Replay the whole ledger and name everything that does not hold. Exit status 1 when something is wrong."""
    store = deployment().store
    speech.require_court(store)
    with store.reading() as session:
        books = queries_verify.books(session, head_of(remembered))
    found = verifying.wrongs(books)
    counted = {"events": len(books.entries), "older": sum(one.older and one.sealed is None for one in books.entries)}
    if as_json:
        wrong = [{"code": one.code, "subject": one.subject, **dict(one.facts)} for one in found]
        speech.say_json({"whole": not found, **counted, "wrong": wrong})
    else:
        with current_app.test_request_context():
            spoken = [f"{sentences.label('ledger_wrong', one.code)}：{one.subject} [{one.code}]" for one in found]
        for sentence in spoken:
            click.echo(sentence)
        click.echo(f"{'BROKEN' if found else 'whole'}: {counted['events']} events, {len(found)} wrong")
    sys.exit(1 if found else 0)


@command.command("close")
@click.argument("month")
@click.option("--json", "as_json", is_flag=True)
@speech.refusals_spoken
def close(month: str, as_json: bool) -> None:
    """Close MONTH (such as 2026-01); another person checks it on the page 案款月结. Nothing is half closed."""
    store = deployment().store
    speech.require_court(store)
    machine = Actor(None, "终端", speech.now())
    with store.writing() as session:
        row = close_month(session, machine, CloseMonth(month=month))
        told = {**row.figures, "id": str(row.id), "digest": row.digest}
    if as_json:
        speech.say_json(told)
    else:
        click.echo(f"{told['month']} closed, to be checked by another person; digest {told['digest']}")
