"""What must stand before a sweep drives out is counted from what is there."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.sweeps import queries
from app.sweeps.actions import PublishSweep, publish_sweep
from app.sweeps.readiness import Point, Ready, next_sweep, readiness
from maps.points import Point as Spot
from tests.support.make_measures import make_approved, make_compel
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target

Act = Callable[..., Actor]
NEAR = Spot(35.9, 106.65)


def counted(session: Session, actor: Actor) -> dict[Point, tuple[int, int]]:
    sweep = next_sweep(session, actor)
    assert sweep is not None
    return {one.point: (one.done, one.wanted) for one in readiness(session, sweep)}


def test_a_new_sweep_has_nothing_ready(session: Session, judge: Actor) -> None:
    make_sweep(session, judge)
    nothing = {Point.PLACED: (0, 0), Point.SQUADS: (0, 0), Point.ROUTES: (0, 0), Point.PUBLISHED: (0, 1)}
    assert counted(session, judge) == nothing


@pytest.mark.parametrize(("done", "wanted", "complete"), [(0, 0, False), (1, 2, False), (2, 2, True)])
def test_nothing_wanted_is_not_ready(done: int, wanted: int, complete: bool) -> None:
    assert Ready(Point.PLACED, done, wanted).complete is complete


def test_each_thing_done_is_counted(session: Session, judge: Actor, act: Act) -> None:
    sweep_id = make_sweep(session, judge)
    squad = make_squad(session, judge, sweep_id)
    found = make_target(session, judge, sweep_id, at=NEAR)
    make_target(session, judge, sweep_id, at=None, measure="persuade")
    make_route(session, judge, squad, [found])
    before = counted(session, judge)
    assert before == {
        Point.PLACED: (1, 2),
        Point.SQUADS: (1, 1),
        Point.ROUTES: (1, 2),
        Point.COMPEL: (0, 1),
        Point.PUBLISHED: (0, 1),
    }
    sought = queries.target(session, WHOLE_COURT, found)
    asked = make_compel(session, judge, sought.case_id, sought.person.id)
    assert counted(session, judge) == before
    make_approved(session, act("president"), asked)
    publish_sweep(session, act("director"), PublishSweep(sweep_id=sweep_id))
    assert counted(session, judge) == before | {Point.COMPEL: (1, 1), Point.PUBLISHED: (1, 1)}


def test_a_squad_that_breaks_a_rule_is_not_ready(session: Session, judge: Actor) -> None:
    sweep_id = make_sweep(session, judge)
    make_squad(session, judge, sweep_id, members=("police",), plate="")
    assert counted(session, judge)[Point.SQUADS] == (0, 1)


def test_the_next_sweep_is_the_soonest_that_is_not_over(session: Session, judge: Actor) -> None:
    first = make_sweep(session, judge)
    make_sweep(session, judge, starts_at=judge.now + timedelta(days=9), ends_at=judge.now + timedelta(days=9, hours=5))
    found = next_sweep(session, judge)
    assert found is not None
    assert found.id == first
    assert next_sweep(session, judge.at(judge.now + timedelta(days=30))) is None
