"""Visits for tests, made through the room's own actions."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Deed
from app.base.ids import new_id
from app.field.actions import LETTERS
from app.field.tables import Visit


def visit(kind: str, case_id: UUID, person_id: UUID, actor: Actor, **changes: Any) -> Deed:
    """A letter of the field, as the tablet would write it at the actor's moment."""
    command, _ = LETTERS[kind]
    given = {"id": new_id(actor.now), "at": actor.now, "case_id": case_id, "person_id": person_id} | changes
    return command.model_validate(given)


def make_visit(
    session: Session, actor: Actor, case_id: UUID, person_id: UUID, *, kind: str = "visit.arrive", **changes: Any
) -> Visit:
    """A visit written down."""
    letter = visit(kind, case_id, person_id, actor, **changes)
    return LETTERS[kind][1](session, actor, letter)
