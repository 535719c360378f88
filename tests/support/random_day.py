"""A random day of money: steps in any order through the rooms' own actions; whatever is refused changes nothing."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from random import Random
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.money import Money
from app.base.refusal import Refusal
from app.money import (
    queries,
    queries_bank,
    queries_blocks,
    queries_cash,
    queries_day,
    queries_matching,
    queries_payouts,
)
from app.money.actions import cancel
from app.money.actions_lines import ExplainLine, explain_line
from app.money.actions_match import ClaimLine, ConfirmProposals, UndoMatch, claim_line, confirm_proposals, undo_match
from app.money.actions_payouts import (
    DecidePayout,
    SendPayouts,
    WithdrawPayout,
    decide_payout,
    propose_payout,
    send_payouts,
    withdraw_payout,
)
from app.money.payouts import PayoutKind, Stage
from app.money.queries_payouts import PayoutView
from app.money.rules import AccountKind, AccountRef
from app.money.tables import MoneyEvent, Receipt
from app.money.verifying import Books
from tests.support.day_checks import Checks
from tests.support.make_money import (
    Debt,
    acknowledge,
    bank_row,
    import_rows,
    make_block,
    make_cash,
    make_confirmed,
    make_payment,
    make_slip,
    settle,
)
from tests.support.make_payouts import CREDITOR, make_payout, proposal
from tests.support.people import DAWN
from tests.support.random_distributions import STEPS as PLAN_STEPS
from tests.support.random_distributions import Plans

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
    "overlap",
    "to_and_fro",
    "numbers",
    "wrong_hands",
    "direct",
    "answer",
    "planned",
    *PLAN_STEPS,
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
        self.checks, self.second = Checks(session), count()
        self.plans = Plans(session, act, debt, self.checks)
        self.bailiff, self.clerk, self.cashier = act("bailiff", DAWN), act("clerk", DAWN), act("cashier", DAWN)

    def receipts(self) -> list[Receipt]:
        return list(self.session.scalars(select(Receipt).order_by(Receipt.number)))

    def take(self, amount: int) -> None:
        make_payment(self.session, self.bailiff, self.debt, amount=amount * 100)

    def cash(self, amount: int) -> None:
        make_cash(self.session, self.act, self.debt, self.bailiff, amount=amount * 100)

    def direct(self, amount: int) -> None:
        make_payment(self.session, self.bailiff, self.debt, amount=amount * 100, way="direct")

    def answer(self, amount: int) -> None:
        """The creditor confirms or denies; until then, and when he denies, it counts for nothing."""
        paid = queries_cash.direct_claimed(self.session, self.clerk.scope)[0]
        before = self.counted()
        answer = "denied" if amount == REJECTED else "confirmed"
        make_confirmed(self.session, self.act, paid, answer=answer)
        more = paid.amount if answer == "confirmed" else Money(0)
        self.checks.held("claims_count_once_confirmed", self.counted() == before + more, paid)

    def counted(self) -> Money:
        return sum((one.amount for one in queries.payments(self.session, self.debt.case_id)), Money(0))

    def hand_over(self, _: int) -> None:
        held = queries_cash.cash_held_by(self.session, self.bailiff.id)
        numbers = {one.number for one in held}
        make_slip(self.session, self.bailiff, *(one for one in self.receipts() if one.number in numbers))

    def count(self, _: int) -> None:
        for slip in queries_cash.handovers(self.session, self.clerk.scope):
            if slip.state == "waiting":
                acknowledge(self.session, self.cashier, slip)  # type: ignore[arg-type] # reason: has what is asked

    def bank(self, amount: int) -> None:
        self.file(self.row(str(amount), 对方户名=self.debt.name), self.row(f"-{amount}"))

    def row(self, amount: str, **changes: str) -> dict[str, str]:
        """A line of the bank, one second after the one before."""
        second = next(self.second)
        return bank_row(amount, **{"交易时间": f"10:{second // 60:02d}:{second % 60:02d}", **changes})

    def file(self, *rows: dict[str, str], after: int = 0) -> None:
        """A statement of these rows that begins where the bank stood, or so many yuan later."""
        opening = str(queries_bank.bank_balance(self.session) or 0).replace(",", "")
        import_rows(self.session, self.clerk, rows, opening=str(Money.yuan(opening) + Money(after * 100)))

    def overlap(self, amount: int) -> None:
        """Two files that share a line, in either order, and each again; twins stay two, a changed serial stops."""
        one, twin, last = self.row(str(amount)), self.row(str(amount)), self.row(str(amount + 1))
        twin |= {"交易时间": one["交易时间"]}
        told = queries_bank.bank_balance(self.session) or Money(0)
        for place, row in enumerate((one, twin, last), 1):
            row["账户余额"] = str(told + Money(100 * (amount * place + (place == len("abc"))))).replace(",", "")
        files = [(one, twin), (twin, last)]
        known = {line.serial for line in queries_bank.unclaimed(self.session, self.clerk.scope)}
        for rows in files[:: 1 if amount % 2 else -1] + files:
            import_rows(self.session, self.clerk, rows)
        new = [one.serial for one in queries_bank.unclaimed(self.session, self.clerk.scope) if one.serial not in known]
        expected = sorted(row["交易流水号"] for row in (one, twin, last))
        self.checks.held("imports_unite", sorted(new) == expected, new)
        other = {**last, "贷方发生额": str(amount + 2)}
        del other["账户余额"]
        self.checks.refused("imports_unite", "statement.serial_changed", lambda: self.file(self.row("5"), other))

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

    def to_and_fro(self, amount: int) -> None:
        """Match what can be matched, or claim a line, and take all of it back: as if nothing had been."""
        self.bank(amount)
        before, known = self.checks.open_accounts(), self.match_events()
        if amount % 2:
            self.claim(amount)
        else:
            self.confirm(amount)
        for event_id in self.match_events() - known:
            undo_match(self.session, self.clerk, UndoMatch(event_id=event_id, reason="认错了"))
        self.checks.held("undone_is_undone", self.checks.open_accounts() == before, before)

    def match_events(self) -> set[UUID]:
        return {one.event_id for one in queries_bank.matches(self.session, self.clerk.scope)}

    def reverse(self, at: int) -> None:
        """Take an event back; one taken back before, or one that took back, is refused."""
        events = self.session.scalars(select(MoneyEvent).order_by(MoneyEvent.id)).all()
        target = events[at % len(events)]
        deed = Cancel(id=new_id(DAWN), at=DAWN, door="desk", cancels=target.id, reason="录错")
        taken_back = cancel(self.session, self.clerk, deed)
        self.checks.held("mirrored_once", taken_back == (target.cancels is None), target.kind)
        if not taken_back:
            return
        again = deed.model_copy(update={"id": new_id(DAWN)})
        self.checks.refused("mirrored_once", "deed.cancelled_already", lambda: cancel(self.session, self.clerk, again))
        back = deed.model_copy(update={"id": new_id(DAWN), "cancels": deed.id})
        self.checks.held("mirrored_once", not cancel(self.session, self.clerk, back), "a reversal was reversed")

    def numbers(self, amount: int) -> None:
        """Numbers for the road: one is used, one comes back or is spoiled, the rest stay out."""
        block = make_block(self.session, self.clerk, self.bailiff.id, amount + 1)
        make_payment(self.session, self.bailiff, self.debt, number=block.number(block.first), amount=amount * 100)
        settle(self.session, self.clerk, block, block.first + 1, how="void" if amount % 2 else "returned")
        self.checks.held("numbers_whole", queries_blocks.block(self.session, block.id).balance.used == 1, block)

    def wrong_hands(self, amount: int) -> None:
        """Cash of one officer at the desk, a payee of nobody's, and approval by whoever proposed: all refused."""
        alone = {"way": "cash", "officer_ids": (self.bailiff.id,), "reason": "老人不会转账", "door": "desk"}
        self.checks.refused(
            "two_hands", "cash.one_officer", lambda: make_payment(self.session, self.clerk, self.debt, **alone)
        )
        self.arrive(amount)
        sum_ = amount * 100
        self.checks.refused(
            "two_hands",
            "payout.payee",
            lambda: make_payout(self.session, self.act, self.debt, amount=sum_, payee="生人"),
        )
        free = self.checks.accounts()[AccountRef(AccountKind.CASE, str(self.debt.case_id))]
        beyond = free + Money(1)
        self.checks.refused(
            "shares_to_the_fen",
            "payout.not_covered",
            lambda: make_payout(self.session, self.act, self.debt, amount=beyond, payee=CREDITOR),
        )
        director = self.act("director", DAWN)
        made = propose_payout(self.session, director, proposal(self.debt, amount=sum_))
        deed = DecidePayout(payout_id=made.id, decision="approved")
        self.checks.refused("two_hands", "four_eyes", lambda: decide_payout(self.session, director, deed))

    def arrive(self, amount: int) -> None:
        self.bank(amount)
        self.claim(amount)

    def pay_out(self, amount: int) -> None:
        self.arrive(amount)
        self.propose(amount)
        while waiting := self.payouts(Stage.PROPOSED):
            deed = DecidePayout(payout_id=waiting[0].id, decision="approved")
            decide_payout(self.session, self.act(waiting[0].awaits, DAWN), deed)
        self.send(amount)

    def planned(self, amount: int) -> None:
        """A plan from the arrival of the money to its shares on their way."""
        self.arrive(amount * 1000)
        self.plans.share_out(amount)
        self.plans.decide_plan(0)
        self.plans.receive_plan(amount)
        if amount % 2:
            self.plans.object_to_plan(amount)
        self.plans.carry_out(amount)

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

    def check_whole(self, chance: Random | None = None) -> Books:
        """What is looked at once, at the end: every event, account, line, receipt, payout and number, and the chain."""
        return self.checks.at_the_end(chance or Random(0))  # noqa: S311 - an example, not a secret

    def step(self, name: str, amount: int) -> None:
        """Do one step, or nothing at all; then everything must hold."""
        before = self.checks.print()
        try:
            with self.session.begin_nested():
                getattr(self.plans if name in PLAN_STEPS else self, name)(amount)
        except (Refusal, ValueError, ZeroDivisionError, IndexError):
            self.checks.held("refused_changes_nothing", self.checks.print() == before, name)
        self.checks.after_a_step()
