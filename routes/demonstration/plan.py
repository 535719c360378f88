"""The sweep as it was planned on the evening before."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.sweeps import actions as sweeps
from app.sweeps import actions_squads, actions_stops, actions_targets
from app.sweeps.actions import OpenSweep
from app.sweeps.actions_squads import AddVehicle, FormSquad
from app.sweeps.actions_stops import PlaceStop
from app.sweeps.actions_targets import AddTarget, ChangeTarget
from app.sweeps.rules import Measure
from routes.demonstration.clockwork import EVENING, Cast, at
from routes.demonstration.court import SQUADS, VEHICLES
from routes.demonstration.evening import Known

KNOCK_FROM = {"zhang": ("06:00", "06:30"), "huang": ("07:30", "08:10")}
"""When the two published doors are to be knocked at."""


def plan_sweep(session: Session, cast: Cast, known: dict[str, Known]) -> UUID:
    """Open the sweep, put everybody on the list, form the squads, place the stops. It is not published yet."""
    judge = cast.acting("judge", at("16:30", EVENING))
    sweep = sweeps.open_sweep(
        session,
        judge,
        OpenSweep.model_validate(
            {
                "name": "涉金融案件集中执行专项行动（演示）",
                "category": "finance",
                "aim": "对下落不定、传唤不到、拒不履行的被执行人集中采取措施，督促履行。",
                "starts_at": at("05:40"),
                "ends_at": at("13:30"),
                "commander_id": cast.ids["director"],
                "risks": "冬季山路结冰；凌晨入户先表明身份；被执行人患病的随时关注。",
            }
        ),
    )
    targets = {key: _target(session, cast, sweep.id, one) for key, one in known.items()}
    for place, (plate, seats) in enumerate(VEHICLES):
        car = actions_squads.add_vehicle(session, judge, AddVehicle(plate=plate, seats=seats))
        _squad(session, cast, sweep.id, place, car_id=car.id, targets=targets)
    return sweep.id


def _target(session: Session, cast: Cast, sweep_id: UUID, one: Known) -> UUID:
    judge = cast.acting("judge", at("16:40", EVENING))
    debtor = one.debtor
    row = actions_targets.add_target(
        session,
        judge,
        AddTarget(
            sweep_id=sweep_id,
            case_id=one.case_id,
            person_id=one.person_id,
            measure=Measure(debtor.measure),
            plan=debtor.plan,
            risks=debtor.risks,
        ),
    )
    if debtor.key in KNOCK_FROM:
        opens, closes = KNOCK_FROM[debtor.key]
        window = ChangeTarget(
            target_id=row.id,
            measure=Measure(row.measure),
            value=row.value,
            weight=90,
            plan=row.plan,
            risks=row.risks,
            address_id=row.address_id,
            service_minutes=row.service_minutes,
            open_from=at(opens),
            open_until=at(closes),
        )
        actions_targets.change_target(session, judge, window)
    return row.id


def _squad(session: Session, cast: Cast, sweep_id: UUID, place: int, *, car_id: UUID, targets: dict[str, UUID]) -> None:
    judge = cast.acting("judge", at("17:00", EVENING))
    party = SQUADS[place]
    squad = actions_squads.form_squad(
        session,
        judge,
        FormSquad(
            sweep_id=sweep_id,
            name=party.name,
            member_ids=tuple(cast.ids[name] for name in party.members),
            leader_id=cast.ids[party.leader],
            vehicle_id=car_id,
        ),
    )
    for key in party.route:
        actions_stops.place_stop(session, judge, PlaceStop(target_id=targets[key], squad_id=squad.id))
