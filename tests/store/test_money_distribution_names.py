"""Who is who in a plan of distribution: an applicant with the name that stands for the fee, and people of one name."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import ZERO
from app.cases import queries as cases
from app.money.actions_objections import RecordReceipt, record_receipt
from app.money.distributions import COURT, Stage
from app.money.queries_verify import books
from app.money.verifying import wrongs
from tests.support.make_cases import make_case
from tests.support.make_distributions import (
    Rivalry,
    approve_distribution,
    make_applicant,
    make_distribution,
    make_funded_rivalry,
    make_namesake,
    make_payable,
    release,
    row,
    seen,
    serve_distribution,
    stands,
)
from tests.support.make_payouts import CREDITOR, send
from tests.support.people import DAWN
from tests.support.refused import refused

Act = Callable[..., Actor]


@pytest.fixture
def rivalry(session: Session, act: Act) -> Rivalry:
    return make_funded_rivalry(session, act)


def test_an_applicant_of_the_name_for_the_fee_is_paid_like_any_other(
    session: Session, act: Act, judge: Actor, rivalry: Rivalry
) -> None:
    make_applicant(session, judge, rivalry.other, COURT)
    rows = [row(rivalry.debt.case_id, "50000"), row(rivalry.other, "50000", creditor=COURT)]
    found = make_payable(session, act, rivalry, rows=rows)
    assert [(one.creditor, one.fee) for one in found.shares] == [(COURT, True), (CREDITOR, False), (COURT, False)]
    made = release(session, act, found)
    assert sorted(one.payee for one in made) == sorted([CREDITOR, COURT])


def test_a_creditor_of_another_court_joins_by_his_case_under_its_number_there(
    session: Session, act: Act, judge: Actor, rivalry: Rivalry
) -> None:
    outside = make_case(session, judge, debtors=(rivalry.debt.person_id,), number="（2025）宁0402执88号")
    name = make_applicant(session, judge, outside, "外院某公司")
    case_id = rivalry.debt.case_id
    refused(
        "distribution.stranger",
        lambda: make_distribution(session, act, rivalry, rows=[row(case_id, "1", creditor=name)]),
    )
    rows = [row(case_id, "30000"), row(outside, "20000", creditor=name, basis="（2025）宁0402民初7号")]
    made = release(session, act, make_payable(session, act, rivalry, rows=rows))
    assert [(one.payee, one.case_id) for one in made] == [(CREDITOR, case_id), (name, outside)]
    for one in made:
        send(session, act, one)
    assert (stands(session, outside), wrongs(books(session))) == (ZERO, [])


def test_namesakes_receive_the_plan_each_for_himself(
    session: Session, act: Act, judge: Actor, rivalry: Rivalry
) -> None:
    """A creditor of the debtor's name in one case, two creditors of one name in two: four receipts, not two."""
    name = rivalry.debt.name
    for case_id in (rivalry.debt.case_id, rivalry.other):
        make_namesake(session, judge, case_id, "马同名")
    make_namesake(session, judge, rivalry.other, name)
    rows = [
        row(rivalry.debt.case_id, "100", creditor="马同名"),
        row(rivalry.other, "100", creditor="马同名"),
        row(rivalry.other, "50000", creditor=name),
    ]
    made = make_distribution(session, act, rivalry, rows=rows)
    approve_distribution(session, act, made.id)
    found = seen(session, act, made.id)
    numbers = [cases.case(session, judge.scope, one).number for one in (rivalry.debt.case_id, rivalry.other)]
    first, *rest = found.course.parties
    assert (first, *rest) == (
        f"马同名（{numbers[0]}）",
        f"马同名（{numbers[1]}）",
        f"{name}（{numbers[1]}）",
        f"{name}（被执行人）",
    )
    served = {"distribution_id": made.id, "parties": (first,), "on": DAWN.day}
    record_receipt(session, act("clerk", DAWN), RecordReceipt.model_validate(served))
    assert seen(session, act, made.id).stage is Stage.APPROVED
    assert serve_distribution(session, act, made.id).stage is Stage.RUNNING
