"""What cannot be planned gets a clear answer at once, never a long wait."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.refusal import Refusal
from app.sweeps import queries_problem, queries_routes
from app.sweeps.actions_plan import AskForPlan, ask_for_plan, plan_routes
from app.sweeps.actions_planning import set_planning
from app.sweeps.actions_stops import LockStop, lock_stop
from app.sweeps.actions_what_if import variants
from app.sweeps.effort import Limit
from app.sweeps.planning import Reason
from app.sweeps.planning_settings import PlanningSettings
from maps.points import Point
from maps.travel import Travel
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target
from tests.support.people import DAWN


def test_ten_thousand_targets_are_refused_at_once(
    session: Session, judge: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep_id = make_sweep(session, judge)
    make_squad(session, judge, sweep_id)
    one = make_target(session, judge, sweep_id)
    load: Callable[..., queries_routes.Loaded] = queries_routes.load
    found = load(session, sweep_id)
    many = {new_id(judge.now): found.targets[one] for _ in range(10_000)}
    monkeypatch.setattr(queries_routes, "load", lambda *_: replace(found, targets=many))
    begun = time.process_time()
    with pytest.raises(Refusal, match=r"sweeps\.too_many") as no:
        ask_for_plan(session, judge, AskForPlan(sweep_id=sweep_id))
    assert no.value.facts == {"count": 10_000, "most": queries_problem.MOST_TARGETS}
    assert time.process_time() - begun < 1


def test_the_ways_between_three_thousand_places_take_a_moment() -> None:
    begun = time.process_time()
    seconds, metres = Travel().matrix([Point(35.5 + n / 5000, 106.2 + n % 70 / 100) for n in range(3000)])
    assert time.process_time() - begun < 10
    assert seconds.shape == metres.shape == (3000, 3000)
    assert not metres.diagonal().any()


def test_a_sweep_in_which_nobody_can_be_reached_says_so(session: Session, judge: Actor) -> None:
    sweep_id = make_sweep(session, judge, ends_at=DAWN + timedelta(minutes=40))
    make_squad(session, judge, sweep_id)
    make_target(session, judge, sweep_id, at=Point(36.30, 106.90), measure="persuade")
    with pytest.raises(Refusal) as no:
        ask_for_plan(session, judge, AskForPlan(sweep_id=sweep_id))
    assert (no.value.code, no.value.facts) == ("sweeps.nobody_reached", {"starts": "06:00", "ends": "06:40"})


def test_a_sweep_in_which_no_squad_may_take_anybody_says_so(session: Session, judge: Actor) -> None:
    sweep_id = make_sweep(session, judge)
    make_squad(session, judge, sweep_id, members=("bailiff", "bailiff2"))
    make_target(session, judge, sweep_id, measure="detain")
    with pytest.raises(Refusal, match=r"sweeps\.nobody_reached"):
        ask_for_plan(session, judge, AskForPlan(sweep_id=sweep_id))


def test_a_squad_without_a_vehicle_is_planned_for_whoever_needs_no_seat(session: Session, judge: Actor) -> None:
    sweep_id = make_sweep(session, judge)
    make_squad(session, judge, sweep_id, plate="")
    talked_to, taken = (
        make_target(session, judge, sweep_id, at=Point(35.90, 106.65 + n / 100), measure=measure)
        for n, measure in enumerate(("persuade", "compel"))
    )
    proposal = plan_routes(session, judge, sweep_id, limit=Limit(seconds=None, steps=20))
    assert [visit.target_id for route in proposal.routes for visit in route.visits] == [talked_to]
    assert dict(proposal.unplaced) == {taken: Reason.NO_SQUAD}


def test_stops_that_an_earlier_start_in_the_dark_makes_late_are_named(session: Session, judge: Actor) -> None:
    set_planning(session, judge, PlanningSettings(dawn_percent=300))
    begins = DAWN + timedelta(minutes=90)
    sweep_id = make_sweep(session, judge, starts_at=begins, ends_at=begins + timedelta(hours=3))
    squad_id = make_squad(session, judge, sweep_id)
    target_id = make_target(session, judge, sweep_id, at=Point(36.05, 106.70), measure="persuade")
    make_route(session, judge, squad_id, (target_id,))
    lock_stop(session, judge, LockStop(target_id=target_id))
    asked = {"more_squad": False, "earlier_minutes": 60, "without_township": ""}
    assert [name for name, _ in variants(session, sweep_id, asked | {"earlier_minutes": None})] == ["as_it_is"]
    with pytest.raises(Refusal, match=r"sweeps\.locks_contradict"):
        variants(session, sweep_id, asked)
