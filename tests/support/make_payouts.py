"""Payouts for tests, made through the room's own actions."""

from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.money import Money
from app.cases import queries as cases
from app.money import queries_bank
from app.money.actions_deferrals import DeferPayout, defer_payout
from app.money.actions_match import ClaimLine, claim_line
from app.money.actions_payouts import (
    DecidePayout,
    ProposePayout,
    SendPayouts,
    decide_payout,
    propose_payout,
    send_payouts,
)
from app.money.queries_payouts import PayoutView, payout
from app.money.tables_closing import Closing
from app.money.tables_distributions import Distribution, DistributionShare
from app.money.tables_payouts import Payout
from app.money.views import LineView
from tests.support.make_money import Debt, bank_row, import_rows
from tests.support.people import DAWN

Act = Callable[..., Actor]
SECOND = count()
"""The bank tells the second of each line, so that the last balance is known."""
CREDITOR = "松溪村镇银行股份有限公司"


def make_line(session: Session, act: Act, amount: str, **changes: str) -> LineView:
    """A line of the bank, after what is known."""
    told = queries_bank.bank_balance(session) or Money(10_000_000)
    second = next(SECOND)
    row = bank_row(amount, **{"交易时间": f"10:{second // 60 % 60:02d}:{second % 60:02d}", **changes})
    import_rows(session, act("clerk", DAWN), [row], opening=f"{told.decimal:.2f}")
    known = [
        *queries_bank.unclaimed(session, act("clerk").scope),
        *queries_bank.unexplained_out(session, act("clerk").scope),
    ]
    return max(known, key=lambda one: one.serial)


def make_arrival(session: Session, act: Act, debt: Debt, amount: str = "3000") -> LineView:
    """Money that came from the bank and was claimed to the case."""
    line = make_line(session, act, amount, 对方户名=debt.name)
    number = cases.case(session, act("clerk").scope, debt.case_id).number
    deed = {"line_id": line.id, "case_number": number, "reason": "核对过"}
    claim_line(session, act("clerk", DAWN), ClaimLine.model_validate(deed))
    return line


def proposal(debt: Debt, **changes: Any) -> ProposePayout:
    """The creditor is to be paid 3,000 yuan."""
    given = {
        "kind": "creditor",
        "case_id": debt.case_id,
        "amount": "3000",
        "payee": CREDITOR,
        "payee_account": "6200000000001",
        "reason": "案款发放",
    }
    return ProposePayout.model_validate({**given, **changes})


def make_payout(session: Session, act: Act, debt: Debt, **changes: Any) -> Payout:
    """A payout the clerk proposed."""
    return propose_payout(session, act("clerk", DAWN), proposal(debt, **changes))


def approve(session: Session, act: Act, row: Payout) -> PayoutView:
    """Approved by everybody whose approval it needs."""
    found = payout(session, act("clerk").scope, row.id)
    while found.awaits:
        deed = DecidePayout(payout_id=row.id, decision="approved")
        found = decide_payout(session, act(found.awaits, DAWN), deed)
    return found


def send(session: Session, act: Act, row: Payout) -> PayoutView:
    """Approved and ordered at the bank."""
    approve(session, act, row)
    return send_payouts(session, act("cashier", DAWN), SendPayouts(payout_ids=(row.id,)))[0]


def make_waiting(session: Session, clerk: Actor, case_id: UUID, payee: str) -> dict[str, UUID]:
    """Of one case a payout, a deferral and a plan that wait for an approval; and a closing that waits for its check."""
    asked = {"case_id": case_id, "reason": "账户待核"}
    paid = {**asked, "kind": "creditor", "amount": "700", "payee": payee, "payee_account": "62000"}
    held = {**asked, "ground": "other", "review_on": "2026-03-01"}
    return {
        "closing_id": _closing(session, clerk),
        "payout_id": propose_payout(session, clerk, ProposePayout.model_validate(paid)).id,
        "distribution_id": _plan(session, clerk, case_id, payee),
        "deferral_id": defer_payout(session, clerk, DeferPayout.model_validate(held)).id,
    }


def _closing(session: Session, clerk: Actor) -> UUID:
    row = Closing(id=new_id(clerk.now), month="2025-12", figures={}, digest="", at=clerk.now, by_id=clerk.id)
    session.add(row)
    session.flush()
    return row.id


def _plan(session: Session, clerk: Actor, case_id: UUID, creditor: str) -> UUID:
    """A plan as it lies in the store: the fee of a new case takes all that is there, so that none can be proposed."""
    made = {"id": new_id(clerk.now), "at": clerk.now, "by_id": clerk.id, "case_id": case_id}
    told = {"proceeds": "存款", "reason": "不足清偿", "parties": [creditor], "levels": ["director"]}
    sums = {"amount": Money(1), "annex": dict.fromkeys(("held", "fee", "most"), 1), "value_on": clerk.now.day}
    row = Distribution(**made, **told, **sums, number=f"分{case_id.hex}")
    session.add(row)
    session.flush()
    share = {"position": 0, "rank": "ordinary", "basis": "", "claim": Money(2), "amount": Money(1)}
    session.add(
        DistributionShare(id=new_id(clerk.now), distribution_id=row.id, case_id=case_id, creditor=creditor, **share)
    )
    session.flush()
    return row.id
