"""What is learned is written down."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.reviews.tables import Lesson
from app.sweeps import queries as sweeps
from app.trail import actions as trail


class WriteLesson(Command):
    """One remark on a sweep."""

    sweep_id: UUID
    text: Annotated[str, StringConstraints(min_length=2, max_length=2000)]


def write_lesson(session: Session, actor: Actor, deed: WriteLesson) -> UUID:
    """Keep a remark; it is added, never changed."""
    sweeps.seen(session, actor, deed.sweep_id)
    row = Lesson(
        id=new_id(actor.now), sweep_id=deed.sweep_id, target_id=None, text=deed.text, at=actor.now, by_id=actor.id
    )
    session.add(row)
    trail.write(session, actor, "review.write", subject=deed.sweep_id, content=deed.text)
    return row.id
