"""Publishing the line, ticking off the data sheet."""

from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import missing
from app.outcomes import datasheet, queries
from app.outcomes.entries import entries
from app.outcomes.tables import Bulletin, Tick
from app.sweeps import queries as sweeps
from app.trail import actions as trail


class PublishLine(Command):
    """Fix the line of a sweep as it stands now."""

    sweep_id: UUID


def publish_line(session: Session, actor: Actor, deed: PublishLine) -> UUID:
    """Keep the figures of this moment with the ids of the events behind them."""
    figures = {
        key: {"value": figure.value, "events": [str(event.id) for event in figure.events]}
        for key, figure in queries.line(session, actor.scope, deed.sweep_id).items()
    }
    row = Bulletin(id=new_id(actor.now), sweep_id=deed.sweep_id, at=actor.now, by_id=actor.id, figures=figures)
    session.add(row)
    trail.write(session, actor, "bulletin.publish", subject=deed.sweep_id, content=figures)
    return row.id


class TickOff(Command):
    """These entries of a sweep's data sheet were typed into the case system."""

    sweep_id: UUID
    sheet: datasheet.SheetName
    deed_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=500)]


def tick_off(session: Session, actor: Actor, deed: TickOff) -> int:
    """Write down who typed them in and when; an entry ticked before stays as it was.

    Refused as missing: an entry that is not on this sheet, or not his to see.
    """
    sweeps.seen(session, actor, deed.sweep_id)
    listed = {one.deed_id for one in entries(session, actor.scope, deed.sweep_id)[deed.sheet]}
    if not listed.issuperset(deed.deed_ids):
        raise missing("deed")
    known = queries.ticks(session)
    fresh = [one for one in dict.fromkeys(deed.deed_ids) if (deed.sheet, one) not in known]
    for deed_id in fresh:
        session.add(Tick(id=new_id(actor.now), sheet=deed.sheet, deed_id=deed_id, at=actor.now, by_id=actor.id))
    trail.write(session, actor, "datasheet.tick", content=[deed.sheet, [str(one) for one in fresh]])
    return len(fresh)
