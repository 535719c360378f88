"""Squads, vehicles and roll-call pages, and the terminal's plan."""

import json
import re
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from app.base.clock import HandClock
from app.base.store import Store
from app.staff import queries as staff
from app.sweeps import queries
from app.sweeps.actions import PublishSweep, publish_sweep
from maps.points import Point
from tests.support import people
from tests.support.make_sweeps import FULL_SQUAD, make_route, make_squad, make_sweep, make_target
from tests.support.pages import Browser

Open = Callable[..., Browser]
NEAR, FAR = Point(35.90, 106.65), Point(36.05, 106.70)


@pytest.fixture
def sweep_id(app_store: Store) -> UUID:
    with app_store.writing() as session:
        return make_sweep(session, people.actor_of(session, "judge"))


@pytest.fixture
def squad_id(app_store: Store, sweep_id: UUID) -> UUID:
    """A squad of a published sweep."""
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        squad_id = make_squad(session, judge, sweep_id)
        make_route(session, judge, squad_id, (make_target(session, judge, sweep_id, at=NEAR),))
        publish_sweep(session, people.actor_of(session, "director"), PublishSweep(sweep_id=sweep_id))
    return squad_id


def ids_of(store: Store, *usernames: str) -> list[str]:
    with store.reading() as session:
        return [str(found.id) for name in usernames if (found := staff.by_username(session, name))]


def test_a_squad_is_formed_and_changed(browser: Open, app_store: Store, sweep_id: UUID) -> None:
    judge = browser("judge")
    assert judge.post("/vehicles", {"plate": "宁D·0001警", "seats": "7"}).location == "/vehicles"
    with app_store.reading() as session:
        car = queries.vehicles(session)[0]
    members = ids_of(app_store, *FULL_SQUAD)
    form = {"name": "第一组", "member_ids": members, "leader_id": members[0], "vehicle_id": str(car.id)}
    assert "马勇" in judge.get(f"/sweeps/{sweep_id}/squads/new").text
    assert judge.post(f"/sweeps/{sweep_id}/squads/new", form).status == 302
    page = judge.get(f"/sweeps/{sweep_id}/squads")
    assert "宁D·0001警" in page.text
    assert "余 4 座" in page.text
    with app_store.reading() as session:
        squad = queries.squads(session, sweep_id)[0]
    assert judge.post(f"/squads/{squad.id}", form | {"member_ids": members[:1], "name": "先遣组"}).status == 302
    page = judge.get(f"/sweeps/{sweep_id}/squads")
    assert "先遣组" in page.text
    assert "至少要 2 名" in page.text
    assert "民诉解释" in page.text
    assert judge.post(f"/squads/{squad.id}/drop").status == 302
    assert "先遣组" not in judge.get(f"/sweeps/{sweep_id}/squads").text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "组" * 100_000),
        ("member_ids", "<script>"),
        ("member_ids", "00000000-0000-0000-0000-000000000001"),
        ("leader_id", "00000000-0000-0000-0000-000000000001"),
        ("vehicle_id", "00000000-0000-0000-0000-000000000001"),
        ("vehicle_id", "${7*7}"),
    ],
)
def test_a_wrong_field_of_a_squad_is_named(
    browser: Open, app_store: Store, sweep_id: UUID, field: str, value: str
) -> None:
    answer = browser("judge").post(f"/sweeps/{sweep_id}/squads/new", {"name": "第一组", field: value})
    assert answer.status == 422
    assert "需要改正" in answer.text
    with app_store.reading() as session:
        assert queries.squads(session, sweep_id) == []


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"plate": "", "seats": "5"}, 422),
        ({"plate": "宁" * 100_000, "seats": "5"}, 422),
        ({"plate": "<script>", "seats": "5"}, 422),
        ({"plate": "宁D·1警", "seats": "1"}, 422),
        ({"plate": "宁D·1警", "seats": "viele"}, 422),
        ({"plate": "宁D·8警", "seats": "5"}, 409),
    ],
)
def test_a_wrong_vehicle_is_refused(browser: Open, app_store: Store, form: dict[str, str], status: int) -> None:
    judge = browser("judge")
    judge.post("/vehicles", {"plate": "宁D·8警", "seats": "5"})
    assert judge.post("/vehicles", form).status == status
    with app_store.reading() as session:
        assert [car.plate for car in queries.vehicles(session)] == ["宁D·8警"]


def test_the_roll_is_called_and_corrected(
    browser: Open, app_store: Store, clock: HandClock, sweep_id: UUID, squad_id: UUID
) -> None:
    clock.moment = people.DAWN
    bailiff = browser("bailiff")
    page = bailiff.get(f"/squads/{squad_id}/roll").text
    assert len(re.findall(r'type="checkbox"[^>]* checked', page)) == 4
    members = ids_of(app_store, *FULL_SQUAD)
    with app_store.reading() as session:
        car = str(queries.vehicles(session)[0].id)
    form = {"on_day": "2026-01-17", "officer_ids": [*members, ""], "vehicle_ids": [car]}
    assert bailiff.post(f"/squads/{squad_id}/roll", form).location == f"/sweeps/{sweep_id}/roll"
    assert "实到 3 人" in bailiff.get(f"/sweeps/{sweep_id}/roll").text
    extra = ids_of(app_store, "auxiliary")
    browser("clerk").post(f"/squads/{squad_id}/roll", form | {"officer_ids": [*members[1:], *extra]})
    page = browser("clerk").get(f"/sweeps/{sweep_id}/roll").text
    assert "丁二" in page
    assert "马勇" not in page
    with app_store.reading() as session:
        assert len(queries.officer_turns(session, sweep_id)) == 3
        assert len(queries.vehicle_turns(session, sweep_id)) == 1
    assert "替班" in browser("clerk").get(f"/squads/{squad_id}/roll?day=2026-01-17").text


@pytest.mark.parametrize(
    "form",
    [
        {"on_day": "2026-01-18"},
        {"on_day": ""},
        {"on_day": "<script>"},
        {"on_day": "2026-01-17", "officer_ids": "x" * 100_000},
        {"on_day": "2026-01-17", "vehicle_ids": "00000000-0000-0000-0000-000000000001"},
    ],
)
def test_a_wrong_roll_is_refused(
    browser: Open, app_store: Store, clock: HandClock, squad_id: UUID, form: dict[str, str]
) -> None:
    clock.moment = people.DAWN
    assert browser("clerk").post(f"/squads/{squad_id}/roll", form).status == 422
    with app_store.reading() as session:
        assert queries.present(session, squad_id, people.DAWN.day) == {}


def test_the_roll_is_for_those_it_concerns(browser: Open, clock: HandClock, squad_id: UUID) -> None:
    clock.moment = people.DAWN
    form = {"on_day": "2026-01-17"}
    assert browser("auxiliary").get(f"/squads/{squad_id}/roll").status == 404
    assert browser("auxiliary").post(f"/squads/{squad_id}/roll", form).status == 404
    for username in ("president", "cashier", "auditor", "keeper"):
        assert browser(username).post(f"/squads/{squad_id}/roll", form).status == 403


def test_the_terminal_plans_the_same_with_the_same_seed(app: Flask, app_store: Store, sweep_id: UUID) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        make_squad(session, judge, sweep_id)
        for at in (NEAR, FAR, None):
            make_target(session, judge, sweep_id, at=at)
    runner = app.test_cli_runner()
    given = ["sweep", "plan", "1", "--seed", "5", "--steps", "40", "--json"]
    with app.app_context():
        first, second = (json.loads(runner.invoke(args=given).stdout.splitlines()[-1]) for _ in range(2))
        spoken = runner.invoke(args=["sweep", "plan", "1", "--seconds", "1"])
        missing = runner.invoke(args=["sweep", "plan", "9"])
    assert first == second
    assert first["valid"] is True
    assert (first["placed"], list(first["unplaced"].values())) == (2, ["no_position"])
    assert "placed 2, left out 1" in spoken.stdout
    assert missing.exit_code == 1
    assert "missing" in missing.stderr
