"""A search goes the same way as every measure: asked for by the judge, endorsed, approved by the president."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.documents import queries as papers
from app.measures import queries
from app.measures.gathering import GateClosed, require_issuable
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import DAY, make_approved
from tests.support.pages import Browser

Open = Callable[..., Browser]
FORM = {
    "sought": "books",
    "places": "彭阳县白阳镇某号院\n某建材店库房",
    "reason": "其妻承认会计账簿藏在库房，责令交出后仍拒不交出",
    "evidence": "谈话笔录",
    "duty_unperformed": "1",
    "woman_searched": "0",
    "valid_from": "2026-01-17",
    "valid_until": "2026-01-20",
}
AGAIN = {"password": people.PASSWORD}


@pytest.fixture
def debtor(app_store: Store) -> tuple[UUID, UUID]:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person_id = make_person(session, judge)
        return make_case(session, judge, debtors=(person_id,)), person_id


def asked(store: Store, debtor: tuple[UUID, UUID], **changes: Any) -> dict[str, Any]:
    with store.reading() as session:
        officers = [str(people.actor_of(session, name).id) for name in ("judge", "bailiff")]
    return FORM | {"person_id": str(debtor[1]), "officer_ids": officers} | changes


def only(store: Store, case_id: UUID) -> UUID:
    with store.reading() as session:
        (found,) = queries.proposals_of(session, WHOLE_COURT, case_ids=[case_id])
        return found.id


def test_a_search_is_asked_for_endorsed_and_approved(
    browser: Open, app_store: Store, debtor: tuple[UUID, UUID]
) -> None:
    judge, url = browser("judge"), f"/cases/{debtor[0]}/measures/search"
    assert "搜查场所" in judge.get(url).text
    assert judge.post(url, asked(app_store, debtor)).status == 302
    proposal_id = only(app_store, debtor[0])
    page = browser("president").get(f"/approvals/{proposal_id}").text
    for words in ("搜查 张某一", "某建材店库房", "隐匿的会计账簿等资料", "谈话笔录", "民诉解释"):
        assert words in page
    no = browser("president").post(f"/approvals/{proposal_id}/approve", AGAIN)
    assert (no.status, "还没有局长审核" in no.text) == (409, True)
    assert browser("director").post(f"/approvals/{proposal_id}/endorse", {}).status == 302
    assert browser("president").post(f"/approvals/{proposal_id}/approve", AGAIN).status == 302
    assert "已批准" in judge.get(f"/cases/{debtor[0]}/measures").text


@pytest.mark.parametrize(
    ("changes", "lacking"),
    [
        ({"duty_unperformed": ""}, "逾期未履行义务"),
        ({"evidence": ""}, "隐匿财产或者资料"),
        ({"places": ""}, "搜查处所"),
    ],
)
def test_what_the_law_wants_first_is_named(
    browser: Open, app_store: Store, debtor: tuple[UUID, UUID], changes: dict[str, Any], lacking: str
) -> None:
    page = browser("judge").post(f"/cases/{debtor[0]}/measures/search", asked(app_store, debtor, **changes))
    assert page.status == 409
    assert lacking in page.text
    assert "责令交出后仍拒不交出" in page.text, "nothing typed is lost"


@pytest.mark.parametrize("valid_until", ["2026-01-10", "2026-01-16", "never", ""])
def test_its_days_must_be_possible(
    browser: Open, app_store: Store, debtor: tuple[UUID, UUID], valid_until: str
) -> None:
    form = asked(app_store, debtor, valid_until=valid_until)
    page = browser("judge").post(f"/cases/{debtor[0]}/measures/search", form)
    assert page.status == 422
    assert 'id="f-valid_until-fault"' in page.text


def test_whether_a_womans_body_is_searched_must_be_said(
    browser: Open, app_store: Store, debtor: tuple[UUID, UUID]
) -> None:
    judge, url = browser("judge"), f"/cases/{debtor[0]}/measures/search"
    page = judge.post(url, asked(app_store, debtor, woman_searched=""))
    assert (page.status, 'id="f-woman_searched-fault"' in page.text) == (422, True)
    assert judge.post(url, asked(app_store, debtor, woman_searched="1")).status == 302
    proposal_id = only(app_store, debtor[0])
    assert "配备女执行人员" in browser("president").get(f"/approvals/{proposal_id}").text
    with app_store.writing() as session:
        make_approved(session, people.actor_of(session, "president"), proposal_id)
    wanted = {"kind": "search_warrant", "case_id": str(debtor[0]), "subject_id": str(proposal_id)}
    no = judge.post("/papers/make", wanted)
    assert no.status == 409
    assert "第496条" in no.text, "men may not search her; the refusal names the article"


def test_no_warrant_before_the_president_nor_after_its_days_nor_with_one_officer(
    browser: Open, app_store: Store, debtor: tuple[UUID, UUID]
) -> None:
    form = asked(app_store, debtor)
    browser("judge").post(f"/cases/{debtor[0]}/measures/search", form | {"officer_ids": form["officer_ids"][:1]})
    proposal_id = only(app_store, debtor[0])
    with app_store.writing() as session:
        now = people.EVENING_BEFORE
        with pytest.raises(GateClosed) as no:
            require_issuable(session, proposal_id, now)
        assert {one.field for one in no.value.faults} == {"search.approved", "search.officers"}
        make_approved(session, people.actor_of(session, "president"), proposal_id)
        with pytest.raises(GateClosed) as late:
            require_issuable(session, proposal_id, now + 5 * DAY)
        assert {one.field for one in late.value.faults} == {"search.validity", "search.officers"}


@pytest.mark.parametrize("person", ["president", "director", "clerk", "bailiff"])
def test_nobody_else_asks_for_a_search(browser: Open, debtor: tuple[UUID, UUID], person: str) -> None:
    assert browser(person).get(f"/cases/{debtor[0]}/measures/search").status == 403


def test_a_warrant_is_never_written_freely(browser: Open, debtor: tuple[UUID, UUID]) -> None:
    judge, case_id = browser("judge"), debtor[0]
    assert 'value="search_warrant"' not in judge.get(f"/cases/{case_id}/papers/new").text
    assert judge.get(f"/papers/draft?kind=search_warrant&case_id={case_id}").status == 404
    typed = {"kind": "search_warrant", "case_id": str(case_id), "approved_by": "王成", "approved_on": "2026-01-16"}
    assert judge.post("/papers/make", typed).status == 404


def test_the_warrant_leaves_once_the_president_allowed_it(
    browser: Open, app_store: Store, debtor: tuple[UUID, UUID]
) -> None:
    judge, case_id = browser("judge"), debtor[0]
    judge.post(f"/cases/{case_id}/measures/search", asked(app_store, debtor))
    wanted = {"kind": "search_warrant", "case_id": str(case_id), "subject_id": str(only(app_store, case_id))}
    assert "隐匿的会计账簿等资料" in browser("president").get(f"/approvals/{wanted['subject_id']}").text
    no = judge.post("/papers/make", wanted | {"approved_by": "王成", "approved_on": "2026-01-16"})
    assert (no.status, "批准" in no.text) == (409, True)
    with app_store.writing() as session:
        make_approved(session, people.actor_of(session, "president"), UUID(wanted["subject_id"]))
    assert "搜查令" in judge.get(f"/cases/{case_id}/papers").text
    assert judge.post("/papers/make", wanted).status == 302
    with app_store.reading() as session:
        (paper,) = papers.papers_of_case(session, WHOLE_COURT, case_id)
    assert (paper.kind, paper.facts["approved_by"]) == ("search_warrant", "王成")
    assert "已签发搜查令" in judge.get(f"/cases/{case_id}/measures").text
