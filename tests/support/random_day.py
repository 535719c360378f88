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
from app.money import queries_bank, queries_cash, queries_day, queries_matching, queries_payouts
from app.money.actions import cancel
from app.money.actions_lines import ExplainLine, explain_line
from app.money.actions_match import ClaimLine, ConfirmProposals, UndoMatch, claim_line, confirm_proposals, undo_match
from app.money.actions_payouts import (
    DecidePayout,
    SendPayouts,
    WithdrawPayout,
    decide_payout,
    send_payouts,
    withdraw_payout,
)
from app.money.payouts import PayoutKind, Stage
from app.money.queries_payouts import PayoutView
from app.money.queries_verify import books
from app.money.rules import ASSETS, OFF_TRUST, AccountKind
from app.money.tables import MoneyEvent, Receipt
from app.money.verifying import wrongs
from tests.support.make_money import Debt, acknowledge, bank_row, import_rows, make_cash, make_payment, make_slip
from tests.support.make_payouts import CREDITOR, make_payout
from tests.support.people import DAWN

Act = Callable[..., Actor]
REJECTED: Final = 4
"""The amount whose payout is rejected, so that some are."""
STEPS: Final = (
    "take",
    "cash",
    "hand_over",
    "count",
    "bank",
    "confirm",
    "claim",
    "undo",
    "reverse",
    "propose",
    "approve",
    "send",
    "withdraw",
    "explain",
    "arrive",
    "pay_out",
)
KINDS: Final = (
    PayoutKind.CREDITOR,
    PayoutKind.FEE,
    PayoutKind.REFUND,
    PayoutKind.DEPOSIT,
    PayoutKind.DEPOSIT_OUT,
    PayoutKind.FINE,
)


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
        tokens = tuple(one.token for one in queries_matching.proposals(self.session, self.clerk.scope))
        confirm_proposals(self.session, self.clerk, ConfirmProposals(tokens=tokens))

    def claim(self, _: int) -> None:
        number = queries_matching.desk(self.session, self.clerk.scope).cases[0].number
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

    def arrive(self, amount: int) -> None:
        self.bank(amount)
        self.claim(amount)

    def pay_out(self, amount: int) -> None:
        self.propose(amount)
        while waiting := self.payouts(Stage.PROPOSED):
            deed = DecidePayout(payout_id=waiting[0].id, decision="approved")
            decide_payout(self.session, self.act(waiting[0].awaits, DAWN), deed)
        self.send(amount)

    def payouts(self, *stages: Stage) -> list[PayoutView]:
        return [one for one in queries_payouts.listed(self.session, self.clerk.scope) if one.stage in stages]

    def propose(self, amount: int) -> None:
        kind = KINDS[amount % len(KINDS)]
        payee = self.debt.name if kind is PayoutKind.REFUND else CREDITOR
        make_payout(self.session, self.act, self.debt, kind=kind, amount=amount * 100, payee=payee)

    def approve(self, amount: int) -> None:
        one = self.payouts(Stage.PROPOSED)[0]
        decision = "rejected" if amount == REJECTED else "approved"
        deed = DecidePayout.model_validate({"payout_id": one.id, "decision": decision, "note": "看过"})
        decide_payout(self.session, self.act(one.awaits, DAWN), deed)

    def send(self, _: int) -> None:
        send_payouts(self.session, self.cashier, SendPayouts(payout_ids=(self.payouts(Stage.APPROVED)[0].id,)))

    def withdraw(self, _: int) -> None:
        one = self.payouts(Stage.PROPOSED, Stage.APPROVED)[0]
        withdraw_payout(self.session, self.clerk, WithdrawPayout(payout_id=one.id, note="重来"))

    def explain(self, at: int) -> None:
        """Say what the oldest open line is: in every way that fits its direction, by turns."""
        out = queries_bank.unexplained_out(self.session, self.clerk.scope)
        came = queries_bank.unclaimed(self.session, self.clerk.scope)
        sent, paid = self.payouts(Stage.SENT), self.payouts(Stage.PAID)
        ways: list[dict[str, object]] = [
            {"line_id": out[0].id if out else None, "meaning": "payout", "payout_id": sent[0].id if sent else None},
            {
                "line_id": came[0].id if came else None,
                "meaning": "payout_return",
                "payout_id": paid[0].id if paid else None,
            },
            {"line_id": out[0].id if out else None, "meaning": "bank_charge", "reason": "手续费"},
            {
                "line_id": came[0].id if came else None,
                "meaning": "reversed_line",
                "other_line_id": out[0].id if out else None,
            },
        ]
        explain_line(self.session, self.clerk, ExplainLine.model_validate(ways[at % len(ways)]))

    def check(self) -> None:
        held = totals(self.session)
        assert all(amount >= ZERO for amount in held.values())
        trust = {kind: amount for kind, amount in held.items() if AccountKind(kind) not in OFF_TRUST}
        assets = sum(amount for kind, amount in trust.items() if AccountKind(kind) in ASSETS)
        assert assets * 2 == sum(trust.values())
        told = queries_bank.bank_balance(self.session)
        assert told is None or held.get("bank", ZERO) == told

    def check_whole(self) -> None:
        """What is looked at once, at the end: every event, account, line, receipt and payout."""
        assert wrongs(books(self.session)) == []
        for one in self.payouts(*Stage):
            assert len(one.hands) == 1 + len({step.by_id for step in one.steps if step.step != "withdrawn"})

    def step(self, name: str, amount: int) -> None:
        """Do one step, or nothing at all; then everything must hold."""
        before = totals(self.session)
        try:
            with self.session.begin_nested():
                getattr(self, name)(amount)
        except (Refusal, ValueError, ZeroDivisionError, IndexError):
            assert totals(self.session) == before
        self.check()
