"""What cannot be planned, asked for on the page and at the terminal: a clear answer at once that names everything wrong."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import Result
from flask import Flask

from app.base.ids import new_id
from app.base.store import Store
from app.places import roads
from app.sweeps import queries_routes
from app.sweeps.actions_planning import set_planning
from app.sweeps.planning_settings import PlanningSettings
from app.sweeps.tables import Sweep
from maps.points import Point
from maps.road_times import MatrixFile
from tests.support import people
from tests.support.make_sweeps import make_squad, make_sweep, make_target
from tests.support.pages import Browser

Open = Callable[..., Browser]
NEAR, FAR = Point(35.90, 106.65), Point(36.30, 106.90)
AT_ONCE_S = 3


@pytest.fixture
def sweep_id(app_store: Store) -> UUID:
    with app_store.writing() as session:
        return make_sweep(session, people.actor_of(session, "judge"))


@pytest.fixture
def terminal(app: Flask) -> Callable[..., Result]:
    """`terminal("--json")`: what `sweep plan 1` answers."""

    def plan(*words: str) -> Result:
        with app.app_context():
            return app.test_cli_runner().invoke(args=["sweep", "plan", "1", "--seconds", "1", *words])

    return plan


@pytest.fixture
def ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The court's own file of ways; it tells one of them."""
    table = tmp_path / "ways.csv"
    table.write_text("from_lat,from_lon,to_lat,to_lon,seconds,metres\n35.90,106.65,36.30,106.90,3000,60000\n", "utf-8")
    monkeypatch.setattr(roads, "source_of", lambda *_: MatrixFile(table))
    return table


@pytest.fixture
def refused(browser: Open, terminal: Callable[..., Result], sweep_id: UUID) -> Callable[..., None]:
    """`refused("还没有小组")`: page and terminal say all this, at once."""

    def both(*words: str) -> None:
        begun = time.process_time()
        page = browser("judge").post(f"/sweeps/{sweep_id}/plan", {"seconds": "30"})
        said = terminal("--json")
        assert time.process_time() - begun < AT_ONCE_S
        assert (page.status, said.exit_code) == (409, 1)
        for word in words:
            assert word in page.text
            assert word in said.stderr

    return both


def test_a_sweep_of_nothing_is_told_everything_it_lacks(refused: Callable[..., None], sweep_id: UUID) -> None:
    assert sweep_id
    refused("有 2 处要先解决", "还没有小组，无法排定路线；请先编小组", "还没有目标，无法排定路线；请先添加目标")


def test_no_squads(app_store: Store, sweep_id: UUID, refused: Callable[..., None]) -> None:
    with app_store.writing() as session:
        make_target(session, people.actor_of(session, "judge"), sweep_id, at=None)
    refused("还没有小组，无法排定路线；请先编小组", "没有一个目标的地址能定位")


def test_nobody_within_reach_is_told_person_by_person(
    app_store: Store, sweep_id: UUID, refused: Callable[..., None]
) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        make_squad(session, judge, sweep_id, members=("bailiff", "bailiff2"))
        for name, more in (("赵远", {"at": FAR}), ("钱拘", {"at": NEAR, "measure": "detain"}), ("孙无", {"at": None})):
            make_target(session, judge, sweep_id, name=name, **({"measure": "persuade"} | more))
        session.get_one(Sweep, sweep_id).ends_at = people.DAWN + timedelta(minutes=40)
    refused(
        "06:00–06:40 之内去到任何一个目标",
        "赵远：来不及去到并按时返回",
        "钱拘：没有小组具备所需的人员或者空座",
        "孙无：地址还没有定位",
    )


def test_hours_that_contradict(
    browser: Open, app_store: Store, sweep_id: UUID, refused: Callable[..., None], terminal: Callable[..., Result]
) -> None:
    """A form does not take them; where the sweep moved away from them, the person is named, and the others are planned."""
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        make_squad(session, judge, sweep_id)
        late = make_target(session, judge, sweep_id, at=NEAR, name="李晚", measure="persuade")
    form = {"measure": "persuade", "value": "1", "weight": "50", "service_minutes": "20"}
    crossed = {"open_from": "2026-01-17T11:00", "open_until": "2026-01-17T09:00"}
    assert "最晚应在最早之后" in browser("judge").post(f"/targets/{late}", form | crossed).text
    with app_store.writing() as session:
        address = queries_routes.load(session, sweep_id).targets[late].address
        assert address is not None
    given = form | {"address_id": str(address.id), "open_from": "2026-01-17T10:00", "open_until": "2026-01-17T11:30"}
    assert browser("judge").post(f"/targets/{late}", given).status == 302
    with app_store.writing() as session:
        session.get_one(Sweep, sweep_id).ends_at = people.DAWN + timedelta(hours=3)
    refused("李晚：限定的时段与行动时间对不上")
    with app_store.writing() as session:
        make_target(session, people.actor_of(session, "judge"), sweep_id, at=NEAR, name="周早", measure="persuade")
    told = json.loads(terminal("--json").stdout.splitlines()[-1])
    assert (told["placed"], told["unplaced"]) == (1, {str(late): "hours"})
    assert "限定的时段与行动时间对不上，请改时间" in browser("judge").get(f"/sweeps/{sweep_id}/routes").text


def test_ten_thousand_targets(
    app_store: Store, sweep_id: UUID, refused: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        make_squad(session, judge, sweep_id)
        one = make_target(session, judge, sweep_id)
        found = queries_routes.load(session, sweep_id)
    many = {new_id(people.DAWN): found.targets[one] for _ in range(10_000)}
    monkeypatch.setattr(queries_routes, "load", lambda *_: replace(found, targets=many))
    refused("这次行动有 10000 个目标，一次最多排定 1500 个；请分成几次行动。")


def test_a_matrix_with_holes(
    browser: Open,
    app_store: Store,
    sweep_id: UUID,
    terminal: Callable[..., Result],
    ways: Path,
) -> None:
    """Ways that the court's file does not tell are estimated, and the page says so; a file that cannot be read is named."""
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        make_squad(session, judge, sweep_id)
        for at in (NEAR, FAR):
            make_target(session, judge, sweep_id, at=at, measure="persuade")
        set_planning(session, judge, PlanningSettings(by_road=True))
    told = json.loads(terminal("--json").stdout.splitlines()[-1])
    assert (told["placed"], told["valid"], told["roads"]) == (2, True, "")
    assert {one["ways"] for one in told["routes"]} == {"both"}
    assert "标“估算”的里程和时间按直线距离估算" in browser("judge").get(f"/sweeps/{sweep_id}/routes").text
    ways.write_text("from_lat,from_lon\nhier,dort\n", "utf-8")
    assert "estimates stand for what is missing" in terminal().stdout
