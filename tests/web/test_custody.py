"""The board of people the court answers for."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.base.clock import HandClock
from app.base.store import Store
from app.court import actions as court
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import make_approved, make_deed, make_detain
from tests.support.pages import Browser

Open = Callable[..., Browser]


@pytest.fixture
def taken(app_store: Store) -> tuple[UUID, UUID]:
    with app_store.writing() as session:
        judge, bailiff = (people.actor_of(session, name) for name in ("judge", "bailiff"))
        person_id = make_person(session, judge, name="黄某二")
        case_id = make_case(session, judge, debtors=(person_id,))
        make_deed(session, bailiff, "compel.record", case_id, person_id)
        make_deed(session, bailiff, "compel.arrive", case_id, person_id, place="执行局")
        return case_id, person_id


def test_nobody_is_held(browser: Open) -> None:
    assert "现在没有在控人员" in browser("director").get("/custody").text


def test_who_was_taken_is_shown_with_his_clock_and_its_article(
    browser: Open, clock: HandClock, taken: tuple[UUID, UUID]
) -> None:
    clock.forward(timedelta(hours=7, minutes=40))
    page = browser("president").get("/custody").text
    for words in ("黄某二", "已拘传", "执行局", "询问八小时", "还剩 0 小时 20 分", "民诉解释"):
        assert words in page
    clock.forward(timedelta(hours=1))
    assert "已超 0 小时 40 分" in browser("president").get("/custody").text


def test_who_was_let_go_disappears(browser: Open, app_store: Store, taken: tuple[UUID, UUID]) -> None:
    with app_store.writing() as session:
        make_deed(session, people.actor_of(session, "bailiff"), "person.release", *taken, reason="ended")
    assert "现在没有在控人员" in browser("president").get("/custody").text


def test_a_judge_sees_his_own_cases_only(browser: Open, taken: tuple[UUID, UUID]) -> None:
    assert "黄某二" in browser("judge").get("/custody").text
    assert "黄某二" not in browser("judge2").get("/custody").text
    assert browser("bailiff").get("/custody").status == 403


def test_the_board_tells_when_the_custody_place_admits_people(browser: Open, app_store: Store) -> None:
    assert "收拘时间" not in browser("director").get("/custody").text
    with app_store.writing() as session:
        profile = people.PROFILE.model_copy(update={"delivery_hours": "每日8:00至20:00"})
        court.set_profile(session, people.MACHINE, profile)
    assert "彭阳县拘留所 · 收拘时间：每日8:00至20:00" in browser("director").get("/custody").text


def test_another_custody_place_is_entered_and_asks_for_its_papers(browser: Open, app_store: Store) -> None:
    with app_store.writing() as session:
        judge, bailiff = (people.actor_of(session, name) for name in ("judge", "bailiff"))
        person_id = make_person(session, judge, name="黄某二")
        case_id = make_case(session, judge, debtors=(person_id,))
        made = make_detain(session, judge, case_id, person_id, pregnant=False, nursing=False)
        proposal_id = make_approved(session, people.actor_of(session, "president"), made)
        make_deed(session, bailiff, "detain.announce", case_id, person_id, proposal_id=proposal_id)
    page, judge_page = f"/cases/{case_id}/custody/{person_id}", browser("judge")
    assert "异地收拘的书面说明" not in judge_page.get(page).text
    assert "拘留所条例第9条" in judge_page.get(f"/proposals/{proposal_id}/elsewhere").text
    typed = {"place": "某县拘留所", "approval": "某公批1号"}
    assert judge_page.post(f"/proposals/{proposal_id}/elsewhere", typed).status == 302
    shown = judge_page.get(page).text
    for words in ("异地收拘的书面说明", "某公批1号", "拘留所条例第9条"):
        assert words in shown
    assert browser("judge2").post(f"/proposals/{proposal_id}/elsewhere", typed).status == 404
