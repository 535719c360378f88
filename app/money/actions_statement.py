"""A bank statement comes into the ledger: every new line once, whatever was imported before."""

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Sha256
from app.base.ids import new_id
from app.base.money import ZERO, Money
from app.base.reading import Command
from app.base.refusal import Kind, Refusal
from app.money import column_mapping, ledger, queries_bank, queries_papers
from app.money.column_mapping import Bank, Columns
from app.money.rules import AccountKind, AccountRef, Move
from app.money.statements import StatementDraft, StatementLine, read_statement
from app.money.tables_bank import BankLine, Statement
from app.money.tabular import rows_of
from app.trail import actions as trail

ACCEPT: Final = "statement.accept"
BANK: Final = AccountRef(AccountKind.BANK, "trust")
OPENING: Final = AccountRef(AccountKind.OPENING, "trust")


class AcceptStatement(Command):
    """Take over the file that was previewed, named by its hash and read as it was shown."""

    sha256: Sha256
    bank: Bank = ""
    columns: Columns = Field(default_factory=dict)
    file_name: Annotated[str, StringConstraints(min_length=1, max_length=200)]


def accept_statement(session: Session, actor: Actor, deed: AcceptStatement, content: bytes) -> Statement:
    """Add the lines of the file that are not known yet, all or nothing. The same file again changes nothing."""
    if hashlib.sha256(content).hexdigest() != deed.sha256:
        raise Refusal("statement.other_file", Kind.CONFLICT)
    ledger.lock(session)
    known = session.scalar(select(Statement).where(Statement.sha256 == deed.sha256))
    if known is not None:
        return known
    draft = read_statement(rows_of(content), deed.columns or None)
    new = queries_bank.compare(session, draft).new
    ids = {line.serial: new_id(actor.now) for line in new}
    moves = [*_opening(session, draft, new), *(_move(line, ids[line.serial]) for line in new)]
    event = ledger.book(session, actor, ledger.event_columns(actor, kind=ACCEPT, body=_body(deed, draft, new)), moves)
    statement = _statement(actor, deed, draft, event.id, new)
    session.add(statement)
    session.flush()
    session.add_all(_row(line, ids[line.serial], statement.id, place) for place, line in enumerate(new, 1))
    trail.write(session, actor, ACCEPT, subject=event.id, content={"sha256": deed.sha256, "new": len(new)})
    return statement


def _body(deed: AcceptStatement, draft: StatementDraft, new: Sequence[StatementLine]) -> dict[str, Any]:
    """What the event keeps: bytes and new lines by their hash, and how they were read where somebody said so."""
    said = {"bank": deed.bank, "columns": column_mapping.as_kept(deed.columns)}
    kept = {"sha256": deed.sha256, "lines": queries_papers.lines_told(new, draft.closing)}
    return kept | {name: value for name, value in said.items() if value}


def _statement(
    actor: Actor, deed: AcceptStatement, draft: StatementDraft, event_id: UUID, new: Sequence[StatementLine]
) -> Statement:
    days = [line.on_day for line in draft.lines]
    return Statement(
        id=new_id(actor.now),
        event_id=event_id,
        file_name=deed.file_name,
        sha256=deed.sha256,
        at=actor.now,
        by_id=actor.id,
        new_lines=len(new),
        known_lines=len(draft.lines) - len(new),
        first_day=min(days),
        last_day=max(days),
        closing_balance=draft.closing,
    )


def _move(line: StatementLine, line_id: UUID) -> Move:
    """Money in waits to be claimed; money out waits to be explained."""
    if line.amount > ZERO:
        return Move(debit=BANK, credit=AccountRef(AccountKind.UNCLAIMED, str(line_id)), amount=line.amount)
    return Move(debit=AccountRef(AccountKind.OUTGOING, str(line_id)), credit=BANK, amount=-line.amount)


def _opening(session: Session, draft: StatementDraft, new: Sequence[StatementLine]) -> list[Move]:
    """Set what lay at the bank before the first line known: the file that reaches back furthest tells it."""
    first = draft.lines[0]
    if draft.opening is None or first not in new or not _earliest(session, first, draft.opening):
        return []
    change = draft.opening - ledger.balances(session, [OPENING])[OPENING]
    if change > ZERO:
        return [Move(debit=BANK, credit=OPENING, amount=change)]
    return [Move(debit=OPENING, credit=BANK, amount=-change)] if change < ZERO else []


def _earliest(session: Session, line: StatementLine, before: Money) -> bool:
    """Whether no known line stands before this one; where the times do not tell, the balance before it does."""
    asked = select(BankLine.on_day, BankLine.at_time).order_by(BankLine.on_day, BankLine.at_time).limit(1)
    known = session.execute(asked).one_or_none()
    if known is None:
        return True
    if line.on_day != known.on_day:
        return bool(line.on_day < known.on_day)
    if line.at_time and known.at_time and line.at_time != known.at_time:
        return bool(line.at_time < known.at_time)
    follows = select(BankLine.id).where(BankLine.on_day == line.on_day, BankLine.balance == before).limit(1)
    return session.scalar(follows) is None


def _row(line: StatementLine, line_id: UUID, statement_id: UUID, position: int) -> BankLine:
    return BankLine(
        id=line_id,
        statement_id=statement_id,
        serial=line.serial,
        position=position,
        on_day=line.on_day,
        at_time=line.at_time,
        amount=Money(line.amount),
        balance=line.balance,
        payer=line.payer,
        payer_account=line.payer_account,
        case_account=line.case_account,
        memo=line.memo,
        raw=line.raw,
    )
