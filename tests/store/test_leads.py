"""Leads are written down, looked into, listed by their last day; their givers stay confidential."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.reading import read
from app.base.refusal import Kind, Refusal
from app.leads import queries
from app.leads.actions import CheckLead, check_lead
from tests.support.make_cases import make_case
from tests.support.make_leads import make_lead
from tests.support.people import seen_by


def looked(session: Session, actor: Actor, lead_id: object, result: str) -> None:
    check_lead(session, actor, read(CheckLead, {"lead_id": lead_id, "result": result, "note": "到村核实"}))


def test_waiting_leads_stand_by_their_last_day(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge)
    slow, urgent = make_lead(session, judge, case_id), make_lead(session, judge, case_id, urgent="1")
    assert [one.id for one in queries.listing(session, WHOLE_COURT).leads] == [urgent, slow]
    assert [one.id for one in queries.open_leads(session, WHOLE_COURT, [case_id])] == [urgent, slow]
    assert set(queries.running_clocks(session, WHOLE_COURT, judge.now)) == {slow, urgent}


def test_an_answer_takes_a_lead_off_the_list_and_an_open_look_does_not(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge)
    one, two, three = (make_lead(session, judge, case_id) for _ in range(3))
    for lead_id, result in ((one, "true"), (two, "false"), (three, "open")):
        looked(session, judge, lead_id, result)
    assert [lead.id for lead in queries.listing(session, WHOLE_COURT).leads] == [three]
    assert {lead.id for lead in queries.listing(session, WHOLE_COURT, "answered").leads} == {one, two}
    assert [lead.id for lead in queries.confirmed(session, [case_id])] == [one]


def test_a_later_look_may_say_otherwise_and_the_first_stays(session: Session, judge: Actor) -> None:
    lead_id = make_lead(session, judge, make_case(session, judge))
    looked(session, judge, lead_id, "true")
    looked(session, judge.at(judge.now + timedelta(hours=2)), lead_id, "false")
    lead = queries.lead(session, WHOLE_COURT, lead_id)
    assert (lead.result, [check.result for check in lead.checks]) == ("false", ["true", "false"])


def test_only_who_may_know_is_told_the_giver(session: Session, judge: Actor, act: Callable[..., Actor]) -> None:
    lead = queries.lead(session, WHOLE_COURT, make_lead(session, judge, make_case(session, judge)))
    assert queries.givers(session, judge, [lead]) == {lead.id: "村干部马某"}
    for username in ("president", "auditor", "bailiff", "clerk"):
        assert queries.givers(session, act(username), [lead]) == {}
    assert "马某" not in str(lead)


def test_a_lead_of_a_foreign_case_is_missing(session: Session, judge: Actor) -> None:
    mine, foreign = make_case(session, judge), make_case(session, judge)
    lead_id = make_lead(session, judge, foreign)
    limited = seen_by(judge, mine)
    assert queries.listing(session, limited.scope).total == 0
    assert queries.givers(session, limited, [queries.lead(session, WHOLE_COURT, lead_id)]) == {}
    for deed in (lambda: looked(session, limited, lead_id, "true"), lambda: make_lead(session, limited, foreign)):
        with pytest.raises(Refusal) as no:
            deed()
        assert no.value.kind is Kind.MISSING


def test_a_person_of_another_case_has_no_lead_in_this_one(session: Session, judge: Actor) -> None:
    with pytest.raises(Refusal) as no:
        make_lead(session, judge, make_case(session, judge), person_id=uuid4())
    assert no.value.kind is Kind.MISSING


@pytest.mark.parametrize(
    ("at", "code"), [("2026-02-01T08:00", "cases.day_to_come"), ("2026-01-01T08:00", "leads.before_received")]
)
def test_a_look_lies_between_the_lead_and_now(session: Session, judge: Actor, at: str, code: str) -> None:
    lead_id = make_lead(session, judge, make_case(session, judge))
    with pytest.raises(Refusal) as no:
        check_lead(session, judge, read(CheckLead, {"lead_id": lead_id, "result": "true", "note": "核实", "at": at}))
    assert [(fault.field, fault.code) for fault in no.value.faults] == [("at", code)]


def test_the_trail_keeps_no_word_of_a_lead(session: Session, judge: Actor, connection: Connection) -> None:
    make_lead(session, judge, make_case(session, judge))
    assert "马某" not in str(connection.execute(text("SELECT * FROM trail")).all())
