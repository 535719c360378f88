"""Rosters through the pages: proposed with reasons, impossible ones explained, taken over, changed by hand."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from app.base.store import Store
from app.staff import queries as staff
from app.sweeps import queries, queries_routes
from tests.support import people
from tests.support.make_sweeps import Arranged, arrange, make_duty_note
from tests.support.pages import Browser

Open = Callable[..., Browser]
ASKED = {"squads": "1", "least": "3", "police": "1", "women": "0", "benches": "0", "equipment": ""}


@pytest.fixture
def arranged(app_store: Store) -> Arranged:
    return arrange(app_store)


def members(session: Session, arranged: Arranged) -> set[str]:
    return {one.name for one in queries.squad(session, arranged.squad_id).members}


def test_a_roster_is_proposed_and_taken_over_only_when_the_judge_says_so(
    browser: Open, app_store: Store, arranged: Arranged
) -> None:
    judge = browser("judge")
    page = judge.get(f"{arranged.url}/roster").text
    assert "编组要求" in page
    assert judge.post(f"{arranged.url}/roster/take").status == 409
    with app_store.reading() as session:
        before = members(session, arranged)
    assert judge.post(f"{arranged.url}/roster", ASKED | {"least": "4"}).status == 302
    page = judge.get(f"{arranged.url}/roster").text
    assert "司法警察：赵刚" in page
    with app_store.reading() as session:
        assert members(session, arranged) == before
    assert judge.post(f"{arranged.url}/roster/take").location == f"{arranged.url}/squads"
    with app_store.reading() as session:
        assert len(members(session, arranged)) == 4
        assert not [one for one in queries_routes.findings(session, arranged.sweep_id) if one.blocks]


def test_an_impossible_roster_names_the_rule_and_the_mend(browser: Open, arranged: Arranged) -> None:
    judge = browser("judge")
    judge.post(f"{arranged.url}/roster", ASKED | {"police": "2"})
    page = judge.get(f"{arranged.url}/roster").text
    assert "这样编不成" in page
    assert "每组的司法警察人数" in page
    assert "借调司法警察，或者减少小组 · 差 1（第一组）" in page
    judge.post(f"{arranged.url}/roster", ASKED | {"equipment": "破门器 1"})
    assert "增加设备，或者少带：破门器 · 差 1" in judge.get(f"{arranged.url}/roster").text
    assert judge.post(f"{arranged.url}/roster/take").status == 409


def test_who_rests_after_night_duty_does_not_ride(browser: Open, app_store: Store, arranged: Arranged) -> None:
    with app_store.writing() as session:
        actor = people.actor_of(session, "judge")
        officer = staff.by_username(session, "bailiff")
        assert officer
        make_duty_note(session, actor, officer.id, kind="night", from_day="2026-01-16")
    judge = browser("judge")
    judge.post(f"{arranged.url}/roster", ASKED)
    page = judge.get(f"{arranged.url}/roster").text
    assert "马勇（值夜班后休息）" in page.replace("\n", "")
    judge.post(f"{arranged.url}/roster/take")
    with app_store.reading() as session:
        assert "马勇" not in members(session, arranged)


def test_locked_squads_keep_their_people_and_car(browser: Open, app_store: Store, arranged: Arranged) -> None:
    judge = browser("judge")
    with app_store.reading() as session:
        before = queries.squad(session, arranged.squad_id)
    judge.post(f"{arranged.url}/roster", ASKED | {"keep": str(arranged.squad_id)})
    judge.post(f"{arranged.url}/roster/take")
    with app_store.reading() as session:
        after = queries.squad(session, arranged.squad_id)
    assert {one.id for one in before.members} <= {one.id for one in after.members}
    assert after.car == before.car


def test_duty_is_noted_named_when_wrong_and_ended(browser: Open, app_store: Store) -> None:
    judge = browser("judge")
    with app_store.reading() as session:
        found = staff.by_username(session, "bailiff")
        assert found
    assert "没有登记" in judge.get("/duty").text
    wrong = judge.post("/duty", {"kind": "apart", "officer_id": str(found.id), "other_id": str(found.id)})
    assert wrong.status == 422
    assert (
        judge.post("/duty", {"kind": "recused", "officer_id": str(found.id), "case_number": "（2025）"}).status == 422
    )
    backwards = {"kind": "leave", "officer_id": str(found.id), "from_day": "2026-01-20", "until_day": "2026-01-10"}
    assert judge.post("/duty", backwards).status == 422
    assert judge.post("/duty", backwards | {"until_day": "2026-01-22", "reason": "探亲"}).status == 302
    page = judge.get("/duty").text
    assert "探亲" in page
    note = page.split("/duty/")[1].split("/end")[0]
    assert judge.post(f"/duty/{note}/end").status == 302
    assert judge.post(f"/duty/{note}/end").status == 404
    assert browser("clerk").get("/duty").status == 403


def test_a_recused_officer_on_the_route_stops_the_publication(
    browser: Open, app_store: Store, arranged: Arranged
) -> None:
    with app_store.writing() as session:
        actor = people.actor_of(session, "judge")
        near = queries.target(session, actor.scope, arranged.targets[0])
        officer = staff.by_username(session, "bailiff")
        assert officer
        make_duty_note(session, actor, officer.id, kind="recused", case_number=near.case_number, from_day=None)
    page = browser("judge").get(f"{arranged.url}/squads").text
    assert "马勇 在路线上的案件须回避" in page
    with app_store.reading() as session:
        codes = {one.code for one in queries_routes.findings(session, arranged.sweep_id) if one.blocks}
    assert "sweeps.squad.recused" in codes
