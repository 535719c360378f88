"""What each payer paid into a case, and what of it went back to him: nobody gets back what another one paid."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.money import ZERO, Money
from app.money import queries_payouts, standing
from app.money.payouts import PayoutKind
from app.money.rules import Way
from app.money.tables import Receipt
from app.money.tables_bank import BankLine, Match

Sources: TypeAlias = dict[frozenset[str], Money]
"""What was paid, by all who are named for it: one name, or the receipt's and the bank's."""


def paid_into(session: Session, case_id: UUID) -> Mapping[str, Money]:
    """By payer, what he paid into the court's account for this case.

    A receipt counts for whom it names, and for whom the bank names on the line that brought it.
    """
    found: dict[str, Money] = defaultdict(lambda: ZERO)
    for names, amount in _sources(session, case_id).items():
        for name in names:
            found[name] += amount
    return found


def refundable(session: Session, case_id: UUID, payer: str) -> Money:
    """What may still go back to him: what he paid, less what went back of it to him or to who is named for it beside him."""
    left, back = _sources(session, case_id), _refunded(session, case_id)
    for name in sorted(back, key=lambda one: (one == payer, one)):
        gone = back[name]
        for names in sorted(left, key=lambda one: (payer in one, len(one), sorted(one))):
            part = min(gone, left[names]) if name in names else ZERO
            left[names] -= part
            gone -= part
    return Money(sum(amount for names, amount in left.items() if payer in names))


def _sources(session: Session, case_id: UUID) -> Sources:
    held = (Receipt.case_id == case_id, Receipt.way != Way.DIRECT.value, standing.event_holds(Receipt.event_id))
    receipts = {row.number: row for row in session.scalars(select(Receipt).where(*held).order_by(Receipt.number))}
    rest = {number: row.amount for number, row in receipts.items()}
    found: Sources = defaultdict(lambda: ZERO)
    lines = select(BankLine.payer, Match.amount, Match.receipt_number).join(BankLine, BankLine.id == Match.line_id)
    for payer, amount, number in session.execute(lines.where(standing.match_holds(), Match.case_id == case_id)):
        if number in receipts:
            rest[number] -= amount
            found[frozenset({payer, receipts[number].payer})] += amount
        else:
            found[frozenset({payer})] += amount
    for number, amount in rest.items():
        found[frozenset({receipts[number].payer})] += amount
    return found


def _refunded(session: Session, case_id: UUID) -> Mapping[str, Money]:
    """By payee, what was proposed to go back out of this case, and was not turned down or returned."""
    found: dict[str, Money] = defaultdict(lambda: ZERO)
    for one in queries_payouts.of_case(session, case_id):
        if one.kind is PayoutKind.REFUND and one.stands:
            found[one.payee] += one.amount
    return found
