"""Times by road are asked once, kept, and used before the estimate where the court wants it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.refusal import Refusal
from app.base.store import Store
from app.court import actions as court_actions
from app.court import queries as court
from app.places import roads
from app.places.tables import TravelTime
from app.sweeps import queries_problem, queries_routes
from app.sweeps.actions_planning import set_planning
from app.sweeps.planning_settings import PlanningSettings
from maps.ground import GroundError
from maps.points import Point
from maps.road_times import Cells, MatrixFile, Osrm
from tests.support import people
from tests.support.make_sweeps import COURT, make_route, make_squad, make_sweep, make_target
from tests.support.people import EVENING_BEFORE

FAR = Point(36.05, 106.70)


class Once:
    """A source that counts how often it is asked, and does not know the way back."""

    name = "osrm"

    def __init__(self, *, silent: bool = False) -> None:
        self.asked, self.silent = 0, silent
        self.pairs: list[tuple[Point, Point]] = []

    def matrix(self, points: Sequence[Point]) -> tuple[Cells, Cells]:
        self.asked += 1
        if self.silent:
            raise GroundError("roads.silent")
        table: Cells = [
            [100 * row + column if row <= column else None for column in range(len(points))]
            for row in range(len(points))
        ]
        return table, table

    def between(self, starts: Sequence[Point], goals: Sequence[Point]) -> tuple[Cells, Cells]:
        self.asked += 1
        if self.silent:
            raise GroundError("roads.silent")
        self.pairs += [(a, b) for a in starts for b in goals if a != b]
        table: Cells = [[70 for _ in goals] for _ in starts]
        return table, table


def test_a_way_is_kept_and_a_hole_is_not(app_store: Store) -> None:
    source = Once()
    assert roads.fetch(app_store, source, [COURT, FAR], EVENING_BEFORE) == ""
    with app_store.reading() as session:
        known = roads.known(session, [COURT, FAR])
    assert known == {(COURT, FAR): (1, 1)}
    silent = Once(silent=True)
    assert roads.fetch(app_store, silent, [COURT, FAR], EVENING_BEFORE) == "places.roads_silent"
    with app_store.reading() as session:
        assert roads.known(session, [COURT, FAR]) == known


def test_a_lead_of_the_morning_is_asked_about_and_nothing_else_again(app_store: Store) -> None:
    source, lead = Once(), Point(35.90, 106.60)
    roads.fetch(app_store, source, [COURT, FAR], EVENING_BEFORE)
    assert roads.fetch_new(app_store, source, [COURT, FAR], EVENING_BEFORE) == ""
    assert source.pairs == []
    assert roads.fetch_new(app_store, source, [COURT, FAR, lead], EVENING_BEFORE) == ""
    assert set(source.pairs) == {(lead, COURT), (lead, FAR), (COURT, lead), (FAR, lead)}
    with app_store.reading() as session:
        known = roads.known(session, [COURT, FAR, lead])
    assert known[lead, FAR] == (70, 70)
    assert (FAR, COURT) not in known


def test_a_silent_service_costs_the_morning_one_question(app_store: Store) -> None:
    silent = Once(silent=True)
    assert roads.fetch_new(app_store, silent, [COURT, FAR], EVENING_BEFORE) == "places.roads_silent"
    assert silent.asked == 1


def test_ways_by_road_are_used_when_the_court_wants_it(session: Session, judge: Actor) -> None:
    sweep_id = make_sweep(session, judge)
    squad_id = make_squad(session, judge, sweep_id)
    make_route(session, judge, squad_id, [make_target(session, judge, sweep_id, at=FAR)])
    estimated = queries_routes.stops_of_squad(session, squad_id)[0].drive_s
    key = "osrm", f"{COURT.lat:.4f},{COURT.lon:.4f}", f"{FAR.lat:.4f},{FAR.lon:.4f}"
    session.add(TravelTime(source=key[0], start=key[1], goal=key[2], seconds=99, metres=1000, at=judge.now))
    session.flush()
    assert queries_routes.stops_of_squad(session, squad_id)[0].drive_s == estimated
    set_planning(session, judge, PlanningSettings(by_road=True))
    assert queries_routes.stops_of_squad(session, squad_id)[0].drive_s == 99


def test_the_setting_names_a_source() -> None:
    assert roads.source_of("") is None
    assert roads.source_of("osrm http://127.0.0.1:5000") == Osrm("http://127.0.0.1:5000")
    found = roads.source_of("file /srv/ways.csv")
    assert isinstance(found, MatrixFile)
    assert found.path == Path("/srv/ways.csv")
    for wrong in ("osrm", "google http://x", "http://127.0.0.1"):
        with pytest.raises(Refusal, match=r"places\.roads_setting"):
            roads.source_of(wrong)


def test_a_route_says_whether_its_times_come_by_road(session: Session, judge: Actor) -> None:
    sweep_id = make_sweep(session, judge)
    squad_id = make_squad(session, judge, sweep_id)
    make_route(session, judge, squad_id, [make_target(session, judge, sweep_id, at=FAR)])
    set_planning(session, judge, PlanningSettings(by_road=True))
    (route,) = queries_routes.routes(session, WHOLE_COURT, sweep_id)
    assert (route.source, route.label) == ("estimate", "估算（无路网）")
    there, back = (f"{one.lat:.4f},{one.lon:.4f}" for one in (COURT, FAR))
    session.add(TravelTime(source="osrm", start=there, goal=back, seconds=99, metres=1000, at=judge.now))
    session.flush()
    assert queries_routes.routes(session, WHOLE_COURT, sweep_id)[0].source == "both"
    session.add(TravelTime(source="osrm", start=back, goal=there, seconds=98, metres=1000, at=judge.now))
    session.flush()
    (route,) = queries_routes.routes(session, WHOLE_COURT, sweep_id)
    assert (route.source, route.drive_s) == ("road", 197)


def test_who_is_detained_is_brought_to_the_custody_place_and_not_to_the_court(session: Session, judge: Actor) -> None:
    sweep_id = make_sweep(session, judge)
    make_squad(session, judge, sweep_id)
    target_id = make_target(session, judge, sweep_id, at=FAR, measure="detain")
    bare = queries_problem.problem(session, queries_routes.load(session, sweep_id))
    assert bare.custody_place == 0
    told = people.PROFILE.model_copy(update={"custody_places": "县拘留所 36.0400,106.7000 9:00-18:00"})
    court_actions.set_profile(session, people.MACHINE, told)
    found = queries_problem.problem(session, queries_routes.load(session, sweep_id))
    assert found.custody_place == len(found.seconds) - 1
    door, before = found.target[target_id].doors[0], bare.target[target_id].doors[0]
    assert found.seconds[door.place][found.custody_place] < bare.seconds[before.place][0]
    assert door.service > before.service + 3600
    assert court.profile(session).custody_places == told.custody_places
