"""The court's own visits teach its chances, its weights follow its settings, its drives teach the ways."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.field.actions import Arrive, Inform, Miss, record_arrive, record_inform, record_miss
from app.sweeps import queries, queries_planning, queries_problem, queries_routes
from app.sweeps.actions_planning import set_planning
from app.sweeps.planning_settings import PlanningSettings
from app.sweeps.presence import Band, Cell, Origin, Season, Week
from maps.points import Point
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target
from tests.support.people import DAWN

DOORS: dict[str, tuple[Any, Any]] = {
    "arrive": (Arrive, record_arrive),
    "inform": (Inform, record_inform),
    "miss": (Miss, record_miss),
}
SPOTS = [Point(35.85 + n / 40, 106.64) for n in range(1, 7)]
LATER = DAWN + timedelta(days=30)
HOME_AT_DAWN = Cell("home", Band.DAWN, Week.WEEKEND, Season.WINTER)


@pytest.fixture
def squad(session: Session, judge: Actor) -> tuple[UUID, list[UUID]]:
    """A squad with six doors."""
    sweep_id = make_sweep(session, judge)
    targets = [make_target(session, judge, sweep_id, at=spot) for spot in SPOTS]
    squad_id = make_squad(session, judge, sweep_id)
    make_route(session, judge, squad_id, targets)
    return squad_id, targets


def visit(session: Session, judge: Actor, target_id: UUID, kind: str, at: Instant) -> None:
    target = queries.target(session, judge.scope, target_id)
    command, record = DOORS[kind]
    record(
        session,
        Actor(judge.id, judge.name, at, verbs=judge.verbs, roles=judge.roles, scope=judge.scope),
        command(
            id=new_id(at),
            at=at,
            door="tablet",
            case_id=target.case_id,
            person_id=target.person.id,
            target_id=target_id,
            squad_id=target.squad_id,
        ),
    )


def test_six_misses_at_dawn_make_dawn_less_likely(
    session: Session, judge: Actor, squad: tuple[UUID, list[UUID]]
) -> None:
    _, targets = squad
    supposed = queries_planning.learned(session, LATER).chance(HOME_AT_DAWN)
    assert supposed.origin == Origin.SUPPOSED
    for number, target_id in enumerate(targets):
        visit(session, judge, target_id, "miss", DAWN + timedelta(minutes=10 * number))
    learned = queries_planning.learned(session, LATER).chance(HOME_AT_DAWN)
    assert (learned.visits, learned.met, learned.origin) == (6, 0, Origin.DAY)
    assert learned.p < supposed.p
    assert queries_planning.learned(session, DAWN).chance(HOME_AT_DAWN).visits == 0


def test_arriving_and_informing_is_one_meeting(session: Session, judge: Actor, squad: tuple[UUID, list[UUID]]) -> None:
    _, (first, *_) = squad
    for kind, minute in (("miss", 5), ("arrive", 40), ("inform", 45)):
        visit(session, judge, first, kind, DAWN + timedelta(minutes=minute))
    assert [one.met for one in queries_planning.seen(session, LATER)] == [False, True]


def test_what_was_learned_comes_into_the_next_plan(
    session: Session, judge: Actor, squad: tuple[UUID, list[UUID]]
) -> None:
    _, targets = squad
    for number, target_id in enumerate(targets):
        visit(session, judge, target_id, "miss", DAWN + timedelta(minutes=10 * number))
    later = make_sweep(session, judge, starts_at=LATER, ends_at=LATER + timedelta(hours=6))
    make_target(session, judge, later, at=SPOTS[0])
    loaded = queries_routes.load(session, later)
    doors = queries_problem.problem(session, loaded).targets[0].doors
    assert doors[0].chance < PlanningSettings().priors.of("home", Band.DAWN)


def test_drives_teach_the_pace_of_a_township(session: Session, judge: Actor, squad: tuple[UUID, list[UUID]]) -> None:
    _, targets = squad
    for number, target_id in enumerate(targets):
        visit(session, judge, target_id, "miss", DAWN + timedelta(hours=number))
    (pace,) = queries_planning.paces(session, LATER).values()
    assert pace.drives == 5
    assert pace.percent > 200


def test_the_weight_of_a_new_target_follows_the_settings(session: Session, judge: Actor) -> None:
    sweep_id = make_sweep(session, judge)
    before = queries.target(session, judge.scope, make_target(session, judge, sweep_id, at=SPOTS[0])).weight
    set_planning(session, judge, PlanningSettings(base=60))
    after = queries.target(session, judge.scope, make_target(session, judge, sweep_id, at=SPOTS[1])).weight
    assert after == before + 20
    own = make_target(session, judge, sweep_id, at=SPOTS[2], weight=7)
    assert queries.target(session, judge.scope, own).weight == 7
