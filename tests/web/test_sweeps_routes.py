"""Routes through the pages: changed by keys, proposed in the background."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from app.base.clock import HandClock
from app.base.store import Store
from app.jobs import actions as job_actions
from app.jobs import queries as job_queries
from app.jobs.rules import State
from app.sweeps import queries_routes
from app.sweeps.queries_routes import PLAN
from maps.points import Point
from routes.works import WORKS
from tests.support import people
from tests.support.make_sweeps import Arranged, arrange, make_route, make_squad, make_target
from tests.support.pages import Browser

Open = Callable[..., Browser]
FAR = Point(36.05, 106.70)


@pytest.fixture
def arranged(app_store: Store) -> Arranged:
    return arrange(app_store)


def order(store: Store, squad_id: UUID) -> list[UUID]:
    with store.reading() as session:
        return [stop.target_id for stop in queries_routes.stops_of_squad(session, squad_id)]


def test_stops_are_moved_locked_and_taken_off_with_keys(browser: Open, app_store: Store, arranged: Arranged) -> None:
    near, far = arranged.targets
    judge = browser("judge")
    judge.post(f"/stops/{near}/down")
    assert order(app_store, arranged.squad_id) == [far, near]
    judge.post(f"/stops/{far}/lock")
    assert "已锁定" in judge.get(f"{arranged.url}/routes").text
    judge.post(f"/stops/{far}/unlock")
    assert "已锁定" not in judge.get(f"{arranged.url}/routes").text
    judge.post(f"/stops/{far}/off")
    assert order(app_store, arranged.squad_id) == [near]
    assert "未排入路线（1）" in judge.get(f"{arranged.url}/routes").text
    judge.post(f"/stops/{far}/place", {"squad_id": str(arranged.squad_id)})
    assert order(app_store, arranged.squad_id) == [near, far]
    assert judge.post(f"/stops/{far}/place", {"squad_id": "<script>"}).status == 422
    assert judge.post(f"/stops/{far}/place", {"squad_id": str(uuid4())}).status == 422
    assert judge.post(f"/stops/{far}/fly").status == 404
    assert judge.post(f"/stops/{uuid4()}/up").status == 404


def test_routes_are_proposed_in_the_background_with_progress(
    browser: Open, app_store: Store, clock: HandClock, arranged: Arranged
) -> None:
    judge = browser("judge")
    assert judge.post(f"{arranged.url}/plan", {"seconds": "1", "seed": "4"}).status == 302
    page = judge.get(f"{arranged.url}/routes").text
    assert "等候办理" in page
    assert 'hx-trigger="every 2s"' in page
    assert judge.post(f"{arranged.url}/plan", {"seconds": "1"}).status == 409
    task = job_actions.take(app_store, clock.now)
    assert task
    assert browser("clerk").get(f"/jobs/{task.id}").status == 200
    assert browser("judge2").get(f"/jobs/{task.id}").status == 404
    assert browser("bailiff").get(f"/jobs/{task.id}").status == 403
    assert job_actions.run(task, WORKS) == State.DONE
    done = judge.get(f"/jobs/{task.id}", headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"
    assert "已完成" in done.text
    assert "上次排定：2 个目标排入路线" in judge.get(f"{arranged.url}/routes").text


def test_a_plan_whose_sweep_was_changed_meanwhile_is_not_taken_over(
    browser: Open, app_store: Store, clock: HandClock, arranged: Arranged, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = browser("judge")
    judge.post(f"{arranged.url}/plan", {"seconds": "1"})
    task = job_actions.take(app_store, clock.now)
    assert task
    report = type(task).report

    def meddle(self: job_actions.Task, done: int, whole: int) -> None:
        with app_store.writing() as session:
            make_target(session, people.actor_of(session, "judge"), arranged.sweep_id, at=FAR)
        report(self, done, whole)

    monkeypatch.setattr(type(task), "report", meddle)
    assert job_actions.run(task, WORKS) == State.FAILED
    assert "有人改动了这次行动" in judge.get(f"{arranged.url}/routes").text
    assert "有人改动了这次行动" in judge.get(f"/jobs/{task.id}").text


def test_a_plan_can_be_stopped(browser: Open, app_store: Store, clock: HandClock, arranged: Arranged) -> None:
    judge = browser("judge")
    judge.post(f"{arranged.url}/plan", {"seconds": "1"})
    task = job_actions.take(app_store, clock.now)
    assert task
    assert browser("judge2").post(f"/jobs/{task.id}/cancel").status == 404
    assert judge.post(f"/jobs/{task.id}/cancel").location == f"{arranged.url}/routes"
    assert job_actions.run(task, WORKS) == State.CANCELLED
    assert judge.post(f"/jobs/{task.id}/cancel").status == 409
    assert order(app_store, arranged.squad_id) == list(arranged.targets)


@pytest.mark.parametrize("form", [{"seconds": "0"}, {"seconds": "9999"}, {"seed": "-1"}, {"seed": "eins"}])
def test_a_plan_asked_for_wrongly_is_not_put_up(
    browser: Open, app_store: Store, clock: HandClock, arranged: Arranged, form: dict[str, str]
) -> None:
    assert browser("judge").post(f"{arranged.url}/plan", form).status == 422
    assert job_actions.take(app_store, clock.now) is None


def test_two_are_struck_at_once_by_hand_and_set_free_again(browser: Open, arranged: Arranged) -> None:
    judge = browser("judge")
    near, far = (str(one) for one in arranged.targets)
    page = judge.get(f"{arranged.url}/routes").text
    assert "没有需要同时敲门的人" in page
    assert judge.post(f"{arranged.url}/strikes", {"one_id": near, "other_id": near}).status == 422
    assert judge.post(f"{arranged.url}/strikes", {"one_id": near, "other_id": far, "minutes": "5"}).status == 302
    page = judge.get(f"{arranged.url}/routes").text
    assert "会走漏风声" in page
    assert "至多相隔 5 分" in page
    assert "手工安排优先；重新排定可以对齐" in judge.get(f"/targets/{near}/why").text
    assert judge.post(f"{arranged.url}/strikes/untie", {"one_id": far, "other_id": near}).status == 302
    assert "没有需要同时敲门的人" in judge.get(f"{arranged.url}/routes").text
    assert browser("bailiff").post(f"{arranged.url}/strikes", {"one_id": near, "other_id": far}).status == 403


def test_a_lock_where_the_squad_may_not_go_is_refused_with_the_reason(
    browser: Open, arranged: Arranged, app_store: Store
) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        bare = make_squad(session, judge, arranged.sweep_id, members=("bailiff",), plate="", name="第二组")
        target = make_target(session, judge, arranged.sweep_id, name="马某")
        make_route(session, judge, bare, [target])
    page = browser("judge").post(f"/stops/{target}/lock")
    assert page.status == 409
    assert "第二组没有司法警察，不能对马某采取拟定的措施" in page.text
    assert "第二组空座只有 0 个，马某需要 1 个" in page.text


def test_a_stopped_search_offers_to_go_on(browser: Open, app_store: Store, arranged: Arranged) -> None:
    judge = browser("judge")
    judge.post(f"{arranged.url}/plan", {"seconds": "1"})
    with app_store.writing() as session:
        job = job_queries.newest(session, PLAN, str(arranged.sweep_id))
        assert job
        job.result, job.done, job.state = {"gain": 0, "placed": 2, "best": {}}, 3, State.WORKING
    assert "已有可用的方案，排入 2 个目标，还在改进" in judge.get(f"{arranged.url}/routes").text
    with app_store.writing() as session:
        job = job_queries.newest(session, PLAN, str(arranged.sweep_id))
        assert job
        job.result = {"gain": 4, "placed": 2, "best": {str(arranged.squad_id): []}}
    assert "比第一个好 4%" in judge.get(f"{arranged.url}/routes").text
    judge.post(f"/jobs/{job.id}/cancel")
    page = judge.get(f"{arranged.url}/routes").text
    assert "上次停在第 3 秒，留有排入 2 个目标的方案" in page
    assert "接着改进" in page
    assert judge.post(f"{arranged.url}/plan", {"seconds": "1", "go_on": "1"}).status == 302
