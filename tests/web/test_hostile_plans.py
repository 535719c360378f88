"""Plans asked for, changed and taken over by forged forms and many hands: a word about every field, one effect, nothing lost."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.base.clock import HandClock
from app.base.store import Store
from app.jobs.tables import Job
from app.staff.tables import SignIn
from app.sweeps import queries_changes, queries_routes
from app.sweeps.actions import PublishSweep, publish_sweep
from app.sweeps.actions_changes import TellEvent, tell_event
from app.sweeps.replanning import Happened
from maps.points import Point
from tests.support.hands import AT_ONCE, at_once
from tests.support.make_sweeps import Arranged, arrange, make_route, make_squad, make_sweep, make_target
from tests.support.pages import Browser
from tests.support.people import DAWN, actor_of

Open = Callable[..., Browser]
JUDGES = ("judge", "judge2", "police")
SPOTS = [Point(35.85 + n / 50, 106.64 + n % 3 / 30) for n in range(4)]
SOON = timedelta(minutes=5)


@pytest.fixture
def arranged(app_store: Store) -> Arranged:
    return arrange(app_store)


@pytest.fixture
def out(app_store: Store, clock: HandClock) -> Arranged:
    """Two squads with two stops each, published, on their way for five minutes."""
    with app_store.writing() as session:
        judge = actor_of(session, "judge")
        sweep_id = make_sweep(session, judge)
        targets = [make_target(session, judge, sweep_id, at=spot, measure="persuade") for spot in SPOTS]
        first = make_squad(session, judge, sweep_id, members=("bailiff", "bailiff2"))
        second = make_squad(session, judge, sweep_id, members=JUDGES, plate="宁D·0002警", name="第二组")
        make_route(session, judge, first, targets[:2])
        make_route(session, judge, second, targets[2:])
        publish_sweep(session, actor_of(session, "director"), PublishSweep(sweep_id=sweep_id))
        for entry in session.scalars(select(SignIn)):
            entry.begun_at = entry.seen_at = DAWN
    clock.moment = DAWN + SOON
    return Arranged(sweep_id, first, (targets[0], targets[1]))


def breakdown(store: Store, out: Arranged) -> UUID:
    """The first squad's car breaks down; what that changes waits for the commander."""
    with store.writing() as session:
        told = TellEvent(sweep_id=out.sweep_id, kind=Happened.BREAKDOWN, squad_id=out.squad_id)
        row = tell_event(session, actor_of(session, "director", DAWN + SOON), told)
        assert row.change["differences"]
        return row.id


def jobs(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(Job)) or 0


@pytest.mark.parametrize(("door", "form"), [("plan", {"seconds": "5"}), ("what-if", {"more_squad": "1"})])
def test_a_plan_asked_for_by_many_hands_is_one_job(
    app: Flask, app_store: Store, arranged: Arranged, door: str, form: dict[str, str]
) -> None:
    answers = at_once(app, "judge", lambda one: one.post(f"{arranged.url}/{door}", form).status)
    assert answers == [302] + [409] * (AT_ONCE - 1)
    assert jobs(app_store) == 1


def test_a_change_taken_over_by_many_hands_is_taken_over_once(app: Flask, app_store: Store, out: Arranged) -> None:
    change = breakdown(app_store, out)
    answers = at_once(app, "director", lambda one: one.post(f"/changes/{change}", {"decision": "accepted"}).status)
    assert answers == [302] + [409] * (AT_ONCE - 1)


def test_of_two_changes_taken_over_at_once_one_is_and_the_routes_are_whole(
    app: Flask, app_store: Store, out: Arranged
) -> None:
    changes = [breakdown(app_store, out) for _ in "ab"]
    turn = count()
    answers = at_once(
        app,
        "director",
        lambda one: one.post(f"/changes/{changes[next(turn) % 2]}", {"decision": "accepted"}).status,
        times=2,
    )
    assert answers == [302, 409]
    with app_store.reading() as session:
        decided = [one.decided for one in queries_changes.changes(session, out.sweep_id)]
        stops = queries_routes.load(session, out.sweep_id).stops
    assert sorted(decided) == ["", "accepted"]
    told = [stop.target_id for many in stops.values() for stop in many]
    assert len(told) == len(set(told)) >= 1
    assert all([stop.position for stop in many] == list(range(1, len(many) + 1)) for many in stops.values())


def test_a_plan_is_for_its_own_targets_and_squads(browser: Open, app_store: Store, arranged: Arranged) -> None:
    near, far = arranged.targets
    with app_store.writing() as session:
        judge = actor_of(session, "judge")
        other = make_sweep(session, judge, name="另一次")
        stranger = make_target(session, judge, other)
        squad = make_squad(session, judge, other, members=JUDGES, plate="宁D·0003警")
    judge_page = browser("judge")
    tied = {"one_id": str(near), "other_id": str(stranger)}
    assert "不是这次行动的目标" in judge_page.post(f"{arranged.url}/strikes", tied).text
    assert judge_page.post(f"/stops/{far}/place", {"squad_id": str(squad)}).status == 422
    assert judge_page.post(f"{arranged.url}/plan", {"sweep_id": str(other)}).status == 302
    with app_store.reading() as session:
        assert [row.args["subject"] for row in session.scalars(select(Job))] == [str(arranged.sweep_id)]


def test_a_road_where_the_sweep_goes_nowhere_is_not_closed(browser: Open, app_store: Store, out: Arranged) -> None:
    for township in ("别处镇", "<script>", str(uuid4())):
        page = browser("director").post(f"{out.url}/changes", {"kind": "road_closed", "township": township})
        assert page.status == 422
        assert "这次行动在那里没有目标" in page.text
    with app_store.reading() as session:
        assert queries_changes.changes(session, out.sweep_id) == []


def test_after_its_end_no_forged_form_changes_the_routes(
    browser: Open, app_store: Store, clock: HandClock, out: Arranged
) -> None:
    change = breakdown(app_store, out)
    clock.moment = DAWN + timedelta(hours=6, minutes=1)
    director = browser("director")
    late = director.post(f"{out.url}/changes", {"kind": "breakdown", "squad_id": str(out.squad_id)})
    assert late.status == 409
    assert "不再改动路线" in late.text
    assert director.post(f"/changes/{change}", {"decision": "accepted"}).status == 409
    assert director.post(f"{out.url}/plan", {"seconds": "5"}).status == 409
    assert director.post(f"/changes/{change}", {"decision": "declined"}).status == 302


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["1", "--seconds", "0", "--seed", "-1", "--steps", "0"], {"seconds", "seed", "steps"}),
        (["x", "--seconds", "nan", "--seed", "9" * 30], {"number", "seconds", "seed"}),
        (["9" * 30, "--seconds", "601"], {"number", "seconds"}),
    ],
)
def test_the_terminal_names_every_wrong_value_at_once(app: Flask, words: list[str], named: set[str]) -> None:
    with app.app_context():
        said = app.test_cli_runner().invoke(args=["sweep", "plan", *words])
    assert said.exit_code == 1
    assert {line.strip().split("：")[0] for line in said.stderr.splitlines()[1:]} == named


@pytest.mark.parametrize("number", ["999", str(2**31), str(2**53 - 1)])
def test_a_sweep_that_is_not_there_is_missing_however_large_its_number(
    app: Flask, arranged: Arranged, number: str
) -> None:
    assert arranged
    with app.app_context():
        for words in (["sweep", "plan", number], ["sweep", "bulletin", number, "--json"]):
            said = app.test_cli_runner().invoke(args=words)
            assert said.exit_code == 1, words
            assert "[missing]" in said.stderr
