"""A random day of money: steps in any order through the rooms' own actions; whatever is refused changes nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.money import ZERO, Money
from app.base.refusal import Refusal
from app.money import queries_bank, queries_cash, queries_day
from app.money.actions import cancel
from app.money.actions_match import ClaimLine, ConfirmProposals, UndoMatch, claim_line, confirm_proposals, undo_match
from app.money.rules import ASSETS, OFF_TRUST, AccountKind
from app.money.tables import MoneyEvent, Receipt
from app.money.tables_bank import Match
from tests.support.make_money import Debt, acknowledge, bank_row, import_rows, make_cash, make_payment, make_slip
from tests.support.people import DAWN

Act = Callable[..., Actor]
STEPS: Final = ("take", "cash", "hand_over", "count", "bank", "confirm", "claim", "undo", "reverse")


def totals(session: Session) -> dict[str, Money]:
    """What stands on each kind of account."""
    moment = DAWN + timedelta(days=1)
    return {one.kind: one.closing for one in queries_day.account_totals(session, moment, moment)}


class Day:
    """One random day: whatever is refused changes nothing."""

    def __init__(self, session: Session, act: Act, debt: Debt) -> None:
        self.session, self.act, self.debt = session, act, debt
        self.bailiff, self.clerk, self.cashier = act("bailiff", DAWN), act("clerk", DAWN), act("cashier", DAWN)

    def receipts(self) -> list[Receipt]:
        return list(self.session.scalars(select(Receipt).order_by(Receipt.number)))

    def take(self, amount: int) -> None:
        make_payment(self.session, self.bailiff, self.debt, amount=amount * 100)

    def cash(self, amount: int) -> None:
        make_cash(self.session, self.act, self.debt, self.bailiff, amount=amount * 100)

    def hand_over(self, _: int) -> None:
        held = queries_cash.cash_held_by(self.session, self.bailiff.id)
        numbers = {one.number for one in held}
        make_slip(self.session, self.bailiff, *(one for one in self.receipts() if one.number in numbers))

    def count(self, _: int) -> None:
        for slip in queries_cash.handovers(self.session, self.clerk.scope):
            if slip.state == "waiting":
                acknowledge(self.session, self.cashier, slip)  # type: ignore[arg-type] # reason: has what is asked

    def bank(self, amount: int) -> None:
        rows = [bank_row(str(amount), 对方户名=self.debt.name), bank_row(f"-{amount}")]
        import_rows(
            self.session, self.clerk, rows, opening=str(queries_bank.bank_balance(self.session) or 0).replace(",", "")
        )

    def confirm(self, _: int) -> None:
        tokens = tuple(one.token for one in queries_bank.proposals(self.session, self.clerk.scope))
        confirm_proposals(self.session, self.clerk, ConfirmProposals(tokens=tokens))

    def claim(self, _: int) -> None:
        number = queries_bank.desk(self.session, self.clerk.scope).cases[0].number
        for line in queries_bank.unclaimed(self.session, self.clerk.scope)[:1]:
            deed = ClaimLine.model_validate({"line_id": line.id, "case_number": number, "reason": "核对过"})
            claim_line(self.session, self.clerk, deed)

    def undo(self, _: int) -> None:
        for match in queries_bank.matches(self.session, self.clerk.scope)[:1]:
            undo_match(self.session, self.clerk, UndoMatch(event_id=match.event_id, reason="认错了"))

    def reverse(self, at: int) -> None:
        events = self.session.scalars(select(MoneyEvent).order_by(MoneyEvent.id)).all()
        target = events[at % len(events)]
        deed = Cancel(id=new_id(DAWN), at=DAWN, door="desk", cancels=target.id, reason="录错")
        cancel(self.session, self.clerk, deed)

    def check(self) -> None:
        held = totals(self.session)
        assert all(amount >= ZERO for amount in held.values())
        trust = {kind: amount for kind, amount in held.items() if AccountKind(kind) not in OFF_TRUST}
        assets = sum(amount for kind, amount in trust.items() if AccountKind(kind) in ASSETS)
        assert assets * 2 == sum(trust.values())
        told = queries_bank.bank_balance(self.session)
        assert told is None or held.get("bank", ZERO) == told
        matched = [
            one.receipt_number for one in queries_bank.matches(self.session, self.clerk.scope) if one.receipt_number
        ]
        assert len(matched) == len(set(matched))
        for line_id in self.session.scalars(select(Match.line_id).distinct()):
            line = queries_bank.line(self.session, line_id)
            parts = queries_bank.matches(self.session, self.clerk.scope, line_ids=[line_id])
            assert line.amount == line.open + sum(one.amount for one in parts)

    def step(self, name: str, amount: int) -> None:
        """Do one step, or nothing at all; then everything must hold."""
        before = totals(self.session)
        try:
            with self.session.begin_nested():
                getattr(self, name)(amount)
        except (Refusal, ValueError, ZeroDivisionError, IndexError):
            assert totals(self.session) == before
        self.check()
