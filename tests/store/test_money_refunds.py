"""Nobody gets back what another one paid, whoever the receipt names and whoever the bank."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Refusal
from app.cases import queries as cases
from app.money import queries_refunds
from app.money.actions_match import ClaimLine, claim_line
from app.money.actions_payouts import WithdrawPayout, withdraw_payout
from tests.support.make_money import Debt, make_debt, make_payment
from tests.support.make_payouts import make_arrival, make_line, make_payout
from tests.support.people import DAWN

Act = Callable[..., Actor]


@pytest.fixture
def debt(session: Session, judge: Actor) -> Debt:
    return make_debt(session, judge)


def refused(code: str, call: Callable[[], Any]) -> Refusal:
    with pytest.raises(Refusal) as no:
        call()
    assert no.value.code == code
    return no.value


def test_nobody_gets_back_what_another_one_paid(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    line = make_arrival(session, act, replace(debt, name="亲戚某"), "700")
    back = {"kind": "refund", "payee": "亲戚某", "reason": "多交"}
    assert line.payer == "亲戚某"
    no = refused("payout.above_paid", lambda: make_payout(session, act, debt, **back, amount="700.01"))
    assert (no.faults[0].field, no.facts["most"]) == ("amount", "700.00")
    row = make_payout(session, act, debt, **back, amount="500")
    refused("payout.above_paid", lambda: make_payout(session, act, debt, **back, amount="200.01"))
    withdraw_payout(session, act("clerk", DAWN), WithdrawPayout(payout_id=row.id, note="重算"))
    assert make_payout(session, act, debt, **back, amount="700")


def test_who_stands_on_the_receipt_and_whom_the_bank_names_both_paid_it_once(
    session: Session, act: Act, debt: Debt
) -> None:
    paid = make_payment(session, act("bailiff", DAWN), debt, payer="儿子某")
    line = make_line(session, act, "3000", 对方户名="儿媳某")
    number = cases.case(session, act("clerk").scope, debt.case_id).number
    told = {"line_id": line.id, "case_number": number, "receipt_numbers": (paid.number,), "reason": "核对过"}
    claim_line(session, act("clerk", DAWN), ClaimLine.model_validate(told))
    assert dict(queries_refunds.paid_into(session, debt.case_id)) == {"儿子某": 300_000, "儿媳某": 300_000}
    make_arrival(session, act, debt, "9000")
    back = {"kind": "refund", "reason": "多交"}
    make_payout(session, act, debt, **back, payee="儿媳某", amount="1000")
    refused("payout.above_paid", lambda: make_payout(session, act, debt, **back, payee="儿子某", amount="2000.01"))
    make_payout(session, act, debt, **back, payee="儿子某", amount="2000")
    for name in ("儿子某", "儿媳某"):
        assert queries_refunds.refundable(session, debt.case_id, name) == 0


def test_a_refund_is_first_counted_against_what_its_payee_paid_alone(session: Session, act: Act, debt: Debt) -> None:
    paid = make_payment(session, act("bailiff", DAWN), debt, payer="儿子某")
    line = make_line(session, act, "3000", 对方户名="儿媳某")
    number = cases.case(session, act("clerk").scope, debt.case_id).number
    told = {"line_id": line.id, "case_number": number, "receipt_numbers": (paid.number,), "reason": "核对过"}
    claim_line(session, act("clerk", DAWN), ClaimLine.model_validate(told))
    make_arrival(session, act, replace(debt, name="儿媳某"), "500")
    make_payout(session, act, debt, kind="refund", reason="多交", payee="儿媳某", amount="600")
    assert queries_refunds.refundable(session, debt.case_id, "儿子某") == 290_000
    assert queries_refunds.refundable(session, debt.case_id, "儿媳某") == 290_000
