"""Leave a line."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.canonical import digest
from app.base.turns import take_turn
from app.trail import queries, rules
from app.trail.tables import TrailLine


def write(
    session: Session,
    actor: Actor,
    verb: str,
    *,
    case: UUID | None = None,
    subject: UUID | None = None,
    content: Any = None,
) -> rules.Line:
    """Add the next line of the chain. Of `content` only the SHA-256 is kept."""
    take_turn(session, "trail")
    session.flush()
    deed = rules.Deed(actor.now, actor.id, verb, case, subject, digest(content))
    line = rules.link(queries.head(session), deed)
    session.add(TrailLine(seq=line.seq, prev=line.prev, hash=line.hash, **vars(deed)))
    session.flush()
    return line
