"""The money of a case is held back: on a ground the law knows, approved by another person, looked at again on a day."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.cases import queries as cases
from app.money import ledger, queries_payouts
from app.money.tables_payouts import Deferral, DeferralStep
from app.trail import actions as trail

DEFER: Final = "payout.defer"
ANSWER: Final = "payout.answer_deferral"
Reason = Annotated[str, StringConstraints(min_length=2, max_length=400)]


class Ground(StrEnum):
    """Why money may wait."""

    DISTRIBUTION = "distribution"
    """Several creditors: the distribution is not settled yet."""
    FROZEN = "frozen"
    """Another court or case froze it."""
    UNCOLLECTED = "uncollected"
    """The creditor was told and does not collect it."""
    STAYED = "stayed"
    """Enforcement is suspended or stayed."""
    OBJECTION = "objection"
    """An objection about this money is being looked into."""
    OTHER = "other"


class DeferPayout(Command):
    """Hold the money of a case back until the day on which that is looked at again."""

    case_id: UUID
    ground: Ground
    reason: Reason
    review_on: date


class AnswerDeferral(Command):
    """Approve or reject a deferral, or end one whose ground fell away."""

    deferral_id: UUID
    step: Literal["approved", "rejected", "ended"]
    note: Annotated[str, StringConstraints(max_length=400)] = ""


def defer_payout(session: Session, actor: Actor, deed: DeferPayout) -> Deferral:
    """Propose a deferral; it holds once another person approved it."""
    cases.case(session, actor.scope, deed.case_id)
    if deed.review_on <= actor.now.day:
        raise Refusal("deferral.review", Kind.INVALID, faults=(Fault("review_on", "deferral.review"),))
    row = Deferral(id=new_id(actor.now), at=actor.now, by_id=actor.id, **deed.model_dump())
    session.add(row)
    session.flush()
    trail.write(session, actor, DEFER, case=deed.case_id, subject=row.id, content=deed.model_dump(mode="json"))
    return row


def answer_deferral(session: Session, actor: Actor, deed: AnswerDeferral) -> None:
    """One step further. Who proposed it does not approve it; what is not approved is not ended."""
    ledger.lock(session)
    found = queries_payouts.deferral(session, actor.scope, deed.deferral_id)
    wanted = "approved" if deed.step == "ended" else "proposed"
    if found.state != wanted:
        raise Refusal("deferral.state", Kind.CONFLICT)
    if deed.step != "ended":
        actor.require_other_than(found.by_id)
    given = {"step": deed.step, "note": deed.note}
    session.add(DeferralStep(id=new_id(actor.now), deferral_id=found.id, at=actor.now, by_id=actor.id, **given))
    session.flush()
    trail.write(session, actor, ANSWER, case=found.case_id, subject=found.id, content=deed.model_dump(mode="json"))
