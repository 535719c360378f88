"""What each payer paid into a case, and what of it went back to him: nobody gets back what another one paid."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.money import ZERO, Money
from app.money import queries_payouts, standing
from app.money.payouts import PayoutKind
from app.money.rules import Way
from app.money.tables import Receipt
from app.money.tables_bank import BankLine, Match


def paid_into(session: Session, case_id: UUID) -> Mapping[str, Money]:
    """By payer, what he paid into the court's account for this case.

    A receipt counts for whom it names, and for whom the bank names on the line that brought it.
    """
    held = (Receipt.case_id == case_id, Receipt.way != Way.DIRECT.value, standing.event_holds(Receipt.event_id))
    receipts = {row.number: row for row in session.scalars(select(Receipt).where(*held).order_by(Receipt.number))}
    found: dict[str, Money] = defaultdict(lambda: ZERO)
    for receipt in receipts.values():
        found[receipt.payer] += receipt.amount
    lines = select(BankLine.payer, Match.amount, Match.receipt_number).join(BankLine, BankLine.id == Match.line_id)
    for payer, amount, number in session.execute(lines.where(standing.match_holds(), Match.case_id == case_id)):
        if number not in receipts or receipts[number].payer != payer:
            found[payer] += amount
    return found


def refunded(session: Session, case_id: UUID, payer: str) -> Money:
    """What was proposed to go back to him out of this case, and was not turned down or returned."""
    known = queries_payouts.of_case(session, case_id)
    his = [one for one in known if one.kind is PayoutKind.REFUND and one.payee == payer and one.stands]
    return Money(sum(one.amount for one in his))
