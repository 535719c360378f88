"""The clerk's day: the sheet of one day, the trial balance, the account of one case."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from app.base.actor import WHOLE_COURT, Scope
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.law.periods import end_of
from app.money import plans, queries, queries_bank, queries_cash, queries_plans, rules
from app.money.queries_plans import PlanView
from app.money.rules import AccountKind, Way
from app.money.schedules import Instalment
from app.money.tables import LedgerAccount, MoneyEvent, Transfer
from app.money.views import AccountTotal, HandoverView, LedgerLine, LineView, ReceiptView

MIDNIGHT: Final = time(0)


@dataclass(frozen=True)
class DaySheet:
    """日结单: what stood, what came, what went, what stands; `difference` and `trial` must be zero."""

    day: date
    receipts: tuple[ReceiptView, ...]
    """What came; what a debtor only says he paid to the creditor stands beside it."""
    claimed: tuple[ReceiptView, ...]
    by_way: dict[str, tuple[int, Money]]
    cancelled: tuple[ReceiptView, ...]
    made: tuple[HandoverView, ...]
    acknowledged: tuple[HandoverView, ...]
    bank_in: tuple[LineView, ...]
    bank_out: tuple[LineView, ...]
    unclaimed: tuple[LineView, ...]
    totals: tuple[AccountTotal, ...]
    bank_told: Money | None
    """What the bank said last."""

    @property
    def bank_booked(self) -> Money:
        """What the ledger holds at the bank."""
        return next((one.closing for one in self.totals if one.kind == AccountKind.BANK), ZERO)

    @property
    def difference(self) -> Money:
        """Ledger less bank: not zero when lines are missing."""
        return ZERO if self.bank_told is None else self.bank_booked - self.bank_told

    @property
    def trial(self) -> Money:
        """What the ledger holds on one side less the other: always zero."""
        return trial_balance(self.totals)


@dataclass(frozen=True)
class DueToday:
    """An instalment due on the day or late, of a plan somebody signed."""

    plan: PlanView
    row: Instalment
    late: bool


def day_sheet(session: Session, day: date) -> DaySheet:
    """The sheet of a day. The ledger's totals go by the day of booking, receipts and slips by their own time."""
    since, until = span_of(day)
    taken = queries_cash.receipts(session, WHOLE_COURT, since=since, until=until)
    slips = [one for one in queries_cash.slips_of_span(session, since, until) if one.state != "void"]
    lines = queries_bank.lines_of_days(session, day, day)
    held = [one for one in taken if one.counts]
    return DaySheet(
        day=day,
        receipts=tuple(held),
        claimed=tuple(one for one in taken if one.state == "claimed"),
        by_way={way.value: _counted([one for one in held if one.way == way]) for way in Way},
        cancelled=tuple(one for one in taken if not one.holds),
        made=tuple(one for one in slips if one.at.day == day),
        acknowledged=tuple(one for one in slips if one.acknowledged_at and one.acknowledged_at.day == day),
        bank_in=tuple(one for one in lines if one.amount > ZERO),
        bank_out=tuple(one for one in lines if one.amount < ZERO),
        unclaimed=tuple(queries_bank.unclaimed(session, WHOLE_COURT)),
        totals=account_totals(session, since, until),
        bank_told=queries_bank.bank_balance(session),
    )


def account_totals(session: Session, since: Instant, until: Instant) -> tuple[AccountTotal, ...]:
    """Every kind of account over a span of booking time."""
    before = _sums(session, until=since)
    during = _sums(session, since=since, until=until)
    totals = []
    for kind in AccountKind:
        debited, credited = before[kind]
        added, taken = during[kind] if kind in rules.ASSETS else during[kind][::-1]
        if any((debited, credited, added, taken)):
            opening = rules.balance_of(kind, debited=debited, credited=credited)
            totals.append(AccountTotal(kind.value, opening, added, taken))
    return tuple(totals)


def trial_balance(totals: Sequence[AccountTotal]) -> Money:
    """The closing of all accounts of the one side less the other."""
    signed = (one.closing if AccountKind(one.kind) in rules.ASSETS else -one.closing for one in totals)
    return Money(sum(signed))


def case_ledger(session: Session, case_id: UUID) -> list[LedgerLine]:
    """The moves on a case's accounts (案款, and direct payments beside it), oldest first, with the balance after each."""
    own, other = aliased(LedgerAccount), aliased(LedgerAccount)
    found = []
    for side, opposite in ((Transfer.debit_id, Transfer.credit_id), (Transfer.credit_id, Transfer.debit_id)):
        asked = (
            select(Transfer.amount, MoneyEvent, own.kind, other.kind.label("other"))
            .join(own, own.id == side)
            .join(other, other.id == opposite)
            .join(MoneyEvent, MoneyEvent.id == Transfer.event_id)
            .where(own.key == str(case_id), own.kind == AccountKind.CASE.value)
        )
        added = side is Transfer.credit_id
        found += [(row.MoneyEvent, row.other, row.amount, added) for row in session.execute(asked)]
    balance, lines = ZERO, []
    for event, opposite_kind, amount, added in sorted(found, key=lambda one: (one[0].entered_at, one[0].id)):
        balance += amount if added else -amount
        plus, minus = (amount, ZERO) if added else (ZERO, amount)
        lines.append(LedgerLine(event.id, event.kind, event.at, event.entered_at, opposite_kind, plus, minus, balance))
    return lines


def due_on(session: Session, scope: Scope, day: date) -> list[DueToday]:
    """Instalments of plans still running due on that day or late, the oldest first."""
    signed = [one for one in queries_plans.plans(session, scope) if one.running]
    paid = paid_upon(session, signed)
    found = []
    for plan in signed:
        stands = plans.standing(plan.rows, paid[plan.id] - plan.paid_now, day)
        rows = zip(plan.rows, stands.covered, strict=True)
        short = [row for row, part in rows if part < row.amount and row.due_on <= day]
        found += [DueToday(plan, row, late=row.due_on < day) for row in short]
    return sorted(found, key=lambda one: (one.row.due_on, one.plan.id, one.row.position))


def paid_upon(session: Session, wanted: Sequence[PlanView]) -> dict[UUID, Money]:
    """By plan, what was paid in its case since it was made, the first payment with it."""
    cases = list({one.case_id for one in wanted})
    paid = queries.collected(session, None, None, cases) if cases else []
    return {
        plan.id: sum((one.amount for one in paid if one.case_id == plan.case_id and one.at >= plan.made_at), ZERO)
        for plan in wanted
    }


def _counted(receipts: Sequence[ReceiptView]) -> tuple[int, Money]:
    return len(receipts), sum((one.amount for one in receipts), ZERO)


def span_of(day: date) -> tuple[Instant, Instant]:
    """The first and the last moment of a day in Beijing."""
    return Instant.beijing_time(day, MIDNIGHT), end_of(day)


def _sums(session: Session, *, since: Instant | None = None, until: Instant) -> dict[AccountKind, tuple[Money, Money]]:
    """Debits and credits by kind of account, of the events booked in that span."""
    found: dict[AccountKind, list[Money]] = defaultdict(lambda: [ZERO, ZERO])
    for place, side in enumerate((Transfer.debit_id, Transfer.credit_id)):
        asked: Select[str, int] = (
            select(LedgerAccount.kind, func.sum(Transfer.amount))
            .join(Transfer, side == LedgerAccount.id)
            .join(MoneyEvent, MoneyEvent.id == Transfer.event_id)
            .where(MoneyEvent.entered_at <= until if since else MoneyEvent.entered_at < until)
            .group_by(LedgerAccount.kind)
        )
        if since is not None:
            asked = asked.where(MoneyEvent.entered_at >= since)
        for kind, amount in session.execute(asked):
            found[AccountKind(kind)][place] = Money(int(amount))
    return {kind: (found[kind][0], found[kind][1]) for kind in AccountKind}
