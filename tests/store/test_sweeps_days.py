"""An action of several days: one sweep a day, the next one with whoever is left; who was out at night rests."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor, Scope
from app.base.refusal import Refusal
from app.staff import queries as staff
from app.sweeps import queries, queries_roster
from app.sweeps.actions_days import OpenNextDay, open_next_day
from app.sweeps.roster import Absence
from maps.points import Point
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target
from tests.support.people import DAWN, actor_of

HOUR = timedelta(hours=1)


def test_the_next_day_seeks_whoever_is_on_no_route(session: Session, judge: Actor) -> None:
    sweep_id = make_sweep(session, judge, name="秋季集中执行")
    squad_id = make_squad(session, judge, sweep_id)
    routed = make_target(session, judge, sweep_id, at=Point(35.90, 106.65))
    left = make_target(session, judge, sweep_id, at=Point(35.95, 106.60), measure="persuade", weight=77, plan="先谈。")
    make_route(session, judge, squad_id, [routed])
    second = open_next_day(session, judge, OpenNextDay(sweep_id=sweep_id))
    assert (second.name, second.starts_at, second.ends_at) == (
        "秋季集中执行（第2天）",
        DAWN + timedelta(days=1),
        DAWN + timedelta(days=1, hours=6),
    )
    (one,) = queries.targets(session, WHOLE_COURT, second.id)
    known = queries.target(session, WHOLE_COURT, left)
    assert (one.person, one.measure, one.weight, one.plan) == (known.person, "persuade", 77, "先谈。")
    assert queries.squads(session, second.id) == []
    assert open_next_day(session, judge, OpenNextDay(sweep_id=second.id)).name == "秋季集中执行（第3天）"


def test_a_long_name_still_tells_its_day(session: Session, judge: Actor) -> None:
    sweep_id = make_sweep(session, judge, name="长" * 80)
    name = open_next_day(session, judge, OpenNextDay(sweep_id=sweep_id)).name
    assert len(name) == 80
    assert name.endswith("（第2天）")


def test_who_does_not_plan_the_sweep_opens_no_next_day(session: Session, judge: Actor) -> None:
    sweep_id = make_sweep(session, judge)
    with pytest.raises(Refusal, match=r"missing"):
        open_next_day(session, replace(actor_of(session, "judge2"), scope=Scope()), OpenNextDay(sweep_id=sweep_id))


@pytest.mark.parametrize(("hours", "why"), [(17, None), (19, Absence.REST), (24, Absence.REST)])
def test_who_was_out_past_midnight_rests_on_the_day(
    session: Session, judge: Actor, hours: int, why: Absence | None
) -> None:
    night = make_sweep(session, judge, starts_at=DAWN, ends_at=DAWN + hours * HOUR)
    make_squad(session, judge, night, members=("bailiff", "bailiff2"))
    second = queries.sweep(session, open_next_day(session, judge, OpenNextDay(sweep_id=night)).id)
    rider = staff.by_username(session, "bailiff")
    assert rider is not None
    found = {one.officer.id: one.away.get(0) for one in queries_roster.candidates(session, second, ())}
    assert found[rider.id] == why
