"""The president's screen: what waits, why, the gate, and his decision."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.base.actor import WHOLE_COURT
from app.base.clock import HandClock
from app.base.store import Store
from app.measures import queries
from app.measures.actions_proposals import AnswerQuestions, answer_questions
from app.staff import passwords
from app.staff.queries import by_username
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import make_compel, make_detain
from tests.support.pages import Browser

Open = Callable[..., Browser]


@pytest.fixture
def detention(app_store: Store) -> UUID:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person_id = make_person(session, judge)
        return make_detain(session, judge, make_case(session, judge, debtors=(person_id,)), person_id)


def state_of(store: Store, proposal_id: UUID) -> str:
    with store.reading() as session:
        return queries.proposal(session, WHOLE_COURT, proposal_id).state


def test_an_empty_inbox_says_so(browser: Open) -> None:
    assert "没有等待决定的提请" in browser("president").get("/approvals").text


def test_what_waits_is_shown_with_its_gate(browser: Open, detention: UUID) -> None:
    president = browser("president")
    inbox = president.get("/approvals").text
    assert "张某一" in inbox
    assert "条件齐备" in inbox
    page = president.get(f"/approvals/{detention}").text
    for words in ("银行流水一份", "民诉法", "拘留事由到项", "李文", "15 日"):
        assert words in page


def test_the_way_of_a_proposal_goes_by_the_director_to_the_president(browser: Open, detention: UUID) -> None:
    def way(page: str) -> list[tuple[str, str]]:
        return re.findall(r'step-label">([^<]+) <span class="step-state">([^<]+)<', page)

    director, address = browser("director"), f"/approvals/{detention}"
    assert way(director.get(address).text) == [("提请", "已完成"), ("局长审核", "当前"), ("院长批准", "待办")]
    director.post(f"{address}/endorse", {"reason": "同意"})
    assert way(director.get(address).text) == [("提请", "已完成"), ("局长审核", "已完成"), ("院长批准", "当前")]


def test_the_president_approves(browser: Open, app_store: Store, detention: UUID) -> None:
    answer = browser("president").post(f"/approvals/{detention}/approve", {"basis": "online", "reason": "同意"})
    assert answer.location == "/approvals"
    assert state_of(app_store, detention) == "approved"


def test_an_approval_asks_for_the_password_again_after_a_while(
    browser: Open, app_store: Store, clock: HandClock, detention: UUID
) -> None:
    with app_store.writing() as session:
        person = by_username(session, "president")
        assert person
        person.password_hash = passwords.hash_of("a-long-password")
    clock.forward(timedelta(hours=1))
    president = browser("president")
    assert "再次输入密码" in president.get(f"/approvals/{detention}").text
    page = president.post(f"/approvals/{detention}/approve", {"reason": "同意拘留"})
    assert page.status == 422
    assert 'id="f-password-fault"' in page.text
    assert "同意拘留" in page.text
    assert president.post(f"/approvals/{detention}/approve", {"password": "wrong-password"}).status == 403
    assert state_of(app_store, detention) == "proposed"
    assert president.post(f"/approvals/{detention}/approve", {"password": "a-long-password"}).status == 302
    assert state_of(app_store, detention) == "approved"


def test_the_president_says_no_with_a_reason(browser: Open, app_store: Store, detention: UUID) -> None:
    president = browser("president")
    assert president.post(f"/approvals/{detention}/reject", {}).status == 422
    assert president.post(f"/approvals/{detention}/reject", {"reason": "证据不足"}).status == 302
    assert state_of(app_store, detention) == "rejected"
    assert president.post(f"/approvals/{detention}/approve", {}).status == 409


def test_the_director_endorses_and_cannot_approve(browser: Open, app_store: Store, detention: UUID) -> None:
    director = browser("director")
    assert "审核同意" in director.get(f"/approvals/{detention}").text
    assert director.post(f"/approvals/{detention}/endorse", {"reason": "同意"}).status == 302
    assert state_of(app_store, detention) == "endorsed"
    assert director.post(f"/approvals/{detention}/approve", {}).status == 403


@pytest.mark.parametrize("person", ["judge", "director", "auditor"])
def test_nobody_else_decides(browser: Open, app_store: Store, detention: UUID, person: str) -> None:
    for step in ("approve", "reject"):
        assert browser(person).post(f"/approvals/{detention}/{step}", {"reason": "同意"}).status == 403
    assert state_of(app_store, detention) == "proposed"


def test_a_foreign_proposal_is_not_there(browser: Open, detention: UUID) -> None:
    assert browser("judge2").get(f"/approvals/{detention}").status == 404
    assert "张某一" not in browser("judge2").get("/approvals").text


def test_a_closed_gate_is_shown_on_the_screen_and_can_be_lifted_with_a_reason(
    browser: Open, app_store: Store, detention: UUID
) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        answer_questions(session, judge, AnswerQuestions(proposal_id=detention, seriously_ill=True))
    president = browser("president")
    page = president.post(f"/approvals/{detention}/approve", {"reason": "同意"})
    assert page.status == 409
    assert "没有批准" in page.text
    assert "患有严重疾病" in page.text
    lifted = {"overrides": "detain.not_ill"}
    assert president.post(f"/approvals/{detention}/approve", lifted).status == 422
    assert president.post(f"/approvals/{detention}/approve", lifted | {"reason": "医院证明可以收拘"}).status == 302
    assert state_of(app_store, detention) == "approved"
    assert "院长特批" in president.get(f"/approvals/{detention}").text


def test_a_reason_too_long_is_refused(browser: Open, app_store: Store, detention: UUID) -> None:
    page = browser("president").post(f"/approvals/{detention}/approve", {"reason": "字" * 100_000})
    assert page.status == 422
    assert state_of(app_store, detention) == "proposed"


def test_compelling_waits_in_the_same_inbox(browser: Open, app_store: Store) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person_id = make_person(session, judge, name="黄某二")
        make_compel(session, judge, make_case(session, judge, debtors=(person_id,)), person_id)
    inbox = browser("president").get("/approvals").text
    assert "拘传 黄某二" in inbox
