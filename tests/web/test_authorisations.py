"""Deputising on the pages: given with the password, seen by the deputy in his inbox, taken back at once."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.base.store import Store
from app.measures import queries_authority
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import make_detain, make_ready
from tests.support.pages import Browser

Open = Callable[..., Browser]
AGAIN = {"password": people.PASSWORD}


@pytest.fixture
def detention(app_store: Store) -> UUID:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        person_id = make_person(session, judge)
        made = make_detain(session, judge, make_case(session, judge, debtors=(person_id,)), person_id)
        return make_ready(session, made, judge.now)


def form(store: Store, to: str = "judge2") -> dict[str, object]:
    with store.reading() as session:
        to_id = people.actor_of(session, to).id
    times = {"from_at": "2026-01-16T18:00", "until_at": "2026-01-18T18:00"}
    return AGAIN | times | {"to_id": str(to_id), "kinds": ["detain"], "reason": "赴银川开会"}


def test_the_deputy_sees_the_inbox_and_approves(browser: Open, app_store: Store, detention: UUID) -> None:
    deputy, president = browser("judge2"), browser("president")
    assert deputy.get(f"/approvals/{detention}").status == 404
    assert "没有授权记录" in president.get("/authorisations").text
    assert president.post("/authorisations", form(app_store)).status == 302
    assert "赴银川开会" in president.get("/authorisations").text
    assert "张某一" in deputy.get("/approvals").text
    assert deputy.post(f"/approvals/{detention}/approve", {"reason": "同意"}).status == 422, "his own password"
    with app_store.writing() as session:
        person = people.account_of(session, "judge2")
        person.password_hash = people.account_of(session, "president").password_hash
    assert deputy.post(f"/approvals/{detention}/approve", AGAIN | {"reason": "同意"}).status == 302
    assert "经王成书面授权" in president.get(f"/approvals/{detention}").text


def test_taken_back_it_opens_no_door_any_more(browser: Open, app_store: Store, detention: UUID) -> None:
    president = browser("president")
    president.post("/authorisations", form(app_store))
    with app_store.reading() as session:
        given = queries_authority.authorisations(session)[0].id
    assert browser("director").post(f"/authorisations/{given}/end").status == 404
    assert president.post(f"/authorisations/{given}/end").status == 302
    assert browser("judge2").get(f"/approvals/{detention}").status == 404
    assert "已失效" in president.get("/authorisations").text


def test_it_asks_for_the_password_and_names_what_is_wrong(browser: Open, app_store: Store) -> None:
    president = browser("president")
    assert president.post("/authorisations", form(app_store) | {"password": ""}).status == 422
    assert president.post("/authorisations", form(app_store) | {"password": "wrong"}).status == 403
    page = president.post("/authorisations", form(app_store) | {"until_at": "2026-01-16T17:00", "kinds": []})
    assert page.status == 422
    assert 'id="f-kinds-fault"' in page.text
    page = president.post("/authorisations", form(app_store, "clerk"))
    assert (page.status, "受托人须是本院在岗的法官" in page.text) == (422, True)


@pytest.mark.parametrize("person", ["judge", "clerk", "bailiff", "keeper", "auditor"])
def test_nobody_else_lends_an_office(browser: Open, app_store: Store, person: str) -> None:
    assert browser(person).get("/authorisations").status == 403
    assert browser(person).post("/authorisations", form(app_store)).status == 403
