"""`law`: ask the law by itself. No command needs a store; the bare result is the last line of standard output."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import click
from flask import current_app
from sqlalchemy.exc import DBAPIError

from app.base.clock import MachineClock
from app.base.instant import Instant
from app.base.money import Money
from app.base.reading import read
from app.court import queries as court
from app.law import citations
from app.law.calendar import CourtCalendar
from app.law.capitals import capitals
from app.law.fee import acceptance_fee, execution_fee
from app.law.gate_kinds import GATES, GateKind
from app.law.gate_told import ToldFacts, examine_told
from app.law.gates import Finding, Moment, fault_of
from app.law.interest import Duty, doubled_interest
from app.law.periods import Due, Period, Unit, due
from app.law.sheets import Sheet
from routes.deployment import deployment
from routes.terminal import law_reading as reading
from routes.terminal import speech
from routes.words import sentences

STEPS: Final = {moment.name.lower(): moment for moment in Moment}
NEGATIVE: Final = {"ignore_unknown_options": True}
"""A negative amount is refused by its own sentence, not taken for an option."""
HEADS: Final = ("from", "to", "base", "rate", "days", "amount", "article")

command = click.Group("law", help="Ask the law: fee, interest, periods, capitals, articles, gates. Needs no store.")


def plain(amount: Money) -> str:
    """Yuan with two decimals and no commas."""
    return f"{amount.decimal:.2f}"


@command.command("fee", context_settings=NEGATIVE)
@click.argument("amount", required=False)
@click.option("--acceptance", "count", flag_value=acceptance_fee, type=click.UNPROCESSED, help="案件受理费 instead.")
@speech.refusals_spoken
def fee(amount: str | None, count: Callable[[Money], Sheet] | None) -> None:
    """The enforcement fee (执行申请费) on AMOUNT yuan."""
    asked = read(reading.AmountAsked, {"amount": amount})
    click.echo(plain((count or execution_fee)(asked.amount).total))


@command.command("capitals", context_settings=NEGATIVE)
@click.argument("amount", required=False)
@speech.refusals_spoken
def in_capitals(amount: str | None) -> None:
    """AMOUNT yuan in capitals."""
    click.echo(capitals(read(reading.AmountAsked, {"amount": amount}).amount))


@command.command("interest")
@click.option("--principal", help="Yuan owed under the title, without general interest.")
@click.option("--due", help="Last day of the period; the count begins with the next day.")
@click.option("--pay", multiple=True, metavar="DATE=AMOUNT", help="A payment; each lowers the principal.")
@click.option("--exclude", multiple=True, metavar="FROM:TO:REASON", help="retrial, review, stay; debtor counts on.")
@click.option("--until", help="Last day counted, where it is not the last payment.")
@click.option("--annex", is_flag=True, help="The calculation sheet before the result.")
@speech.refusals_spoken
def interest(*, annex: bool, **given: Any) -> None:
    """The doubled part of the interest for delay."""
    asked = reading.read_interest(given)
    sheet = doubled_interest(Duty(asked.principal, asked.due), asked.last, payments=asked.pay, stays=asked.exclude)
    if annex:
        for row in _annex(sheet, asked.last):
            click.echo(row)
    click.echo(plain(sheet.total))


@command.command("period", context_settings=NEGATIVE)
@click.argument("start", required=False)
@click.argument("length", required=False)
@click.argument("unit", required=False)
@click.option("--kind", help=f"{', '.join(reading.PeriodKind)}; ordinary unless named.")
@speech.refusals_spoken
def period(**given: Any) -> None:
    """When a period of LENGTH hours, days, workdays, months or years from START ends."""
    asked = read(reading.PeriodAsked, given)
    end = due(asked.start, Period(asked.length, asked.unit, reading.MANNERS[asked.kind]), calendar())
    if end.provisional:
        click.echo(f"provisional: no holidays are published yet for {end.day.year} (日历待定)", err=True)
    click.echo(_end(end, asked.unit))


@command.command("cite")
@click.argument("key", required=False)
@click.option("--on", help="The day whose numbering counts; today unless named.")
@speech.refusals_spoken
def cite(key: str | None, on: str | None) -> None:
    """The article behind KEY as numbered on a day."""
    asked = read(reading.CitationAsked, {"key": key, "on": on or str(MachineClock().now().day)})
    found = citations.cite(asked.key, asked.on)
    if not found.confirmed:
        with current_app.test_request_context():
            mark = sentences.label("certainty", found.certainty.value)
        click.echo(f"{found.certainty.value}: {found.short} ({mark})", err=True)
    click.echo(found.full)


@command.command("gate")
@click.argument("kind", required=False)
@click.option("--facts", help="A JSON file with the facts; - reads standard input.")
@click.option("--step", help=f"{', '.join(STEPS)}; carry_out, which asks for everything, unless named.")
@speech.refusals_spoken
def gate(**given: Any) -> None:
    """The whole list of requirements of KIND as JSON: what is there, what is missing, and which article asks for it."""
    asked = read(reading.GateAsked, given)
    kind = GATES[asked.kind]
    now = MachineClock().now()
    facts = reading.read_facts(kind, asked.facts, now)
    speech.say_json(_list(kind, facts, STEPS[asked.step or "carry_out"], now))


def _annex(sheet: Sheet, until: Any) -> Iterable[str]:
    """The rows of a calculation with their heads, aligned; then how days were counted."""
    rows = [HEADS]
    for line in sheet.lines:
        rate = f"{float(line.rate * 100):.6g}%/{line.per}"
        article = citations.cite(line.citation, until).short
        rows.append(
            (str(line.first), str(line.last), plain(line.base), rate, str(line.units), plain(line.amount), article)
        )
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS) - 1)]
    for row in rows:
        yield "  ".join([*(cell.rjust(width) for cell, width in zip(row[:-1], widths, strict=True)), row[-1]])
    yield f"days: {sheet.units}; {sheet.convention}"


def calendar() -> CourtCalendar:
    """The calendar of the court that lives here; where none does, the published holidays alone."""
    store = deployment().store
    if store.embedded and not Path(store.engine.url.database or "").exists():
        return CourtCalendar()
    try:
        with store.reading() as session:
            return court.calendar(session)
    except DBAPIError:
        return CourtCalendar()


def _end(end: Due, unit: Unit) -> str:
    """A day, or for hours a moment on a Beijing clock."""
    if unit is not Unit.HOURS:
        return end.day.isoformat()
    clock = end.moment.beijing.replace(tzinfo=None)
    return clock.isoformat(timespec="seconds" if clock.second else "minutes")


def _list(kind: GateKind, facts: ToldFacts, step: Moment, now: Instant) -> list[dict[str, Any]]:
    known = {one.name for one in fields(kind.facts)}
    day = facts.on if "on" in known else (facts.now if "now" in known else now).day
    with current_app.test_request_context():
        return [_requirement(finding, day) for finding in examine_told(kind.rules, facts, step)]


def _requirement(finding: Finding, day: Any) -> dict[str, Any]:
    requirement = finding.requirement
    citation = citations.cite(requirement.citation_key, day)
    return {
        "id": requirement.id,
        "label": sentences.label("requirement", requirement.id),
        "severity": requirement.severity.value,
        "since": requirement.since.name.lower(),
        "met": finding.met,
        "asked": finding.asked,
        "applies": not (finding.met and finding.reason_code),
        "reason": finding.reason_code,
        "message": "" if finding.met else sentences.fault(fault_of(finding, day)).sentence,
        "citation": citation.short,
        "citation_key": citation.key,
        "certainty": citation.certainty.value,
    }
