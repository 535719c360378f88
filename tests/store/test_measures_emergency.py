"""Detained first because it could not wait: reported at once, then ratified by the president or ended by him."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.instant import Instant
from app.base.refusal import Refusal
from app.measures import queries
from app.measures.actions_decisions import Approve, Reject, approve, ratify, reject, revoke
from app.measures.actions_proposals import ReportEmergency, SetNumber, report_emergency, set_number
from app.measures.gathering import GateClosed, require_issuable
from app.measures.rules import ProposalState
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import HOUR, detain_asked, make_compel, make_deed, make_detain, make_ready

Act = Callable[..., Actor]
MINUTE = timedelta(minutes=1)
AT_THE_DOOR = people.DAWN


@pytest.fixture
def debtor(session: Session, judge: Actor) -> tuple[UUID, UUID]:
    person_id = make_person(session, judge)
    return make_case(session, judge, debtors=(person_id,)), person_id


def at_the_door(session: Session, act: Act, debtor: tuple[UUID, UUID]) -> None:
    make_deed(session, act("bailiff", AT_THE_DOOR), "detain.announce", *debtor, emergency="violence")


def asked(debtor: tuple[UUID, UUID], **changes: Any) -> ReportEmergency:
    given = detain_asked(*debtor).model_dump() | {
        "act_at": None,
        "act_what": "持铁锹追打执行人员，抢夺执行记录仪",
        "ground": "obstruction.besieging",
        "emergency_act": "violence",
    }
    return ReportEmergency.model_validate(given | changes)


def reported(session: Session, act: Act, debtor: tuple[UUID, UUID], **changes: Any) -> UUID:
    at_the_door(session, act, debtor)
    return report_emergency(session, act("judge", AT_THE_DOOR + 20 * MINUTE), asked(debtor, **changes))


def flags(session: Session) -> set[str]:
    found = {code for _, codes in queries.flagged(session, WHOLE_COURT) for code in codes}
    return {code for code in found if code.startswith(("detain.", "release."))}


def clocks(session: Session, now: Instant) -> dict[str, str]:
    found = queries.running_clocks(session, WHOLE_COURT, now)
    return {one.key: one.state for one in found if one.key.startswith("emergency")}


def state(session: Session, proposal_id: UUID) -> ProposalState:
    return queries.proposal(session, WHOLE_COURT, proposal_id).state


def test_from_the_door_on_the_clock_of_the_report_runs(session: Session, act: Act, debtor: tuple[UUID, UUID]) -> None:
    at_the_door(session, act, debtor)
    assert flags(session) == {"detain.emergency_not_reported"}
    assert clocks(session, AT_THE_DOOR + 5 * MINUTE)["emergency_report"] == "ok"
    assert clocks(session, AT_THE_DOOR + 2 * HOUR)["emergency_report"] == "overdue"
    assert queries.taken_in_emergency(session, *debtor) == AT_THE_DOOR


def test_the_report_takes_the_time_of_the_door_and_waits_first_for_the_president(
    session: Session, act: Act, judge: Actor, debtor: tuple[UUID, UUID]
) -> None:
    make_compel(session, judge, *debtor)
    proposal_id = reported(session, act, debtor)
    found = queries.proposal(session, WHOLE_COURT, proposal_id)
    assert (found.state, found.answers.detained_at) == (ProposalState.REPORTED, AT_THE_DOOR)
    assert found.act
    assert found.act.happened_at == AT_THE_DOOR
    assert queries.waiting(session, WHOLE_COURT)[0].id == proposal_id
    assert flags(session) == {"detain.emergency_not_ratified"}
    assert set(clocks(session, AT_THE_DOOR + HOUR)) == {"emergency_ratification", "emergency_number"}


def test_no_decision_leaves_the_court_before_the_president_has_ratified(
    session: Session, act: Act, debtor: tuple[UUID, UUID]
) -> None:
    proposal_id = reported(session, act, debtor)
    with pytest.raises(GateClosed) as no:
        require_issuable(session, proposal_id, AT_THE_DOOR + HOUR)
    assert [(one.field, one.code) for one in no.value.faults] == [("detain.approved", "law.emergency_not_ratified")]


def test_once_ratified_it_was_lawful_from_its_first_minute_and_its_number_follows_in_time(
    session: Session, act: Act, debtor: tuple[UUID, UUID]
) -> None:
    proposal_id = reported(session, act, debtor)
    ratify(session, act("president", AT_THE_DOOR + HOUR), Approve(proposal_id=proposal_id))
    assert flags(session) == set()
    assert state(session, proposal_id) is ProposalState.EXECUTED
    assert require_issuable(session, proposal_id, AT_THE_DOOR + 2 * HOUR).number is None
    assert set(clocks(session, AT_THE_DOOR + 2 * HOUR)) == {"emergency_number"}
    with pytest.raises(GateClosed) as no:
        require_issuable(session, proposal_id, AT_THE_DOOR + 49 * HOUR)
    assert [one.field for one in no.value.faults] == ["detain.number"]
    given = {"proposal_id": proposal_id, "number": "（2026）宁0425司惩9号"}
    set_number(session, act("judge", AT_THE_DOOR + 50 * HOUR), SetNumber.model_validate(given))
    assert require_issuable(session, proposal_id, AT_THE_DOOR + 51 * HOUR).number
    assert clocks(session, AT_THE_DOOR + 51 * HOUR) == {}


def test_an_ordinary_detention_never_goes_without_its_number(session: Session, act: Act, judge: Actor) -> None:
    person_id = make_person(session, judge)
    asked_for = make_detain(session, judge, make_case(session, judge, debtors=(person_id,)), person_id)
    approve(session, act("president"), Approve(proposal_id=make_ready(session, asked_for, judge.now)))
    with pytest.raises(GateClosed) as no:
        require_issuable(session, asked_for, judge.now)
    assert [one.field for one in no.value.faults] == ["detain.number"]


def test_revoked_means_release_at_once(session: Session, act: Act, debtor: tuple[UUID, UUID]) -> None:
    proposal_id = reported(session, act, debtor)
    revoke(session, act("president", AT_THE_DOOR + HOUR), Reject(proposal_id=proposal_id, reason="拘留不当"))
    assert state(session, proposal_id) is ProposalState.REVOKED
    assert flags(session) == {"detain.emergency_revoked"}
    assert clocks(session, AT_THE_DOOR + HOUR + MINUTE) == {"emergency_release": "overdue"}
    assert queries.state_of(session, [debtor[1]])[debtor[1]].held
    with pytest.raises(Refusal):
        require_issuable(session, proposal_id, AT_THE_DOOR + 2 * HOUR)
    freed = act("bailiff", AT_THE_DOOR + 70 * MINUTE)
    make_deed(session, freed, "person.release", *debtor, reason="decided")
    assert clocks(session, AT_THE_DOOR + 2 * HOUR) == {}
    assert "release.not_decided" not in flags(session)
    assert not queries.state_of(session, [debtor[1]])[debtor[1]].held


def test_nobody_but_the_president_ratifies_or_revokes(session: Session, act: Act, debtor: tuple[UUID, UUID]) -> None:
    proposal_id = reported(session, act, debtor)
    for step in (ratify, revoke):
        deed: Any = (
            Approve(proposal_id=proposal_id) if step is ratify else Reject(proposal_id=proposal_id, reason="不当")
        )
        with pytest.raises(Refusal) as no:
            step(session, act("director"), deed)
        assert no.value.code == "measures.president_only"


def test_nobody_ratifies_his_own_report(session: Session, act: Act, debtor: tuple[UUID, UUID]) -> None:
    at_the_door(session, act, debtor)
    president = act("president", AT_THE_DOOR + HOUR)
    proposal_id = report_emergency(session, president, asked(debtor))
    with pytest.raises(Refusal) as no:
        ratify(session, president, Approve(proposal_id=proposal_id))
    assert no.value.code == "four_eyes"


def test_an_emergency_is_not_approved_like_a_plan_nor_a_plan_ratified(
    session: Session, act: Act, judge: Actor, debtor: tuple[UUID, UUID]
) -> None:
    president = act("president", AT_THE_DOOR + HOUR)
    planned = make_ready(session, make_detain(session, judge, *debtor), judge.now)
    emergency = reported(session, act, debtor)
    steps: list[tuple[Any, Any]] = [
        (approve, Approve(proposal_id=emergency)),
        (reject, Reject(proposal_id=emergency, reason="不同意")),
        (ratify, Approve(proposal_id=planned)),
        (revoke, Reject(proposal_id=planned, reason="不同意")),
    ]
    for step, deed in steps:
        with pytest.raises(Refusal) as no:
            step(session, president, deed)
        assert no.value.code == "measures.step"


def test_who_may_not_be_detained_is_not_ratified(session: Session, act: Act, judge: Actor) -> None:
    person_id = make_person(session, judge, sex="female")
    debtor = make_case(session, judge, debtors=(person_id,)), person_id
    proposal_id = reported(session, act, debtor, pregnant=None, nursing=False)
    with pytest.raises(GateClosed) as no:
        ratify(session, act("president", AT_THE_DOOR + HOUR), Approve(proposal_id=proposal_id))
    assert "detain.not_pregnant" in [one.field for one in no.value.faults]


def test_what_was_said_at_the_door_reaches_the_judge_and_closes_the_gate(
    session: Session, act: Act, judge: Actor
) -> None:
    person_id = make_person(session, judge, sex="female")
    debtor = make_case(session, judge, debtors=(person_id,)), person_id
    said: dict[str, Any] = {"pregnant": True, "deputy": "county_or_above", "sole_carer": True, "seriously_ill": False}
    make_deed(session, act("bailiff", AT_THE_DOOR), "detain.announce", *debtor, emergency="threat", **said)
    assert {"detain.exempt", "detain.deputy", "detain.sole_carer"} <= flags(session)
    judge = act("judge", AT_THE_DOOR + 20 * MINUTE)
    proposal_id = report_emergency(session, judge, asked(debtor, pregnant=False, nursing=False))
    president = act("president", AT_THE_DOOR + HOUR)
    with pytest.raises(GateClosed) as no:
        ratify(session, president, Approve(proposal_id=proposal_id))
    assert [one.field for one in no.value.faults] == ["detain.not_pregnant"], "what she said outweighs the form"
    revoke(session, president, Reject(proposal_id=proposal_id, reason="怀孕，立即解除"))
    assert state(session, proposal_id) is ProposalState.REVOKED


def test_a_no_at_the_door_answers_what_the_report_left_open(
    session: Session, act: Act, debtor: tuple[UUID, UUID]
) -> None:
    said: dict[str, Any] = {"seriously_ill": False, "sole_carer": False}
    make_deed(session, act("bailiff", AT_THE_DOOR), "detain.announce", *debtor, emergency="threat", **said)
    open_report = asked(debtor, seriously_ill=None, sole_carer=None)
    proposal_id = report_emergency(session, act("judge", AT_THE_DOOR + 20 * MINUTE), open_report)
    ratify(session, act("president", AT_THE_DOOR + HOUR), Approve(proposal_id=proposal_id))
    assert state(session, proposal_id) is ProposalState.EXECUTED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "detained_at"),
        ({"detained_at": "2026-01-18T06:00"}, "detained_at"),
        ({"detained_at": "2026-01-17T06:00", "reported_at": "2026-01-17T05:00"}, "reported_at"),
        ({"detained_at": "2026-01-17T06:00", "reported_at": "2026-01-17T09:00"}, "reported_at"),
    ],
)
def test_its_times_must_be_possible(
    session: Session, act: Act, debtor: tuple[UUID, UUID], changes: dict[str, str], field: str
) -> None:
    with pytest.raises(Refusal) as no:
        report_emergency(session, act("judge", AT_THE_DOOR + HOUR), asked(debtor, **changes))
    assert [one.field for one in no.value.faults] == [field]
