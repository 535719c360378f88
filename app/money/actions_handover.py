"""Cash goes from the officers who took it to finance, on a slip made from the list of their receipts."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import ZERO, Money
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal, missing
from app.court import queries as court
from app.money import ledger, rules, standing
from app.money.rules import AccountKind, AccountRef, Move, Way
from app.money.tables import Acknowledgement, Handover, HandoverItem, Receipt
from app.trail import actions as trail

MAKE: Final = "handover.make"
ACKNOWLEDGE: Final = "handover.acknowledge"
Number = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\r\n]*$")]


class MakeHandover(Command):
    """A slip over these cash receipts; a reason when it is not the day on which the cash was taken."""

    receipt_numbers: Annotated[tuple[Number, ...], Field(min_length=1, max_length=200)]
    late_reason: Annotated[str, StringConstraints(max_length=400)] = ""


class AcknowledgeHandover(Command):
    """Finance counted the cash and wrote an official receipt."""

    event_id: UUID
    counted: Annotated[Money, Field(gt=0)]
    official_number: Number


def make_handover(session: Session, actor: Actor, deed: MakeHandover) -> Handover:
    """Make the slip with the next number. Only who took the cash hands it over; each receipt stands on one slip."""
    ledger.lock(session)
    receipts = _open_receipts(session, actor, deed)
    if not deed.late_reason and any(one.at.day < actor.now.day for one in receipts):
        wrong = (Fault("late_reason", "handover.late_reason"),)
        raise Refusal("handover.late_reason", Kind.INVALID, faults=wrong)
    year = actor.now.day.year
    number = f"{court.profile(session).code}交{year}-{ledger.next_in(session, f'handover-{year}'):04d}"
    event = ledger.book(session, actor, ledger.event_columns(actor, kind=MAKE, body={"number": number}))
    slip = Handover(
        number=number,
        event_id=event.id,
        at=actor.now,
        by_id=actor.id,
        officer_ids=sorted({officer for one in receipts for officer in one.officer_ids}),
        receipt_numbers=[one.number for one in receipts],
        amount=sum((one.amount for one in receipts), ZERO),
        late_reason=deed.late_reason,
    )
    session.add(slip)
    session.flush()
    session.add_all(HandoverItem(handover_number=number, receipt_number=one.number) for one in receipts)
    trail.write(session, actor, MAKE, subject=event.id, content={"number": number, "receipts": slip.receipt_numbers})
    return slip


def acknowledge_handover(session: Session, actor: Actor, deed: AcknowledgeHandover) -> Acknowledgement:
    """Take the cash over. Refused: to who took or handed it over, twice, or when the count is not the slip's sum."""
    ledger.lock(session)
    slip = session.scalar(select(Handover).where(Handover.event_id == deed.event_id))
    if slip is None or ledger.reversal_of(session, slip.event_id):
        raise missing("handover")
    actor.require_other_than(slip.by_id, *(UUID(one) for one in slip.officer_ids))
    _require_acceptable(session, slip, deed)
    event = ledger.book(
        session,
        actor,
        ledger.event_columns(actor, kind=ACKNOWLEDGE, body={"number": slip.number}),
        _moves(session, slip),
    )
    row = Acknowledgement(
        event_id=event.id,
        handover_number=slip.number,
        official_number=deed.official_number,
        at=actor.now,
        by_id=actor.id,
    )
    session.add(row)
    trail.write(session, actor, ACKNOWLEDGE, subject=event.id, content=deed.model_dump(mode="json"))
    return row


def _open_receipts(session: Session, actor: Actor, deed: MakeHandover) -> list[Receipt]:
    wanted = list(dict.fromkeys(deed.receipt_numbers))
    asked = select(Receipt).where(
        Receipt.number.in_(wanted), Receipt.way == Way.CASH.value, standing.event_holds(Receipt.event_id)
    )
    found = {one.number: one for one in session.scalars(asked)}
    listed = standing.slips_of_receipts(session, wanted)
    for number in wanted:
        if number not in found or str(actor.id) not in found[number].officer_ids:
            raise Refusal("handover.not_his", Kind.INVALID, number=number)
        if number in listed:
            raise Refusal("handover.listed_already", Kind.CONFLICT, number=number, slip=listed[number])
    return sorted(found.values(), key=lambda one: one.number)


def _require_acceptable(session: Session, slip: Handover, deed: AcknowledgeHandover) -> None:
    if standing.acknowledgements_of(session, [slip.number]):
        raise Refusal("handover.acknowledged_already", Kind.CONFLICT, number=slip.number)
    if deed.counted != slip.amount:
        wrong = (Fault("counted", "handover.count_differs", (("amount", str(slip.amount)),)),)
        raise Refusal("handover.count_differs", Kind.INVALID, faults=wrong, amount=str(slip.amount))
    used = select(Acknowledgement.event_id).where(
        Acknowledgement.official_number == deed.official_number, standing.event_holds(Acknowledgement.event_id)
    )
    if session.scalar(used):
        wrong = (Fault("official_number", "handover.official_used"),)
        raise Refusal("handover.official_used", Kind.INVALID, faults=wrong)


def _moves(session: Session, slip: Handover) -> list[Move]:
    """One move for each pair of officers whose cash is on the slip."""
    held: dict[AccountRef, Money] = {}
    for receipt in session.scalars(select(Receipt).where(Receipt.number.in_(slip.receipt_numbers))):
        pair = rules.cash_in_hand(receipt.officer_ids)
        held[pair] = held.get(pair, ZERO) + receipt.amount
    at_finance = AccountRef(AccountKind.CASH_AT_FINANCE, slip.number)
    return [Move(debit=at_finance, credit=pair, amount=amount) for pair, amount in held.items()]
