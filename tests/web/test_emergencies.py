"""An emergency detention on the pages: told from the door, reported by the judge, ratified or ended by the president."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.base.actor import WHOLE_COURT
from app.base.clock import HandClock
from app.base.store import Store
from app.measures import queries
from app.measures.rules import ProposalState
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import make_deed
from tests.support.pages import Browser

Open = Callable[..., Browser]
FORM = {
    "emergency_act": "violence",
    "act_what": "持铁锹追打执行人员",
    "evidence": "执法记录仪录像",
    "ground": "obstruction.besieging",
    "reason": "暴力抗拒执行",
    "days": "15",
    "pregnant": "0",
    "nursing": "0",
    "seriously_ill": "0",
    "sole_carer": "0",
}
AGAIN = {"password": people.PASSWORD}


@pytest.fixture
def debtor(app_store: Store, clock: HandClock) -> tuple[UUID, UUID]:
    """Somebody who was detained at the door an hour ago."""
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person_id = make_person(session, judge)
        case_id = make_case(session, judge, debtors=(person_id,))
        bailiff = people.actor_of(session, "bailiff")
        make_deed(session, bailiff, "detain.announce", case_id, person_id, emergency="violence")
    clock.forward(timedelta(minutes=30))
    return case_id, person_id


def reported(browser: Open, store: Store, debtor: tuple[UUID, UUID]) -> UUID:
    form = FORM | {"person_id": str(debtor[1])}
    assert browser("judge").post(f"/cases/{debtor[0]}/measures/emergency", form).status == 302
    with store.reading() as session:
        return queries.proposals_of(session, WHOLE_COURT, case_ids=[debtor[0]])[0].id


def state_of(store: Store, proposal_id: UUID) -> ProposalState:
    with store.reading() as session:
        return queries.proposal(session, WHOLE_COURT, proposal_id).state


def test_the_page_tells_what_came_from_the_door_and_asks_for_no_time_twice(
    browser: Open, debtor: tuple[UUID, UUID]
) -> None:
    judge = browser("judge")
    assert "紧急拘留，还没有向院长报告" in judge.get(f"/cases/{debtor[0]}/measures").text
    page = judge.get(f"/cases/{debtor[0]}/measures/emergency").text
    assert "于 2026-01-16 18:00 被紧急拘留" in page
    assert 'name="detained_at"' not in page


def test_what_is_missing_is_named_at_its_field(browser: Open, debtor: tuple[UUID, UUID]) -> None:
    form = FORM | {"person_id": str(debtor[1]), "emergency_act": "", "days": "many"}
    page = browser("judge").post(f"/cases/{debtor[0]}/measures/emergency", form)
    assert page.status == 422
    assert [f'id="f-{name}-fault"' in page.text for name in ("emergency_act", "days")] == [True, True]


def test_the_president_ratifies_with_his_password(browser: Open, app_store: Store, debtor: tuple[UUID, UUID]) -> None:
    proposal_id = reported(browser, app_store, debtor)
    president = browser("president")
    assert "紧急拘留，待补批" in president.get("/approvals").text
    assert "不予补批" in president.get(f"/approvals/{proposal_id}").text
    url = f"/approvals/{proposal_id}/ratify"
    assert president.post(url, {"reason": "同意"}).status == 422
    assert president.post(url, {"password": "wrong"}).status == 403
    assert state_of(app_store, proposal_id) is ProposalState.REPORTED
    assert president.post(url, AGAIN | {"reason": "同意补批"}).status == 302
    assert state_of(app_store, proposal_id) is ProposalState.EXECUTED


def test_the_president_ends_it_and_the_page_says_to_let_go_until_it_is_done(
    browser: Open, app_store: Store, debtor: tuple[UUID, UUID], clock: HandClock
) -> None:
    proposal_id = reported(browser, app_store, debtor)
    president = browser("president")
    assert president.post(f"/approvals/{proposal_id}/revoke", {}).status == 422
    assert president.post(f"/approvals/{proposal_id}/revoke", {"reason": "拘留不当"}).status == 302
    assert "必须立即放人" in president.get(f"/approvals/{proposal_id}").text
    assert "不予补批，立即放人" in browser("judge").get(f"/cases/{debtor[0]}/measures").text
    clock.forward(timedelta(minutes=10))
    with app_store.writing() as session:
        bailiff = people.actor_of(session, "bailiff", clock.now())
        make_deed(session, bailiff, "person.release", *debtor, reason="decided")
    assert "必须立即放人" not in president.get(f"/approvals/{proposal_id}").text


@pytest.mark.parametrize("person", ["judge", "director", "clerk"])
def test_nobody_else_ratifies_or_ends_it(
    browser: Open, app_store: Store, debtor: tuple[UUID, UUID], person: str
) -> None:
    proposal_id = reported(browser, app_store, debtor)
    for step in ("ratify", "revoke"):
        assert browser(person).post(f"/approvals/{proposal_id}/{step}", AGAIN | {"reason": "同意"}).status == 403
    assert state_of(app_store, proposal_id) is ProposalState.REPORTED
