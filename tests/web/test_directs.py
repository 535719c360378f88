"""Direct payments on their pages: listed until the creditor confirms, refused beside the field, taken back."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.base.ids import new_id
from app.base.store import Store
from tests.support import people
from tests.support.make_money import make_debt, make_payment
from tests.support.pages import Browser
from tests.support.people import EVENING_BEFORE

Open = Callable[[str | None], Browser]


@pytest.fixture
def paid(app_store: Store) -> UUID:
    with app_store.writing() as session:
        bailiff = people.actor_of(session, "bailiff", EVENING_BEFORE)
        debt = make_debt(session, people.actor_of(session, "judge"))
        return make_payment(session, bailiff, debt, way="direct").event_id


def test_a_direct_payment_waits_on_the_day_of_the_clerk_until_it_is_confirmed(browser: Open, paid: UUID) -> None:
    clerk = browser("clerk")
    assert "有 1 笔直接给付待申请执行人确认" in clerk.get("/money").text
    listed = clerk.get("/money/direct").text
    assert "待申请执行人确认" in listed
    assert f"/money/direct/{paid}" in listed
    given = {"answer": "confirmed", "how": "phone", "agent": "何经理", "role": "party", "note": "拨打000，说收到"}
    refused = clerk.post(f"/money/direct/{paid}", given)
    assert refused.status == 422
    assert "须有两名执行人员" in refused.text
    assert "何经理" in refused.text
    clerk.post(f"/money/direct/{paid}", {**given, "how": "written", "note": "原件存卷"})
    assert "没有待确认的直接给付" in clerk.get("/money/direct").text
    assert "直接给付，已确认" in clerk.get(f"/money/direct/{paid}").text


def test_an_answer_entered_wrongly_is_taken_back(browser: Open, paid: UUID) -> None:
    clerk = browser("clerk")
    given = {"answer": "confirmed", "how": "written", "agent": "何经理", "role": "party", "note": "原件存卷"}
    clerk.post(f"/money/direct/{paid}", given)
    assert "撤回这次登记" in clerk.get(f"/money/direct/{paid}").text
    clerk.post(f"/money/direct/{paid}/withdraw", {"id": str(new_id(EVENING_BEFORE)), "reason": "认错了人"})
    assert "待申请执行人确认" in clerk.get("/money/direct").text
    assert browser("bailiff").get(f"/money/direct/{paid}").status == 403


def test_the_navigation_shows_where_one_is(browser: Open, paid: UUID) -> None:
    clerk = browser("clerk")
    for page in ("/money/direct", f"/money/direct/{paid}"):
        assert 'href="/money/direct" aria-current="page"' in clerk.get(page).text
