"""What the truth bar and the outbox of every page of the tablet start from."""

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.court import queries as court
from app.sync import queries as letters
from routes.tablet.shown import Box


def box_of(session: Session, actor: Actor) -> Box:
    """Whose outbox it is, of which store, and the last letter that arrived."""
    return Box(str(actor.id), court.fact(session, "epoch"), letters.last_received(session, actor.id))
