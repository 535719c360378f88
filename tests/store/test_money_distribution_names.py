"""Who is who in a plan of distribution: an applicant with the name that stands for the fee, and people of one name."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.cases import queries as cases
from app.money.actions_objections import RecordReceipt, record_receipt
from app.money.distributions import COURT, Stage
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
)
from tests.support.make_payouts import CREDITOR
from tests.support.people import DAWN

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
