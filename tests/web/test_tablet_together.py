"""The tablet tells a squad with whom it knocks at the same moment, and what to do when the other side drops out."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from sqlalchemy import select

from app.base.clock import HandClock
from app.base.ids import new_id
from app.base.store import Store
from app.field.actions import Arrive, record_arrive
from app.staff import queries as staff
from app.staff.tables import SignIn
from app.sweeps import queries, queries_routes
from app.sweeps.actions import PublishSweep, publish_sweep
from app.sweeps.actions_plan import plan_routes
from app.sweeps.effort import Limit
from maps.points import Point
from tests.support.make_sweeps import make_co_debtors, make_squad, make_sweep
from tests.support.pages import Browser
from tests.support.people import DAWN, actor_of

Open = Callable[..., Browser]
WEST = (Point(35.88, 106.55), "新集乡新集村五组")
EAST = (Point(35.86, 106.75), "王洼镇李岔村三组")


class Struck(NamedTuple):
    """Two co-debtors whom two squads call on at once; the bailiff goes with the first squad."""

    sweep_id: UUID
    own: UUID
    other: UUID
    stop_id: UUID
    clock: str
    partner: str


@pytest.fixture
def struck(app_store: Store, clock: HandClock) -> Struck:
    with app_store.writing() as session:
        for entry in session.scalars(select(SignIn)):
            entry.begun_at = entry.seen_at = DAWN
        judge = actor_of(session, "judge")
        sweep_id = make_sweep(session, judge)
        make_squad(session, judge, sweep_id, members=("bailiff", "bailiff2"))
        make_squad(session, judge, sweep_id, members=("judge", "judge2", "police"), plate="宁D·0002警", name="第二组")
        make_co_debtors(session, judge, sweep_id, WEST, EAST)
        plan_routes(session, judge, sweep_id, limit=Limit(seconds=None, steps=40))
        publish_sweep(session, actor_of(session, "director"), PublishSweep(sweep_id=sweep_id))
        loaded = queries_routes.load(session, sweep_id)
        mine = staff.by_username(session, "bailiff")
        assert mine is not None
        ours = next(one.id for one in loaded.squads if mine.id in {member.id for member in one.members})
        (own,) = loaded.stops[ours]
        other = next(stop for stop in loaded.stop.values() if stop.id != own.id)
        partner = next(one.name for one in loaded.squads if one.id == other.squad_id)
        at = max(own.arrive_at, other.arrive_at).beijing.strftime("%H:%M")
        found = Struck(sweep_id, own.target_id, other.target_id, own.id, at, partner)
    clock.moment = DAWN + timedelta(minutes=2)
    return found


def test_a_stop_says_with_which_squad_to_knock_when_and_within_how_many_minutes(browser: Open, struck: Struck) -> None:
    bailiff = browser("bailiff")
    assert f"{struck.clock} 与{struck.partner}同时敲门" in bailiff.get("/tablet").text
    page = bailiff.get(f"/tablet/stops/{struck.stop_id}").text
    assert f'<strong class="together-clock">{struck.clock}</strong>' in page
    assert f"与{struck.partner}同时敲门，前后不超过 10 分" in page


def test_once_the_other_squad_has_knocked_nobody_waits(app_store: Store, browser: Open, struck: Struck) -> None:
    at = DAWN + timedelta(minutes=1)
    with app_store.writing() as session:
        target = queries.target(session, actor_of(session, "judge").scope, struck.other)
        deed = Arrive(
            id=new_id(at), at=at, door="tablet", case_id=target.case_id, person_id=target.person.id,
            target_id=target.id, squad_id=target.squad_id,
        )  # fmt: skip
        record_arrive(session, actor_of(session, "judge").at(at), deed)
    assert f"{struck.partner} 06:01 已经敲门" in browser("bailiff").get(f"/tablet/stops/{struck.stop_id}").text


def test_who_is_left_alone_does_not_knock_before_the_commander_says_so(
    app_store: Store, browser: Open, struck: Struck
) -> None:
    with app_store.writing() as session:
        stop = queries_routes.load(session, struck.sweep_id).stop[struck.other]
        session.delete(stop)
    bailiff = browser("bailiff")
    assert "同时敲门：先问清再敲" in bailiff.get("/tablet").text
    assert "要么都去，要么都不去" in bailiff.get(f"/tablet/stops/{struck.stop_id}").text
