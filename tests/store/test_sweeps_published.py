"""A sweep is published once, by another, when nothing is wrong; then its roll is called."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor, Scope
from app.base.refusal import Kind, Refusal
from app.sweeps import queries, queries_routes
from app.sweeps.actions import PublishSweep, publish_sweep
from app.sweeps.actions_plan import plan_routes
from app.sweeps.actions_roll import CallRoll, call_roll
from app.sweeps.actions_squads import DropSquad, drop_squad
from app.sweeps.actions_stops import ShiftStop, shift_stop
from app.sweeps.actions_targets import DropTarget, drop_target
from app.sweeps.effort import Limit
from maps.points import Point
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target
from tests.support.people import DAWN

NEAR, FAR, FARTHER = Point(35.90, 106.65), Point(36.05, 106.70), Point(36.12, 106.45)
STEPS = Limit(seconds=None, steps=60)


def faults_of(no: Refusal) -> dict[str, str]:
    return {fault.field: fault.code for fault in no.faults}


def codes_of(no: Refusal) -> set[str]:
    return {fault.code.rsplit(".", 1)[-1] for fault in no.faults}


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


def test_whoever_planned_it_does_not_publish_it(
    session: Session, judge: Actor, act: Callable[..., Actor], planned: tuple[UUID, list[UUID]]
) -> None:
    sweep_id = queries.squad(session, planned[0]).sweep_id
    with pytest.raises(Refusal, match="four_eyes"):
        publish_sweep(session, judge, PublishSweep(sweep_id=sweep_id))
    publish_sweep(session, act("director"), PublishSweep(sweep_id=sweep_id))
    assert queries.sweep(session, sweep_id).published
    with pytest.raises(Refusal, match=r"sweeps\.published"):
        publish_sweep(session, act("director"), PublishSweep(sweep_id=sweep_id))


def test_everything_that_stops_a_publication_is_told_at_once(
    session: Session, judge: Actor, act: Callable[..., Actor], sweep_id: UUID
) -> None:
    squad_id = make_squad(session, judge, sweep_id, members=("bailiff",), plate="")
    target = make_target(session, judge, sweep_id, sex="female", measure="detain")
    make_route(session, judge, squad_id, [target])
    with pytest.raises(Refusal) as no:
        publish_sweep(session, act("director"), PublishSweep(sweep_id=sweep_id))
    assert codes_of(no.value) == {"few_officers", "no_police", "no_woman", "no_vehicle"}
    assert not queries.sweep(session, sweep_id).published


def test_an_empty_sweep_is_not_published(session: Session, act: Callable[..., Actor], sweep_id: UUID) -> None:
    with pytest.raises(Refusal) as no:
        publish_sweep(session, act("director"), PublishSweep(sweep_id=sweep_id))
    assert codes_of(no.value) == {"no_squads", "no_stops"}


def test_publication_freezes_the_plan_and_opens_it_to_the_squad(
    session: Session, judge: Actor, act: Callable[..., Actor], planned: tuple[UUID, list[UUID]]
) -> None:
    squad_id, targets = planned
    bailiff, sweep_id = act("bailiff"), queries.squad(session, squad_id).sweep_id
    assert bailiff.id is not None
    assert queries.squad_ids_of(session, bailiff.id) == frozenset()
    assert queries_routes.today(session, WHOLE_COURT, bailiff.id, DAWN) is None
    publish_sweep(session, act("director"), PublishSweep(sweep_id=sweep_id))
    assert queries.squad_ids_of(session, bailiff.id) == {squad_id}
    assert queries.case_ids_of_squads(session, [squad_id]) == queries.case_ids(session, sweep_id)
    today = queries_routes.today(session, WHOLE_COURT, bailiff.id, DAWN)
    assert today is not None
    assert [stop.target_id for stop in today.stops] == targets
    assert queries_routes.today(session, WHOLE_COURT, bailiff.id, DAWN + timedelta(days=2)) is None
    for deed in (
        lambda: shift_stop(session, judge, ShiftStop(target_id=targets[0], by="down")),
        lambda: drop_target(session, judge, DropTarget(target_id=targets[0])),
        lambda: drop_squad(session, judge, DropSquad(squad_id=squad_id)),
        lambda: make_target(session, judge, sweep_id),
        lambda: plan_routes(session, judge, sweep_id, limit=STEPS),
    ):
        with pytest.raises(Refusal, match=r"sweeps\.published"):
            deed()


@pytest.fixture
def published(
    session: Session, act: Callable[..., Actor], planned: tuple[UUID, list[UUID]]
) -> tuple[UUID, UUID, Actor]:
    """Sweep, squad, and the clerk at dawn."""
    squad_id, _ = planned
    sweep_id = queries.squad(session, squad_id).sweep_id
    publish_sweep(session, act("director"), PublishSweep(sweep_id=sweep_id))
    return sweep_id, squad_id, act("clerk", DAWN)


def test_turns_count_each_officer_once_a_day_and_a_correction_cancels(
    session: Session, act: Callable[..., Actor], published: tuple[UUID, UUID, Actor]
) -> None:
    sweep_id, squad_id, clerk = published
    squad = queries.squad(session, squad_id)
    people = tuple(one.id for one in squad.members)
    assert squad.car is not None
    deed = CallRoll(squad_id=squad_id, on_day=DAWN.day, officer_ids=people, vehicle_ids=(squad.car.id,))
    assert call_roll(session, clerk, deed) == 4
    assert call_roll(session, clerk, deed) == 0
    turns = queries.officer_turns(session, sweep_id)
    assert len(turns) == 3
    assert len({turn.id for turn in turns}) == 3
    assert len(queries.vehicle_turns(session, sweep_id)) == 1
    fewer = deed.model_copy(update={"officer_ids": people[1:]})
    assert call_roll(session, clerk, fewer) == 1
    assert len(queries.officer_turns(session, sweep_id)) == 2
    assert call_roll(session, clerk, deed) == 1
    stand_in = deed.model_copy(update={"officer_ids": (*people, act("auxiliary").id)})
    call_roll(session, clerk, stand_in)
    assert len(queries.officer_turns(session, sweep_id)) == 4


def test_the_roll_is_called_on_the_day_by_whom_it_concerns(
    session: Session, act: Callable[..., Actor], published: tuple[UUID, UUID, Actor]
) -> None:
    _, squad_id, clerk = published
    early = CallRoll(squad_id=squad_id, on_day=DAWN.day)
    with pytest.raises(Refusal) as no:
        call_roll(session, act("clerk"), early)
    assert faults_of(no.value) == {"on_day": "sweeps.roll_day"}
    with pytest.raises(Refusal) as no:
        call_roll(session, clerk, early.model_copy(update={"officer_ids": (uuid4(),), "vehicle_ids": (uuid4(),)}))
    assert set(faults_of(no.value)) == {"officer_ids", "vehicle_ids"}
    stranger = replace(act("auxiliary", DAWN), scope=Scope(), squad_ids=frozenset())
    with pytest.raises(Refusal) as no:
        call_roll(session, stranger, early)
    assert no.value.kind is Kind.MISSING
    own = replace(act("bailiff", DAWN), scope=Scope(), squad_ids=frozenset({squad_id}))
    assert call_roll(session, own, early.model_copy(update={"officer_ids": (own.id,)})) == 1


def test_nobody_calls_the_roll_of_an_unpublished_sweep(
    session: Session, act: Callable[..., Actor], planned: tuple[UUID, list[UUID]]
) -> None:
    with pytest.raises(Refusal, match=r"sweeps\.not_published"):
        call_roll(session, act("clerk", DAWN), CallRoll(squad_id=planned[0], on_day=DAWN.day))


def test_the_database_forbids_changing_the_roll(
    session: Session, published: tuple[UUID, UUID, Actor], connection: Connection
) -> None:
    _, squad_id, clerk = published
    people = tuple(one.id for one in queries.squad(session, squad_id).members)
    call_roll(session, clerk, CallRoll(squad_id=squad_id, on_day=DAWN.day, officer_ids=people))
    with pytest.raises(DBAPIError, match="append only"), connection.begin_nested():
        connection.execute(text("DELETE FROM roll_calls"))
