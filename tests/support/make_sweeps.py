"""Sweeps, squads and problems for tests; rows are made through the room's own actions."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import read
from app.base.store import Store
from app.staff import queries as staff
from app.sweeps.actions import OpenSweep, open_sweep
from app.sweeps.actions_roster import NoteDuty, note_duty
from app.sweeps.actions_squads import AddVehicle, FormSquad, add_vehicle, form_squad
from app.sweeps.actions_stops import PlaceStop, place_stop
from app.sweeps.actions_targets import AddTarget, add_target
from app.sweeps.planning import Door, Lock, Problem, Squad, Target, Window, matrices
from app.sweeps.rules import Ability
from app.sweeps.tables_planning import PlanChange
from maps.points import Point
from maps.travel import Travel
from tests.support.make_cases import make_case, make_person
from tests.support.make_places import make_address, pin
from tests.support.people import DAWN, actor_of

COURT = Point(35.8511, 106.639)
FULL_SQUAD = ("bailiff", "bailiff2", "police")


def make_sweep(session: Session, actor: Actor, **changes: Any) -> UUID:
    """A sweep on finance cases from 06:00 to 12:00 on 17 January, commanded by who opens it."""
    given = {
        "name": "涉金融案件集中执行",
        "category": "finance",
        "starts_at": DAWN,
        "ends_at": DAWN + timedelta(hours=6),
        "commander_id": actor.id,
    } | changes
    return open_sweep(session, actor, OpenSweep.model_validate(given)).id


def make_target(session: Session, actor: Actor, sweep_id: UUID, *, at: Point | None = COURT, **changes: Any) -> UUID:
    """A debtor of a case of his own at that point; None: with an address that nobody can place."""
    person = make_person(session, actor, **{key: changes.pop(key) for key in ("sex", "name") if key in changes})
    case_id = make_case(session, actor, debtors=(person,))
    address = make_address(session, actor, person, raw="王洼镇李岔村三组" if at else "外地打工，住处不详")
    if at:
        pin(session, actor, address, lat=at.lat, lon=at.lon)
    given = {"sweep_id": sweep_id, "case_id": case_id, "person_id": person, "measure": "compel"} | changes
    return add_target(session, actor, read(AddTarget, given)).id


def make_co_debtors(
    session: Session, actor: Actor, sweep_id: UUID, *spots: tuple[Point, str], **changes: Any
) -> list[UUID]:
    """The debtors of one case, each at a point and an address of his own."""
    people = []
    for number, (at, raw) in enumerate(spots):
        person = make_person(session, actor, f"李某{'甲乙丙丁'[number]}")
        pin(session, actor, make_address(session, actor, person, raw=raw), lat=at.lat, lon=at.lon)
        people.append(person)
    case_id = make_case(session, actor, debtors=tuple(people))
    given = {"sweep_id": sweep_id, "case_id": case_id, "measure": "persuade"} | changes
    return [add_target(session, actor, read(AddTarget, given | {"person_id": person})).id for person in people]


def make_squad(
    session: Session,
    actor: Actor,
    sweep_id: UUID,
    *,
    members: Sequence[str] = FULL_SQUAD,
    plate: str = "宁D·0001警",
    **changes: Any,
) -> UUID:
    """A squad that nothing is wrong with: two executors, a policeman, a car of seven seats."""
    people = [found.id for name in members if (found := staff.by_username(session, name))]
    car = add_vehicle(session, actor, AddVehicle(plate=plate, seats=7)).id if plate else None
    given = {
        "sweep_id": sweep_id,
        "name": "第一组",
        "member_ids": tuple(people),
        "leader_id": people[0] if people else None,
        "vehicle_id": car,
    } | changes
    return form_squad(session, actor, FormSquad.model_validate(given)).id


def make_route(session: Session, actor: Actor, squad_id: UUID, targets: Sequence[UUID]) -> None:
    """These targets by hand, in this order."""
    for target_id in targets:
        place_stop(session, actor, PlaceStop(target_id=target_id, squad_id=squad_id))


def make_change(session: Session, judge: Actor, sweep_id: UUID) -> UUID:
    """A change of the routes that waits for the commander and changes nothing."""
    told = {"routes": {}, "differences": [], "before": {"stops": 1}, "after": {"stops": 1, "found": 0.5}}
    row = PlanChange(
        id=new_id(judge.now),
        sweep_id=sweep_id,
        at=judge.now,
        event={"kind": "missed"},
        stood="",
        change=told,
        decided="",
    )
    session.add(row)
    session.flush()
    return row.id


def make_duty_note(session: Session, actor: Actor, officer_id: UUID, **changes: Any) -> UUID:
    """An officer on leave on a day long past, until told otherwise."""
    given = {"kind": "leave", "officer_id": officer_id, "from_day": "2025-12-01"} | changes
    return note_duty(session, actor, NoteDuty.model_validate(given)).id


@dataclass(frozen=True)
class Arranged:
    """A judge's sweep with one squad and two targets on its route."""

    sweep_id: UUID
    squad_id: UUID
    targets: tuple[UUID, UUID]

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"/sweeps/{self.sweep_id}"


def arrange(store: Store) -> Arranged:
    """The test judge's sweep in a store, not published yet."""
    with store.writing() as session:
        judge = actor_of(session, "judge")
        sweep_id = make_sweep(session, judge)
        squad_id = make_squad(session, judge, sweep_id)
        near = make_target(session, judge, sweep_id, at=Point(35.90, 106.65))
        far = make_target(session, judge, sweep_id, at=Point(36.05, 106.70))
        make_route(session, judge, squad_id, (near, far))
    return Arranged(sweep_id, squad_id, (near, far))


def hills(seed: int, *, targets: int = 12, squads: int = 3, locks: int = 0) -> Problem:
    """A made-up problem in the hills: some windows, some who need the police, some nobody knows the place of."""
    lot = random.Random(seed)  # noqa: S311 - made-up hills, no secret
    spots: list[Point | None] = [COURT]
    spots += [Point(35.85 + lot.uniform(-0.25, 0.25), 106.64 + lot.uniform(-0.25, 0.25)) for _ in range(targets)]
    sought = []
    for number in range(1, targets + 1):
        known = lot.random() > 0.1
        if not known:
            spots[number] = None
        window = Window(lot.choice((0, 0, 3600)), lot.choice((9000, 21600, 21600)))
        door = Door(UUID(int=1000 + number), number, window, lot.choice((900, 1800)), lot.randint(20, 90), known)
        needs = frozenset({Ability.POLICE}) if lot.random() < 0.4 else frozenset()
        sought.append(Target(UUID(int=number), (door,), needs, lot.choice((0, 1, 3))))
    crews = tuple(
        Squad(UUID(int=100 + number), 0, 21600, 0, 0, 3, frozenset({Ability.POLICE} if number else ()))
        for number in range(squads)
    )
    seconds, metres = matrices(spots, Travel())
    chosen = lot.sample(sought, k=min(locks, squads, targets))
    fixed = tuple(Lock(one.id, crew.id, lot.randint(1, 3)) for one, crew in zip(chosen, crews, strict=False))
    return Problem(tuple(sought), crews, seconds, metres, fixed)
