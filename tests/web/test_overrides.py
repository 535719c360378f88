"""To seal more than is owed is asked of the president, who decides it with his password like every measure."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.measures import queries
from app.measures.queries_overrides import over_seizure
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.pages import Browser

Open = Callable[..., Browser]
AGAIN = {"password": people.PASSWORD}


@pytest.fixture
def debtor(app_store: Store) -> tuple[UUID, UUID]:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person_id = make_person(session, judge)
        return make_case(session, judge, debtors=(person_id,)), person_id


def test_leave_to_seal_more_is_asked_for_and_given_by_the_president_himself(
    browser: Open, app_store: Store, debtor: tuple[UUID, UUID]
) -> None:
    judge, url = browser("judge"), f"/cases/{debtor[0]}/measures/over-seizure"
    assert "查封财产价值合计不超过" in judge.get(url).text
    wrong = judge.post(url, {"person_id": str(debtor[1]), "amount": "0", "reason": ""})
    assert wrong.status == 422
    assert 'id="f-amount-fault"' in wrong.text
    assert 'id="f-reason-fault"' in wrong.text
    asked = {"person_id": str(debtor[1]), "amount": "130000", "reason": "车辆不可分，没有其他可供执行的财产"}
    assert judge.post(url, asked).status == 302
    with app_store.reading() as session:
        (found,) = queries.proposals_of(session, WHOLE_COURT, case_ids=[debtor[0]])
    assert judge.get(f"/cases/{debtor[0]}/measures").text.count("超额查封特批") >= 1
    page = browser("president").get(f"/approvals/{found.id}").text
    assert "超额查封特批" in page
    assert "130,000.00" in page
    assert browser("president").post(f"/approvals/{found.id}/approve", {"password": "wrong"}).status == 403
    assert browser("director").post(f"/approvals/{found.id}/approve", AGAIN).status == 403
    assert browser("president").post(f"/approvals/{found.id}/approve", AGAIN).status == 302
    with app_store.reading() as session:
        leave = over_seizure(session, *debtor)
        assert leave
        assert leave.id == found.id
