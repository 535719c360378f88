"""Strikes on both databases: co-debtors who live apart are called on at once or not at all; the judge's hand comes first."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.refusal import Refusal
from app.sweeps import queries, queries_outlook, queries_problem, queries_routes, queries_strikes
from app.sweeps.actions import PublishSweep, publish_sweep
from app.sweeps.actions_changes import DecideChange, TellEvent, decide_change, tell_event
from app.sweeps.actions_plan import plan_routes
from app.sweeps.actions_roster import NoteDuty, note_duty
from app.sweeps.actions_stops import LockStop, PlaceStop, lock_stop, place_stop
from app.sweeps.actions_strikes import TieStrike, UntieStrike, tie_strike, untie_strike
from app.sweeps.actions_targets import DropTarget, drop_target
from app.sweeps.effort import Limit
from app.sweeps.planning.check import faults
from app.sweeps.replanning import Happened, left_alone
from maps.points import Point
from tests.support.make_sweeps import make_co_debtors, make_squad, make_sweep, make_target
from tests.support.people import DAWN, actor_of

STEPS = Limit(seconds=None, steps=40)
WEST, EAST, NORTH = Point(35.88, 106.55), Point(35.86, 106.75), Point(36.02, 106.66)
HERE, THERE = (WEST, "新集乡新集村五组"), (EAST, "王洼镇李岔村三组")
TEN = timedelta(minutes=10)


@pytest.fixture
def sweep_id(session: Session, judge: Actor) -> UUID:
    """Two squads, and somebody of another case on the way."""
    sweep_id = make_sweep(session, judge)
    make_squad(session, judge, sweep_id, members=("bailiff", "bailiff2"))
    make_squad(session, judge, sweep_id, members=("judge", "judge2", "police"), plate="宁D·0002警", name="第二组")
    make_target(session, judge, sweep_id, at=NORTH, measure="persuade")
    return sweep_id


def squads_of(session: Session, sweep_id: UUID) -> list[UUID]:
    return [one.id for one in queries.squads(session, sweep_id)]


def at_of(session: Session, sweep_id: UUID) -> dict[UUID, object]:
    routes = queries_routes.routes(session, WHOLE_COURT, sweep_id)
    return {stop.target_id: stop.arrive_at for route in routes for stop in route.stops}


def apart(session: Session, sweep_id: UUID, targets: Sequence[UUID]) -> timedelta:
    routes = queries_routes.routes(session, WHOLE_COURT, sweep_id)
    at = {stop.target_id: stop.arrive_at for route in routes for stop in route.stops}
    return max(at[one] for one in targets) - min(at[one] for one in targets)


def codes(session: Session, sweep_id: UUID) -> set[str]:
    return {one.code for one in queries_routes.findings(session, sweep_id) if "strike" in one.code}


def standings(session: Session, sweep_id: UUID) -> list[str]:
    loaded = queries_routes.load(session, sweep_id)
    routes = queries_routes.routes(session, WHOLE_COURT, sweep_id)
    return [one.standing for one in queries_strikes.shown(loaded.strikes, list(loaded.targets.values()), routes)]


def test_co_debtors_who_live_apart_are_called_on_at_once_by_two_squads(
    session: Session, judge: Actor, sweep_id: UUID
) -> None:
    pair = make_co_debtors(session, judge, sweep_id, HERE, THERE)
    plan_routes(session, judge, sweep_id, limit=STEPS)
    assert apart(session, sweep_id, pair) <= TEN
    assert len({queries.target(session, WHOLE_COURT, one).squad_id for one in pair}) == 2
    assert standings(session, sweep_id) == ["at_once"]
    assert codes(session, sweep_id) == set()
    why = queries_outlook.why(session, sweep_id, pair[0])
    assert why is not None
    assert why.at == at_of(session, sweep_id)[pair[0]]


def test_who_lives_under_one_roof_is_visited_together_instead(session: Session, judge: Actor, sweep_id: UUID) -> None:
    spouses = make_co_debtors(session, judge, sweep_id, HERE, HERE)
    assert queries_routes.load(session, sweep_id).strikes == ()
    with pytest.raises(Refusal, match=r"sweeps\.strike_roof"):
        tie_strike(session, judge, TieStrike(sweep_id=sweep_id, one_id=spouses[0], other_id=spouses[1]))
    plan_routes(session, judge, sweep_id, limit=STEPS)
    assert len({queries.target(session, WHOLE_COURT, one).squad_id for one in spouses}) == 1


def test_the_judge_ties_and_unties_by_hand(session: Session, judge: Actor, sweep_id: UUID) -> None:
    pair = make_co_debtors(session, judge, sweep_id, HERE, THERE)
    stranger = make_target(session, judge, sweep_id, at=Point(35.95, 106.6), measure="persuade", name="王某")
    untie_strike(session, judge, UntieStrike(sweep_id=sweep_id, one_id=pair[1], other_id=pair[0]))
    assert queries_routes.load(session, sweep_id).strikes == ()
    tie_strike(session, judge, TieStrike(sweep_id=sweep_id, one_id=stranger, other_id=pair[0], minutes=4))
    (strike,) = queries_routes.load(session, sweep_id).strikes
    assert set(strike.ids) == {stranger, pair[0]}
    assert (strike.minutes, strike.by_hand) == (4, True)
    plan_routes(session, judge, sweep_id, limit=STEPS)
    assert apart(session, sweep_id, strike.ids) <= timedelta(minutes=4)
    drop_target(session, judge, DropTarget(target_id=stranger))
    assert queries_strikes.told(session, sweep_id) == [
        one for one in queries_strikes.told(session, sweep_id) if not one.together
    ]


def test_what_cannot_be_tied_is_refused_by_field(session: Session, judge: Actor, sweep_id: UUID) -> None:
    pair = make_co_debtors(session, judge, sweep_id, HERE, THERE)
    for one, other, named in (
        (sweep_id, pair[0], {"one_id": "sweeps.target_unknown"}),
        (pair[0], pair[0], {"other_id": "sweeps.strike_same"}),
    ):
        with pytest.raises(Refusal) as no:
            tie_strike(session, judge, TieStrike(sweep_id=sweep_id, one_id=one, other_id=other))
        assert {fault.field: fault.code for fault in no.value.faults} == named


def test_a_hand_that_parts_them_wins_and_is_warned(session: Session, judge: Actor, sweep_id: UUID) -> None:
    pair = make_co_debtors(session, judge, sweep_id, HERE, THERE)
    first, _ = squads_of(session, sweep_id)
    place_stop(session, judge, PlaceStop(target_id=pair[0], squad_id=first))
    assert codes(session, sweep_id) == {"sweeps.whole.strike_one_sided"}
    place_stop(session, judge, PlaceStop(target_id=pair[1], squad_id=first))
    assert codes(session, sweep_id) == {"sweeps.whole.strike_apart"}
    assert standings(session, sweep_id) == ["apart"]
    lock_stop(session, judge, LockStop(target_id=pair[0]))
    proposal = plan_routes(session, judge, sweep_id, limit=STEPS)
    problem = queries_problem.problem(session, queries_routes.load(session, sweep_id))
    assert faults(problem, proposal) == []
    assert apart(session, sweep_id, pair) <= TEN
    assert queries.target(session, WHOLE_COURT, pair[0]).squad_id == first


def test_the_plan_of_the_morning_keeps_the_strikes_ahead(session: Session, judge: Actor, sweep_id: UUID) -> None:
    pair = make_co_debtors(session, judge, sweep_id, HERE, THERE)
    plan_routes(session, judge, sweep_id, limit=STEPS)
    director = actor_of(session, "director")
    publish_sweep(session, director, PublishSweep(sweep_id=sweep_id))
    first, _ = squads_of(session, sweep_id)
    now = Actor(director.id, director.name, DAWN, verbs=director.verbs, roles=director.roles, scope=director.scope)
    told = TellEvent(sweep_id=sweep_id, kind=Happened.DELAYED, squad_id=first, minutes=35)
    row = tell_event(session, now, told)
    decide_change(session, now, DecideChange(change_id=row.id, decision="accepted"))
    at = at_of(session, sweep_id)
    assert apart(session, sweep_id, pair) <= TEN if set(pair) <= at.keys() else not set(pair) & at.keys()
    with pytest.raises(Refusal, match=r"sweeps\.published"):
        untie_strike(session, judge, UntieStrike(sweep_id=sweep_id, one_id=pair[0], other_id=pair[1]))


def test_a_breakdown_leaves_both_alone_or_says_who_is_left(session: Session, judge: Actor, sweep_id: UUID) -> None:
    pair = [str(one) for one in make_co_debtors(session, judge, sweep_id, HERE, THERE)]
    plan_routes(session, judge, sweep_id, limit=STEPS)
    director = actor_of(session, "director")
    publish_sweep(session, director, PublishSweep(sweep_id=sweep_id))
    for squad_id in squads_of(session, sweep_id):
        told = TellEvent(sweep_id=sweep_id, kind=Happened.BREAKDOWN, squad_id=squad_id)
        change = tell_event(session, director.at(DAWN), told).change
        planned = {stop["target_id"] for many in change["routes"].values() for stop in many}
        left = [one for one in pair if one in planned]
        other = next((one for one in pair if one not in left), "")
        assert len(left) < 2
        assert change["alone"] == ([[left[0], other]] if left else [])


def test_only_a_strike_that_is_still_ahead_can_be_left_alone(session: Session, judge: Actor, sweep_id: UUID) -> None:
    one, other = make_co_debtors(session, judge, sweep_id, HERE, THERE)
    tied = queries_routes.load(session, sweep_id).strikes
    assert list(left_alone(tied, {one}, ())) == [(one, other)]
    assert list(left_alone(tied, {one}, {other})) == []
    assert list(left_alone(tied, {one, other}, ())) == []
    assert list(left_alone(tied, (), ())) == []


def test_a_squad_with_somebody_recused_is_not_sent_and_not_locked(
    session: Session, judge: Actor, sweep_id: UUID
) -> None:
    target = make_target(session, judge, sweep_id, at=WEST, measure="persuade", name="赵某")
    first, second = squads_of(session, sweep_id)
    officer = next(one for one in queries.squads(session, sweep_id) if one.id == first).members[0]
    case = queries.target(session, WHOLE_COURT, target).case_number
    note_duty(
        session, judge, NoteDuty.model_validate({"kind": "recused", "officer_id": officer.id, "case_number": case})
    )
    plan_routes(session, judge, sweep_id, limit=STEPS)
    assert queries.target(session, WHOLE_COURT, target).squad_id == second
    place_stop(session, judge, PlaceStop(target_id=target, squad_id=first))
    with pytest.raises(Refusal) as no:
        lock_stop(session, judge, LockStop(target_id=target))
    assert no.value.code == "sweeps.lock_unable"
    assert [(fault.code, dict(fault.facts)["name"]) for fault in no.value.faults] == [
        ("sweeps.unable_recused", officer.name)
    ]
