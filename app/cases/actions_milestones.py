"""Entering milestones of a case, and taking one back."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Kind, Refusal, missing
from app.cases import milestones, queries
from app.cases.actions import note, row_of
from app.cases.milestones import MILESTONE, MILESTONES, TAKEN_BACK, Entered
from app.cases.tables import CaseEvent
from app.law.clock_rules import EventKind
from app.trail import actions as trail

Line = Annotated[str, StringConstraints(max_length=200)]


class EnterMilestone(Command):
    """Something happened that a clock of the law depends on."""

    case_id: UUID
    kind: EventKind
    on: date
    about: UUID | None = None
    """The earlier entry it belongs to: the seizure that is renewed, the objection that is decided."""
    what: Line = ""
    until: date | None = None
    """The last day the ruling itself names."""
    basis: Line = ""
    """The number of the ruling, or who approved it and when."""
    why: Literal["", "retrial", "review", "stay", "debtor"] = ""
    """Why enforcement stands still: a retrial, a review, another stay, or because the debtor asked."""


def enter_milestone(session: Session, actor: Actor, deed: EnterMilestone) -> CaseEvent:
    """Keep a milestone; everything that does not fit is refused at once, field by field."""
    row = row_of(session, actor, deed.case_id)
    at = milestones.moment_of(deed.on, actor.now)
    told = Entered(
        new_id(actor.now), deed.case_id, deed.kind, at, deed.about, deed.what, deed.until, deed.basis, deed.why
    )
    held = queries.milestones(session, [deed.case_id])
    wrong = milestones.faults(told, deed.on, actor.now.day, row.filed_on, held)
    if wrong:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(wrong))
    kept = deed.model_dump(mode="json", exclude={"case_id", "on"}, exclude_none=True)
    if not MILESTONES[deed.kind].after:
        kept.pop("about", None)
    step = note(session, actor, deed.case_id, MILESTONE, kept, at=at)
    trail.write(session, actor, "case.milestone", case=deed.case_id, subject=step.id, content=kept)
    return step


class TakeBackMilestone(Command):
    """An entry that was wrong."""

    event_id: UUID
    reason: Annotated[str, StringConstraints(min_length=2, max_length=400)]


def take_back_milestone(session: Session, actor: Actor, deed: TakeBackMilestone) -> CaseEvent:
    """Take an entry back by a new step that names it; what belonged to it falls with it."""
    step = session.get(CaseEvent, deed.event_id)
    if step is None or step.kind != MILESTONE or not actor.scope.admits(step.case_id):
        raise missing("milestone")
    if step.id not in {one.id for one in queries.milestones(session, [step.case_id])}:
        raise Refusal("cases.milestone_gone", Kind.CONFLICT)
    back = note(session, actor, step.case_id, TAKEN_BACK, {"reason": deed.reason}, cancels=step.id)
    trail.write(session, actor, "case.milestone_back", case=step.case_id, subject=back.id, content=deed.reason)
    return back
