"""`money`: the ledger and what is reckoned about it from the terminal."""

import sys

import click
from flask import current_app

from app.money import queries_verify, verifying
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
