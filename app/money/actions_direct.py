"""What the creditor says of a payment made to him directly. Until he confirms it, it is a claim and counts for nothing."""

from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Sha256
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.law import officers
from app.law.officers import OfficerKind
from app.money import ledger, queries_cash, standing
from app.money.rules import Way
from app.money.tables import DirectAnswer
from app.money.views import ReceiptView
from app.staff import queries as staff
from app.trail import actions as trail

ANSWER: Final = "direct.answer"
Text = Annotated[str, StringConstraints(max_length=1000)]


class AnswerDirect(Command):
    """The creditor confirms or denies: in writing, before two officers, or on the telephone to two of them."""

    event_id: UUID
    """The receipt's."""
    answer: Literal["confirmed", "denied"]
    how: Literal["written", "in_person", "phone"]
    agent: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    role: Literal["party", "legal_representative", "special"]
    authority: Annotated[str, StringConstraints(max_length=200)] = ""
    officer_ids: tuple[UUID, ...] = ()
    scan: Sha256 | None = None
    note: Text = ""


def answer_direct(session: Session, actor: Actor, deed: AnswerDirect) -> DirectAnswer:
    """Keep his answer. He who recorded the payment does not record that it was confirmed.

    Refused: no direct payment, one taken back or confirmed already, no proof, fewer than two officers who heard him.
    """
    ledger.lock(session)
    receipt = queries_cash.receipt(session, actor.scope, deed.event_id)
    _require_open(session, receipt)
    actor.require_other_than(receipt.by_id)
    _require_proof(session, deed)
    said = deed.model_dump(mode="json")
    columns = ledger.event_columns(actor, kind=ANSWER, body=said)
    columns |= {"case_id": receipt.case_id, "person_id": receipt.person_id}
    event = ledger.book(session, actor, columns)
    row = DirectAnswer(event_id=event.id, receipt_number=receipt.number, at=actor.now, by_id=actor.id, **_kept(deed))
    session.add(row)
    session.flush()
    trail.write(session, actor, ANSWER, case=receipt.case_id, subject=event.id, content=said)
    return row


def _kept(deed: AnswerDirect) -> dict[str, object]:
    officers = sorted(str(one) for one in set(deed.officer_ids))
    return {**deed.model_dump(exclude={"event_id", "officer_ids"}), "officer_ids": officers}


def _require_open(session: Session, receipt: ReceiptView) -> None:
    if receipt.way != Way.DIRECT:
        raise Refusal("direct.other_way", Kind.CONFLICT)
    if not receipt.holds:
        raise Refusal("direct.taken_back", Kind.CONFLICT)
    known = standing.direct_answers(session, [receipt.number]).get(receipt.number)
    if known and known.answer == "confirmed":
        raise Refusal("direct.confirmed_already", Kind.CONFLICT)


def _require_proof(session: Session, deed: AnswerDirect) -> None:
    """All that is wrong with how he said it."""
    wrong = []
    if deed.how == "written" and not (deed.scan or deed.note):
        wrong.append(Fault("note", "direct.no_proof"))
    people = staff.by_ids(session, set(deed.officer_ids)).values()
    heard = [OfficerKind(one.officer_kind) for one in people if one.officer_kind]
    if deed.how != "written" and not officers.may_question(heard):
        wrong.append(Fault("officer_ids", "direct.two_officers"))
    if deed.how != "written" and not deed.note:
        wrong.append(Fault("note", "direct.what_he_said"))
    if deed.role == "special" and not deed.authority:
        wrong.append(Fault("authority", "consent.no_authority"))
    if wrong:
        raise Refusal(wrong[0].code, Kind.INVALID, faults=tuple(wrong))
