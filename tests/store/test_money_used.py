"""Money that was paid out, set aside, shared out or promised is not taken from under it by undoing its match."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Refusal
from app.cases import queries as cases
from app.money import ledger, queries_matching
from app.money.actions_groups import UndoGroup, undo_group
from app.money.actions_lines import ExplainLine, explain_line
from app.money.actions_match import (
    ClaimLine,
    ConfirmProposals,
    UndoMatch,
    claim_line,
    confirm_proposals,
    mirror,
    undo_match,
)
from app.money.actions_payouts import SendPayouts, WithdrawPayout, send_payouts, withdraw_payout
from app.money.payouts import Stage
from app.money.queries_verify import books
from app.money.tables import MoneyEvent
from app.money.tables_bank import Match
from app.money.verifying import wrongs
from tests.support.make_distributions import make_distribution, make_rivalry
from tests.support.make_money import (
    Debt,
    acknowledge,
    bank_row,
    import_rows,
    make_cash,
    make_debt,
    make_payment,
    make_slip,
)
from tests.support.make_payouts import CREDITOR, approve, make_arrival, make_line, make_payout, send
from tests.support.people import DAWN
from tests.support.refused import refused

Act = Callable[..., Actor]


@pytest.fixture
def debt(session: Session, act: Act, judge: Actor) -> Debt:
    """Its court holds 9,000 yuan of another case, out of which nothing of this one may be paid."""
    make_arrival(session, act, make_debt(session, judge, "马某二"), "9000")
    return make_debt(session, judge)


def arrive(session: Session, act: Act, debt: Debt) -> UUID:
    """A promise of 3,000 yuan whose line was claimed to its receipt: the event of that match."""
    paid = make_payment(session, act("bailiff", DAWN), debt)
    line = make_line(session, act, "3000", 对方户名=debt.name)
    number = cases.case(session, act("clerk").scope, debt.case_id).number
    told = {"line_id": line.id, "case_number": number, "receipt_numbers": (paid.number,), "reason": "核对过"}
    return claim_line(session, act("clerk", DAWN), ClaimLine.model_validate(told))


def undo(session: Session, act: Act, event_id: UUID) -> None:
    with session.begin_nested():
        undo_match(session, act("clerk", DAWN), UndoMatch(event_id=event_id, reason="认错了"))


@pytest.mark.parametrize("kind", ["creditor", "refund", "deposit", "fee"])
def test_a_match_whose_money_waits_in_a_payout_is_not_undone_before_the_payout_is(
    session: Session, act: Act, debt: Debt, kind: str
) -> None:
    event_id = arrive(session, act, debt)
    changes = {"refund": {"payee": debt.name}, "fee": {"amount": "800"}}.get(kind, {})
    row = make_payout(session, act, debt, kind=kind, **changes)
    lacking = "800.00" if kind == "fee" else "3,000.00"
    assert refused("match.money_used", lambda: undo(session, act, event_id)).facts["lacking"] == lacking
    approve(session, act, row)
    refused("match.money_used", lambda: undo(session, act, event_id))


def test_once_the_payout_is_taken_back_its_match_is_undone(session: Session, act: Act, debt: Debt) -> None:
    event_id = arrive(session, act, debt)
    row = make_payout(session, act, debt)
    withdraw_payout(session, act("clerk", DAWN), WithdrawPayout(payout_id=row.id, note="认错了"))
    undo(session, act, event_id)
    assert wrongs(books(session)) == []


def test_what_nobody_has_promised_of_it_does_not_hold_a_match(session: Session, act: Act, debt: Debt) -> None:
    event_id = arrive(session, act, debt)
    make_arrival(session, act, debt, "700")
    make_payout(session, act, debt, amount="700")
    undo(session, act, event_id)
    assert wrongs(books(session)) == []


def test_a_match_whose_money_was_paid_out_is_not_undone(session: Session, act: Act, debt: Debt) -> None:
    event_id = arrive(session, act, debt)
    send(session, act, make_payout(session, act, debt))
    refused("match.money_used", lambda: undo(session, act, event_id))


def test_a_match_whose_money_is_shared_out_is_not_undone(session: Session, act: Act, judge: Actor, debt: Debt) -> None:
    event_id = arrive(session, act, debt)
    make_distribution(session, act, make_rivalry(session, judge, debt))
    assert refused("match.money_used", lambda: undo(session, act, event_id)).facts["lacking"] == "2,000.00"


def test_the_cash_of_a_slip_is_not_undone_while_one_of_its_cases_pays_out(
    session: Session, act: Act, debt: Debt
) -> None:
    cash = make_cash(session, act, debt, act("bailiff", DAWN))
    slip = make_slip(session, act("bailiff", DAWN), cash)
    acknowledge(session, act("cashier", DAWN), slip)
    clerk = act("clerk", DAWN)
    line = make_line(session, act, f"{slip.amount.decimal}", 摘要=slip.number, 附言=slip.number)
    found = [one for one in queries_matching.proposals(session, clerk.scope) if str(line.id) in one.line_ids]
    confirm_proposals(session, clerk, ConfirmProposals(tokens=(found[0].token,)))
    event_id = session.scalars(select(Match.event_id).where(Match.handover_number == slip.number)).one()
    make_payout(session, act, debt, amount="100")
    refused("match.money_used", lambda: undo(session, act, event_id))


def test_nor_is_a_whole_group_while_the_money_of_one_of_its_lines_is_used(
    session: Session, act: Act, debt: Debt
) -> None:
    other = make_debt(session, act("judge"), "马某三")
    clerk = act("clerk", DAWN)
    for one in (debt, other):
        make_payment(session, act("bailiff", DAWN), one)
    rows = [bank_row("3000", 交易时间=f"23:00:0{at}", 对方户名=one.name) for at, one in enumerate((debt, other))]
    import_rows(session, clerk, rows, opening="109000.00")
    found = queries_matching.proposals(session, clerk.scope)
    confirm_proposals(session, clerk, ConfirmProposals(tokens=tuple(one.token for one in found)))
    batch = next(one.reason["batch"] for one in session.scalars(select(Match)) if "batch" in one.reason)
    make_payout(session, act, other)
    no = refused(
        "match.money_used", lambda: undo_group(session, clerk, UndoGroup(batch_id=UUID(batch), reason="认错了"))
    )
    assert no.facts["case"] == cases.case(session, clerk.scope, other.case_id).number


def test_a_return_is_not_undone_once_its_money_is_proposed_anew(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    row = send(session, act, make_payout(session, act, debt))
    told = {"meaning": "payout", "payout_id": row.id}
    for amount, more in (("-3000", told), ("3000", {**told, "meaning": "payout_return"})):
        line = make_line(session, act, amount, 对方户名=CREDITOR)
        deed = ExplainLine.model_validate({"line_id": line.id, **more})
        back = explain_line(session, act("clerk", DAWN), deed)
    make_payout(session, act, debt)
    refused("match.money_used", lambda: undo(session, act, back))


def test_what_is_only_awaited_is_not_sent_out_of_other_cases_money(session: Session, act: Act, debt: Debt) -> None:
    event_id = arrive(session, act, debt)
    kept = [
        make_payout(session, act, debt, amount="1000"),
        make_payout(session, act, debt, kind="refund", amount="1000", payee=debt.name),
    ]
    for row in kept:
        approve(session, act, row)
    mirror(session, act("clerk", DAWN), session.get_one(MoneyEvent, event_id), "从前可以这样撤销")
    cashier = act("cashier", DAWN)
    for sending in [SendPayouts(payout_ids=(row.id,)) for row in kept]:
        with pytest.raises(Refusal) as no:
            send_payouts(session, cashier, sending)
        assert no.value.code == "payout.not_covered"
    assert ledger.reversal_of(session, event_id)


def test_a_refund_that_is_set_aside_is_sent(session: Session, act: Act, debt: Debt) -> None:
    arrive(session, act, debt)
    assert send(session, act, make_payout(session, act, debt, kind="refund", payee=debt.name)).stage is Stage.SENT
