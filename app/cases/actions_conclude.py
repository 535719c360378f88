"""How a case ends, and how an ending is taken back."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal, missing
from app.cases import queries
from app.cases.actions import note, row_of
from app.cases.rules import CONCLUDED, Conclusion
from app.cases.tables import CaseEvent
from app.trail import actions as trail

Reason = Annotated[str, StringConstraints(min_length=2, max_length=400)]


class Conclude(Command):
    """The judge finds that a case has ended."""

    case_id: UUID
    kind: Conclusion
    at: Instant | None = None
    """When it ended; now when not given."""
    reason: Reason


def conclude(session: Session, actor: Actor, deed: Conclude) -> CaseEvent:
    """Conclude a case once; a moment to come is refused."""
    row_of(session, actor, deed.case_id)
    at = deed.at or actor.now
    if at > actor.now:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("at", "cases.day_to_come"),))
    if queries.concluded(session, [deed.case_id]):
        raise Refusal("cases.already_concluded", Kind.CONFLICT)
    step = note(session, actor, deed.case_id, CONCLUDED, {"kind": deed.kind.value, "reason": deed.reason}, at=at)
    content = deed.model_dump(mode="json")
    trail.write(session, actor, "case.conclude", case=deed.case_id, subject=step.id, content=content)
    return step


class CancelConclusion(Command):
    """A conclusion that did not hold."""

    event_id: UUID
    reason: Reason


def cancel_conclusion(session: Session, actor: Actor, deed: CancelConclusion) -> CaseEvent:
    """Take a conclusion back by a new step that names it; the old one stays."""
    step = session.get(CaseEvent, deed.event_id)
    if step is None or step.kind != CONCLUDED or not actor.scope.admits(step.case_id):
        raise missing("conclusion")
    held = queries.concluded(session, [step.case_id]).get(step.case_id)
    if held is None or held.event_id != step.id:
        raise Refusal("cases.conclusion_cancelled", Kind.CONFLICT)
    back = note(session, actor, step.case_id, "conclusion_cancelled", {"reason": deed.reason}, cancels=step.id)
    trail.write(session, actor, "case.conclude_cancel", case=step.case_id, subject=back.id, content=deed.reason)
    return back
