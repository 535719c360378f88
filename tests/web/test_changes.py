"""The morning's plan through the pages: an event is told, the difference shown, ways to a new address asked of the road service."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.base.clock import HandClock
from app.base.store import Store
from app.places import roads
from app.staff.tables import SignIn
from app.sweeps import queries, queries_changes
from app.sweeps.actions import PublishSweep, publish_sweep
from app.sweeps.actions_planning import set_planning
from app.sweeps.planning_settings import PlanningSettings
from maps.ground import GroundError
from maps.points import Point
from maps.road_times import Cells
from tests.support.make_places import make_address, pin
from tests.support.make_sweeps import Arranged, arrange
from tests.support.pages import Browser
from tests.support.people import DAWN, actor_of

Open = Callable[..., Browser]


class Service:
    """A road service that remembers what it was asked, and may be silent."""

    name = "osrm"

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.silent = False

    def matrix(self, points: Sequence[Point]) -> tuple[Cells, Cells]:
        return self.between(points, points)

    def between(self, starts: Sequence[Point], goals: Sequence[Point]) -> tuple[Cells, Cells]:
        self.asked.append((len(starts), len(goals)))
        if self.silent:
            raise GroundError("roads.silent")
        table: Cells = [[60 for _ in goals] for _ in starts]
        return table, table


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    made = Service()
    monkeypatch.setattr(roads, "source_of", lambda *_: made)
    return made


@pytest.fixture
def out(app_store: Store, clock: HandClock) -> Arranged:
    """A published sweep of one squad and two stops; the court plans by road."""
    made = arrange(app_store)
    with app_store.writing() as session:
        for entry in session.scalars(select(SignIn)):
            entry.begun_at = entry.seen_at = DAWN
        set_planning(session, actor_of(session, "judge"), PlanningSettings(by_road=True))
        publish_sweep(session, actor_of(session, "director"), PublishSweep(sweep_id=made.sweep_id))
    clock.moment = DAWN + timedelta(minutes=5)
    return made


def new_lead(store: Store, out: Arranged) -> str:
    """An address found this morning; as the page names it."""
    with store.writing() as session:
        judge = actor_of(session, "judge")
        person_id = queries.target(session, judge.scope, out.targets[1]).person.id
        address_id = make_address(session, judge, person_id, raw="王洼镇街道新修门面")
        pin(session, judge, address_id, lat=35.93, lon=106.62)
    return f"{out.targets[1]}:{address_id}"


def test_a_lead_of_the_morning_is_driven_to_by_road(
    browser: Open, app_store: Store, service: Service, out: Arranged
) -> None:
    told = {"kind": "lead", "pick": new_lead(app_store, out)}
    director = browser("director")
    assert director.post(f"{out.url}/changes", told).status == 302
    assert len(service.asked) == 1
    page = director.get(f"{out.url}/changes").text
    assert "改动" in page
    assert "路网服务没有及时答复" not in page
    assert director.post(f"{out.url}/changes", told).status == 302
    assert len(service.asked) == 1


def test_a_silent_road_service_does_not_keep_the_morning(
    browser: Open, app_store: Store, service: Service, out: Arranged
) -> None:
    service.silent = True
    director = browser("director")
    assert director.post(f"{out.url}/changes", {"kind": "lead", "pick": new_lead(app_store, out)}).status == 302
    assert "路网服务没有及时答复，新地址的行车时间为估算" in director.get(f"{out.url}/changes").text


def test_an_event_told_wrongly_shows_the_form_again(
    browser: Open, app_store: Store, service: Service, out: Arranged
) -> None:
    page = browser("director").post(f"{out.url}/changes", {"kind": "delayed"})
    assert page.status == 422
    assert "发生了什么" in page.text
    with app_store.reading() as session:
        assert queries_changes.changes(session, out.sweep_id) == []


def test_after_the_sweep_nothing_is_replanned(browser: Open, clock: HandClock, out: Arranged) -> None:
    director = browser("director")
    assert "发生了什么" in director.get(f"{out.url}/changes").text
    clock.moment = DAWN + timedelta(hours=6, minutes=5)
    page = director.get(f"{out.url}/changes").text
    assert "行动已经结束" in page
    assert "看看要不要改方案" not in page
    assert "发生了什么" not in page
