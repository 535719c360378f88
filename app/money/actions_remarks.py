"""A clerk says something of a line whose money stays where it is: what it seems to be, or why it waits."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.money import ZERO
from app.base.reading import Command
from app.base.refusal import Kind, Refusal
from app.money import ledger, queries_bank, queries_groups
from app.money.tables_bank import LineRemark
from app.trail import actions as trail

REMARK: Final = "line.remark"
UNREMARK: Final = "line.unremark"
LEFT: Final = "left"
"""The kind of a remark on a line that was looked at and left for later."""


class LeaveLine(Command):
    """Leave a line unclaimed, and say why."""

    line_id: UUID
    note: Annotated[str, StringConstraints(min_length=2, max_length=200, pattern=r"^[^\r\n]*$")]


def leave_line(session: Session, actor: Actor, deed: LeaveLine) -> None:
    """Keep why a line waits; what was said of it before is taken back. Refused: nothing of it is open."""
    ledger.lock(session)
    actor.scope.require(None, "line")
    line = queries_bank.line(session, deed.line_id)
    if line.open <= ZERO or line.amount <= ZERO:
        raise Refusal("match.nothing_open", Kind.CONFLICT)
    for before in queries_groups.remarks(session, [str(line.id)]).values():
        take_remark_back(session, actor, before, reason=deed.note)
    add_remark(session, actor, line_id=line.id, batch_id=new_id(actor.now), kind=LEFT, note=deed.note)


def add_remark(session: Session, actor: Actor, *, line_id: UUID, batch_id: UUID, kind: str, note: str = "") -> None:
    """Say it of a line; those of one batch are said, and taken back, at once."""
    row = LineRemark(
        id=new_id(actor.now),
        line_id=line_id,
        batch_id=batch_id,
        kind=kind,
        at=actor.now,
        by_id=actor.id,
        note=note or None,
    )
    session.add(row)
    session.flush()
    told = {"kind": kind, "batch": str(batch_id)} | ({"note": note} if note else {})
    trail.write(session, actor, REMARK, subject=line_id, content=told)


def take_remark_back(session: Session, actor: Actor, said: LineRemark, *, reason: str) -> None:
    """A new row that cancels what was said."""
    row = LineRemark(
        id=new_id(actor.now),
        line_id=said.line_id,
        batch_id=said.batch_id,
        kind=said.kind,
        at=actor.now,
        by_id=actor.id,
        cancels=said.id,
    )
    session.add(row)
    session.flush()
    trail.write(session, actor, UNREMARK, subject=said.line_id, content={"reason": reason})
