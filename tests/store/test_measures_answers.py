"""What came to light after the president's approval stays in the light."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Refusal
from app.measures.actions_proposals import AnswerQuestions, answer_questions
from app.measures.gathering import GateClosed, require_issuable
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import make_approved, make_detain

Act = Callable[..., Actor]


@pytest.fixture
def president(act: Act) -> Actor:
    return act("president")


@pytest.fixture
def debtor(session: Session, judge: Actor) -> tuple[UUID, UUID]:
    person_id = make_person(session, judge)
    return make_case(session, judge, debtors=(person_id,)), person_id


def test_a_yes_that_came_to_light_after_approval_is_not_turned_into_a_no(
    session: Session, judge: Actor, president: Actor, debtor: tuple[UUID, UUID]
) -> None:
    proposal_id = make_approved(
        session, president, make_detain(session, judge, *debtor, number="（2026）宁0425司惩8号")
    )
    answer_questions(session, judge, AnswerQuestions(proposal_id=proposal_id, seriously_ill=True))
    with pytest.raises(Refusal) as no:
        answer_questions(session, judge, AnswerQuestions(proposal_id=proposal_id, seriously_ill=False))
    assert [(one.field, one.code) for one in no.value.faults] == [("seriously_ill", "measures.answer_taken_back")]
    with pytest.raises(GateClosed):
        require_issuable(session, proposal_id, judge.now)
