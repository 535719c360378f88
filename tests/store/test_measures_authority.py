"""Deputising: by a recorded, dated authorisation alone, for its kinds and its days, never on one's own proposal."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Refusal
from app.measures import queries
from app.measures.actions_authority import EndAuthorisation, end_authorisation
from app.measures.actions_decisions import Approve, Endorse, approve, endorse
from app.measures.actions_registrations import Register, register
from app.measures.queries_authority import verbs_lent
from app.measures.rules import Step
from app.staff.actions import AddAccount, SetActive, add_account, set_active
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_measures import (
    DAY,
    HOUR,
    discussed,
    make_authorisation,
    make_compel,
    make_detain,
    make_ready,
)

Act = Callable[..., Actor]
NOW = people.EVENING_BEFORE
TODAY: dict[str, Any] = {"from_at": NOW, "until_at": NOW + DAY}


@pytest.fixture
def debtor(session: Session, judge: Actor) -> tuple[UUID, UUID]:
    person_id = make_person(session, judge)
    return make_case(session, judge, debtors=(person_id,)), person_id


@pytest.fixture
def detention(session: Session, judge: Actor, debtor: tuple[UUID, UUID]) -> UUID:
    return make_ready(session, make_detain(session, judge, *debtor), judge.now)


def refused(session: Session, deputy: Actor, proposal_id: UUID) -> str:
    with pytest.raises(Refusal) as no:
        approve(session, deputy, Approve(proposal_id=proposal_id))
    return no.value.code


def id_of(actor: Actor) -> UUID:
    assert actor.id
    return actor.id


def test_whom_the_president_authorised_approves_in_his_place_and_it_is_told(
    session: Session, act: Act, detention: UUID
) -> None:
    deputy, president = act("judge2"), act("president")
    assert refused(session, deputy, detention) == "measures.president_only"
    given = make_authorisation(session, president, id_of(deputy), **TODAY)
    assert verbs_lent(session, id_of(deputy), NOW) == {"measure.approve"}
    approve(session, deputy, Approve(proposal_id=detention))
    found = queries.proposal(session, deputy.scope, detention).step(Step.APPROVED)
    assert found
    assert (found.by_id, found.lent_by, found.told["authorisation_id"]) == (deputy.id, president.id, str(given))


@pytest.mark.parametrize(
    "changes",
    [
        {"kinds": ["compel", "fine"]},
        {"from_at": NOW + HOUR},
        {"until_at": NOW + HOUR},
    ],
)
def test_it_covers_its_kinds_and_its_days_alone(
    session: Session, act: Act, detention: UUID, changes: dict[str, Any]
) -> None:
    deputy = act("judge2")
    make_authorisation(session, act("president"), id_of(deputy), **TODAY | changes)
    later = deputy.at(NOW + 2 * HOUR) if "until_at" in changes else deputy
    assert refused(session, later, detention) == "measures.president_only"


def test_the_directors_office_is_lent_by_the_director_alone(
    session: Session, act: Act, judge: Actor, debtor: tuple[UUID, UUID]
) -> None:
    proposal_id = discussed(session, make_detain(session, judge, *debtor), judge.now)
    deputy = act("judge2")
    make_authorisation(session, act("president"), id_of(deputy), **TODAY)
    with pytest.raises(Refusal) as no:
        endorse(session, deputy, Endorse(proposal_id=proposal_id))
    assert no.value.code == "measures.director_only"
    make_authorisation(session, act("director"), id_of(deputy), **TODAY)
    endorse(session, deputy, Endorse(proposal_id=proposal_id))
    assert refused(session, deputy, proposal_id) == "four_eyes", "who endorsed it does not approve it too"


def test_nobody_decides_on_his_own_proposal_with_whatever_authority(
    session: Session, act: Act, judge: Actor, detention: UUID
) -> None:
    make_authorisation(session, act("president"), id_of(judge), **TODAY)
    assert refused(session, judge, detention) == "four_eyes"


def test_what_was_taken_back_is_over_at_once(session: Session, act: Act, detention: UUID) -> None:
    deputy, president = act("judge2"), act("president")
    given = make_authorisation(session, president, id_of(deputy), **TODAY)
    end_authorisation(session, president, EndAuthorisation(authorisation_id=given))
    assert refused(session, deputy, detention) == "measures.president_only"
    for who, code in ((president, "measures.authorisation_over"), (act("director"), "missing")):
        with pytest.raises(Refusal) as no:
            end_authorisation(session, who, EndAuthorisation(authorisation_id=given))
        assert no.value.code == code


@pytest.mark.parametrize(
    ("lender", "to", "changes", "field"),
    [
        ("president", "clerk", {}, "to_id"),
        ("president", "bailiff", {}, "to_id"),
        ("director", "director", {}, "to_id"),
        ("president", "judge", {"from_at": NOW + -HOUR}, "from_at"),
        ("president", "judge", {"until_at": NOW + DAY, "from_at": NOW + DAY}, "until_at"),
        ("president", "judge", {"until_at": NOW + 15 * DAY + HOUR}, "until_at"),
    ],
)
def test_what_is_wrong_with_an_authorisation_is_named(
    session: Session, act: Act, *, lender: str, to: str, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as no:
        make_authorisation(session, act(lender), id_of(act(to)), **TODAY | changes)
    assert [one.field for one in no.value.faults] == [field]


def test_nobody_lends_an_office_he_does_not_hold(session: Session, act: Act, judge: Actor) -> None:
    with pytest.raises(Refusal) as no:
        make_authorisation(session, judge, id_of(act("judge2")), **TODAY)
    assert no.value.code == "measures.no_office"


def test_an_ordinary_compelling_needs_the_same_office(
    session: Session, act: Act, judge: Actor, debtor: tuple[UUID, UUID]
) -> None:
    asked = make_ready(session, make_compel(session, judge, *debtor), judge.now)
    make_authorisation(session, act("president"), id_of(act("judge2")), **TODAY | {"kinds": ["compel"]})
    approve(session, act("judge2"), Approve(proposal_id=asked))
    assert queries.proposal(session, judge.scope, asked).state == "approved"


def on_paper(session: Session, judge: Actor, proposal_id: UUID, approver: Actor, **changes: Any) -> list[str]:
    """The fields that an entry of a signed form is refused at."""
    told = {"proposal_id": proposal_id, "basis": "case_system", "number": "演示1号"} | changes
    with pytest.raises(Refusal) as no:
        register(session, judge, Register.model_validate(told | {"approver_id": approver.id, "decided_at": NOW}))
    return [f"{one.field} {one.code}" for one in no.value.faults]


def test_a_director_who_stands_in_does_not_sign_both_lines_of_one_form(
    session: Session, act: Act, judge: Actor, debtor: tuple[UUID, UUID]
) -> None:
    director = act("director")
    make_authorisation(session, act("president"), id_of(director), **TODAY)
    asked = discussed(session, make_detain(session, judge, *debtor), judge.now)
    both = {"endorser_id": director.id, "endorsed_at": NOW}
    assert on_paper(session, judge, asked, director, **both) == ["approver_id measures.own_endorsement"]
    endorse(session, director, Endorse(proposal_id=asked))
    assert on_paper(session, judge, asked, director) == ["approver_id measures.own_endorsement"]


def test_nobody_stands_in_for_a_president_whose_account_is_closed(session: Session, act: Act, detention: UUID) -> None:
    deputy, president = act("judge2"), act("president")
    make_authorisation(session, president, id_of(deputy), **TODAY)
    successor = {"username": "successor", "name": "赵新", "password": "a-long-password", "sex": "male"}
    add_account(session, act("keeper"), AddAccount.model_validate(successor | {"roles": ["president"]}))
    set_active(session, act("keeper"), SetActive(account_id=id_of(president), active=False, reason="调离"))
    assert verbs_lent(session, id_of(deputy), NOW) == frozenset()
    assert refused(session, deputy, detention) == "measures.president_only"
