"""An approval on paper or in the case system: one person enters it, another one checks it, and only then it counts."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest

from app.base.actor import WHOLE_COURT
from app.base.clock import HandClock
from app.base.store import Store
from app.measures import queries, queries_registrations
from app.measures.actions_proposals import AnswerQuestions, answer_questions
from app.measures.rules import ProposalState, Step
from app.measures.views import ProposalView
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import discussed, make_detain
from tests.support.pages import Browser, Page

Open = Callable[..., Browser]
SCAN = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
AGAIN = {"password": people.PASSWORD}
AGREES = AGAIN | {"agrees": "1"}


@pytest.fixture
def proposal(app_store: Store, clock: HandClock) -> UUID:
    """A detention discussed an hour ago, not yet endorsed."""
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person_id = make_person(session, judge)
        made = make_detain(session, judge, make_case(session, judge, debtors=(person_id,)), person_id)
        discussed(session, made, judge.now)
    clock.forward(timedelta(hours=1))
    return made


def found(store: Store, proposal_id: UUID) -> ProposalView:
    with store.reading() as session:
        return queries.proposal(session, WHOLE_COURT, proposal_id)


def ids(store: Store, *names: str) -> list[str]:
    with store.reading() as session:
        return [str(people.actor_of(session, name).id) for name in names]


def form(store: Store, **changes: Any) -> dict[str, Any]:
    """The signed form as it would be typed in: endorsed, then approved half an hour ago."""
    president, director = ids(store, "president", "director")
    given: dict[str, Any] = {
        "basis": "paper",
        "approver_id": president,
        "decided_at": "2026-01-16T18:30",
        "endorser_id": director,
        "endorsed_at": "2026-01-16T18:20",
        "reason": "同意拘留",
        "scan": (BytesIO(SCAN), "审批表.pdf"),
    }
    return {name: value for name, value in (given | changes).items() if value is not None}


def enter(browser: Browser, store: Store, proposal_id: UUID, **changes: Any) -> Page:
    return browser.post(f"/proposals/{proposal_id}/registration", form(store, **changes))


def entry(store: Store, proposal_id: UUID) -> UUID:
    with store.reading() as session:
        return queries_registrations.registrations_of(session, [proposal_id])[0].id


def test_a_signed_form_counts_once_a_second_person_has_checked_it(
    browser: Open, app_store: Store, proposal: UUID
) -> None:
    judge, clerk = browser("judge"), browser("clerk")
    assert "签名的审批表" in judge.get(f"/proposals/{proposal}/registration").text
    assert enter(judge, app_store, proposal).status == 302
    assert found(app_store, proposal).state is ProposalState.DISCUSSED, "not yet"
    assert "待另一人复核后算数" in judge.get(f"/approvals/{proposal}").text
    number = entry(app_store, proposal)
    assert str(number) in clerk.get("/registrations").text
    assert "王成" in clerk.get(f"/registrations/{number}").text
    assert clerk.get(f"/registrations/{number}/scan").bytes == SCAN
    assert clerk.post(f"/registrations/{number}/check", AGREES).status == 302
    approved = found(app_store, proposal)
    assert approved.state is ProposalState.APPROVED
    assert [(one.step, one.basis) for one in approved.decisions][1:] == [("endorsed", "paper"), ("approved", "paper")]
    assert str(approved.approved_at) == "2026-01-16 18:30"
    assert [str(approved.approved_by)] == ids(app_store, "president")
    assert "纸质审批表" in judge.get(f"/approvals/{proposal}").text


def test_an_approval_of_the_case_system_is_entered_by_its_number(
    browser: Open, app_store: Store, proposal: UUID
) -> None:
    clerk = browser("clerk")
    given: dict[str, Any] = {"basis": "case_system", "scan": None}
    assert enter(clerk, app_store, proposal, **given).status == 422
    assert enter(clerk, app_store, proposal, **given, number="审批〔2026〕17号").status == 302
    director = browser("director")
    assert director.post(f"/registrations/{entry(app_store, proposal)}/check", AGREES).status == 302
    allowed = found(app_store, proposal).step(Step.APPROVED)
    assert allowed
    assert (allowed.basis, allowed.told["number"]) == ("case_system", "审批〔2026〕17号")


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("scan", {"scan": None}),
        ("decided_at", {"decided_at": ""}),
        ("decided_at", {"decided_at": "2026-01-16T17:00"}),
        ("decided_at", {"decided_at": "2026-01-16T20:00"}),
        ("endorsed_at", {"endorsed_at": "2026-01-16T18:40"}),
        ("endorsed_at", {"endorsed_at": ""}),
        ("endorser_id", {"endorser_id": ""}),
        ("basis", {"basis": "online"}),
    ],
)
def test_what_is_wrong_is_named_at_its_field(
    browser: Open, app_store: Store, proposal: UUID, field: str, changes: dict[str, Any]
) -> None:
    page = enter(browser("judge"), app_store, proposal, **changes)
    assert page.status == 422
    assert f'id="f-{field}-fault"' in page.text


def test_only_the_president_approves_and_only_the_director_endorses_on_paper_too(
    browser: Open, app_store: Store, proposal: UUID
) -> None:
    (bailiff,) = ids(app_store, "bailiff")
    page = enter(browser("judge"), app_store, proposal, approver_id=bailiff, endorser_id=bailiff)
    assert page.status == 422
    assert [words in page.text for words in ("批准人须是院长", "审核人须是执行局局长")] == [True, True]


def test_a_picture_that_is_none_is_refused(browser: Open, app_store: Store, proposal: UUID) -> None:
    page = enter(browser("judge"), app_store, proposal, scan=(BytesIO(b"MZ program"), "审批表.pdf"))
    assert page.status == 422


def test_the_chain_of_the_court_holds_on_paper_too(browser: Open, app_store: Store, proposal: UUID) -> None:
    page = enter(browser("judge"), app_store, proposal, endorser_id="", endorsed_at="")
    assert (page.status, "还没有局长审核" in page.text) == (409, True)


def test_neither_who_entered_it_nor_who_proposed_it_checks_it(browser: Open, app_store: Store, proposal: UUID) -> None:
    clerk = browser("clerk")
    assert enter(clerk, app_store, proposal).status == 302
    url = f"/registrations/{entry(app_store, proposal)}"
    for person in ("clerk", "judge"):
        assert "以外的人复核" in browser(person).get(url).text
        assert browser(person).post(f"{url}/check", AGREES).status == 403
    assert found(app_store, proposal).state is ProposalState.DISCUSSED


def test_a_check_asks_for_the_password(browser: Open, app_store: Store, proposal: UUID) -> None:
    enter(browser("judge"), app_store, proposal)
    url = f"/registrations/{entry(app_store, proposal)}/check"
    assert browser("clerk").post(url, {"agrees": "1"}).status == 422
    assert browser("clerk").post(url, {"agrees": "1", "password": "wrong"}).status == 403
    assert found(app_store, proposal).state is ProposalState.DISCUSSED


def test_what_does_not_agree_counts_for_nothing_and_can_be_entered_anew(
    browser: Open, app_store: Store, proposal: UUID
) -> None:
    judge, clerk = browser("judge"), browser("clerk")
    enter(judge, app_store, proposal)
    assert enter(judge, app_store, proposal).status == 409, "one at a time"
    url = f"/registrations/{entry(app_store, proposal)}"
    assert clerk.post(f"{url}/check", AGAIN | {"agrees": "0"}).status == 422, "say what"
    assert clerk.post(f"{url}/check", AGAIN | {"agrees": "0", "remark": "日期是十七日"}).status == 302
    assert clerk.post(f"{url}/check", AGREES).status == 409
    assert "日期是十七日" in clerk.get(url).text
    assert found(app_store, proposal).state is ProposalState.DISCUSSED
    assert enter(judge, app_store, proposal).status == 302


def test_a_closed_gate_stops_paper_too(browser: Open, app_store: Store, proposal: UUID) -> None:
    enter(browser("judge"), app_store, proposal)
    number = entry(app_store, proposal)
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        answer_questions(session, judge, AnswerQuestions(proposal_id=proposal, seriously_ill=True))
    page = browser("clerk").post(f"/registrations/{number}/check", AGREES)
    assert (page.status, "患有严重疾病" in page.text) == (409, True)
    assert found(app_store, proposal).state is ProposalState.DISCUSSED


def test_what_was_decided_meanwhile_is_not_approved_again(browser: Open, app_store: Store, proposal: UUID) -> None:
    enter(browser("judge"), app_store, proposal)
    number = entry(app_store, proposal)
    assert browser("president").post(f"/approvals/{proposal}/reject", {"reason": "证据不足"}).status == 302
    assert browser("clerk").post(f"/registrations/{number}/check", AGREES).status == 409
    assert enter(browser("judge"), app_store, proposal).status == 409


@pytest.mark.parametrize("person", ["bailiff", "cashier", "keeper", "auditor"])
def test_nobody_else_enters_or_checks(browser: Open, app_store: Store, proposal: UUID, person: str) -> None:
    assert browser(person).get("/registrations").status == 403
    assert browser(person).get(f"/proposals/{proposal}/registration").status == 403
    assert enter(browser(person), app_store, proposal).status == 403


def test_a_foreign_entry_is_not_there(browser: Open, app_store: Store, proposal: UUID) -> None:
    enter(browser("judge"), app_store, proposal)
    number = entry(app_store, proposal)
    for way in ("", "/scan"):
        assert browser("judge2").get(f"/registrations/{number}{way}").status == 404
    assert str(number) not in browser("judge2").get("/registrations").text
