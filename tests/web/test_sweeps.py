"""Pages of sweeps, from the first form to the publication."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.staff import queries as staff
from app.sweeps import queries, queries_routes
from maps.points import Point
from tests.support import people
from tests.support.make_sweeps import Arranged, arrange, make_route, make_squad, make_sweep, make_target
from tests.support.pages import Browser

Open = Callable[..., Browser]
NEAR, FAR = Point(35.90, 106.65), Point(36.05, 106.70)
LONG = "长" * 100_000
MARKUP = '<script>alert(1)</script> ${7*7} "引号"'


@pytest.fixture
def arranged(app_store: Store) -> Arranged:
    return arrange(app_store)


def order(store: Store, squad_id: UUID) -> list[UUID]:
    with store.reading() as session:
        return [stop.target_id for stop in queries_routes.stops_of_squad(session, squad_id)]


def new_sweep(store: Store, **changes: str) -> dict[str, str]:
    with store.reading() as session:
        judge = staff.by_username(session, "judge")
    assert judge
    return {
        "name": "涉金融案件集中执行",
        "category": "finance",
        "starts_at": "2026-01-17T06:00",
        "ends_at": "2026-01-17T12:00",
        "commander_id": str(judge.id),
    } | changes


def test_a_judge_opens_a_sweep_and_is_told_what_comes_next(browser: Open, app_store: Store) -> None:
    judge = browser("judge")
    assert "还没有专项行动" in judge.get("/sweeps").text
    answer = judge.post("/sweeps/new", new_sweep(app_store))
    page = judge.get(answer.location)
    assert "涉金融案件集中执行" in page.text
    assert "还没有目标" in page.text
    for tab, word in (("squads", "还没有小组"), ("routes", "还没有小组"), ("roll", "行动还没有发布")):
        assert word in judge.get(f"{answer.location}/{tab}").text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", LONG),
        ("name", ""),
        ("category", "king"),
        ("starts_at", "gestern"),
        ("ends_at", "2026-01-17T05:00"),
        ("ends_at", "2026-03-17T05:00"),
        ("commander_id", "somebody"),
        ("commander_id", "019bc63f-5d00-7000-8000-000000000000"),
        ("aim", LONG),
    ],
)
def test_a_wrong_field_of_a_sweep_is_named_and_nothing_is_stored(
    browser: Open, app_store: Store, field: str, value: str
) -> None:
    answer = browser("judge").post("/sweeps/new", new_sweep(app_store, **{field: value}))
    assert answer.status == 422
    assert f'id="f-{field}-fault"' in answer.text
    with app_store.reading() as session:
        assert queries.sweeps(session, people.actor_of(session, "director")) == []


def test_markup_in_a_sweep_is_ordinary_text(browser: Open, app_store: Store) -> None:
    judge = browser("judge")
    url = judge.post("/sweeps/new", new_sweep(app_store, name=MARKUP, risks=MARKUP)).location
    for page in (judge.get(url), judge.get("/sweeps"), judge.get(f"{url}/edit")):
        assert page.status == 200
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)&lt;/script&gt; ${7*7}" in page.text


def test_a_judge_changes_his_sweep(browser: Open, app_store: Store, arranged: Arranged) -> None:
    answer = browser("judge").post(f"{arranged.url}/edit", new_sweep(app_store, name="换一个名称"))
    assert answer.status == 302
    assert "换一个名称" in browser("judge").get(arranged.url).text
    assert browser("judge").post(f"{arranged.url}/edit", new_sweep(app_store, name="短"[:0])).status == 422


@pytest.mark.parametrize("tab", ["", "/squads", "/routes", "/roll"])
def test_every_tab_is_shown_to_whom_it_concerns(browser: Open, arranged: Arranged, tab: str) -> None:
    for username in ("judge", "director", "president", "clerk", "auditor"):
        assert browser(username).get(arranged.url + tab).status == 200
    for username in ("judge2", "bailiff"):
        assert browser(username).get(arranged.url + tab).status == 404
    assert browser("keeper").get(arranged.url + tab).status == 403


def test_only_who_plans_changes_it(browser: Open, app_store: Store, arranged: Arranged) -> None:
    near = arranged.targets[0]
    posts = {
        f"{arranged.url}/edit": new_sweep(app_store),
        f"{arranged.url}/squads/new": {"name": "第二组"},
        f"{arranged.url}/targets/add": {"picks": "x"},
        f"{arranged.url}/plan": {},
        f"/squads/{arranged.squad_id}": {"name": "第二组"},
        f"/squads/{arranged.squad_id}/drop": {},
        f"/targets/{near}": {},
        f"/targets/{near}/drop": {},
        f"/stops/{near}/down": {},
        "/vehicles": {"plate": "宁D·9", "seats": "5"},
    }
    for url, form in posts.items():
        for username in ("bailiff", "clerk", "president", "auditor", "keeper"):
            assert browser(username).post(url, form).status == 403, (username, url)
        if url != "/vehicles":
            assert browser("judge2").post(url, form).status == 404, url
    assert order(app_store, arranged.squad_id) == list(arranged.targets)


def test_targets_are_chosen_from_open_cases(browser: Open, app_store: Store, arranged: Arranged) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        other = make_target(session, judge, make_sweep(session, judge), name="黄某二")
        target = queries.target(session, WHOLE_COURT, other)
    page = browser("judge").get(f"{arranged.url}/targets/add")
    pick = f"{target.case_id}:{target.person.id}"
    assert pick in page.text
    assert "已是目标" in page.text
    assert pick not in browser("judge").get(f"{arranged.url}/targets/add?q=没有这个人").text
    answer = browser("judge").post(f"{arranged.url}/targets/add", {"picks": [pick], "measure": "compel"})
    assert answer.status == 302
    assert "黄某二" in browser("judge").get(arranged.url).text
    assert browser("judge").post(f"{arranged.url}/targets/add", {"picks": [pick]}).status == 409


@pytest.mark.parametrize(
    "form", [{}, {"picks": ["no:id"]}, {"picks": [LONG]}, {"picks": ["<script>"], "measure": "hang"}]
)
def test_a_wrong_choice_of_targets_adds_nothing(
    browser: Open, app_store: Store, arranged: Arranged, form: dict[str, object]
) -> None:
    assert browser("judge").post(f"{arranged.url}/targets/add", form).status == 422
    with app_store.reading() as session:
        assert len(queries.targets(session, WHOLE_COURT, arranged.sweep_id)) == 2


def target_form(store: Store, target_id: UUID) -> dict[str, str]:
    with store.reading() as session:
        target = queries.target(session, WHOLE_COURT, target_id)
    assert target.address
    return {
        "measure": "detain",
        "value": "60,000.50",
        "weight": "90",
        "plan": MARKUP,
        "address_id": str(target.address.id),
        "service_minutes": "40",
        "open_from": "2026-01-17T07:00",
    }


def test_a_target_gets_its_own_plan_and_hours(browser: Open, app_store: Store, arranged: Arranged) -> None:
    near = arranged.targets[0]
    judge = browser("judge")
    assert "一人一策" in judge.get(f"/targets/{near}").text
    assert judge.post(f"/targets/{near}", target_form(app_store, near)).location == arranged.url
    page = judge.get(arranged.url)
    assert "60,000.50" in page.text
    assert "&lt;script&gt;" in page.text
    assert "07:00" in judge.get(f"{arranged.url}/routes").text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("measure", "hang"),
        ("value", "-1"),
        ("value", "1.234"),
        ("weight", "0"),
        ("weight", "101"),
        ("plan", LONG),
        ("service_minutes", "0"),
        ("service_minutes", "lange"),
        ("open_until", "2026-01-17T06:30"),
        ("open_from", "32.01."),
        ("address_id", "019bc63f-5d00-7000-8000-000000000000"),
        ("address_id", ""),
    ],
)
def test_a_wrong_field_of_a_target_is_named(
    browser: Open, app_store: Store, arranged: Arranged, field: str, value: str
) -> None:
    near = arranged.targets[0]
    answer = browser("judge").post(f"/targets/{near}", target_form(app_store, near) | {field: value})
    assert answer.status == 422
    assert f'id="f-{field}-fault"' in answer.text
    with app_store.reading() as session:
        assert queries.target(session, WHOLE_COURT, near).measure == "compel"


def test_a_target_is_dropped(browser: Open, app_store: Store, arranged: Arranged) -> None:
    near, far = arranged.targets
    assert browser("judge").post(f"/targets/{near}/drop").status == 302
    assert order(app_store, arranged.squad_id) == [far]


def test_the_next_day_is_opened_from_the_page_of_targets(browser: Open, arranged: Arranged) -> None:
    judge = browser("judge")
    assert "再排一天" in judge.get(arranged.url).text
    assert judge.post(f"{arranged.url}/next-day", {}).status == 302
    assert "（第2天）" in judge.get("/sweeps").text
    assert browser("bailiff").post(f"{arranged.url}/next-day", {}).status == 403
    assert browser("judge2").post(f"{arranged.url}/next-day", {}).status == 404


def test_the_director_publishes_what_the_judge_planned(browser: Open, arranged: Arranged) -> None:
    assert browser("judge").post(f"{arranged.url}/publish").status == 403
    assert browser("bailiff").get("/sweeps").text.count(arranged.url) == 0
    assert "发布行动" in browser("director").get(arranged.url).text
    assert browser("director").post(f"{arranged.url}/publish").status == 302
    bailiff = browser("bailiff")
    assert arranged.url in bailiff.get("/sweeps").text
    for tab in ("", "/squads", "/routes", "/roll"):
        assert bailiff.get(arranged.url + tab).status == 200
    assert browser("auxiliary").get(arranged.url).status == 404
    assert browser("judge").post(f"/stops/{arranged.targets[0]}/down").status == 409
    assert "新的小组" not in browser("judge").get(f"{arranged.url}/squads").text


def test_a_sweep_that_is_not_ready_is_refused_with_the_whole_list(
    browser: Open, app_store: Store, arranged: Arranged
) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        squad_id = make_squad(session, judge, arranged.sweep_id, members=("bailiff",), plate="", name="第二组")
        make_route(session, judge, squad_id, (make_target(session, judge, arranged.sweep_id, measure="detain"),))
    answer = browser("director").post(f"{arranged.url}/publish")
    assert answer.status == 409
    for words in ("须有司法警察", "没有车辆", "执行人员 1 名", "马勇 同时编在别的小组"):
        assert words in answer.text
    assert "须有司法警察" in browser("judge").get(f"{arranged.url}/squads").text


def test_a_bailiff_sees_his_own_squad_alone(browser: Open, app_store: Store, arranged: Arranged) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        members = ("judge", "judge2", "auxiliary")
        squad_id = make_squad(session, judge, arranged.sweep_id, members=members, plate="宁D·0002警", name="第二组")
        hidden = make_target(session, judge, arranged.sweep_id, name="吴某三", measure="serve", at=NEAR)
        make_route(session, judge, squad_id, (hidden,))
    assert "没有能驾驶的人" in browser("director").post(f"{arranged.url}/publish").text
    with app_store.writing() as session:
        for person in staff.officers(session):
            person.drives = True
    assert browser("director").post(f"{arranged.url}/publish").status == 302
    for tab in ("", "/squads", "/routes", "/roll"):
        text = browser("bailiff").get(arranged.url + tab).text
        assert "吴某三" not in text
        assert "第二组" not in text
    assert "吴某三" in browser("auxiliary").get(f"{arranged.url}/routes").text
    assert browser("bailiff").get(f"/squads/{squad_id}/roll").status == 404


def test_english_speaks_on_every_page(browser: Open, app: Flask, arranged: Arranged) -> None:
    judge = browser("judge")
    judge.client.set_cookie("lang", "en")
    for path, word in (
        (arranged.url, "Targets"),
        (f"{arranged.url}/squads", "New squad"),
        (f"{arranged.url}/routes", "Plan routes"),
        (f"{arranged.url}/roll", "not published"),
        (f"/targets/{arranged.targets[0]}", "Plan for the person"),
        ("/vehicles", "Plate"),
    ):
        assert word in judge.get(path).text
