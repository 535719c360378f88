"""签到: who and what was there when the squads set out. Rows are added, never changed; a correction takes one back."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.base.turns import take_turn
from app.staff import queries as staff
from app.sweeps import queries
from app.sweeps.tables import RollCall
from app.sweeps.views import SquadView, SweepView
from app.trail import actions as trail

Ids = Annotated[tuple[UUID, ...], Field(max_length=40)]


class CallRoll(Command):
    """The roll of one squad on one day: everybody and everything present. Who is not named was not there."""

    squad_id: UUID
    on_day: date
    officer_ids: Ids = ()
    vehicle_ids: Ids = ()


def call_roll(session: Session, actor: Actor, deed: CallRoll) -> int:
    """Write down who is new and take back who was not there after all; the same roll again adds nothing.

    Tells how many lines were added. A stand-in who belongs to no squad may be named; the squad need not be whole.
    """
    squad = queries.squad(session, deed.squad_id)
    sweep = queries.seen(session, actor, squad.sweep_id)
    _require_his(actor, sweep, squad)
    _require_sensible(session, actor, sweep, deed)
    take_turn(session, f"roll {squad.id}")
    held = queries.present(session, squad.id, deed.on_day)
    named = {("officer_id", one) for one in deed.officer_ids} | {("vehicle_id", one) for one in deed.vehicle_ids}
    added = 0
    for column, who in sorted(named - set(held), key=str):
        _add(session, actor, squad, deed.on_day, **{column: who})
        added += 1
    for key in sorted(set(held) - named, key=str):
        _add(session, actor, squad, deed.on_day, **{key[0]: key[1]}, cancels=held[key])
        added += 1
    if added:
        trail.write(session, actor, "sweep.roll", subject=squad.id, content=deed.model_dump(mode="json"))
    return added


def _add(session: Session, actor: Actor, squad: SquadView, on_day: date, **more: UUID) -> None:
    empty: dict[str, UUID | None] = dict.fromkeys(("officer_id", "vehicle_id", "cancels"))
    row = RollCall(
        id=new_id(actor.now),
        sweep_id=squad.sweep_id,
        squad_id=squad.id,
        on_day=on_day,
        at=actor.now,
        by_id=actor.id,
        **{**empty, **more},
    )
    session.add(row)
    session.flush()


def _require_his(actor: Actor, sweep: SweepView, squad: SquadView) -> None:
    """A bailiff calls the roll of his own squad; who plans, commands or keeps the books calls any."""
    if not (actor.scope.whole_court or squad.id in actor.squad_ids or queries.may_plan(actor, sweep)):
        raise Refusal("sweeps.not_yours", Kind.FORBIDDEN)
    if not sweep.published:
        raise Refusal("sweeps.not_published", Kind.CONFLICT, number=sweep.number)


def _require_sensible(session: Session, actor: Actor, sweep: SweepView, deed: CallRoll) -> None:
    wrong = []
    if deed.on_day not in sweep.days or deed.on_day > actor.now.day:
        wrong.append(Fault("on_day", "sweeps.roll_day"))
    if not set(deed.officer_ids) <= {one.id for one in staff.accounts(session) if one.officer_kind}:
        wrong.append(Fault("officer_ids", "sweeps.officer_unknown"))
    if not set(deed.vehicle_ids) <= {one.id for one in queries.vehicles(session)}:
        wrong.append(Fault("vehicle_ids", "sweeps.vehicle_unknown"))
    if wrong:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(wrong))
