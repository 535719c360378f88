"""A month is closed by two: one reckons it and lays it down, another compares it and says yes."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.canonical import digest
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.money import closing, ledger, queries_closing
from app.money.closing import Month
from app.money.tables_closing import Closing, ClosingCheck
from app.trail import actions as trail

CLOSE: Final = "closing.make"
CHECK: Final = "closing.check"


class CloseMonth(Command):
    """Close this month, such as 2026-01."""

    month: Annotated[str, StringConstraints(max_length=20)]


class CheckClosing(Command):
    """Another person compared it with bank and books."""

    closing_id: UUID
    agrees: bool = False
    note: Annotated[str, StringConstraints(max_length=400)] = ""


def close_month(session: Session, actor: Actor, deed: CloseMonth) -> Closing:
    """Lay the figures of a month down. Refused: a month that is not over, closed already, or in which something differs."""
    ledger.lock(session)
    month = Month.read(deed.month)
    if actor.now.day <= month.last:
        raise Refusal("closing.not_over", Kind.TOO_LATE, month=str(month))
    standing = [one for one in queries_closing.closings(session, month) if one.state != "rejected"]
    if any(one.holds or one.state == "waiting" for one in standing):
        raise Refusal("closing.closed_already", Kind.CONFLICT, month=str(month))
    figures = queries_closing.figures(session, month)
    closing.require_agreeing(figures)
    told = figures.document()
    row = Closing(
        id=new_id(actor.now), month=str(month), figures=told, digest=digest(told), at=actor.now, by_id=actor.id
    )
    session.add(row)
    session.flush()
    trail.write(session, actor, CLOSE, subject=row.id, content=told)
    return row


def check_closing(session: Session, actor: Actor, deed: CheckClosing) -> ClosingCheck:
    """Say yes or no to a closing, once, by another person; yes only while its figures are still those of the month."""
    ledger.lock(session)
    found = queries_closing.closing(session, deed.closing_id)
    actor.require_other_than(found.by_id)
    if found.check is not None:
        raise Refusal("closing.checked_already", Kind.CONFLICT)
    if deed.agrees and not found.holds:
        raise Refusal("closing.changed", Kind.CONFLICT, month=str(found.month))
    if not deed.agrees and not deed.note:
        raise Refusal("closing.no_reason", Kind.INVALID, faults=(Fault("note", "closing.no_reason"),))
    row = ClosingCheck(at=actor.now, by_id=actor.id, **deed.model_dump())
    session.add(row)
    session.flush()
    trail.write(session, actor, CHECK, subject=found.id, content=deed.model_dump(mode="json"))
    return row
