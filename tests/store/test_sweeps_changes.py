"""The morning changes the plan: a difference first, then the commander's word; the stop a squad drives to stays."""

import time
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.field.actions import Arrive, Miss, record_arrive, record_miss
from app.sweeps import queries, queries_changes, queries_routes
from app.sweeps.actions import PublishSweep, publish_sweep
from app.sweeps.actions_changes import DecideChange, TellEvent, decide_change, tell_event
from app.sweeps.replanning import Happened
from app.sweeps.tables import Target
from maps.points import Point
from tests.support.make_places import make_address, pin
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target
from tests.support.people import DAWN, actor_of

HOUR = timedelta(hours=1)
SPOTS = [Point(35.85 + n / 50, 106.64 + n % 3 / 30) for n in range(6)]


@pytest.fixture
def director(session: Session) -> Actor:
    return actor_of(session, "director")


def faults_of(no: Refusal) -> dict[str, str]:
    return {fault.field: fault.code for fault in no.faults}


def later(actor: Actor, at: Instant) -> Actor:
    return Actor(actor.id, actor.name, at, verbs=actor.verbs, roles=actor.roles, scope=actor.scope)


def two_squads_out(session: Session, judge: Actor, sweep_id: UUID, *routes: list[UUID]) -> list[UUID]:
    """Two squads with the targets each calls on, published."""
    squads = [
        make_squad(session, judge, sweep_id, members=("bailiff", "bailiff2")),
        make_squad(session, judge, sweep_id, members=("judge", "judge2", "police"), plate="宁D·0002警", name="第二组"),
    ]
    for squad_id, targets in zip(squads, routes, strict=True):
        make_route(session, judge, squad_id, targets)
    publish_sweep(session, actor_of(session, "director"), PublishSweep(sweep_id=sweep_id))
    return squads


@pytest.fixture
def out(session: Session, judge: Actor) -> tuple[UUID, list[UUID], list[UUID]]:
    """Two squads on the way, three stops each; published."""
    sweep_id = make_sweep(session, judge)
    targets = [make_target(session, judge, sweep_id, at=spot, measure="persuade") for spot in SPOTS]
    squads = two_squads_out(session, judge, sweep_id, targets[:3], targets[3:])
    return sweep_id, squads, targets


def order(session: Session, squad_id: UUID) -> list[UUID]:
    return [stop.target_id for stop in queries_routes.stops_of_squad(session, squad_id)]


def visited(session: Session, actor: Actor, target_id: UUID, at: Instant, *, met: bool = True) -> None:
    target = queries.target(session, actor.scope, target_id)
    command: Any = Arrive if met else Miss
    record: Any = record_arrive if met else record_miss
    deed = command(
        id=new_id(at), at=at, door="tablet", case_id=target.case_id, person_id=target.person.id, target_id=target_id,
        squad_id=target.squad_id,
    )  # fmt: skip
    record(session, later(actor, at), deed)


def test_a_breakdown_gives_the_stops_to_the_other_squad_when_the_commander_says_so(
    session: Session, director: Actor, out: tuple[UUID, list[UUID], list[UUID]]
) -> None:
    sweep_id, (first, second), targets = out
    now = later(director, DAWN + HOUR)
    visited(session, director, targets[0], DAWN + HOUR)
    visited(session, director, targets[3], DAWN + HOUR)
    row = tell_event(session, now, TellEvent(sweep_id=sweep_id, kind=Happened.BREAKDOWN, squad_id=first))
    assert order(session, first) == targets[:3]
    moved = {one["target_id"] for one in row.change["differences"] if one["turned"] == "squad"}
    assert moved == {str(one) for one in targets[1:3]}
    decide_change(session, now, DecideChange(change_id=row.id, decision="accepted"))
    assert order(session, first) == targets[:1]
    assert order(session, second)[:2] == targets[3:5]
    assert set(order(session, second)) == {*targets[1:6]}
    with pytest.raises(Refusal, match=r"sweeps\.change_decided"):
        decide_change(session, now, DecideChange(change_id=row.id, decision="declined"))


def test_a_squad_on_its_way_is_there_when_it_was_planned_to_be(
    session: Session, director: Actor, out: tuple[UUID, list[UUID], list[UUID]]
) -> None:
    sweep_id, (first, second), targets = out
    planned = {stop.target_id: stop.arrive_at for stop in queries_routes.stops_of_squad(session, second)}
    on_the_way = later(director, DAWN + timedelta(minutes=3))
    row = tell_event(session, on_the_way, TellEvent(sweep_id=sweep_id, kind=Happened.BREAKDOWN, squad_id=first))
    assert DAWN + timedelta(seconds=row.change["routes"][str(second)][0]["arrive"]) == planned[targets[3]]
    overdue = later(director, DAWN + 2 * HOUR)
    row = tell_event(session, overdue, TellEvent(sweep_id=sweep_id, kind=Happened.BREAKDOWN, squad_id=first))
    assert row.change["routes"][str(second)][0]["arrive"] == 2 * 3600


def test_a_delay_counts_from_when_it_happened(
    session: Session, director: Actor, out: tuple[UUID, list[UUID], list[UUID]]
) -> None:
    sweep_id, (first, _), targets = out
    planned = queries_routes.stops_of_squad(session, first)[0].arrive_at
    now = later(director, DAWN + timedelta(minutes=1))
    told = TellEvent(sweep_id=sweep_id, kind=Happened.DELAYED, squad_id=first, minutes=30)
    stop = tell_event(session, now, told).change["routes"][str(first)][0]
    assert stop["target_id"] == str(targets[0])
    assert DAWN + timedelta(seconds=stop["arrive"]) == planned + timedelta(minutes=30)


def test_who_may_not_be_called_on_before_an_hour_is_not_because_the_plan_changes(
    session: Session, judge: Actor, director: Actor
) -> None:
    sweep_id = make_sweep(session, judge)
    one, other = (make_target(session, judge, sweep_id, at=spot, measure="persuade") for spot in SPOTS[:2])
    opens = DAWN + timedelta(minutes=90)
    session.get_one(Target, one).open_from = opens
    squads = two_squads_out(session, judge, sweep_id, [one], [other])
    now = later(director, DAWN + timedelta(minutes=5))
    row = tell_event(session, now, TellEvent(sweep_id=sweep_id, kind=Happened.BREAKDOWN, squad_id=squads[1]))
    assert DAWN + timedelta(seconds=row.change["routes"][str(squads[0])][0]["arrive"]) == opens


def test_a_detention_keeps_the_squad_away_and_the_others_on_their_way(
    session: Session, director: Actor, out: tuple[UUID, list[UUID], list[UUID]]
) -> None:
    sweep_id, (first, second), targets = out
    visited(session, director, targets[0], DAWN + HOUR)
    visited(session, director, targets[3], DAWN + HOUR)
    now = later(director, DAWN + HOUR)
    begun = time.perf_counter()
    row = tell_event(session, now, TellEvent(sweep_id=sweep_id, kind=Happened.DETAINED, target_id=targets[0]))
    assert time.perf_counter() - begun < 10
    routes = row.change["routes"]
    assert routes[str(second)][0]["target_id"] == str(targets[4])
    assert all(stop["arrive"] >= 3600 + 1800 for stop in routes.get(str(first), []))
    decide_change(session, now, DecideChange(change_id=row.id, decision="declined"))
    assert order(session, first) == targets[:3]
    assert [one.decided for one in queries_changes.changes(session, sweep_id)] == ["declined"]


def turned(row: Any) -> list[tuple[str, str]]:
    """Each change as (how, target)."""
    return [(one["turned"], one["target_id"]) for one in row.change["differences"]]


def test_a_detention_here_is_no_reason_to_turn_a_squad_around_there(
    session: Session, director: Actor, out: tuple[UUID, list[UUID], list[UUID]]
) -> None:
    sweep_id, (_, second), targets = out
    planned = {stop.target_id: stop.arrive_at for stop in queries_routes.stops_of_squad(session, second)}
    now = later(director, DAWN + timedelta(minutes=3))
    visited(session, director, targets[0], now.now)
    row = tell_event(session, now, TellEvent(sweep_id=sweep_id, kind=Happened.DETAINED, target_id=targets[0]))
    there = {
        UUID(one["target_id"]): DAWN + timedelta(seconds=one["arrive"]) for one in row.change["routes"][str(second)]
    }
    assert {one: at for one, at in there.items() if one in planned} == planned
    assert {target for _, target in turned(row)} <= {str(one) for one in targets[1:3]}


def test_a_day_that_hands_filled_to_the_brim_is_not_emptied_because_somebody_else_was_missed(
    session: Session, judge: Actor, director: Actor
) -> None:
    """A way to the custody place that no hand had reckoned with is no news of the morning."""
    sweep_id = make_sweep(session, judge, ends_at=DAWN + 4 * HOUR)
    asked = ["persuade", "persuade", *["detain"] * 4]
    targets = [make_target(session, judge, sweep_id, at=at, measure=how) for at, how in zip(SPOTS, asked, strict=True)]
    two_squads_out(session, judge, sweep_id, targets[:2], targets[2:])
    now = later(director, DAWN + timedelta(minutes=3))
    row = tell_event(session, now, TellEvent(sweep_id=sweep_id, kind=Happened.MISSED, target_id=targets[0]))
    assert turned(row) == []


def test_who_was_not_met_may_be_called_on_again(
    session: Session, director: Actor, out: tuple[UUID, list[UUID], list[UUID]]
) -> None:
    sweep_id, _, targets = out
    visited(session, director, targets[0], DAWN + timedelta(minutes=20), met=False)
    now = later(director, DAWN + timedelta(minutes=25))
    loaded = queries_routes.load(session, sweep_id)
    seen = queries_changes.visits(session, loaded)
    assert queries_changes.fresh(session, loaded, seen, [])[0]["kind"] == "missed"
    row = tell_event(session, now, TellEvent(sweep_id=sweep_id, kind=Happened.MISSED, target_id=targets[0]))
    assert {one["target_id"] for one in row.change["differences"] if one["turned"] == "added"} == {str(targets[0])}
    assert queries_changes.fresh(session, loaded, seen, queries_changes.changes(session, sweep_id)) == []


def test_a_closed_road_leaves_out_who_lives_behind_it(
    session: Session, director: Actor, out: tuple[UUID, list[UUID], list[UUID]]
) -> None:
    sweep_id, _, targets = out
    townships = {spot.township for spot in queries_routes.load(session, sweep_id).spots.values()}
    now = later(director, DAWN + timedelta(minutes=5))
    row = tell_event(
        session, now, TellEvent(sweep_id=sweep_id, kind=Happened.ROAD_CLOSED, township=next(iter(townships)))
    )
    kept = {stop["target_id"] for many in row.change["routes"].values() for stop in many}
    assert len(kept) <= 2
    assert {one["turned"] for one in row.change["differences"]} >= {"dropped"}
    assert len(targets) == 6


def test_behind_a_closed_road_lie_a_persons_other_addresses_too(
    session: Session, director: Actor, out: tuple[UUID, list[UUID], list[UUID]]
) -> None:
    sweep_id, _, targets = out
    person_id = queries.target(session, director.scope, targets[0]).person.id
    market = make_address(session, director, person_id, raw="王洼镇街道门面", kind="market")
    pin(session, director, market, lat=35.86, lon=106.65)
    townships = {spot.township for spot in queries_routes.load(session, sweep_id).spots.values()}
    assert len(townships) == 1
    now = later(director, DAWN + timedelta(minutes=5))
    told = TellEvent(sweep_id=sweep_id, kind=Happened.ROAD_CLOSED, township=townships.pop())
    row = tell_event(session, now, told)
    assert row.change["routes"] == {}


def test_a_stop_that_nobody_can_place_stays_where_a_hand_put_it(
    session: Session, judge: Actor, director: Actor
) -> None:
    sweep_id = make_sweep(session, judge)
    spots = (SPOTS[0], None, SPOTS[1], SPOTS[2])
    targets = [make_target(session, judge, sweep_id, at=spot, measure="persuade") for spot in spots]
    squads = two_squads_out(session, judge, sweep_id, targets[:3], targets[3:])
    now = later(director, DAWN + timedelta(minutes=5))
    row = tell_event(session, now, TellEvent(sweep_id=sweep_id, kind=Happened.MISSED, target_id=targets[0]))
    stays = [stop["target_id"] for stop in row.change["routes"][str(squads[0])]]
    assert str(targets[1]) in stays
    row = tell_event(session, now, TellEvent(sweep_id=sweep_id, kind=Happened.BREAKDOWN, squad_id=squads[0]))
    dropped = {one["target_id"] for one in row.change["differences"] if one["turned"] == "dropped"}
    assert str(targets[1]) in dropped


def test_a_change_worked_out_from_other_routes_is_not_taken_over(
    session: Session, director: Actor, out: tuple[UUID, list[UUID], list[UUID]]
) -> None:
    sweep_id, (first, _), _ = out
    now = later(director, DAWN + timedelta(minutes=5))
    one, other = (
        tell_event(session, now, TellEvent(sweep_id=sweep_id, kind=Happened.BREAKDOWN, squad_id=first)) for _ in "ab"
    )
    decide_change(session, now, DecideChange(change_id=one.id, decision="accepted"))
    with pytest.raises(Refusal, match=r"sweeps\.changed_meanwhile"):
        decide_change(session, now, DecideChange(change_id=other.id, decision="accepted"))


def test_what_is_told_must_say_whom_it_concerns(
    session: Session, judge: Actor, director: Actor, out: tuple[UUID, list[UUID], list[UUID]]
) -> None:
    sweep_id, (first, second), targets = out
    for wrong, named in (
        ({"kind": "delayed"}, {"squad_id", "minutes"}),
        ({"kind": "lead", "target_id": targets[0], "address_id": first}, {"address_id"}),
        ({"kind": "breakdown", "squad_id": sweep_id}, {"squad_id"}),
        ({"kind": "missed", "target_id": sweep_id}, {"target_id"}),
        ({"kind": "road_closed"}, {"township"}),
        ({"kind": "road_closed", "township": "别处镇"}, {"township"}),
    ):
        with pytest.raises(Refusal) as no:
            tell_event(session, director, TellEvent.model_validate({"sweep_id": sweep_id, **wrong}))
        assert set(faults_of(no.value)) == named
    stranger = replace(actor_of(session, "judge2"), scope=Scope())
    with pytest.raises(Refusal) as no:
        tell_event(session, stranger, TellEvent(sweep_id=sweep_id, kind=Happened.BREAKDOWN, squad_id=second))
    assert no.value.kind in {Kind.MISSING, Kind.FORBIDDEN}
    planned = make_sweep(session, judge)
    with pytest.raises(Refusal, match=r"sweeps\.not_out"):
        tell_event(session, director, TellEvent(sweep_id=planned, kind=Happened.BREAKDOWN, squad_id=first))


def test_a_squad_that_knocked_before_the_sweep_began_is_planned_from_then_on_only(
    session: Session, director: Actor, out: tuple[UUID, list[UUID], list[UUID]]
) -> None:
    sweep_id, (first, second), targets = out
    early = DAWN + timedelta(minutes=-20)
    visited(session, director, targets[0], early, met=False)
    now = later(director, DAWN + timedelta(minutes=-15))
    row = tell_event(session, now, TellEvent(sweep_id=sweep_id, kind=Happened.MISSED, target_id=targets[0]))
    assert {one["target_id"] for one in row.change["routes"][str(first)]} >= {str(targets[1])}
    assert all(stop["arrive"] >= 0 for stop in row.change["routes"][str(second)])


@pytest.mark.parametrize("years", [-100, 100])
@pytest.mark.parametrize("kind", [Happened.DETAINED, Happened.DELAYED])
def test_an_event_that_happened_in_another_year_breaks_no_plan(
    session: Session, director: Actor, out: tuple[UUID, list[UUID], list[UUID]], years: int, kind: Happened
) -> None:
    sweep_id, (first, _), targets = out
    when = Instant.parse(f"{2026 + years}-01-17T07:00:00+08:00")
    given = {"target_id": targets[0]} if kind is Happened.DETAINED else {"squad_id": first, "minutes": 600}
    now = later(director, DAWN + HOUR)
    row = tell_event(session, now, TellEvent(sweep_id=sweep_id, kind=kind, happened_at=when, **given))
    assert row.change["before"]["stops"] == 6


def test_the_routes_of_a_sweep_that_is_over_are_left_as_they_are(
    session: Session, director: Actor, out: tuple[UUID, list[UUID], list[UUID]]
) -> None:
    sweep_id, (first, _), targets = out
    told = TellEvent(sweep_id=sweep_id, kind=Happened.BREAKDOWN, squad_id=first)
    waiting = [tell_event(session, later(director, DAWN + HOUR), told) for _ in "ab"]
    over = later(director, DAWN + 6 * HOUR)
    with pytest.raises(Refusal, match=r"sweeps\.over"):
        tell_event(session, over, told)
    with pytest.raises(Refusal, match=r"sweeps\.over"):
        decide_change(session, over, DecideChange(change_id=waiting[0].id, decision="accepted"))
    assert order(session, first) == targets[:3]
    assert decide_change(session, over, DecideChange(change_id=waiting[1].id, decision="declined")).decided
