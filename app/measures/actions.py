"""Summonses, and what judges look at afterwards."""

from typing import Annotated, TypeAlias
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.cases import queries as cases
from app.measures.tables import FlagReview, Summons
from app.trail import actions as trail

Place: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Remark: TypeAlias = Annotated[str, StringConstraints(min_length=2, max_length=1000)]


class DrawSummons(Command):
    """A summons (传票): who is to come where, when and why."""

    case_id: UUID
    person_id: UUID
    appear_at: Instant
    place: Place
    matter: Place


def draw_summons(session: Session, actor: Actor, deed: DrawSummons) -> UUID:
    """Draw a summons for a time to come. Refused (invalid): `measures.appear_past` at the field."""
    cases.require_person(session, actor.scope, deed.case_id, deed.person_id)
    if deed.appear_at <= actor.now:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("appear_at", "measures.appear_past"),))
    row = Summons(id=new_id(actor.now), drawn_at=actor.now, drawn_by=actor.id, **dict(deed))
    session.add(row)
    content = deed.model_dump(mode="json")
    trail.write(session, actor, "summons.draw", case=deed.case_id, subject=row.id, content=content)
    return row.id


class ReviewFlag(Command):
    """What a judge found when he looked at a flagged deed."""

    deed_id: UUID
    case_id: UUID
    remark: Remark


def review_flag(session: Session, actor: Actor, deed: ReviewFlag) -> None:
    """Write the finding down beside the deed; the deed and its flags stay as they are."""
    actor.scope.require(deed.case_id)
    row = FlagReview(id=new_id(actor.now), at=actor.now, by_id=actor.id, **dict(deed))
    session.add(row)
    content = deed.model_dump(mode="json")
    trail.write(session, actor, "flag.review", case=deed.case_id, subject=deed.deed_id, content=content)
