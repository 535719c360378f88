"""What can be asked about sweeps. Whatever tells facts of a case takes the scope of him who asks."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.base.actor import WHOLE_COURT, Actor, Scope
from app.base.refusal import Kind, Refusal, missing
from app.base.remembering import remembered
from app.cases import queries as cases
from app.places import queries as places
from app.staff import queries as staff
from app.sweeps.rules import Car, Officer
from app.sweeps.tables import Member, RollCall, Squad, Stop, Sweep, Target, Vehicle
from app.sweeps.views import PlannedView, SquadView, SweepView, TargetView, Turn

LARGEST_NUMBER: Final = 2**31 - 1
"""The largest number a store looks for."""


def squad_ids_of(session: Session, account_id: UUID) -> frozenset[UUID]:
    """The squads of published sweeps that an officer belongs to."""
    asked = (
        select(Squad.id)
        .join(Member, Member.squad_id == Squad.id)
        .join(Sweep, Sweep.id == Squad.sweep_id)
        .where(Member.account_id == account_id, Sweep.published_at.is_not(None))
    )
    return frozenset(session.scalars(asked))


def case_ids_of_squads(session: Session, squad_ids: Iterable[UUID]) -> frozenset[UUID]:
    """The cases on the routes of these squads."""
    wanted = frozenset(squad_ids)
    if not wanted:
        return frozenset()
    asked = select(Target.case_id).join(Stop, Stop.target_id == Target.id).where(Stop.squad_id.in_(wanted))
    return frozenset(session.scalars(asked))


def case_ids_commanded(session: Session, account_id: UUID) -> frozenset[UUID]:
    """The cases of the sweeps a person commands or planned."""
    asked = (
        select(Target.case_id)
        .join(Sweep, Sweep.id == Target.sweep_id)
        .where((Sweep.commander_id == account_id) | (Sweep.planned_by == account_id))
    )
    return frozenset(session.scalars(asked))


@remembered
def sweep(session: Session, wanted: UUID | int) -> SweepView:
    """One sweep by id or by its small number, or a refusal as missing; no store can look for a larger number than it holds."""
    if isinstance(wanted, int) and not 0 < wanted <= LARGEST_NUMBER:
        raise missing("sweep")
    asked = select(Sweep).where(Sweep.number == wanted if isinstance(wanted, int) else Sweep.id == wanted)
    row = session.scalar(asked)
    if row is None:
        raise missing("sweep")
    return _sweep(row)


def seen(session: Session, actor: Actor, wanted: UUID | int) -> SweepView:
    """One sweep this person may see, or a refusal as missing."""
    found = sweep(session, wanted)
    if (
        not actor.scope.whole_court
        and session.scalar(select(Sweep.id).where(Sweep.id == found.id, _his(actor))) is None
    ):
        raise missing("sweep")
    return found


def sweeps(session: Session, actor: Actor) -> list[SweepView]:
    """The sweeps this person may see, the newest first."""
    asked = select(Sweep).order_by(Sweep.number.desc())
    if not actor.scope.whole_court:
        asked = asked.where(_his(actor))
    return [_sweep(row) for row in session.scalars(asked)]


def may_plan(actor: Actor, found: SweepView | Sweep) -> bool:
    """Whether this person plans that sweep: who opened it, who commands it, who leads the bureau."""
    own = actor.id in (found.planned_by, found.commander_id)
    return actor.may("sweep.plan") and (own or actor.scope.whole_court)


def plannable(session: Session, actor: Actor, sweep_id: UUID) -> Sweep:
    """The row of a sweep that this person may still plan; refused when it is not his, or published."""
    row = session.get(Sweep, sweep_id)
    if row is None:
        raise missing("sweep")
    seen(session, actor, sweep_id)
    if not may_plan(actor, row):
        raise Refusal("sweeps.not_yours", Kind.FORBIDDEN)
    if row.published_at is not None:
        raise Refusal("sweeps.published", Kind.CONFLICT, number=row.number)
    return row


def case_ids(session: Session, sweep_id: UUID) -> frozenset[UUID]:
    """The cases of a sweep's targets."""
    return frozenset(session.scalars(select(Target.case_id).where(Target.sweep_id == sweep_id)))


def targets(session: Session, scope: Scope, sweep_id: UUID) -> list[TargetView]:
    """The targets of a sweep in their order; those of cases that are not his to see are left out."""
    return [one for one in _every_target(session, sweep_id) if scope.admits(one.case_id)]


@remembered
def _every_target(session: Session, sweep_id: UUID) -> list[TargetView]:
    rows = session.scalars(select(Target).where(Target.sweep_id == sweep_id).order_by(Target.position)).all()
    return _targets(session, rows)


def target(session: Session, scope: Scope, target_id: UUID) -> TargetView:
    """One target, or a refusal as missing."""
    row = session.get(Target, target_id)
    if row is None or not scope.admits(row.case_id):
        raise missing("target")
    return _targets(session, [row])[0]


def planned_by_case(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, list[PlannedView]]:
    """In which sweeps people of these cases are sought, the latest first."""
    found: dict[UUID, list[PlannedView]] = {}
    for some in cases.batches(case_ids):
        asked = select(Target, Sweep).join(Sweep, Sweep.id == Target.sweep_id).where(Target.case_id.in_(some))
        for aim, row in session.execute(asked.order_by(Sweep.starts_at.desc(), Target.position)):
            planned = PlannedView(
                target_id=aim.id,
                case_id=aim.case_id,
                person_id=aim.person_id,
                measure=aim.measure,
                sweep_id=row.id,
                sweep_number=row.number,
                sweep_name=row.name,
                starts_at=row.starts_at,
                published=row.published_at is not None,
            )
            found.setdefault(aim.case_id, []).append(planned)
    return found


def squads(session: Session, sweep_id: UUID) -> list[SquadView]:
    """The squads of a sweep in their order, with people and cars."""
    return list(_squads(session, sweep_id))


@remembered
def _squads(session: Session, sweep_id: UUID) -> list[SquadView]:
    rows = session.scalars(select(Squad).where(Squad.sweep_id == sweep_id).order_by(Squad.position)).all()
    members = session.execute(
        select(Member.squad_id, Member.account_id).where(Member.squad_id.in_([row.id for row in rows]))
    ).all()
    people = staff.briefs(session, [one.account_id for one in members])
    cars = {one.id: one for one in vehicles(session)}
    return [
        SquadView(
            id=row.id,
            sweep_id=row.sweep_id,
            position=row.position,
            name=row.name,
            leader_id=row.leader_id,
            members=tuple(
                sorted(
                    (
                        Officer(one.id, one.name, one.officer_kind, one.sex, one.drives)
                        for squad_id, account_id in members
                        if squad_id == row.id
                        for one in [people[account_id]]
                    ),
                    key=lambda one: (one.id != row.leader_id, one.kind, one.name, one.id),
                )
            ),
            car=cars.get(row.vehicle_id) if row.vehicle_id else None,
            printer=row.printer,
        )
        for row in rows
    ]


def squads_seen(session: Session, actor: Actor, sweep_id: UUID) -> list[SquadView]:
    """The squads of a sweep this person may look at: all for those who plan or see the whole court, else his own."""
    every = squads(session, sweep_id)
    wide = actor.scope.whole_court or actor.may("sweep.plan")
    return [one for one in every if wide or one.id in actor.squad_ids]


def squad(session: Session, squad_id: UUID) -> SquadView:
    """One squad, or a refusal as missing."""
    row = session.get(Squad, squad_id)
    if row is None:
        raise missing("squad")
    return next(one for one in squads(session, row.sweep_id) if one.id == squad_id)


def vehicles(session: Session) -> list[Car]:
    """The cars of the court, by plate."""
    return [Car(row.id, row.plate, row.seats) for row in session.scalars(select(Vehicle).order_by(Vehicle.plate))]


def present(session: Session, squad_id: UUID, on_day: date) -> dict[tuple[str, UUID], UUID]:
    """(`officer_id` or `vehicle_id`, whose) → the roll-call in force, of one squad on one day."""
    rows = session.scalars(
        select(RollCall).where(RollCall.squad_id == squad_id, RollCall.on_day == on_day).order_by(RollCall.id)
    ).all()
    taken_back = {row.cancels for row in rows if row.cancels}
    found: dict[tuple[str, UUID], UUID] = {}
    for row in rows:
        if row.cancels is None and row.id not in taken_back:
            if row.officer_id:
                found["officer_id", row.officer_id] = row.id
            if row.vehicle_id:
                found["vehicle_id", row.vehicle_id] = row.id
    return found


def officer_turns(session: Session, sweep_id: UUID) -> list[Turn]:
    """出动人次: each officer on each day he was present, once; the roll-call of it."""
    return _turns(session, sweep_id, RollCall.officer_id)


def vehicle_turns(session: Session, sweep_id: UUID) -> list[Turn]:
    """出动车次: each vehicle on each day it was present, once; the roll-call of it."""
    return _turns(session, sweep_id, RollCall.vehicle_id)


def _turns(session: Session, sweep_id: UUID, who: InstrumentedAttribute[UUID | None]) -> list[Turn]:
    taken_back = select(RollCall.cancels).where(RollCall.cancels.is_not(None))
    asked = (
        select(RollCall, who.label("who"))
        .where(RollCall.sweep_id == sweep_id, who.is_not(None), RollCall.cancels.is_(None))
        .where(RollCall.id.not_in(taken_back))
        .order_by(RollCall.at, RollCall.id)
    )
    once: dict[tuple[UUID, date], Turn] = {}
    for row, who_id in session.execute(asked):
        if who_id:
            once.setdefault((who_id, row.on_day), Turn(row.id, who_id, row.squad_id, row.on_day, row.at))
    return list(once.values())


def _his(actor: Actor) -> ColumnElement[bool]:
    """The condition that a sweep concerns him: he planned or commands it, rides in it, or plans and has cases in it."""
    rides = select(Squad.sweep_id).where(Squad.id.in_(actor.squad_ids))
    own = [Sweep.planned_by == actor.id, Sweep.commander_id == actor.id, Sweep.id.in_(rides)]
    if actor.may("sweep.plan"):
        own.append(Sweep.id.in_(select(Target.sweep_id).where(Target.case_id.in_(actor.scope.case_ids))))
    return or_(*own)


def _targets(session: Session, rows: Sequence[Target]) -> list[TargetView]:
    known = cases.briefs(session, WHOLE_COURT, [row.case_id for row in rows])
    people = {party.person.id: party.person for brief in known.values() for party in brief.parties}
    people |= cases.persons(session, {row.person_id for row in rows} - people.keys())
    spots = places.by_ids(session, [row.address_id for row in rows if row.address_id])
    stops = {
        stop.target_id: stop
        for some in cases.batches(row.id for row in rows)
        for stop in session.scalars(select(Stop).where(Stop.target_id.in_(some)))
    }
    return [
        TargetView(
            id=row.id,
            sweep_id=row.sweep_id,
            case_id=row.case_id,
            case_number=known[row.case_id].number,
            case_category=known[row.case_id].category,
            person=people[row.person_id],
            measure=row.measure,
            value=row.value,
            weight=row.weight,
            plan=row.plan,
            risks=row.risks,
            address=spots.get(row.address_id) if row.address_id else None,
            service_minutes=row.service_minutes,
            open_from=row.open_from,
            open_until=row.open_until,
            position=row.position,
            squad_id=stops[row.id].squad_id if row.id in stops else None,
            arrive_at=stops[row.id].arrive_at if row.id in stops else None,
        )
        for row in rows
    ]


def _sweep(row: Sweep) -> SweepView:
    return SweepView(
        id=row.id,
        number=row.number,
        name=row.name,
        category=row.category,
        aim=row.aim,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        commander_id=row.commander_id,
        risks=row.risks,
        planned_by=row.planned_by,
        published_at=row.published_at,
        published_by=row.published_by,
    )
