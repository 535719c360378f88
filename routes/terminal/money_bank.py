"""`money match` and `money import`: a bank's statement from the terminal, with a store and without one."""

import csv
import gc
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

import click
from flask import current_app

from app.base.actor import Actor
from app.base.reading import read as read_command
from app.base.refusal import Fault, Kind, Refusal
from app.base.store import Store
from app.money import matching_files, queries_bank, queries_mappings
from app.money.actions_statement import AcceptStatement, accept_statement
from app.money.column_mapping import ReadAs
from app.money.matching import match as answer_for
from app.money.matching_values import Desk, Outcome, Proposal
from app.money.queries_mappings import Reading, Source
from app.money.statements import StatementDraft
from routes.deployment import deployment
from routes.desk.money_shown import proposal_facts
from routes.terminal import speech
from routes.words import sentences
from routes.words.matching import joined, reason

F = TypeVar("F", bound=Callable[..., Any])
Reasons: TypeAlias = list[tuple[str, str, str, str]]
MOST_BANK: Final = 60
REASON_HEAD: Final = ("line_serial", "decision", "reason", "against")


def _file(name: str) -> Callable[[F], F]:
    return click.option(
        f"--{name}", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE"
    )


@click.command("match")
@_file("statement")
@_file("receipts")
@_file("handovers")
@_file("cases")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--reasons", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Why, in a sentence.")
@click.option("--json", "as_json", is_flag=True)
@speech.refusals_spoken
def match(
    *, statement: Path, receipts: Path, handovers: Path, cases: Path, out: Path, reasons: Path | None, as_json: bool
) -> None:
    """Match a statement with receipts, slips and cases from files; no store is read or written."""
    gc.disable()  # nothing here is cyclic, and a search through a hundred thousand lines takes longer than matching them
    gc.freeze()  # nor are the programs searched once more at the end
    desk = matching_files.desk_of(*(one.read_bytes() for one in (statement, receipts, handovers, cases)))
    outcome = answer_for(desk)
    _write(out, matching_files.ANSWER, matching_files.answer(desk, outcome))
    if reasons:
        _write(reasons, REASON_HEAD, _reasons(desk, outcome))
    counts = {
        "lines": len(desk.lines),
        "sure": sum(len(one.line_ids) for one in outcome.sure),
        "flagged": len(outcome.flags),
        "asked": len(outcome.suggestions),
    }
    speech.say_json(counts) if as_json else click.echo(", ".join(f"{name} {count}" for name, count in counts.items()))


def _write(file: Path, head: tuple[str, ...], rows: Any) -> None:
    try:
        with file.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(head)
            writer.writerows(rows)
    except OSError as wrong:
        raise click.FileError(str(file), hint=wrong.strerror or "") from wrong


def _reasons(desk: Desk, outcome: Outcome) -> Reasons:
    lines = {one.id: one for one in desk.lines}
    found: Reasons = []
    with current_app.test_request_context():
        evidence, doubts = sentences.labels("match_evidence"), sentences.labels("match_doubt")

        def said(one: Proposal, line: str) -> str:
            amount = f"{lines[line].amount / 100:,.2f}"
            return reason(one.rule.value, proposal_facts(one, amount, lines[line].payer), dict(evidence))

        found += [(line, "auto", said(one, line), "") for one in outcome.sure for line in one.line_ids]
        for line, ranked in sorted(outcome.suggestions.items()):
            for place, one in enumerate(ranked, 1):
                against = joined((doubt.value for doubt in one.doubts), dict(doubts))
                found.append((line, f"s{place}", said(one, line), against))
    return found


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--bank", required=True, help="Whose export it is, as the court names the bank.")
@click.option("--dry-run", is_flag=True, help="Only say what the file holds; nothing is stored.")
@click.option("--json", "as_json", is_flag=True)
@speech.refusals_spoken
def import_statement(file: Path, bank: str, *, dry_run: bool, as_json: bool) -> None:
    """Import a bank's statement: every new line once, all or nothing; the same file again changes nothing."""
    if not bank.strip():
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("bank", "field.missing"),))
    store = deployment().store
    speech.require_court(store)
    content = file.read_bytes()
    with store.reading() as session:
        read = queries_mappings.reading(session, content, read_command(ReadAs, {"bank": bank[-MOST_BANK:]}))
        if read.draft is None:
            raise read.refusal or Refusal("statement.no_lines", Kind.INVALID)
        compared = queries_bank.compare(session, read.draft)
        told = {"new": len(compared.new), "known": compared.known}
    if not dry_run:
        told = _accept(store, file, content, read)
    _say_import({"bank": bank, "file": file.name, **told}, read, read.draft, as_json=as_json)


def _accept(store: Store, file: Path, content: bytes, read: Reading) -> dict[str, int]:
    deed = AcceptStatement(
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=f"{read.bank} {file.name}"[-200:],
        bank=read.bank,
        columns=read.told,
    )
    with store.writing() as session:
        here = queries_bank.by_hash(session, deed.sha256) is not None
        found = accept_statement(session, Actor(None, "system", speech.now()), deed, content)
        return {"new": 0 if here else found.new_lines, "known": found.known_lines + here * found.new_lines}


def _say_import(told: dict[str, Any], read: Reading, draft: StatementDraft, *, as_json: bool) -> None:
    sums = {"rows": len(draft.lines), "money_in": str(draft.money_in), "money_out": str(draft.money_out)}
    version = read.saved.version if read.saved and read.source is Source.SAVED else None
    if as_json:
        how = {"mapping": read.source.value, "version": version, "lacking": list(read.lacking)}
        speech.say_json({**told, **sums, **how, "columns": dict(draft.columns), "header_row": draft.header_row})
        return
    click.echo(", ".join(f"{name} {value}" for name, value in {**told, **sums}.items()))
    click.echo(f"mapping: saved, version {version}" if version else "mapping: by the words banks use")
    if read.lacking and read.saved:
        lacking = ", ".join(read.lacking)
        click.echo(
            f"  the saved mapping (version {read.saved.version}) does not fit, not in the file: {lacking}", err=True
        )
    with current_app.test_request_context():
        for column, title in draft.columns.items():
            click.echo(f"  {sentences.label('bank_column', column)} = {title}")
