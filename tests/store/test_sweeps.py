"""Sweeps on both databases: targets, squads, routes by hand and proposed, roll-call, publication."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor, Scope
from app.base.money import Money
from app.base.reading import read
from app.base.refusal import Kind, Refusal
from app.cases import queries as cases
from app.sweeps import queries, queries_routes
from app.sweeps.actions import ChangeSweep, change_sweep
from app.sweeps.actions_plan import plan_routes
from app.sweeps.actions_squads import ChangeSquad, DropSquad, change_squad, drop_squad
from app.sweeps.actions_stops import (
    LockStop,
    PlaceStop,
    ShiftStop,
    TakeOffStop,
    lock_stop,
    place_stop,
    shift_stop,
    take_off_stop,
)
from app.sweeps.actions_targets import AddTarget, ChangeTarget, DropTarget, add_target, change_target, drop_target
from app.sweeps.effort import Limit
from maps.points import Point
from tests.support.make_cases import make_case, make_person
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target
from tests.support.people import DAWN

NEAR, FAR, FARTHER = Point(35.90, 106.65), Point(36.05, 106.70), Point(36.12, 106.45)
STEPS = Limit(seconds=None, steps=60)


def faults_of(no: Refusal) -> dict[str, str]:
    return {fault.field: fault.code for fault in no.faults}


def order(session: Session, squad_id: UUID) -> list[UUID]:
    return [stop.target_id for stop in queries_routes.stops_of_squad(session, squad_id)]


@pytest.fixture
def sweep_id(session: Session, judge: Actor) -> UUID:
    return make_sweep(session, judge)


@pytest.fixture
def planned(session: Session, judge: Actor, sweep_id: UUID) -> tuple[UUID, list[UUID]]:
    """A squad and three targets on its route."""
    squad_id = make_squad(session, judge, sweep_id)
    targets = [make_target(session, judge, sweep_id, at=at) for at in (NEAR, FAR, FARTHER)]
    make_route(session, judge, squad_id, targets)
    return squad_id, targets


def test_sweeps_are_numbered_without_gaps(session: Session, judge: Actor) -> None:
    numbers = [queries.sweep(session, make_sweep(session, judge)).number for _ in range(3)]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    assert queries.sweep(session, numbers[1]).number == numbers[1]
    with pytest.raises(Refusal) as no:
        queries.sweep(session, 999)
    assert no.value.kind is Kind.MISSING


def test_a_sweep_that_ends_before_it_begins_or_lasts_for_days_is_refused(session: Session, judge: Actor) -> None:
    for span in (timedelta(hours=-1), timedelta(), timedelta(hours=25)):
        with pytest.raises(Refusal) as no:
            make_sweep(session, judge, ends_at=DAWN + span)
        assert faults_of(no.value) == {"ends_at": "sweeps.span"}


def test_only_who_may_lead_commands(session: Session, judge: Actor, act: Callable[..., Actor]) -> None:
    for wrong in (act("police").id, act("president").id, uuid4()):
        with pytest.raises(Refusal) as no:
            make_sweep(session, judge, commander_id=wrong)
        assert faults_of(no.value) == {"commander_id": "sweeps.commander_unknown"}


def test_a_target_takes_value_weight_time_and_first_address_from_the_case(
    session: Session, judge: Actor, sweep_id: UUID
) -> None:
    target = queries.target(session, WHOLE_COURT, make_target(session, judge, sweep_id, at=NEAR))
    assert target.value >= Money(6_000_000)
    assert target.weight > 40
    assert target.service_minutes == 25
    assert target.address is not None
    assert target.address.point == NEAR


def test_the_same_person_twice_a_stranger_and_a_unit_to_be_taken_are_refused(
    session: Session, judge: Actor, sweep_id: UUID
) -> None:
    known = queries.target(session, WHOLE_COURT, make_target(session, judge, sweep_id))
    same = {"sweep_id": sweep_id, "case_id": known.case_id, "person_id": known.person.id}
    with pytest.raises(Refusal, match=r"sweeps\.target_known"):
        add_target(session, judge, read(AddTarget, same))
    with pytest.raises(Refusal) as no:
        add_target(session, judge, read(AddTarget, same | {"person_id": make_person(session, judge)}))
    assert no.value.kind is Kind.MISSING
    unit = make_person(session, judge, "松溪商贸有限公司", kind="unit", id_number="")
    case_id = make_case(session, judge, debtors=(unit,))
    with pytest.raises(Refusal) as no:
        add_target(
            session,
            judge,
            read(AddTarget, {"sweep_id": sweep_id, "case_id": case_id, "person_id": unit, "measure": "compel"}),
        )
    assert faults_of(no.value) == {"measure": "sweeps.unit_not_taken"}


def test_nobody_sees_targets_of_cases_that_are_not_his(session: Session, judge: Actor, sweep_id: UUID) -> None:
    mine, other = (make_target(session, judge, sweep_id) for _ in range(2))
    scope = Scope(case_ids=frozenset({queries.target(session, WHOLE_COURT, mine).case_id}))
    assert [one.id for one in queries.targets(session, scope, sweep_id)] == [mine]
    with pytest.raises(Refusal) as no:
        queries.target(session, scope, other)
    assert no.value.kind is Kind.MISSING


def test_another_judge_neither_sees_nor_plans_it(
    session: Session, act: Callable[..., Actor], judge: Actor, sweep_id: UUID
) -> None:
    stranger = replace(act("judge2"), scope=Scope())
    assert queries.sweeps(session, stranger) == []
    with pytest.raises(Refusal) as no:
        make_squad(session, stranger, sweep_id, plate="")
    assert no.value.kind is Kind.MISSING
    with_case = replace(stranger, scope=Scope(case_ids=cases_of(session, judge, sweep_id)))
    assert [one.id for one in queries.sweeps(session, with_case)] == [sweep_id]
    with pytest.raises(Refusal, match=r"sweeps\.not_yours"):
        make_squad(session, with_case, sweep_id, plate="")


def cases_of(session: Session, judge: Actor, sweep_id: UUID) -> frozenset[UUID]:
    make_target(session, judge, sweep_id)
    return queries.case_ids(session, sweep_id)


def test_every_move_by_hand_changes_the_times(session: Session, judge: Actor, planned: tuple[UUID, list[UUID]]) -> None:
    squad_id, (near, far, farther) = planned
    before = {stop.target_id: stop.arrive_at for stop in queries_routes.stops_of_squad(session, squad_id)}
    shift_stop(session, judge, ShiftStop(target_id=farther, by="up"))
    assert order(session, squad_id) == [near, farther, far]
    after = {stop.target_id: stop.arrive_at for stop in queries_routes.stops_of_squad(session, squad_id)}
    assert after[near] == before[near]
    assert after[farther] != before[farther]
    assert after[far] != before[far]
    shift_stop(session, judge, ShiftStop(target_id=near, by="up"))
    assert order(session, squad_id)[0] == near
    take_off_stop(session, judge, TakeOffStop(target_id=near))
    assert order(session, squad_id) == [farther, far]
    with pytest.raises(Refusal, match=r"sweeps\.on_no_route"):
        shift_stop(session, judge, ShiftStop(target_id=near, by="up"))


def test_a_stop_moves_to_another_squad(session: Session, judge: Actor, planned: tuple[UUID, list[UUID]]) -> None:
    squad_id, (near, far, farther) = planned
    sweep_id = queries.squad(session, squad_id).sweep_id
    other = make_squad(session, judge, sweep_id, members=("judge", "judge2"), plate="宁D·0002警", name="第二组")
    place_stop(session, judge, PlaceStop(target_id=far, squad_id=other))
    assert (order(session, squad_id), order(session, other)) == ([near, farther], [far])
    place_stop(session, judge, PlaceStop(target_id=far, squad_id=squad_id, position=1))
    assert order(session, squad_id) == [far, near, farther]
    with pytest.raises(Refusal) as no:
        place_stop(session, judge, PlaceStop(target_id=far, squad_id=uuid4()))
    assert faults_of(no.value) == {"squad_id": "sweeps.squad_unknown"}


def test_a_window_and_a_longer_stay_move_the_times_after_them(
    session: Session, judge: Actor, planned: tuple[UUID, list[UUID]]
) -> None:
    squad_id, (near, _, _) = planned
    target = queries.target(session, WHOLE_COURT, near)
    assert target.address is not None
    given = {
        "target_id": near,
        "measure": "detain",
        "value": "60000",
        "weight": 90,
        "plan": "清晨到父母住所",
        "address_id": target.address.id,
        "service_minutes": 60,
        "open_from": DAWN + timedelta(hours=1),
    }
    before = queries_routes.stops_of_squad(session, squad_id)
    change_target(session, judge, read(ChangeTarget, given))
    after = queries_routes.stops_of_squad(session, squad_id)
    assert after[0].arrive_at == DAWN + timedelta(hours=1)
    assert after[0].leave_at == DAWN + timedelta(hours=2)
    assert after[1].arrive_at > before[1].arrive_at
    for wrong, code in (
        ({"open_until": DAWN + timedelta(minutes=30)}, "sweeps.window_order"),
        ({"open_from": DAWN + timedelta(hours=9)}, "sweeps.window_outside"),
    ):
        with pytest.raises(Refusal) as no:
            change_target(session, judge, read(ChangeTarget, given | wrong))
        assert code in faults_of(no.value).values()
    with pytest.raises(Refusal) as no:
        change_target(session, judge, read(ChangeTarget, given | {"address_id": None}))
    assert faults_of(no.value) == {"address_id": "sweeps.address_on_route"}


def test_an_address_nobody_can_place_is_put_by_hand_and_never_by_a_proposal(
    session: Session, judge: Actor, sweep_id: UUID
) -> None:
    squad_id = make_squad(session, judge, sweep_id)
    known, unknown = (make_target(session, judge, sweep_id, at=at) for at in (NEAR, None))
    proposal = plan_routes(session, judge, sweep_id, limit=STEPS)
    assert dict(proposal.unplaced) == {unknown: "no_position"}
    place_stop(session, judge, PlaceStop(target_id=unknown, squad_id=squad_id))
    stop = queries_routes.stops_of_squad(session, squad_id)[-1]
    assert stop.guessed
    assert stop.address.point is None
    assert "估算" in queries_routes.routes(session, WHOLE_COURT, sweep_id)[0].label
    plan_routes(session, judge, sweep_id, limit=STEPS)
    assert order(session, squad_id) == [known, unknown]


def test_a_proposal_keeps_what_is_locked_and_is_the_same_again(
    session: Session, judge: Actor, planned: tuple[UUID, list[UUID]]
) -> None:
    squad_id, (near, far, farther) = planned
    sweep_id = queries.squad(session, squad_id).sweep_id
    shift_stop(session, judge, ShiftStop(target_id=farther, by="up"))
    shift_stop(session, judge, ShiftStop(target_id=farther, by="up"))
    lock_stop(session, judge, LockStop(target_id=farther))
    first = plan_routes(session, judge, sweep_id, seed=3, limit=STEPS)
    assert order(session, squad_id)[0] == farther
    assert set(order(session, squad_id)) == {near, far, farther}
    assert plan_routes(session, judge, sweep_id, seed=3, limit=STEPS) == first
    run = queries_routes.last_run(session, sweep_id)
    assert run is not None
    assert run.summary["placed"] == 3


def test_a_proposal_needs_squads_and_places_and_locks_that_can_be_kept(
    session: Session, judge: Actor, sweep_id: UUID
) -> None:
    with pytest.raises(Refusal, match=r"sweeps\.not_plannable") as no:
        plan_routes(session, judge, sweep_id, limit=STEPS)
    assert [fault.code for fault in no.value.faults] == ["sweeps.no_squads", "sweeps.no_targets"]
    squad_id = make_squad(session, judge, sweep_id)
    with pytest.raises(Refusal, match=r"sweeps\.no_targets"):
        plan_routes(session, judge, sweep_id, limit=STEPS)
    make_target(session, judge, sweep_id, at=None)
    with pytest.raises(Refusal, match=r"sweeps\.nothing_to_plan"):
        plan_routes(session, judge, sweep_id, limit=STEPS)
    target = make_target(session, judge, sweep_id, at=FAR)
    make_route(session, judge, squad_id, [target])
    lock_stop(session, judge, LockStop(target_id=target))
    sweep = queries.sweep(session, sweep_id)
    given = {name: getattr(sweep, name) for name in ("name", "category", "starts_at", "commander_id")}
    change_sweep(
        session, judge, ChangeSweep(sweep_id=sweep_id, ends_at=sweep.starts_at + timedelta(minutes=10), **given)
    )
    with pytest.raises(Refusal, match=r"sweeps\.locks_contradict") as no:
        plan_routes(session, judge, sweep_id, limit=STEPS)
    assert faults_of(no.value) == {"第一组": "sweeps.locks_late"}


def test_a_dropped_target_or_squad_leaves_no_stop_behind(
    session: Session, judge: Actor, planned: tuple[UUID, list[UUID]]
) -> None:
    squad_id, (near, far, farther) = planned
    sweep_id = queries.squad(session, squad_id).sweep_id
    drop_target(session, judge, DropTarget(target_id=far))
    assert [stop.position for stop in queries_routes.stops_of_squad(session, squad_id)] == [1, 2]
    drop_squad(session, judge, DropSquad(squad_id=squad_id))
    assert {one.id: one.squad_id for one in queries.targets(session, WHOLE_COURT, sweep_id)} == {
        near: None,
        farther: None,
    }


def test_a_squad_takes_only_people_and_cars_that_are_there(session: Session, judge: Actor, sweep_id: UUID) -> None:
    squad_id = make_squad(session, judge, sweep_id)
    wrong = ChangeSquad(squad_id=squad_id, name="第一组", member_ids=(uuid4(),), leader_id=uuid4(), vehicle_id=uuid4())
    with pytest.raises(Refusal) as no:
        change_squad(session, judge, wrong)
    assert set(faults_of(no.value)) == {"member_ids", "leader_id", "vehicle_id"}


def test_a_case_knows_in_which_sweeps_its_people_are_sought(
    session: Session, judge: Actor, planned: tuple[UUID, list[UUID]]
) -> None:
    target = queries.target(session, WHOLE_COURT, planned[1][0])
    known = queries.planned_by_case(session, [target.case_id])[target.case_id]
    assert [(one.target_id, one.measure, one.published) for one in known] == [(target.id, "compel", False)]
    assert cases.briefs(session, WHOLE_COURT, [target.case_id])
