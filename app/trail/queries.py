"""What the trail can be asked."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.trail.rules import Deed, Head, Line
from app.trail.tables import TrailLine

PAGE = 1000


def head(session: Session) -> Head:
    """The end of the chain."""
    last = session.execute(select(TrailLine.seq, TrailLine.hash).order_by(TrailLine.seq.desc()).limit(1)).one_or_none()
    return Head(last.seq, last.hash) if last else Head()


def lines(session: Session, *, after: int = 0, until: int | None = None) -> Iterator[Line]:
    """All lines in order, read page by page."""
    while True:
        rows = session.scalars(select(TrailLine).where(TrailLine.seq > after).order_by(TrailLine.seq).limit(PAGE)).all()
        for row in rows:
            if until is not None and row.seq > until:
                return
            yield as_line(row)
        if len(rows) < PAGE:
            return
        after = rows[-1].seq


def recent(session: Session, *, case_id: UUID | None = None, limit: int = 100, before: int | None = None) -> list[Line]:
    """The newest lines first, of one case or of the court."""
    asked = select(TrailLine).order_by(TrailLine.seq.desc()).limit(limit)
    if case_id is not None:
        asked = asked.where(TrailLine.case_id == case_id)
    if before is not None:
        asked = asked.where(TrailLine.seq < before)
    return [as_line(row) for row in session.scalars(asked)]


def as_line(row: TrailLine) -> Line:
    """The stored line as a value."""
    deed = Deed(row.at, row.actor_id, row.verb, row.case_id, row.subject_id, row.digest)
    return Line(row.seq, deed, row.prev, row.hash)
