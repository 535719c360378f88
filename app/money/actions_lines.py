"""A person says what a bank line is that is no payment upon a debt: a payout, its return, a reversal, the bank's own."""

from enum import StrEnum
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.money import ZERO, Money
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.money import ledger, queries_bank, queries_payouts
from app.money.actions_match import MATCH
from app.money.payouts import Stage
from app.money.rules import AccountKind, AccountRef, Move
from app.money.tables_bank import Match
from app.money.views import LineView
from app.trail import actions as trail

CHARGES: Final = AccountRef(AccountKind.CHARGES, "trust")
INTEREST: Final = AccountRef(AccountKind.INTEREST, "trust")


class Meaning(StrEnum):
    """What such a line is."""

    PAYOUT = "payout"
    """案款发放."""
    PAYOUT_RETURN = queries_payouts.RETURNED
    """退汇: a payout that came back."""
    REVERSED = "reversed_line"
    """冲正: the bank took back another line."""
    BANK_CHARGE = "bank_charge"
    BANK_INTEREST = "bank_interest"


OUTWARD: Final = frozenset({Meaning.PAYOUT, Meaning.BANK_CHARGE})


class ExplainLine(Command):
    """Say what a line is: a payout by its id, a reversal by the other line, the bank's own by a reason."""

    line_id: UUID
    meaning: Meaning
    payout_id: UUID | None = None
    other_line_id: UUID | None = None
    reason: Annotated[str, StringConstraints(max_length=400)] = ""


def explain_line(session: Session, actor: Actor, deed: ExplainLine, *, batch: UUID | None = None) -> UUID:
    """Book the whole line as what it is; it is undone like any match. Refused: sums that differ, the wrong direction."""
    ledger.lock(session)
    line = queries_bank.line(session, deed.line_id)
    if line.open != abs(line.amount):
        raise Refusal("match.nothing_open", Kind.CONFLICT)
    if deed.meaning is not Meaning.REVERSED and (line.amount < ZERO) != (deed.meaning in OUTWARD):
        raise Refusal("explain.direction", Kind.INVALID, faults=(Fault("meaning", "explain.direction"),))
    if deed.meaning is Meaning.REVERSED:
        return _reversed(session, actor, line, deed, batch)
    if deed.meaning in {Meaning.PAYOUT, Meaning.PAYOUT_RETURN}:
        return _of_payout(session, actor, line, deed, batch)
    if not deed.reason:
        raise Refusal("explain.no_reason", Kind.INVALID, faults=(Fault("reason", "explain.no_reason"),))
    move = Move(debit=CHARGES, credit=suspense(line), amount=line.open)
    if deed.meaning is Meaning.BANK_INTEREST:
        move = Move(debit=suspense(line), credit=INTEREST, amount=line.open)
    return _book(session, actor, [line], move, deed=deed, facts={"reason": deed.reason} | _batch(batch))


def _batch(batch: UUID | None) -> dict[str, str]:
    """What was said at once is taken back at once, by this word."""
    return {"batch": str(batch)} if batch else {}


def suspense(line: LineView) -> AccountRef:
    """Where a line stands until it is explained."""
    return AccountRef(AccountKind.UNCLAIMED if line.amount > ZERO else AccountKind.OUTGOING, str(line.id))


def _of_payout(session: Session, actor: Actor, line: LineView, deed: ExplainLine, batch: UUID | None) -> UUID:
    if deed.payout_id is None:
        raise Refusal("explain.no_payout", Kind.INVALID, faults=(Fault("payout_id", "explain.no_payout"),))
    found = queries_payouts.payout(session, actor.scope, deed.payout_id)
    coming = deed.meaning is Meaning.PAYOUT_RETURN
    if found.stage is not (Stage.PAID if coming else Stage.SENT) or (coming and found.case_id is None):
        raise Refusal("payout.stage", Kind.CONFLICT)
    if found.amount != line.open:
        wrong = Fault("payout_id", "explain.amount", (("amount", str(found.amount)),))
        raise Refusal("explain.amount", Kind.INVALID, faults=(wrong,), amount=str(found.amount))
    actor.require_other_than(*(one.by_id for one in found.steps if one.step == "sent"))
    move = Move(debit=found.paying, credit=suspense(line), amount=found.amount)
    if coming:
        move = Move(debit=suspense(line), credit=found.source, amount=found.amount)
    facts = {"payout": found.number, "payer": found.payee} | _batch(batch)
    return _book(session, actor, [line], move, deed=deed, facts=facts)


def _reversed(session: Session, actor: Actor, line: LineView, deed: ExplainLine, batch: UUID | None) -> UUID:
    if deed.other_line_id is None:
        raise Refusal("explain.no_line", Kind.INVALID, faults=(Fault("other_line_id", "explain.no_line"),))
    other = queries_bank.line(session, deed.other_line_id)
    if other.amount != -line.amount or other.open != line.open:
        raise Refusal("explain.not_mirrored", Kind.INVALID, faults=(Fault("other_line_id", "explain.not_mirrored"),))
    came, went = (line, other) if line.amount > ZERO else (other, line)
    move = Move(debit=suspense(came), credit=suspense(went), amount=line.open)
    facts = {"reason": deed.reason, "payer": came.payer} | _batch(batch)
    return _book(session, actor, [came, went], move, deed=deed, facts=facts)


def _book(
    session: Session, actor: Actor, lines: list[LineView], move: Move, *, deed: ExplainLine, facts: dict[str, Any]
) -> UUID:
    told = {"line": str(lines[0].id), "rule": deed.meaning.value}
    event = ledger.book(session, actor, ledger.event_columns(actor, kind=MATCH, body=told), [move])
    for line in lines:
        add_match(
            session,
            actor,
            line_id=line.id,
            event_id=event.id,
            amount=move.amount,
            rule=deed.meaning.value,
            facts={**facts, "amount": str(move.amount), "evidence": []},
        )
    trail.write(session, actor, MATCH, subject=event.id, content=deed.model_dump(mode="json"))
    return event.id


def add_match(session: Session, actor: Actor, *, rule: str, facts: dict[str, Any], **more: Any) -> None:
    """A part of a line and what it is, where that is neither receipt nor case."""
    plain = dict.fromkeys(("receipt_number", "handover_number", "case_id", "cancels"))
    given = {"id": new_id(actor.now), "at": actor.now, "by_id": actor.id, "rule": rule, "reason": facts}
    session.add(Match(**{**plain, **given, **more}))
    session.flush()


def take_match_back(session: Session, actor: Actor, event_id: UUID, *, by_event: UUID, reason: str) -> None:
    """Cancel what an event said of its lines, by another one."""
    for row in session.scalars(select(Match).where(Match.event_id == event_id, Match.cancels.is_(None))).all():
        add_match(
            session,
            actor,
            rule=row.rule,
            facts={"reason": reason},
            line_id=row.line_id,
            event_id=by_event,
            amount=Money(row.amount),
            cancels=row.id,
        )
