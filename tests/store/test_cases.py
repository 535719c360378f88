"""Cases, their people, what is owed, and how they end."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.money import Money
from app.base.reading import read
from app.base.refusal import Kind, Refusal
from app.cases import queries
from app.cases.actions import (
    AddClaim,
    AddFinding,
    AddPerson,
    AddPhone,
    GiveToJudge,
    SetAccount,
    SetCondition,
    add_claim,
    add_finding,
    add_person,
    add_phone,
    give_to_judge,
    set_account,
    set_condition,
)
from app.cases.actions_conclude import CancelConclusion, Conclude, cancel_conclusion, conclude
from app.law.general_interest import Fixed, Per
from tests.support.make_cases import id_number, make_case, make_person
from tests.support.people import seen_by


def fault_codes(no: Refusal) -> dict[str, str]:
    return {fault.field: fault.code for fault in no.faults}


def test_a_case_is_told_with_its_parties(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge, number="(2025)宁0425执 7 号")
    brief = queries.briefs(session, WHOLE_COURT, [case_id])[case_id]
    assert brief.number == "（2025）宁0425执7号"
    assert [person.name for person in brief.debtors] == ["张某一"]
    assert [person.kind for person in brief.applicants] == ["unit"]
    assert brief.applied_amount == Money(6_000_000)


def test_the_id_number_tells_sex_and_birth(session: Session, judge: Actor) -> None:
    person_id = make_person(session, judge, id_number=id_number(born="19900229".replace("0229", "0228"), order=246))
    person = queries.persons(session, [person_id])[person_id]
    assert (person.sex, person.birth) == ("female", date(1990, 2, 28))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("990000198503121012", "law.identity_check"),
        ("990000198502301011", "law.identity_birth"),
        ("12345", "law.identity_form"),
    ],
)
def test_a_wrong_id_number_is_refused_by_field(session: Session, judge: Actor, given: str, code: str) -> None:
    with pytest.raises(Refusal) as no:
        add_person(session, judge, read(AddPerson, {"name": "张某", "id_number": given}))
    assert fault_codes(no.value) == {"id_number": code}


def test_the_same_number_is_the_same_person_and_never_of_two_names(session: Session, judge: Actor) -> None:
    number = id_number(order=555)
    first = make_person(session, judge, "赵某", id_number=number)
    assert make_person(session, judge, "赵某", id_number=number) == first
    with pytest.raises(Refusal, match=r"cases\.person_other_name"):
        make_person(session, judge, "钱某", id_number=number)


def test_a_number_already_here_is_refused(session: Session, judge: Actor) -> None:
    make_case(session, judge, number="（2025）宁0425执8号", external_id="X-1")
    with pytest.raises(Refusal, match=r"cases\.number_known"):
        make_case(session, judge, number="（2025）宁0425执08号")
    with pytest.raises(Refusal, match=r"cases\.external_id_known"):
        make_case(session, judge, external_id="X-1")


def test_only_enforcement_numbers_open_a_case(session: Session, judge: Actor) -> None:
    with pytest.raises(Refusal) as no:
        make_case(session, judge, number="（2025）宁0425民初8号")
    assert fault_codes(no.value) == {"number": "cases.not_enforcement"}


def test_a_foreign_case_is_missing_for_reading_and_writing(session: Session, judge: Actor) -> None:
    mine, foreign = make_case(session, judge), make_case(session, judge)
    limited = seen_by(judge, mine)
    assert set(queries.briefs(session, limited.scope, [mine, foreign])) == {mine}
    assert queries.all_ids(session, limited.scope) == [mine]
    with pytest.raises(Refusal) as no:
        conclude(session, limited, read(Conclude, {"case_id": foreign, "kind": "performed", "reason": "全部履行"}))
    assert no.value.kind is Kind.MISSING


def test_the_title_tells_the_sums_by_head_and_the_terms_of_interest(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge)
    terms = {"rate": "15.4", "unit": "year", "base": "60000", "since": "2024-01-01"}
    claim = {"case_id": case_id, "head": "general_interest", "amount": "1200.50", "interest": terms}
    add_claim(session, judge, read(AddClaim, claim))
    title = queries.title(session, case_id)
    assert title.heads == {"principal": Money(6_000_000), "general_interest": Money(120_050)}
    assert title.total == Money(6_120_050)
    assert title.performance_due_on == date(2025, 8, 11)
    interest = title.claims[1].interest
    assert interest is not None
    assert interest.step.rate == Fixed(Fraction(154, 1000), Per.YEAR)


def test_an_account_a_judge_and_a_condition_are_set_and_remembered(
    session: Session, judge: Actor, act: Callable[..., Actor]
) -> None:
    case_id = make_case(session, judge)
    other = act("judge2")
    person = queries.case(session, WHOLE_COURT, case_id).debtors[0].id
    set_account(session, judge, SetAccount(case_id=case_id, account_no="6200 1111 2222", account_bank="松溪农商行"))
    give_to_judge(session, judge, read(GiveToJudge, {"case_id": case_id, "judge_id": other.id}))
    set_condition(
        session, judge, SetCondition(case_id=case_id, person_id=person, condition="ill", condition_note="长期服药")
    )
    brief = queries.case(session, WHOLE_COURT, case_id)
    assert (brief.account_no, brief.judge_id, brief.debtors[0].condition) == ("6200 1111 2222", other.id, "ill")
    assert {event.kind for event in queries.events(session, case_id)} == {"added", "account", "given", "condition"}
    assert case_id in queries.ids_of_judge(session, other.id or uuid4())


def test_only_a_judge_may_be_put_in_charge(session: Session, judge: Actor, act: Callable[..., Actor]) -> None:
    with pytest.raises(Refusal) as no:
        give_to_judge(
            session, judge, GiveToJudge(case_id=make_case(session, judge), judge_id=act("clerk").id or uuid4())
        )
    assert fault_codes(no.value) == {"judge_id": "cases.judge_unknown"}


def test_a_finding_and_a_phone_belong_to_a_person_of_the_case(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge)
    person = queries.case(session, WHOLE_COURT, case_id).debtors[0].id
    finding = {"case_id": case_id, "person_id": person, "kind": "livestock", "what": "牛三头", "source": "入户查看"}
    add_finding(session, judge, read(AddFinding, finding | {"found_on": "2026-01-10"}))
    add_phone(session, judge, AddPhone(case_id=case_id, person_id=person, number="139 0000 0001"))
    add_phone(session, judge, AddPhone(case_id=case_id, person_id=person, number="13900000001"))
    assert [one.what for one in queries.findings(session, case_id)] == ["牛三头"]
    assert [one.number for one in queries.phones_of(session, [person])[person]] == ["13900000001"]
    with pytest.raises(Refusal) as no:
        add_finding(session, judge, read(AddFinding, finding | {"found_on": "2026-02-10"}))
    assert fault_codes(no.value) == {"found_on": "cases.day_to_come"}
    with pytest.raises(Refusal) as no:
        add_finding(session, judge, read(AddFinding, finding | {"found_on": "2026-01-10", "person_id": uuid4()}))
    assert no.value.kind is Kind.MISSING


def test_a_case_ends_once_and_an_ending_can_be_taken_back(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge)
    deed = read(Conclude, {"case_id": case_id, "kind": "performed", "reason": "案款全部到账"})
    step = conclude(session, judge, deed)
    with pytest.raises(Refusal, match=r"cases\.already_concluded"):
        conclude(session, judge, deed)
    assert [(one.kind, one.event_id) for one in queries.conclusions(session, [case_id])] == [("performed", step.id)]
    later = judge.at(judge.now + timedelta(hours=1))
    cancel_conclusion(session, later, CancelConclusion(event_id=step.id, reason="退票"))
    assert queries.conclusions(session) == []
    with pytest.raises(Refusal, match=r"cases\.conclusion_cancelled"):
        cancel_conclusion(session, later, CancelConclusion(event_id=step.id, reason="退票"))
    conclude(session, later, deed)
    assert len(queries.conclusions(session, since=later.now)) == 1
    assert queries.conclusions(session, until=later.now) == []


def test_a_conclusion_cannot_lie_in_the_future(session: Session, judge: Actor) -> None:
    deed = {"case_id": make_case(session, judge), "kind": "settled", "reason": "达成和解", "at": "2026-03-01T10:00"}
    with pytest.raises(Refusal) as no:
        conclude(session, judge, read(Conclude, deed))
    assert fault_codes(no.value) == {"at": "cases.day_to_come"}


def test_the_database_forbids_changing_the_history(session: Session, judge: Actor, connection: Connection) -> None:
    make_case(session, judge)
    with pytest.raises(DBAPIError, match="append only"), connection.begin_nested():
        connection.execute(text("DELETE FROM case_events"))
