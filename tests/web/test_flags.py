"""违规待核: what was written down against law or order is looked at, never lost."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from app.base.store import Store
from app.measures import queries
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_field import make_visit
from tests.support.make_measures import make_deed
from tests.support.make_money import make_debt, make_payment
from tests.support.pages import Browser

Open = Callable[..., Browser]


@pytest.fixture
def flagged(app_store: Store) -> UUID:
    with app_store.writing() as session:
        judge, bailiff = (people.actor_of(session, name) for name in ("judge", "bailiff"))
        person_id = make_person(session, judge)
        case_id = make_case(session, judge, debtors=(person_id,))
        make_visit(session, bailiff, case_id, person_id, kind="visit.inform", identity_shown=True)
        return make_deed(session, bailiff, "compel.record", case_id, person_id).id


def test_nothing_to_look_at(browser: Open) -> None:
    assert "没有待核的记录" in browser("judge").get("/flags").text


def test_flags_of_both_logs_are_listed_with_their_articles(browser: Open, flagged: UUID) -> None:
    page = browser("judge").get("/flags").text
    for words in ("拘传前没有院长批准", "民诉法", "没有告知拒不履行的后果", "马勇"):
        assert words in page


def test_what_was_found_is_written_beside_the_deed(browser: Open, app_store: Store, flagged: UUID) -> None:
    judge = browser("judge")
    assert "待核事项" in judge.get(f"/flags/{flagged}/review").text
    refused = judge.post(f"/flags/{flagged}/review", {"remark": "字" * 100_000})
    assert refused.status == 422
    assert 'id="f-remark-fault"' in refused.text
    assert judge.post(f"/flags/{flagged}/review", {"remark": "<b>已补报院长</b>"}).status == 302
    page = judge.get("/flags").text
    assert "已核查" in page
    assert "&lt;b&gt;已补报院长&lt;/b&gt;" in page
    with app_store.reading() as session:
        assert len(queries.reviews(session, [flagged])[flagged]) == 1


def test_only_what_he_may_see_can_be_looked_at(browser: Open, flagged: UUID) -> None:
    assert "拘传前没有院长批准" not in browser("judge2").get("/flags").text
    assert browser("judge2").get(f"/flags/{flagged}/review").status == 404
    assert browser("judge2").post(f"/flags/{flagged}/review", {"remark": "查过了"}).status == 404
    assert browser("judge").get(f"/flags/{uuid4()}/review").status == 404
    assert browser("bailiff").get("/flags").status == 403


def test_money_taken_against_the_rules_is_listed_too(browser: Open, app_store: Store) -> None:
    with app_store.writing() as session:
        judge, auxiliary = (people.actor_of(session, name) for name in ("judge", "auxiliary"))
        debt = make_debt(session, judge)
        make_payment(session, auxiliary, debt, way="cash")
    page = browser("judge").get("/flags").text
    assert "收款" in page
    assert "现金不足两名执行人员" in page
