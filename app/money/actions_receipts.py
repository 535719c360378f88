"""Money taken at a door: a numbered receipt, and where the money is until the bank shows it."""

from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Deed, columns_of, in_future
from app.base.money import Money
from app.base.refusal import Fault, Kind, Refusal
from app.law import officers
from app.law.allocation import Head
from app.law.citations import cite
from app.law.officers import OfficerKind
from app.money import actions_blocks, ledger, letters, rules
from app.money.rules import AccountKind, AccountRef, Move, Way
from app.money.tables import MoneyEvent, Receipt
from app.staff import queries as staff
from app.trail import actions as trail

TAKE: Final = "money.take"
Name = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\r\n]*$")]
Relation = Literal[
    "self", "spouse", "parent", "child", "sibling", "relative", "friend", "employer", "guarantor", "other"
]


class TakePayment(Deed):
    """Money given at a door or the window. Cash is the exception: two enforcement officers and a reason."""

    way: Way
    amount: Annotated[Money, Field(gt=0)]
    payer: Name
    relation: Relation = "self"
    reason: Annotated[str, StringConstraints(max_length=400)] = ""
    """Why cash was taken."""
    trace: Annotated[str, StringConstraints(max_length=80)] = ""
    """The number the payer's bank showed for a transfer."""
    head_hint: Head | None = None
    """What the payer says he pays on; the lawful order decides."""
    number: Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\r\n]*$")] = ""
    """The number of his block that the officer wrote on the receipt at the door; empty: the court gives one."""


def record_payment(session: Session, actor: Actor, deed: TakePayment) -> Receipt:
    """Book the payment under the number told at the door, or the next one. The same letter again is the same receipt."""
    ledger.lock(session)
    values = _values(session, actor, deed)
    if letters.said_before(session, values):
        return session.scalars(select(Receipt).where(Receipt.event_id == deed.id)).one()
    letters.require_known(session, actor, deed)
    drawn = actions_blocks.draw(session, deed.number, {actor.id, *deed.officer_ids}, year=deed.at.day.year)
    values["flags"] += [drawn.doubt.value] if drawn.doubt else []
    _require_desk_form(deed, values["flags"])
    event = ledger.book(session, actor, values, [_move(session, actor, deed, drawn.number)])
    actions_blocks.mark_used(session, actor, drawn, event.id)
    receipt = _receipt(session, actor, deed, drawn.number, event)
    session.add(receipt)
    trail.write(session, actor, TAKE, case=deed.case_id, subject=event.id, content=deed.model_dump(mode="json"))
    return receipt


def _named(actor: Actor, deed: TakePayment) -> frozenset[UUID]:
    """Who says he took the money: at a door he who enters it and those he names; from paper and at the desk those named."""
    himself = {actor.id} if deed.door == "tablet" and actor.id and actor.officer_kind else set()
    return frozenset(deed.officer_ids) | himself


def officers_of(session: Session, actor: Actor, deed: TakePayment) -> frozenset[UUID]:
    """Of those named, who took it. Cash is taken by 执行人员 and by whoever enters it at a door, not by who stands by."""
    named = _named(actor, deed)
    if deed.way is not Way.CASH:
        return named
    people = staff.by_ids(session, named)
    lawful = {one for one in named if one in people and people[one].officer_kind in officers.ENFORCEMENT_KINDS}
    return frozenset(lawful | (named & {actor.id})) or named


def _flags(session: Session, actor: Actor, deed: TakePayment) -> list[str]:
    """Breaches to be looked at: 违规待核."""
    flags = ["deed.future"] if in_future(deed.at, actor.now) else []
    if deed.way is Way.CASH:
        people = staff.by_ids(session, officers_of(session, actor, deed)).values()
        kinds = [OfficerKind(person.officer_kind) for person in people if person.officer_kind]
        flags += [] if officers.may_take_cash(kinds) else ["cash.one_officer"]
        flags += [] if deed.reason else ["cash.no_reason"]
    return flags


FIELDS: Final = {"deed.future": "at", "cash.one_officer": "officer_ids", "cash.no_reason": "reason"}
"""Where on the form of a payment a breach is mended; the others are about the number of the receipt."""


def _require_desk_form(deed: TakePayment, flags: list[str]) -> None:
    """What is entered at the desk is not yet a fact of the field: there the same breach is refused."""
    if deed.door != "desk" or not flags:
        return
    citation = cite(officers.CASH_CITATION, deed.at.day).short
    faults = tuple(Fault(FIELDS.get(code, "number"), code, (("citation", citation),)) for code in flags)
    raise Refusal(flags[0], Kind.INVALID, faults=faults, citation=citation)


def _values(session: Session, actor: Actor, deed: TakePayment) -> dict[str, Any]:
    """The columns of the event; a number that was not told is not in its body."""
    values = columns_of(deed, TAKE, by=actor.id, entered_at=actor.now, flags=_flags(session, actor, deed))
    if not deed.number:
        del values["body"]["number"]
    return values


def _move(session: Session, actor: Actor, deed: TakePayment, number: str) -> Move:
    case = str(deed.case_id)
    held = AccountRef(AccountKind.CASE, case)
    if deed.way is Way.DIRECT:
        contra = AccountRef(AccountKind.DIRECT_CONTRA, case)
        return Move(debit=AccountRef(AccountKind.DIRECT, case), credit=contra, amount=deed.amount)
    if deed.way is Way.CASH:
        return Move(debit=rules.cash_in_hand(officers_of(session, actor, deed)), credit=held, amount=deed.amount)
    return Move(debit=AccountRef(AccountKind.TRANSFER_AWAITED, number), credit=held, amount=deed.amount)


def _receipt(session: Session, actor: Actor, deed: TakePayment, number: str, event: MoneyEvent) -> Receipt:
    return Receipt(
        number=number,
        event_id=event.id,
        case_id=deed.case_id,
        person_id=deed.person_id,
        payer=deed.payer,
        relation=deed.relation,
        amount=deed.amount,
        way=deed.way.value,
        at=deed.at,
        officer_ids=sorted(str(one) for one in officers_of(session, actor, deed)),
    )
