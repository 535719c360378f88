"""What is done with a sweep as a whole: opened, changed, published."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal, missing
from app.base.turns import take_turn
from app.law.officers import LEADING_KINDS
from app.staff import queries as staff
from app.sweeps import queries, queries_routes
from app.sweeps.actions_stops import settle
from app.sweeps.rules import LONGEST, Category, SquadFinding
from app.sweeps.tables import Sweep
from app.trail import actions as trail

Name = Annotated[str, StringConstraints(min_length=2, max_length=80)]
Long = Annotated[str, StringConstraints(max_length=4000)]


class OpenSweep(Command):
    """A new sweep: what it is about, when, and who commands it."""

    name: Name
    category: Category
    aim: Long = ""
    starts_at: Instant
    ends_at: Instant
    commander_id: UUID
    risks: Long = ""


def open_sweep(session: Session, actor: Actor, deed: OpenSweep) -> Sweep:
    """Open a sweep under the next small number; who opens it plans it."""
    _require_sensible(session, deed)
    take_turn(session, "sweeps")
    row = Sweep(
        id=new_id(actor.now),
        number=(session.scalar(select(func.max(Sweep.number))) or 0) + 1,
        planned_by=actor.id,
        published_at=None,
        published_by=None,
        **deed.model_dump(),
    )
    session.add(row)
    session.flush()
    trail.write(session, actor, "sweep.open", subject=row.id, content=deed.model_dump(mode="json"))
    return row


class ChangeSweep(OpenSweep):
    """Other words, times or another commander for a sweep that is not published."""

    sweep_id: UUID


def change_sweep(session: Session, actor: Actor, deed: ChangeSweep) -> None:
    """Change what a sweep is; the times of its routes follow."""
    row = queries.plannable(session, actor, deed.sweep_id)
    _require_sensible(session, deed)
    for name, value in deed.model_dump(exclude={"sweep_id"}).items():
        setattr(row, name, value)
    session.flush()
    settle(session, row.id)
    trail.write(session, actor, "sweep.change", subject=row.id, content=deed.model_dump(mode="json"))


class PublishSweep(Command):
    """The squads are to go out as planned."""

    sweep_id: UUID


def publish_sweep(session: Session, actor: Actor, deed: PublishSweep) -> None:
    """Publish: from now on the squads see their targets and nothing is planned any more.

    Refused to him who planned it, a second time, and while anything is wrong that stops it: then everything is told at once.
    """
    row = session.get(Sweep, deed.sweep_id, with_for_update=True)
    if row is None:
        raise missing("sweep")
    queries.seen(session, actor, row.id)
    if row.published_at is not None:
        raise Refusal("sweeps.published", Kind.CONFLICT, number=row.number)
    actor.require_other_than(row.planned_by)
    settle(session, row.id)
    stopping = [one for one in queries_routes.findings(session, row.id) if one.blocks]
    if stopping:
        raise Refusal("sweeps.not_ready", Kind.CONFLICT, faults=tuple(map(as_fault, stopping)), count=len(stopping))
    row.published_at, row.published_by = actor.now, actor.id
    trail.write(session, actor, "sweep.publish", subject=row.id, content=_orders(session, row.id))


def as_fault(one: SquadFinding) -> Fault:
    """A finding in the form in which doors tell what is wrong, its squad named in front."""
    return Fault(one.squad, one.code, (("squad", f"{one.squad}："), *one.facts.items()))


def _orders(session: Session, sweep_id: UUID) -> list[list[str]]:
    loaded = queries_routes.load(session, sweep_id)
    return [[str(one) for one in loaded.order(squad.id)] for squad in loaded.squads]


def _require_sensible(session: Session, deed: OpenSweep) -> None:
    wrong = []
    if not timedelta() < deed.ends_at - deed.starts_at <= LONGEST:
        wrong.append(Fault("ends_at", "sweeps.span", (("hours", LONGEST // timedelta(hours=1)),)))
    commander = staff.by_ids(session, [deed.commander_id]).get(deed.commander_id)
    if commander is None or not commander.active or commander.officer_kind not in LEADING_KINDS:
        wrong.append(Fault("commander_id", "sweeps.commander_unknown"))
    if wrong:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(wrong))
