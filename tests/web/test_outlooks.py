"""What a plan is expected to bring, why a stop stands where it stands, what if, and the settings behind it all."""

from collections.abc import Callable, Sequence
from uuid import uuid4

import pytest
from flask import Flask

from app.base.clock import HandClock
from app.base.store import Store
from app.jobs import actions as job_actions
from app.jobs.rules import State
from app.places import roads
from app.sweeps import actions_what_if, queries_planning
from app.sweeps.planning_settings import KINDS, PlanningSettings
from app.sweeps.presence import Band
from maps.points import Point
from maps.road_times import Cells
from routes.works import WORKS
from tests.support.make_sweeps import Arranged, arrange
from tests.support.pages import Browser

Open = Callable[..., Browser]


@pytest.fixture
def arranged(app_store: Store) -> Arranged:
    return arrange(app_store)


def settings_form(**changes: str) -> dict[str, str]:
    """The form as it comes, every field filled."""
    known = PlanningSettings()
    fields = {name: str(getattr(known, name)) for name in PlanningSettings.model_fields if name != "chances"}
    for kind in KINDS:
        for number, band in enumerate(Band):
            fields[f"chance-{kind.value}-{band.value}"] = str(known.chances[kind][number])
    return fields | changes


def test_the_outlook_tells_how_many_are_expected_to_be_found(browser: Open, arranged: Arranged) -> None:
    page = browser("judge").get(f"{arranged.url}/outlook").text
    assert "预计找到（人）" in page
    assert "2 / 2" in page
    assert browser("bailiff").get(f"{arranged.url}/outlook").status == 403
    assert browser("judge2").get(f"{arranged.url}/outlook").status == 404


def test_a_stop_tells_why_and_what_else_would_cost(browser: Open, arranged: Arranged) -> None:
    near, _ = arranged.targets
    page = browser("judge").get(f"/targets/{near}/why").text
    assert "此时遇见的可能" in page
    assert "按本院预设，尚无足够走访记录" in page
    assert "基础 40" in page
    assert browser("judge").get(f"/targets/{uuid4()}/why").status == 404


def test_who_is_on_no_route_is_told_so(browser: Open, arranged: Arranged) -> None:
    near, _ = arranged.targets
    judge = browser("judge")
    judge.post(f"/stops/{near}/off")
    page = judge.get(f"/targets/{near}/why").text
    assert "他不在任何路线上" in page
    assert "还来得及的安排" in page


def test_what_if_is_compared_as_table_and_plot_and_changes_nothing(
    browser: Open, app_store: Store, clock: HandClock, arranged: Arranged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions_what_if, "SECONDS", 1)
    judge = browser("judge")
    before = judge.get(f"{arranged.url}/routes").text.count("route-stop")
    asked = {"more_squad": "1", "earlier_minutes": "60", "without_township": ""}
    assert judge.post(f"{arranged.url}/what-if", asked).status == 302
    assert judge.post(f"{arranged.url}/what-if", asked).status == 409
    task = job_actions.take(app_store, clock.now)
    assert task
    assert job_actions.run(task, WORKS) == State.DONE
    page = judge.get(f"{arranged.url}/outlook").text
    assert "<svg" in page
    assert "提前 60 分钟出发" in page
    assert "多一个小组" in page
    assert judge.get(f"{arranged.url}/routes").text.count("route-stop") == before


class Roads:
    """A source of ways by road that knows every way, and counts how often it is asked."""

    name = "file"
    asked = 0

    def matrix(self, points: Sequence[Point]) -> tuple[Cells, Cells]:
        Roads.asked += 1
        table: Cells = [[0 if row == column else 300 for column in range(len(points))] for row in range(len(points))]
        return table, table


def test_a_comparison_and_a_plan_ask_for_the_ways_by_road_once(
    app: Flask,
    browser: Open,
    *,
    app_store: Store,
    clock: HandClock,
    arranged: Arranged,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions_what_if, "SECONDS", 1)
    monkeypatch.setattr(roads, "source_of", lambda _setting: Roads())
    monkeypatch.setattr(Roads, "asked", 0)
    judge = browser("judge")
    assert judge.post("/planning", settings_form(by_road="1")).status == 302
    assert "标“估算”的里程" in judge.get(f"{arranged.url}/routes").text
    for door, fields in (("what-if", {"more_squad": "1"}), ("plan", {"seconds": "1"})):
        judge.post(f"{arranged.url}/{door}", fields)
        task = job_actions.take(app_store, clock.now)
        assert task
        with app.app_context():
            assert job_actions.run(task, WORKS) == State.DONE
        assert Roads.asked == 1
    page = judge.get(f"{arranged.url}/routes").text
    assert "里程和时间按本院路网服务的回答" in page
    assert '<span class="estimate">道路</span>' in page


@pytest.mark.parametrize(
    "form", [{}, {"without_township": "月亮乡"}, {"earlier_minutes": "1"}, {"earlier_minutes": "eins"}]
)
def test_a_what_if_asked_for_wrongly_is_not_put_up(
    browser: Open, app_store: Store, clock: HandClock, arranged: Arranged, form: dict[str, str]
) -> None:
    assert browser("judge").post(f"{arranged.url}/what-if", form).status == 422
    assert job_actions.take(app_store, clock.now) is None


def test_the_best_so_far_can_be_taken(browser: Open, app_store: Store, clock: HandClock, arranged: Arranged) -> None:
    judge = browser("judge")
    judge.post(f"{arranged.url}/plan", {"seconds": "30"})
    task = job_actions.take(app_store, clock.now)
    assert task
    assert judge.post(f"/jobs/{task.id}/enough").status == 302
    assert job_actions.run(task, WORKS) == State.DONE
    assert "上次排定：2 个目标排入路线" in judge.get(f"{arranged.url}/routes").text
    assert judge.post(f"/jobs/{task.id}/enough").status == 409


def test_the_settings_are_changed_in_versions(browser: Open, app_store: Store) -> None:
    judge = browser("judge")
    assert "在场概率" in judge.get("/planning").text
    changed = settings_form(**{"chance-home-dawn": "80", "wages": "30", "winter_percent": "130", "note": "按去年走访"})
    assert judge.post("/planning", changed).status == 302
    with app_store.reading() as session:
        found = queries_planning.settings(session)
        assert (found.chances[KINDS[0]][0], found.wages, found.winter_percent) == (80, 30, 130)
    page = judge.get("/planning").text
    assert "第 1 版" in page
    assert "按去年走访" in page
    assert browser("clerk").get("/planning").status == 403


def test_every_wrong_field_of_the_settings_is_named(browser: Open) -> None:
    answer = browser("judge").post(
        "/planning", settings_form(**{"chance-home-dawn": "150", "kmh": "schnell", "half_life_days": "1"})
    )
    assert answer.status == 422
    for wrong in ("不应小于 30", "应为数字"):
        assert wrong in answer.text


def test_targets_are_weighed_anew_by_the_settings(browser: Open, arranged: Arranged) -> None:
    judge = browser("judge")
    judge.post("/planning", settings_form(base="77"))
    assert judge.post(f"{arranged.url}/weigh").status == 302
    assert "2 个目标的权重有变化" in judge.get(arranged.url).text
