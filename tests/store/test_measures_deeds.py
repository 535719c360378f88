"""What was done to a person: written down once, in any order, taken back by a new row, counted and watched."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.refusal import Kind, Refusal
from app.base.store import Store
from app.measures import queries
from app.measures.actions import DrawSummons, ReviewFlag, draw_summons, review_flag
from app.measures.actions_decisions import Endorse, Reject, Withdraw, endorse, reject, withdraw
from app.measures.actions_deeds import cancel, record
from app.measures.actions_proposals import (
    ProposeEarlyRelease,
    SetNumber,
    propose_detain,
    propose_early_release,
    set_number,
)
from app.measures.custody import Hold
from app.measures.gathering import gates_now, require_issuable
from tests.support import people
from tests.support.counting import counting
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import (
    DAY,
    HOUR,
    deed,
    detain_asked,
    discussed,
    make_approved,
    make_compel,
    make_deed,
    make_detain,
)

Act = Callable[..., Actor]
DAWN = people.DAWN


@pytest.fixture
def bailiff(act: Act) -> Actor:
    return act("bailiff", DAWN)


@pytest.fixture
def president(act: Act) -> Actor:
    return act("president")


@pytest.fixture
def debtor(session: Session, judge: Actor) -> tuple[UUID, UUID]:
    person_id = make_person(session, judge)
    return make_case(session, judge, debtors=(person_id,)), person_id


@pytest.fixture
def squad(act: Act) -> tuple[UUID, ...]:
    return tuple(one.id for one in (act("police"), act("bailiff2")) if one.id)


def correction(actor: Actor, deed_id: UUID) -> Cancel:
    return Cancel(id=new_id(actor.now), at=actor.now, cancels=deed_id, reason="人认错了")


def test_a_letter_sent_twice_is_one_deed(session: Session, bailiff: Actor, debtor: tuple[UUID, UUID]) -> None:
    letter = deed("compel.record", *debtor, DAWN, consequences_told=True)
    first = record(session, bailiff, letter)
    assert record(session, bailiff.at(DAWN + HOUR), letter) is first
    assert len(queries.deeds_of(session, WHOLE_COURT, [debtor[0]])) == 1
    with pytest.raises(Refusal) as no:
        record(session, bailiff, letter.model_copy(update={"consequences_told": False}))
    assert (no.value.code, no.value.kind) == ("letter.id_reused", Kind.CONFLICT)


def test_a_cancelled_deed_changes_the_number_of_the_day(
    session: Session, bailiff: Actor, debtor: tuple[UUID, UUID]
) -> None:
    row = make_deed(session, bailiff, "compel.record", *debtor)
    assert [one.deed_id for one in queries.compelled(session, DAWN, DAWN + DAY)] == [row.id]
    later = bailiff.at(DAWN + 2 * DAY)
    assert cancel(session, later, correction(later, row.id)) is True
    assert queries.compelled(session, DAWN, DAWN + DAY) == []
    assert queries.state_of(session, [debtor[1]])[debtor[1]].hold is Hold.NONE
    with pytest.raises(Refusal) as no:
        cancel(session, later, correction(later, row.id))
    assert no.value.code == "deed.cancelled_already"


def test_what_is_no_measure_is_left_to_other_rooms(session: Session, bailiff: Actor) -> None:
    assert cancel(session, bailiff, correction(bailiff, uuid4())) is False


def test_detained_is_counted_as_the_court_set_it(session: Session, bailiff: Actor, debtor: tuple[UUID, UUID]) -> None:
    make_deed(session, bailiff, "detain.announce", *debtor)
    assert len(queries.detained(session, DAWN, DAWN + DAY)) == 1
    assert queries.detained(session, DAWN, DAWN + DAY, "admitted") == []


def test_a_summons_filled_in_at_the_door_is_drawn_and_served(
    session: Session, bailiff: Actor, debtor: tuple[UUID, UUID]
) -> None:
    letter = deed(
        "service.summon", *debtor, DAWN, appear_at=DAWN + DAY, place="执行局", mode="left_witness", witness="村支书"
    )
    record(session, bailiff, letter)
    summons = queries.summons(session, WHOLE_COURT, letter.id)
    assert (summons.served_at, summons.proof, summons.attended) == (DAWN, True, False)
    assert not summons.missed(DAWN)
    assert summons.missed(DAWN + 2 * DAY)


def test_a_summons_at_the_door_needs_its_time_and_place(
    session: Session, bailiff: Actor, debtor: tuple[UUID, UUID]
) -> None:
    with pytest.raises(Refusal) as no:
        make_deed(session, bailiff, "service.summon", *debtor)
    assert [fault.field for fault in no.value.faults] == ["appear_at", "place"]


@pytest.mark.parametrize(
    ("kind", "named"),
    [("service.summon", "summons_id"), ("compel.record", "proposal_id"), ("detain.announce", "proposal_id")],
)
def test_a_deed_names_only_what_is_there(
    session: Session, bailiff: Actor, debtor: tuple[UUID, UUID], kind: str, named: str
) -> None:
    with pytest.raises(Refusal) as no:
        make_deed(session, bailiff, kind, *debtor, **{named: uuid4()})
    assert no.value.kind is Kind.MISSING


def test_a_summons_is_drawn_for_a_time_to_come(session: Session, judge: Actor, debtor: tuple[UUID, UUID]) -> None:
    case_id, person_id = debtor
    with pytest.raises(Refusal) as no:
        draw_summons(
            session,
            judge,
            DrawSummons(case_id=case_id, person_id=person_id, appear_at=judge.now, place="执行局", matter="询问"),
        )
    assert no.value.faults[0].code == "measures.appear_past"


def test_the_morning_of_a_lawful_taking_shows_no_flag(
    session: Session,
    *,
    judge: Actor,
    bailiff: Actor,
    president: Actor,
    debtor: tuple[UUID, UUID],
    squad: tuple[UUID, ...],
) -> None:
    make_approved(session, president, make_compel(session, judge, *debtor))
    make_deed(session, bailiff, "compel.record", *debtor, officer_ids=squad, consequences_told=True)
    assert queries.flagged(session, WHOLE_COURT) == []
    proposal = queries.proposals_of(session, WHOLE_COURT, case_ids=[debtor[0]])[0]
    assert proposal.state == "executed"


def test_breaches_are_written_down_flagged_and_reviewed(
    session: Session, bailiff: Actor, judge: Actor, debtor: tuple[UUID, UUID]
) -> None:
    row = make_deed(session, bailiff, "compel.record", *debtor)
    ((found, codes),) = queries.flagged(session, WHOLE_COURT)
    assert found.id == row.id
    assert set(codes) == {"deed.no_police", "compel.consequences_not_told", "compel.not_approved"}
    review_flag(session, judge, ReviewFlag(deed_id=row.id, case_id=debtor[0], remark="已补充说明"))
    session.flush()
    assert [one.remark for one in queries.reviews(session, [row.id])[row.id]] == ["已补充说明"]
    assert queries.flagged(session, people.seen_by(judge).scope) == []


def test_who_was_announced_and_paid_is_released_by_decision(
    session: Session, *, judge: Actor, bailiff: Actor, president: Actor, debtor: tuple[UUID, UUID]
) -> None:
    detention = make_approved(session, president, make_detain(session, judge, *debtor))
    with pytest.raises(Refusal) as no:
        propose_early_release(session, judge, ProposeEarlyRelease(of_id=detention, cause="paid", reason="已全部履行"))
    assert no.value.code == "measures.not_detained"
    make_deed(session, bailiff, "detain.announce", *debtor)
    (held,) = queries.custody(session, WHOLE_COURT, DAWN + HOUR)
    assert (held.person_id, held.standing.hold) == (debtor[1], Hold.ANNOUNCED)
    running = {one.key for one in queries.running_clocks(session, WHOLE_COURT, DAWN + HOUR)}
    assert running == {"family_notice_24h", "delivery"}
    soon = judge.at(DAWN + HOUR)
    early = propose_early_release(
        session, soon, ProposeEarlyRelease(of_id=detention, cause="paid", reason="已全部履行")
    )
    make_approved(session, president.at(DAWN + HOUR), early)
    assert require_issuable(session, early, DAWN + HOUR).state == "approved"
    make_deed(session, bailiff.at(DAWN + 2 * HOUR), "person.release", *debtor, reason="paid", proposal_id=early)
    assert queries.custody(session, WHOLE_COURT, DAWN + 3 * HOUR) == []
    assert queries.running_clocks(session, WHOLE_COURT, DAWN + 3 * HOUR) == []
    assert queries.approved(session, [debtor[0]], "early_release")[0].state == "executed"


def test_an_undecided_early_release_opens_no_paper(
    session: Session, judge: Actor, president: Actor, debtor: tuple[UUID, UUID]
) -> None:
    detention = make_approved(session, president, make_detain(session, judge, *debtor))
    make_deed(session, judge, "detain.announce", *debtor)
    early = propose_early_release(session, judge, ProposeEarlyRelease(of_id=detention, cause="paid", reason="已履行"))
    with pytest.raises(Refusal) as no:
        require_issuable(session, early, judge.now)
    assert no.value.code == "measures.not_approved"


def test_the_chain_of_approval(
    session: Session, judge: Actor, president: Actor, act: Act, debtor: tuple[UUID, UUID]
) -> None:
    proposal_id = make_detain(session, judge, *debtor)
    assert [one.id for one in queries.waiting(session, WHOLE_COURT)] == [proposal_id]
    with pytest.raises(Refusal, match=r"measures\.not_discussed"):
        endorse(session, act("director"), Endorse(proposal_id=proposal_id, reason="同意"))
    discussed(session, proposal_id, judge.now)
    endorse(session, act("director"), Endorse(proposal_id=proposal_id, reason="同意"))
    assert queries.waiting(session, WHOLE_COURT)[0].state == "endorsed"
    reject(session, president, Reject(proposal_id=proposal_id, reason="证据不足"))
    assert queries.waiting(session, WHOLE_COURT) == []
    with pytest.raises(Refusal) as no:
        make_approved(session, president, proposal_id)
    assert no.value.code == "measures.step"


def test_a_judge_takes_back_his_own_proposal_only(
    session: Session, judge: Actor, act: Act, debtor: tuple[UUID, UUID]
) -> None:
    proposal_id = make_detain(session, judge, *debtor)
    with pytest.raises(Refusal) as no:
        withdraw(session, act("judge2"), Withdraw(proposal_id=proposal_id, reason="撤回"))
    assert no.value.code == "measures.not_yours"
    withdraw(session, judge, Withdraw(proposal_id=proposal_id, reason="撤回"))
    assert queries.proposal(session, WHOLE_COURT, proposal_id).state == "withdrawn"


def test_nobody_asks_twice_while_the_first_question_is_open(
    session: Session, judge: Actor, debtor: tuple[UUID, UUID]
) -> None:
    act_id = queries.proposal(session, WHOLE_COURT, make_detain(session, judge, *debtor)).act
    with pytest.raises(Refusal) as no:
        propose_detain(session, judge, detain_asked(*debtor))
    assert act_id is not None
    assert no.value.code == "measures.proposed_already"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("（2026）宁0425执3号", "measures.number_type"),
        ("（2026）宁0422司惩3号", "measures.number_court"),
        ("（2026）宁0425司惩9号", "measures.number_taken"),
    ],
)
def test_a_number_is_of_this_court_of_its_own_kind_and_given_once(
    session: Session, *, judge: Actor, debtor: tuple[UUID, UUID], number: str, code: str
) -> None:
    make_detain(session, judge, *debtor, number="（2026）宁0425司惩9号")
    other = make_detain(session, judge, *debtor, act_what="另一行为")
    with pytest.raises(Refusal) as no:
        set_number(session, judge, SetNumber.model_validate({"proposal_id": other, "number": number}))
    assert (no.value.faults[0].field, no.value.faults[0].code) == ("number", code)


def test_the_future_is_flagged(session: Session, bailiff: Actor, debtor: tuple[UUID, UUID]) -> None:
    letter = deed("question.begin", *debtor, DAWN + timedelta(minutes=3))
    row = record(session, bailiff, letter)
    assert "deed.future" in row.flags


def test_the_gates_of_many_proposals_ask_no_more_than_those_of_one(
    session: Session, judge: Actor, store: Store
) -> None:
    ids = []
    for _ in range(4):
        person_id = make_person(session, judge)
        case_id = make_case(session, judge, debtors=(person_id,))
        ids.append(make_compel(session, judge, case_id, person_id))
    asked: list[int] = []
    for wanted in (ids[:1], ids):
        proposals = queries.proposals_of(session, WHOLE_COURT, ids=wanted)
        with counting(store) as statements:
            assert len(gates_now(session, proposals, judge.now)) == len(wanted)
        asked.append(len(statements))
    assert asked[0] == asked[1]


def test_a_decision_about_custody_that_an_officer_sends_is_flagged(
    session: Session, judge: Actor, bailiff: Actor, president: Actor, debtor: tuple[UUID, UUID]
) -> None:
    told: dict[str, Any] = {"matter": "refusal", "outcome": "release", "reason": "不再送拘", "decided_by": president.id}
    by_officer = make_deed(session, bailiff, "custody.decide", *debtor, **told)
    by_judge = make_deed(session, judge.at(DAWN), "custody.decide", *debtor, **told)
    marked = {one.id: found for one, found in queries.flagged(session, WHOLE_COURT)}
    assert "custody.not_court" in marked[by_officer.id]
    assert "custody.not_court" not in marked.get(by_judge.id, ())


def test_a_decision_by_nobody_of_this_court_is_not_written_down(
    session: Session, judge: Actor, debtor: tuple[UUID, UUID]
) -> None:
    told: dict[str, Any] = {"matter": "leave", "outcome": "grant", "reason": "家中急事", "decided_by": uuid4()}
    with pytest.raises(Refusal) as no:
        make_deed(session, judge.at(DAWN), "custody.decide", *debtor, **told)
    assert (no.value.kind, no.value.facts) == (Kind.MISSING, {"what": "account"})
