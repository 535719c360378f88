"""The two gates, kept apart: each refusal with the article that says so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Kind, Refusal
from app.cases import queries as cases
from app.court import actions as court
from app.law.citations import cite
from app.measures import queries
from app.measures.actions_decisions import Approve, Endorse, approve, endorse
from app.measures.actions_proposals import (
    AnswerQuestions,
    ProposeFine,
    SetNumber,
    answer_questions,
    propose_compel,
    propose_detain,
    propose_fine,
    set_number,
)
from app.measures.gathering import GateClosed, gates_now, require_issuable
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import (
    DAY,
    compel_asked,
    detain_asked,
    make_approved,
    make_compel,
    make_deed,
    make_detain,
    make_ignored_summons,
    make_ready,
    make_summons,
)

Act = Callable[..., Actor]


@pytest.fixture
def president(act: Act) -> Actor:
    return act("president")


@pytest.fixture
def debtor(session: Session, judge: Actor) -> tuple[UUID, UUID]:
    person_id = make_person(session, judge)
    return make_case(session, judge, debtors=(person_id,)), person_id


def debtor_who_is(session: Session, judge: Actor, **changes: Any) -> tuple[UUID, UUID]:
    person_id = make_person(session, judge, **changes)
    return make_case(session, judge, debtors=(person_id,)), person_id


def closed_for(no: Refusal, requirement: str, citation_key: str) -> bool:
    """The gate is closed, and this requirement is named as lacking with its article."""
    assert no.code == "measures.gate"
    assert no.kind is Kind.CONFLICT
    article = cite(citation_key, people.EVENING_BEFORE.day).short
    lacking = {fault.field: dict(fault.facts)["citation"] for fault in no.faults}
    assert {one.id for one in no.facts["findings"]} >= set(lacking)
    return lacking.get(requirement) == article


def test_nobody_is_compelled_without_a_summons(session: Session, judge: Actor, debtor: tuple[UUID, UUID]) -> None:
    with pytest.raises(GateClosed) as no:
        propose_compel(session, judge, compel_asked(*debtor))
    assert closed_for(no.value, "compel.summons", "CPLI.compel")


def test_a_summons_without_proof_of_service_is_none(session: Session, judge: Actor, debtor: tuple[UUID, UUID]) -> None:
    before = judge.at(judge.now + -10 * DAY)
    summons_id = make_summons(session, before, *debtor)
    make_deed(session, before, "service.summon", *debtor, summons_id=summons_id, mode="left_filmed")
    with pytest.raises(GateClosed) as no:
        propose_compel(session, judge, compel_asked(*debtor))
    assert closed_for(no.value, "compel.summons", "CPLI.compel")


def test_one_ignored_summons_is_enough_in_enforcement(
    session: Session, judge: Actor, debtor: tuple[UUID, UUID]
) -> None:
    assert queries.proposal(session, judge.scope, make_compel(session, judge, *debtor)).state == "proposed"


def test_a_court_may_ask_for_two_summonses(session: Session, judge: Actor, debtor: tuple[UUID, UUID]) -> None:
    court.set_profile(
        session, judge.at(judge.now + timedelta(seconds=1)), people.PROFILE.model_copy(update={"min_summons": 2})
    )
    make_ignored_summons(session, judge, *debtor)
    with pytest.raises(GateClosed) as no:
        propose_compel(session, judge, compel_asked(*debtor))
    assert closed_for(no.value, "compel.summons", "CPLI.compel")
    make_ignored_summons(session, judge.at(judge.now + -DAY), *debtor)
    assert propose_compel(session, judge, compel_asked(*debtor))


def test_the_appointed_time_must_have_passed(session: Session, judge: Actor, debtor: tuple[UUID, UUID]) -> None:
    before = judge.at(judge.now + -DAY)
    summons_id = make_summons(session, before, *debtor, days=3)
    make_deed(session, before, "service.summon", *debtor, summons_id=summons_id, mode="signed", receiver="本人")
    with pytest.raises(GateClosed) as no:
        propose_compel(session, judge, compel_asked(*debtor))
    assert closed_for(no.value, "compel.time_passed", "CPLI.compel")


def test_who_came_is_not_compelled(session: Session, judge: Actor, debtor: tuple[UUID, UUID]) -> None:
    summons_id = make_ignored_summons(session, judge, *debtor)
    appeared = judge.at(judge.now + -7 * DAY)
    make_deed(session, appeared, "question.begin", *debtor, summons_id=summons_id)
    with pytest.raises(GateClosed) as no:
        propose_compel(session, judge, compel_asked(*debtor))
    assert closed_for(no.value, "compel.absent", "CPLI.compel")


def test_a_good_reason_not_to_come_closes_the_gate(session: Session, judge: Actor, debtor: tuple[UUID, UUID]) -> None:
    make_ignored_summons(session, judge, *debtor)
    with pytest.raises(GateClosed) as no:
        propose_compel(session, judge, compel_asked(*debtor, no_good_reason=False))
    assert closed_for(no.value, "compel.no_good_reason", "CPLI.compel")


def test_only_the_debtor_and_who_answers_for_him_may_be_compelled(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge)
    bank = applicant_of(session, judge, case_id)
    make_ignored_summons(session, judge, case_id, bank)
    with pytest.raises(GateClosed) as no:
        propose_compel(session, judge, compel_asked(case_id, bank))
    assert closed_for(no.value, "compel.person", "CPLI.compel")


def applicant_of(session: Session, judge: Actor, case_id: UUID) -> UUID:
    return cases.case(session, judge.scope, case_id).applicants[0].id


def test_no_warrant_leaves_the_court_before_the_president_approved(
    session: Session, judge: Actor, president: Actor, debtor: tuple[UUID, UUID]
) -> None:
    proposal_id = make_compel(session, judge, *debtor)
    with pytest.raises(GateClosed) as no:
        require_issuable(session, proposal_id, judge.now)
    assert closed_for(no.value, "compel.approved", "CPL.president_approval")
    make_approved(session, president, proposal_id)
    assert require_issuable(session, proposal_id, judge.now).state == "approved"


def test_nobody_approves_what_he_proposed(session: Session, president: Actor, debtor: tuple[UUID, UUID]) -> None:
    proposal_id = make_compel(session, president, *debtor)
    with pytest.raises(Refusal) as no:
        approve(session, president, Approve(proposal_id=proposal_id))
    assert no.value.code == "four_eyes"


def test_nobody_endorses_what_he_proposed(session: Session, act: Act, debtor: tuple[UUID, UUID]) -> None:
    director = act("director")
    proposal_id = make_compel(session, director, *debtor)
    with pytest.raises(Refusal) as no:
        endorse(session, director, Endorse(proposal_id=proposal_id))
    assert no.value.code == "four_eyes"


def test_nobody_but_the_president_approves(session: Session, judge: Actor, act: Act, debtor: tuple[UUID, UUID]) -> None:
    proposal_id = make_compel(session, judge, *debtor)
    with pytest.raises(Refusal) as no:
        approve(session, act("director"), Approve(proposal_id=proposal_id))
    assert no.value.code == "measures.president_only"


@pytest.mark.parametrize("days", [0, 16])
def test_a_detention_is_neither_shorter_nor_longer_than_the_law_allows(
    session: Session, judge: Actor, debtor: tuple[UUID, UUID], days: int
) -> None:
    with pytest.raises(GateClosed) as no:
        make_detain(session, judge, *debtor, days=days)
    assert closed_for(no.value, "detain.days", "CPL.detention_limit")


@pytest.mark.parametrize("days", [1, 15])
def test_a_detention_of_lawful_length_needs_no_summons(
    session: Session, judge: Actor, debtor: tuple[UUID, UUID], days: int
) -> None:
    proposal = queries.proposal(session, judge.scope, make_detain(session, judge, *debtor, days=days))
    assert (proposal.days, proposal.state) == (days, "proposed")


def test_a_ground_without_evidence_is_refused(session: Session, judge: Actor, debtor: tuple[UUID, UUID]) -> None:
    with pytest.raises(GateClosed) as no:
        make_detain(session, judge, *debtor, evidence=())
    assert closed_for(no.value, "detain.evidence", "CPL.detention.grounds")


def test_a_detention_needs_a_ground_down_to_the_item(session: Session, judge: Actor, debtor: tuple[UUID, UUID]) -> None:
    with pytest.raises(GateClosed) as no:
        make_detain(session, judge, *debtor, ground="refusal")
    assert closed_for(no.value, "detain.ground", "CPL.detention.grounds")


def test_a_second_detention_for_the_same_act_is_refused(
    session: Session, judge: Actor, president: Actor, debtor: tuple[UUID, UUID]
) -> None:
    make_approved(session, president, make_detain(session, judge, *debtor))
    with pytest.raises(GateClosed) as no:
        make_detain(session, judge, *debtor)
    assert closed_for(no.value, "detain.same_act", "CPLI.same_act")


def test_a_new_act_may_be_punished_again(
    session: Session, judge: Actor, president: Actor, debtor: tuple[UUID, UUID]
) -> None:
    make_approved(session, president, make_detain(session, judge, *debtor))
    assert make_detain(session, judge, *debtor, act_what="再次转走存款", act_at=judge.now + -DAY)


def fine(debtor: tuple[UUID, UUID], *, act_id: UUID | None, yuan: str = "1000") -> ProposeFine:
    asked = detain_asked(*debtor).model_dump(
        include={"case_id", "person_id", "reason", "act_at", "act_what", "evidence", "ground"}
    )
    return ProposeFine.model_validate(asked | {"amount": yuan, "act_id": act_id})


def test_a_fine_together_with_a_detention_is_lawful_but_a_second_fine_is_not(
    session: Session, judge: Actor, president: Actor, debtor: tuple[UUID, UUID]
) -> None:
    detention = queries.proposal(session, judge.scope, make_detain(session, judge, *debtor))
    make_approved(session, president, detention.id)
    assert detention.act
    first = propose_fine(session, judge, fine(debtor, act_id=detention.act.id))
    make_approved(session, president, first)
    with pytest.raises(GateClosed) as no:
        propose_fine(session, judge, fine(debtor, act_id=detention.act.id))
    assert closed_for(no.value, "fine.same_act", "CPLI.same_act")


def test_a_fine_has_its_limit(session: Session, judge: Actor, debtor: tuple[UUID, UUID]) -> None:
    with pytest.raises(GateClosed) as no:
        propose_fine(session, judge, fine(debtor, act_id=None, yuan="100000.01"))
    assert closed_for(no.value, "fine.amount", "CPL.fine_limit")


def test_compelled_attendance_before_a_detention_is_lawful(
    session: Session, judge: Actor, president: Actor, debtor: tuple[UUID, UUID]
) -> None:
    make_approved(session, president, make_compel(session, judge, *debtor))
    make_deed(session, judge, "compel.record", *debtor, consequences_told=True)
    assert make_approved(session, president, make_detain(session, judge, *debtor))


@pytest.mark.parametrize(
    ("person", "answers", "requirement", "citation"),
    [
        ({"sex": "female", "condition": "pregnant"}, {}, "detain.not_pregnant", "CUSTODYM.not_admitted"),
        ({"sex": "female"}, {"pregnant": True}, "detain.not_pregnant", "CUSTODYM.not_admitted"),
        ({"sex": "female"}, {"nursing": True}, "detain.not_nursing", "CUSTODYM.not_admitted"),
        ({"birth": "2011-01-01"}, {}, "detain.sixteen", "CUSTODYM.not_admitted"),
        ({"birth": "2009-01-01"}, {}, "detain.minor_first_time", "CUSTODYM.not_admitted"),
        ({"birth": "1950-01-01"}, {}, "detain.under_seventy", "CUSTODYM.not_admitted"),
        ({}, {"seriously_ill": True}, "detain.not_ill", "CUSTODY.stop_execution"),
    ],
)
def test_persons_who_may_not_be_detained(
    session: Session,
    judge: Actor,
    *,
    person: dict[str, str],
    answers: dict[str, Any],
    requirement: str,
    citation: str,
) -> None:
    if "birth" in person:
        person = person | {"id_number": ""}
    debtor = debtor_who_is(session, judge, **person)
    with pytest.raises(GateClosed) as no:
        make_detain(session, judge, *debtor, **answers)
    assert closed_for(no.value, requirement, citation)


def test_a_deputy_is_not_detained_without_permission(session: Session, judge: Actor, president: Actor) -> None:
    debtor = debtor_who_is(session, judge, deputy="county")
    proposal_id = make_approved(
        session, president, make_detain(session, judge, *debtor, number="（2026）宁0425司惩1号")
    )
    with pytest.raises(GateClosed) as no:
        require_issuable(session, proposal_id, judge.now)
    assert closed_for(no.value, "detain.deputy", "DEPUTY.permission")


def test_no_detention_decision_before_approval_and_without_its_own_number(
    session: Session, judge: Actor, president: Actor, debtor: tuple[UUID, UUID]
) -> None:
    proposal_id = make_detain(session, judge, *debtor)
    with pytest.raises(GateClosed) as no:
        require_issuable(session, proposal_id, judge.now)
    assert closed_for(no.value, "detain.approved", "CPL.president_approval")
    make_approved(session, president, proposal_id)
    with pytest.raises(GateClosed) as no:
        require_issuable(session, proposal_id, judge.now)
    assert closed_for(no.value, "detain.number", "CASENO.unique")
    set_number(session, judge, SetNumber.model_validate({"proposal_id": proposal_id, "number": "(2026)宁0425司惩3号"}))
    assert require_issuable(session, proposal_id, judge.now).number == "（2026）宁0425司惩3号"


def test_the_president_may_lift_what_may_be_lifted_with_a_reason(
    session: Session, judge: Actor, president: Actor, debtor: tuple[UUID, UUID]
) -> None:
    proposal_id = make_ready(session, make_detain(session, judge, *debtor), judge.now)
    say_that_he_is_ill(session, judge, proposal_id)
    with pytest.raises(GateClosed):
        approve(session, president, Approve(proposal_id=proposal_id))
    with pytest.raises(Refusal) as no:
        approve(session, president, Approve(proposal_id=proposal_id, overrides=("detain.not_ill",)))
    assert no.value.faults[0].code == "measures.override_reason"
    make_approved(session, president, proposal_id, overrides=("detain.not_ill",), reason="医院证明可以收拘")
    found = queries.proposal(session, judge.scope, proposal_id)
    assert found.overridden == ("detain.not_ill",)
    assert next(
        one for one in gates_now(session, [found], judge.now)[found.id] if one.id == "detain.not_ill"
    ).overridden


def test_what_was_not_asked_may_be_proposed_but_not_approved(
    session: Session, judge: Actor, president: Actor, debtor: tuple[UUID, UUID]
) -> None:
    proposal_id = make_ready(session, make_detain(session, judge, *debtor, seriously_ill=None), judge.now)
    with pytest.raises(GateClosed) as no:
        approve(session, president, Approve(proposal_id=proposal_id))
    assert closed_for(no.value, "detain.not_ill", "CUSTODY.stop_execution")
    assert [fault.code for fault in no.value.faults] == ["law.not_asked_yet"]
    answer_questions(session, judge, AnswerQuestions(proposal_id=proposal_id, seriously_ill=False))
    assert make_approved(session, president, proposal_id)


def say_that_he_is_ill(session: Session, judge: Actor, proposal_id: UUID) -> None:
    answer_questions(session, judge, AnswerQuestions(proposal_id=proposal_id, seriously_ill=True))


def test_who_may_not_see_the_case_proposes_nothing(session: Session, judge: Actor, debtor: tuple[UUID, UUID]) -> None:
    stranger = replace(judge, scope=people.seen_by(judge).scope)
    with pytest.raises(Refusal) as no:
        propose_detain(session, stranger, detain_asked(*debtor))
    assert no.value.kind is Kind.MISSING
