"""Leads on the screen: by their last day, with their clock; the giver is told to those who may know."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.cases import queries as cases
from app.leads import queries
from tests.support import people
from tests.support.make_cases import make_case
from tests.support.make_leads import make_lead
from tests.support.pages import Browser

Open = Callable[..., Browser]
NASTY = "</script><script>alert(1)</script>${7*7}`"


@pytest.fixture
def case_id(app_store: Store) -> UUID:
    with app_store.writing() as session:
        return make_case(session, people.actor_of(session, "judge"))


@pytest.fixture
def lead_id(app_store: Store, case_id: UUID) -> UUID:
    with app_store.writing() as session:
        return make_lead(session, people.actor_of(session, "judge"), case_id)


def form(app_store: Store, case_id: UUID, **changes: str) -> dict[str, str]:
    with app_store.reading() as session:
        person = cases.case(session, WHOLE_COURT, case_id).debtors[0].id
    given = {
        "person_id": str(person),
        "about": "whereabouts",
        "source": "applicant",
        "giver": "王某",
        "content": "在县城打工",
    }
    return given | changes


def test_a_lead_is_written_down_and_listed_with_its_clock(browser: Open, app_store: Store, case_id: UUID) -> None:
    judge = browser("judge")
    assert judge.get(f"/cases/{case_id}/leads/new").status == 200
    sent = judge.post(f"/cases/{case_id}/leads/new", form(app_store, case_id, content=NASTY, urgent="1"))
    page = judge.get(sent.location).text
    assert "核实紧急线索" in page
    assert "2026-01-19" in page
    assert NASTY not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;${7*7}`" in page
    listed = judge.get("/leads").text
    assert "紧急" in listed
    assert "还剩" in listed


def test_only_who_may_know_sees_the_giver(browser: Open, lead_id: UUID) -> None:
    for username in ("judge", "director"):
        assert "马某" in browser(username).get(f"/leads/{lead_id}").text
        assert "马某" in browser(username).get("/leads").text
    for username in ("president", "auditor"):
        seen = browser(username)
        assert "马某" not in seen.get(f"/leads/{lead_id}").text + seen.get("/leads").text
        assert "保密" in seen.get(f"/leads/{lead_id}").text


def test_a_look_answers_the_lead(browser: Open, lead_id: UUID) -> None:
    judge = browser("judge")
    assert judge.get(f"/leads/{lead_id}/check").status == 200
    assert judge.post(f"/leads/{lead_id}/check", {"result": "true", "note": "到村核实，人在家"}).status == 302
    assert "到村核实" in judge.get(f"/leads/{lead_id}").text
    assert "没有待核实的线索" in judge.get("/leads").text
    assert "属实" in judge.get("/leads?state=answered").text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("about", "weather"),
        ("source", ""),
        ("content", "长" * 100_000),
        ("giver", "名" * 121),
        ("received_at", "2027-01-01T00:00"),
        ("person_id", "x"),
    ],
)
def test_a_wrong_lead_names_its_field_and_nothing_is_kept(
    browser: Open, app_store: Store, case_id: UUID, field: str, value: str
) -> None:
    page = browser("judge").post(f"/cases/{case_id}/leads/new", form(app_store, case_id, **{field: value}))
    assert page.status == 422
    assert f'id="f-{field}-fault"' in page.text
    with app_store.reading() as session:
        assert queries.listing(session, WHOLE_COURT).total == 0


def test_a_wrong_look_names_its_field(browser: Open, lead_id: UUID) -> None:
    page = browser("judge").post(f"/leads/{lead_id}/check", {"result": "perhaps", "note": ""})
    assert page.status == 422
    assert 'id="f-result-fault"' in page.text
    assert 'id="f-note-fault"' in page.text


def test_roles_and_foreign_cases(browser: Open, app_store: Store, case_id: UUID, lead_id: UUID) -> None:
    other = browser("judge2")
    assert other.get(f"/leads/{lead_id}").status == 404
    assert other.post(f"/leads/{lead_id}/check", {"result": "true", "note": "核实"}).status == 404
    assert other.post(f"/cases/{case_id}/leads/new", form(app_store, case_id)).status == 404
    for username in ("clerk", "cashier", "keeper", "bailiff"):
        assert browser(username).get("/leads").status == 403
    assert browser("auditor").post(f"/leads/{lead_id}/check", {}).status == 403
    clerk = browser("clerk").post(f"/cases/{case_id}/leads/new", form(app_store, case_id))
    assert clerk.location == f"/cases/{case_id}#leads"


@pytest.mark.parametrize("query", ["state=x", "page=x", "x=1"])
def test_a_wrong_filter_is_refused(browser: Open, query: str) -> None:
    assert browser("judge").get(f"/leads?{query}").status == 422
