"""The president's screen: what waits, why, the gate, and his decision."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.court import actions as court
from app.measures import queries
from app.measures.actions_proposals import (
    AnswerQuestions,
    ProposeEarlyRelease,
    ProposeFine,
    answer_questions,
    propose_early_release,
    propose_fine,
)
from app.staff.queries import by_username
from app.staff.rules import FAILURES_ALLOWED
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import (
    detain_asked,
    make_approved,
    make_compel,
    make_deed,
    make_detain,
    make_ready,
    three_officers,
)
from tests.support.pages import Browser

Open = Callable[..., Browser]
AGAIN = {"password": people.PASSWORD}


def detained(app_store: Store, *, bare: bool) -> UUID:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person_id = make_person(session, judge)
        made = make_detain(session, judge, make_case(session, judge, debtors=(person_id,)), person_id)
        return made if bare else make_ready(session, made, judge.now)


@pytest.fixture
def detention(app_store: Store) -> UUID:
    """Discussed and endorsed: it waits for the president."""
    return detained(app_store, bare=False)


@pytest.fixture
def proposed(app_store: Store) -> UUID:
    """Just proposed."""
    return detained(app_store, bare=True)


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


def test_the_way_of_a_proposal_goes_by_the_director_to_the_president(
    browser: Open, app_store: Store, proposed: UUID
) -> None:
    def way(page: str) -> list[tuple[str, str]]:
        return re.findall(r'step-label">([^<]+) <span class="step-state">([^<]+)<', page)

    director, address = browser("director"), f"/approvals/{proposed}"
    waiting = [("提请", "已完成"), ("讨论", "当前"), ("局长审核", "待办"), ("院长批准", "待办")]
    assert way(director.get(address).text) == waiting
    discuss_it(browser, app_store, proposed)
    director.post(f"{address}/endorse", {"reason": "同意"})
    done = [("提请", "已完成"), ("讨论", "已完成"), ("局长审核", "已完成"), ("院长批准", "当前")]
    assert way(director.get(address).text) == done


def test_the_president_approves(browser: Open, app_store: Store, detention: UUID) -> None:
    answer = browser("president").post(f"/approvals/{detention}/approve", AGAIN | {"reason": "同意"})
    assert answer.location == "/approvals"
    assert state_of(app_store, detention) == "approved"


def test_the_draft_of_the_paper_stands_on_the_same_screen(browser: Open, detention: UUID) -> None:
    page = browser("president").get(f"/approvals/{detention}").text
    assert "文书草稿：拘留决定书" in page
    for words in ("被拘留人", "查明的事实", "固原市中级人民法院"):
        assert words in page


def test_each_kind_of_measure_has_its_draft(browser: Open, app_store: Store) -> None:
    with app_store.writing() as session:
        judge, president = people.actor_of(session, "judge"), people.actor_of(session, "president")
        person_id = make_person(session, judge, name="黄某二")
        case_id = make_case(session, judge, debtors=(person_id,))
        compel = make_compel(session, judge, case_id, person_id)
        detention = make_approved(session, president, make_detain(session, judge, case_id, person_id))
        asked = detain_asked(case_id, person_id).model_dump(include=set(ProposeFine.model_fields)) | {"amount": "500"}
        fine = propose_fine(session, judge, ProposeFine.model_validate(asked))
        make_deed(session, judge, "detain.announce", case_id, person_id, proposal_id=detention)
        ended = ProposeEarlyRelease(of_id=detention, cause="paid", reason="已全部履行")
        release = propose_early_release(session, judge, ended)
    drafts = {compel: "拘传票", fine: "罚款决定书", release: "提前解除拘留决定书"}
    for proposal_id, title in drafts.items():
        assert f"文书草稿：{title}" in browser("president").get(f"/approvals/{proposal_id}").text


def test_every_approval_asks_for_the_password(browser: Open, app_store: Store, detention: UUID) -> None:
    president = browser("president")
    assert "再次输入密码" in president.get(f"/approvals/{detention}").text
    page = president.post(f"/approvals/{detention}/approve", {"reason": "同意拘留"})
    assert page.status == 422
    assert 'id="f-password-fault"' in page.text
    assert "同意拘留" in page.text
    assert president.post(f"/approvals/{detention}/approve", {"password": "wrong-password"}).status == 403
    assert state_of(app_store, detention) == "endorsed"
    assert president.post(f"/approvals/{detention}/approve", AGAIN).status == 302
    assert state_of(app_store, detention) == "approved"
    assert president.post(f"/approvals/{detention}/approve", {"reason": "同意"}).status == 422, "asked anew"


def test_who_keeps_guessing_the_password_is_signed_out_and_locked(
    browser: Open, app_store: Store, detention: UUID
) -> None:
    president = browser("president")
    for _ in range(FAILURES_ALLOWED):
        assert president.post(f"/approvals/{detention}/approve", {"password": "guess"}).status == 403
    assert president.get("/approvals").status == 302, "to the sign-in"
    with app_store.reading() as session:
        person = by_username(session, "president")
        assert person
        assert person.locked_until
    assert state_of(app_store, detention) == "endorsed"


def test_the_president_says_no_with_a_reason(browser: Open, app_store: Store, detention: UUID) -> None:
    president = browser("president")
    assert president.post(f"/approvals/{detention}/reject", {}).status == 422
    assert president.post(f"/approvals/{detention}/reject", {"reason": "证据不足"}).status == 302
    assert state_of(app_store, detention) == "rejected"
    assert president.post(f"/approvals/{detention}/approve", AGAIN).status == 409


def test_the_director_endorses_what_was_discussed_and_cannot_approve(
    browser: Open, app_store: Store, proposed: UUID
) -> None:
    director = browser("director")
    page = director.get(f"/approvals/{proposed}").text
    assert "审核同意" in page
    no = director.post(f"/approvals/{proposed}/endorse", {"reason": "同意"})
    assert (no.status, "还没有讨论记录" in no.text) == (409, True)
    discuss_it(browser, app_store, proposed)
    assert director.post(f"/approvals/{proposed}/endorse", {"reason": "同意"}).status == 302
    assert state_of(app_store, proposed) == "endorsed"
    assert director.post(f"/approvals/{proposed}/approve", AGAIN).status == 403


def discuss_it(browser: Open, store: Store, proposal_id: UUID) -> None:
    with store.reading() as session:
        three = [str(one) for one in three_officers(session)]
    form = {"manner": "officers", "participants": three, "reason": "一致同意"}
    assert browser("judge").post(f"/approvals/{proposal_id}/discussion", form).status == 302


def test_who_took_part_in_the_discussion_is_recorded_by_name(browser: Open, app_store: Store, proposed: UUID) -> None:
    judge = browser("judge")
    assert "周正" in judge.get(f"/approvals/{proposed}/discussion").text
    with app_store.reading() as session:
        first, second, third = (str(one) for one in three_officers(session))
        clerk = str(people.actor_of(session, "clerk").id)
    for few in ([first, second], [first, second, second], [first, second, clerk], []):
        page = judge.post(f"/approvals/{proposed}/discussion", {"manner": "officers", "participants": few})
        assert page.status == 422
        assert "须有 3 名以上" in page.text
    late = {"manner": "panel", "participants": [first, second, third], "held_at": "2030-01-01T09:00"}
    assert judge.post(f"/approvals/{proposed}/discussion", late).status == 422
    discuss_it(browser, app_store, proposed)
    shown = judge.get(f"/approvals/{proposed}").text
    assert "李文、何平、周正" in shown
    assert "一致同意" in shown
    assert state_of(app_store, proposed) == "discussed"
    assert judge.post(f"/approvals/{proposed}/discussion", late | {"held_at": ""}).status == 409


def test_the_chain_shows_what_is_done_and_what_is_waited_for(browser: Open, app_store: Store, proposed: UUID) -> None:
    page = browser("president").get(f"/approvals/{proposed}").text
    assert [mark in page for mark in ("step-done", "step-now", "step-next")] == [True, True, True]
    no = browser("president").post(f"/approvals/{proposed}/approve", AGAIN)
    assert no.status == 409
    discuss_it(browser, app_store, proposed)
    no = browser("president").post(f"/approvals/{proposed}/approve", AGAIN)
    assert (no.status, "还没有局长审核" in no.text) == (409, True)


def test_a_step_the_court_asked_for_later_is_shown_as_missing(browser: Open, app_store: Store, proposed: UUID) -> None:
    with app_store.writing() as session:
        court.set_profile(session, people.MACHINE, people.PROFILE.model_copy(update={"chain_detain": ()}))
    assert browser("president").post(f"/approvals/{proposed}/approve", AGAIN).status == 302
    with app_store.writing() as session:
        court.set_profile(session, people.MACHINE, people.PROFILE)
    assert "step-missing" in browser("president").get(f"/approvals/{proposed}").text


@pytest.mark.parametrize("person", ["judge", "director", "auditor"])
def test_nobody_else_decides(browser: Open, app_store: Store, detention: UUID, person: str) -> None:
    for step in ("approve", "reject"):
        assert browser(person).post(f"/approvals/{detention}/{step}", {"reason": "同意"}).status == 403
    assert state_of(app_store, detention) == "endorsed"


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
    page = president.post(f"/approvals/{detention}/approve", AGAIN | {"reason": "同意"})
    assert page.status == 409
    assert "没有批准" in page.text
    assert "患有严重疾病" in page.text
    lifted = AGAIN | {"overrides": "detain.not_ill"}
    assert president.post(f"/approvals/{detention}/approve", lifted).status == 422
    assert president.post(f"/approvals/{detention}/approve", lifted | {"reason": "医院证明可以收拘"}).status == 302
    assert state_of(app_store, detention) == "approved"
    assert "院长特批" in president.get(f"/approvals/{detention}").text


def test_a_reason_too_long_is_refused(browser: Open, app_store: Store, detention: UUID) -> None:
    page = browser("president").post(f"/approvals/{detention}/approve", AGAIN | {"reason": "字" * 100_000})
    assert page.status == 422
    assert state_of(app_store, detention) == "endorsed"


def test_compelling_waits_in_the_same_inbox(browser: Open, app_store: Store) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person_id = make_person(session, judge, name="黄某二")
        make_compel(session, judge, make_case(session, judge, debtors=(person_id,)), person_id)
    inbox = browser("president").get("/approvals").text
    assert "拘传 黄某二" in inbox
