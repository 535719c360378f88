"""Whom a sweep seeks: targets added, changed, dropped."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.money import Money
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal, missing
from app.cases import queries as cases
from app.cases.rules import Standing
from app.cases.views import CaseBrief, PersonBrief
from app.court import queries as court
from app.money import queries as money
from app.places import queries as places
from app.places.queries import AddressView
from app.sweeps import queries, queries_planning, rules
from app.sweeps.actions_stops import by_hand_again, settle
from app.sweeps.actions_strikes import drop_strikes
from app.sweeps.rules import TAKING, Measure
from app.sweeps.tables import Stop, Sweep, Target
from app.trail import actions as trail

Long = Annotated[str, StringConstraints(max_length=4000)]
Weight = Annotated[int, Field(ge=1, le=100)]
Minutes = Annotated[int, Field(ge=5, le=480)]
SOUGHT = (Standing.DEBTOR, Standing.LEGAL_REPRESENTATIVE, Standing.PERSON_IN_CHARGE, Standing.ACTUAL_CONTROLLER)
"""Who is sought: the debtor, and who answers for a unit that is one."""


class AddTarget(Command):
    """One person of one case. What is left out is taken from the case: value, weight, time of the visit, first address."""

    sweep_id: UUID
    case_id: UUID
    person_id: UUID
    measure: Measure = Measure.PERSUADE
    value: Annotated[Money, Field(ge=0)] | None = None
    weight: Weight | None = None
    plan: Long = ""
    risks: Long = ""
    address_id: UUID | None = None


def add_target(session: Session, actor: Actor, deed: AddTarget) -> Target:
    """Put a person on the list; refused when he is there already in that case, or is not sought in it."""
    sweep = queries.plannable(session, actor, deed.sweep_id)
    case = cases.case(session, actor.scope, deed.case_id)
    person = _sought(case, deed.person_id)
    _require_takeable(person, deed.measure)
    _require_new(session, deed, person)
    address = _first_address(session, person, deed.address_id)
    value = _left(session, sweep, case) if deed.value is None else deed.value
    row = Target(
        id=new_id(actor.now),
        sweep_id=sweep.id,
        case_id=case.id,
        person_id=person.id,
        measure=deed.measure,
        value=value,
        weight=deed.weight or queries_planning.worth(session, case.id, person.id, value, actor.now).points,
        plan=deed.plan,
        risks=deed.risks,
        address_id=address.id if address else None,
        service_minutes=rules.SERVICE_MINUTES[deed.measure],
        open_from=None,
        open_until=None,
        position=_next_position(session, sweep),
    )
    session.add(row)
    session.flush()
    trail.write(session, actor, "sweep.target", case=case.id, subject=row.id, content=deed.model_dump(mode="json"))
    return row


class AddTargets(Command):
    """Several persons at once, each as `case id:person id`, all with the same measure."""

    sweep_id: UUID
    picks: Annotated[tuple[Annotated[str, StringConstraints(max_length=80)], ...], Field(min_length=1, max_length=500)]
    measure: Measure = Measure.PERSUADE


def add_targets(session: Session, actor: Actor, deed: AddTargets) -> list[Target]:
    """Put them all on the list, or none."""
    return [
        add_target(
            session,
            actor,
            AddTarget(sweep_id=deed.sweep_id, case_id=case_id, person_id=person_id, measure=deed.measure),
        )
        for case_id, person_id in map(_pair, deed.picks)
    ]


class ChangeTarget(Command):
    """What is planned for a target: measure, worth, his own plan (一人一策), where and when."""

    target_id: UUID
    measure: Measure
    value: Annotated[Money, Field(ge=0)]
    weight: Weight
    plan: Long = ""
    risks: Long = ""
    address_id: UUID | None = None
    service_minutes: Minutes
    open_from: Instant | None = None
    open_until: Instant | None = None


def change_target(session: Session, actor: Actor, deed: ChangeTarget) -> None:
    """Change what is planned; the times of the routes follow."""
    row = _row(session, actor, deed.target_id)
    sweep = queries.plannable(session, actor, row.sweep_id)
    person = cases.persons(session, [row.person_id])[row.person_id]
    _require_takeable(person, deed.measure)
    _require_within(sweep, deed)
    if deed.address_id:
        _first_address(session, person, deed.address_id)
    elif session.scalar(select(Stop.id).where(Stop.target_id == row.id)):
        raise _wrong("address_id", "sweeps.address_on_route")
    moved = any(getattr(row, name) != getattr(deed, name) for name in ("address_id", "service_minutes", "measure"))
    for name, value in deed.model_dump(exclude={"target_id"}).items():
        setattr(row, name, value)
    session.flush()
    if moved:
        by_hand_again(session, row)
    settle(session, row.sweep_id)
    trail.write(session, actor, "sweep.target", case=row.case_id, subject=row.id, content=deed.model_dump(mode="json"))


class DropTarget(Command):
    """This sweep no longer seeks him."""

    target_id: UUID


def drop_target(session: Session, actor: Actor, deed: DropTarget) -> None:
    """Take a target off the list and off its route; the trail keeps that he was on it."""
    row = _row(session, actor, deed.target_id)
    queries.plannable(session, actor, row.sweep_id)
    for stop in session.scalars(select(Stop).where(Stop.target_id == row.id)):
        session.delete(stop)
    session.flush()
    drop_strikes(session, row.id)
    session.delete(row)
    session.flush()
    settle(session, row.sweep_id)
    trail.write(session, actor, "sweep.drop", case=row.case_id, subject=row.id, content=str(row.person_id))


def _left(session: Session, sweep: Sweep, case: CaseBrief) -> Money:
    """What is still owed on the day of the sweep; of a case whose title was not entered, what was applied for."""
    left = money.owed(session, case.id, sweep.starts_at.day, court.profile(session)).total
    return left or case.applied_amount


def _row(session: Session, actor: Actor, target_id: UUID) -> Target:
    row = session.get(Target, target_id)
    if row is None or not actor.scope.admits(row.case_id):
        raise missing("target")
    return row


def _sought(case: CaseBrief, person_id: UUID) -> PersonBrief:
    for party in case.parties:
        if party.person.id == person_id and party.standing in SOUGHT:
            return party.person
    raise missing("person")


def _require_takeable(person: PersonBrief, measure: Measure) -> None:
    """A unit can be taken nowhere: who answers for it is the target then."""
    if person.kind == "unit" and measure in TAKING:
        raise _wrong("measure", "sweeps.unit_not_taken")


def _require_new(session: Session, deed: AddTarget, person: PersonBrief) -> None:
    same = (Target.sweep_id == deed.sweep_id, Target.case_id == deed.case_id, Target.person_id == deed.person_id)
    if session.scalar(select(Target.id).where(*same)):
        raise Refusal("sweeps.target_known", Kind.CONFLICT, name=person.name)


def _require_within(sweep: Sweep, deed: ChangeTarget) -> None:
    """A window that closes before it opens, or lies outside the sweep, can never be met."""
    if deed.open_from and deed.open_until and deed.open_until <= deed.open_from:
        raise _wrong("open_until", "sweeps.window_order")
    if deed.open_until and deed.open_until <= sweep.starts_at:
        raise _wrong("open_until", "sweeps.window_outside")
    if deed.open_from and deed.open_from >= sweep.ends_at:
        raise _wrong("open_from", "sweeps.window_outside")


def _first_address(session: Session, person: PersonBrief, wanted: UUID | None) -> AddressView | None:
    """The address asked for, which must be his; else his first that a squad can find, else his first."""
    known = places.addresses_of(session, [person.id]).get(person.id, [])
    if wanted is not None:
        found = next((one for one in known if one.id == wanted), None)
        if found is None:
            raise _wrong("address_id", "sweeps.address_unknown")
        return found
    return next((one for one in known if one.findable), known[0] if known else None)


def _next_position(session: Session, sweep: Sweep) -> int:
    return (session.scalar(select(func.max(Target.position)).where(Target.sweep_id == sweep.id)) or 0) + 1


def _pair(pick: str) -> tuple[UUID, UUID]:
    case_id, _, person_id = pick.partition(":")
    try:
        return UUID(case_id), UUID(person_id)
    except ValueError:
        raise _wrong("picks", "field.uuid_parsing") from None


def _wrong(field: str, code: str) -> Refusal:
    return Refusal("input.invalid", Kind.INVALID, faults=(Fault(field, code),))
