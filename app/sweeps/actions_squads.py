"""Who goes: vehicles of the court, squads of officers."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.staff import queries as staff
from app.sweeps import queries
from app.sweeps.actions_stops import drop_stops, squad_row
from app.sweeps.tables import Member, Squad, Vehicle
from app.trail import actions as trail


class AddVehicle(Command):
    """A car of the court. `seats` counts the driver's."""

    plate: Annotated[str, StringConstraints(pattern=r"^[\w·（）() -]{2,20}$")]
    seats: Annotated[int, Field(ge=2, le=60)]


def add_vehicle(session: Session, actor: Actor, deed: AddVehicle) -> Vehicle:
    """Enter a car; the same plate twice is refused."""
    if session.scalar(select(Vehicle.id).where(Vehicle.plate == deed.plate)):
        raise Refusal("sweeps.plate_known", Kind.CONFLICT, plate=deed.plate)
    row = Vehicle(id=new_id(actor.now), **deed.model_dump())
    session.add(row)
    session.flush()
    trail.write(session, actor, "vehicle.add", subject=row.id, content=deed.model_dump())
    return row


class SquadWords(Command):
    """What a squad is made of. Whether that is enough is told as findings, and stops only the publication."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=30)]
    member_ids: Annotated[tuple[UUID, ...], Field(max_length=20)] = ()
    leader_id: UUID | None = None
    vehicle_id: UUID | None = None


class FormSquad(SquadWords):
    """A new squad of a sweep."""

    sweep_id: UUID


def form_squad(session: Session, actor: Actor, deed: FormSquad) -> Squad:
    """Form a squad; it takes the next place among the sweep's squads."""
    sweep = queries.plannable(session, actor, deed.sweep_id)
    _require_known(session, deed)
    last = session.scalar(select(func.max(Squad.position)).where(Squad.sweep_id == sweep.id)) or 0
    row = Squad(
        id=new_id(actor.now),
        sweep_id=sweep.id,
        position=last + 1,
        name=deed.name,
        vehicle_id=deed.vehicle_id,
        leader_id=deed.leader_id,
    )
    session.add(row)
    session.flush()
    _fill(session, row, deed)
    trail.write(session, actor, "sweep.squad", subject=row.id, content=deed.model_dump(mode="json"))
    return row


class ChangeSquad(SquadWords):
    """Other people, another car, another leader."""

    squad_id: UUID


def change_squad(session: Session, actor: Actor, deed: ChangeSquad) -> None:
    """Change a squad; its route stays."""
    row = squad_row(session, actor, deed.squad_id)
    _require_known(session, deed)
    row.name, row.vehicle_id, row.leader_id = deed.name, deed.vehicle_id, deed.leader_id
    session.execute(delete(Member).where(Member.squad_id == row.id))
    _fill(session, row, deed)
    trail.write(session, actor, "sweep.squad", subject=row.id, content=deed.model_dump(mode="json"))


class DropSquad(Command):
    """This squad does not go out."""

    squad_id: UUID


def drop_squad(session: Session, actor: Actor, deed: DropSquad) -> None:
    """Dissolve a squad; the targets of its route are on no route then."""
    row = squad_row(session, actor, deed.squad_id)
    drop_stops(session, row.id)
    session.execute(delete(Member).where(Member.squad_id == row.id))
    session.delete(row)
    session.flush()
    trail.write(session, actor, "sweep.squad_drop", subject=row.id, content=row.name)


def _fill(session: Session, row: Squad, deed: SquadWords) -> None:
    session.add_all(Member(squad_id=row.id, account_id=one) for one in dict.fromkeys(deed.member_ids))
    session.flush()


def _require_known(session: Session, deed: SquadWords) -> None:
    wrong = []
    officers = {one.id for one in staff.officers(session)}
    if not set(deed.member_ids) <= officers:
        wrong.append(Fault("member_ids", "sweeps.officer_unknown"))
    if deed.leader_id and deed.leader_id not in deed.member_ids:
        wrong.append(Fault("leader_id", "sweeps.leader_not_member"))
    if deed.vehicle_id and deed.vehicle_id not in {one.id for one in queries.vehicles(session)}:
        wrong.append(Fault("vehicle_id", "sweeps.vehicle_unknown"))
    if wrong:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(wrong))
