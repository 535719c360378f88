"""The figures of a month, by the day on which money moved, whenever it was entered; and the closings made."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.base.canonical import digest
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.base.refusal import missing
from app.base.remembering import remembered
from app.law.periods import end_of
from app.money import queries_blocks, queries_payouts, rules
from app.money.closing import Figures, Month
from app.money.rules import AccountKind, Way
from app.money.tables import LedgerAccount, MoneyEvent, Receipt, Transfer
from app.money.tables_bank import BankLine, Match, Statement
from app.money.tables_closing import Closing, ClosingCheck

IMPORTED = "statement.accept"


@dataclass(frozen=True)
class ClosingView:
    """A closing. `state`: waiting · closed · rejected; `holds` while the month's figures are still the same."""

    id: UUID
    month: Month
    at: Instant
    by_id: UUID | None
    digest: str
    check: ClosingCheck | None
    holds: bool

    @property
    def state(self) -> str:
        """How it stands."""
        if self.check is None:
            return "waiting"
        return "closed" if self.check.agrees else "rejected"


@remembered
def figures(session: Session, month: Month) -> Figures:
    """What stood and moved in a month."""
    closing = balances_on(session, month.last)
    return Figures(
        month=month,
        opening=balances_on(session, month.first - timedelta(days=1)),
        closing=closing,
        bank_told=_told(session, month.last),
        cases_by_papers=_by_papers(session, month.last),
        cases_by_book=closing.get(AccountKind.CASE, ZERO),
        lost_numbers=tuple(queries_blocks.lost_numbers(session)),
    )


def closings(session: Session, month: Month) -> list[ClosingView]:
    """The closings of a month, the newest first."""
    asked = (
        select(Closing, ClosingCheck)
        .outerjoin(ClosingCheck, ClosingCheck.closing_id == Closing.id)
        .where(Closing.month == str(month))
        .order_by(Closing.at.desc(), Closing.id.desc())
    )
    rows = session.execute(asked).all()
    now = digest(figures(session, month).document()) if rows else ""
    return [ClosingView(row.id, month, row.at, row.by_id, row.digest, check, row.digest == now) for row, check in rows]


def closing(session: Session, closing_id: UUID) -> ClosingView:
    """One closing, or a refusal as missing."""
    row = session.get(Closing, closing_id)
    if row is None:
        raise missing("closing")
    return next(one for one in closings(session, Month.read(row.month)) if one.id == closing_id)


def balances_on(session: Session, day: date) -> Mapping[AccountKind, Money]:
    """What stood on each kind of account at the end of a day: bank lines by the bank's day, all else by its own time."""
    debits: dict[AccountKind, Money] = defaultdict(lambda: ZERO)
    credits_: dict[AccountKind, Money] = defaultdict(lambda: ZERO)
    for side, into in ((Transfer.debit_id, debits), (Transfer.credit_id, credits_)):
        asked = (
            select(LedgerAccount.kind, func.sum(Transfer.amount))
            .join(Transfer, side == LedgerAccount.id)
            .join(MoneyEvent, MoneyEvent.id == Transfer.event_id)
            .where(MoneyEvent.kind != IMPORTED, MoneyEvent.at <= end_of(day))
            .group_by(LedgerAccount.kind)
        )
        for kind, amount in session.execute(asked):
            into[AccountKind(kind)] += int(amount)
    came, went = _lines(session, day)
    opening = _opening(session)
    debits[AccountKind.BANK] += came + opening
    credits_[AccountKind.BANK] += went
    credits_[AccountKind.UNCLAIMED] += came
    debits[AccountKind.OUTGOING] += went
    credits_[AccountKind.OPENING] += opening
    return {kind: rules.balance_of(kind, debited=debits[kind], credited=credits_[kind]) for kind in AccountKind}


def _lines(session: Session, day: date) -> tuple[Money, Money]:
    """What came to the bank and what went from it until a day."""
    sums = []
    for condition in (BankLine.amount > ZERO, BankLine.amount < ZERO):
        asked = select(func.coalesce(func.sum(BankLine.amount), 0)).where(BankLine.on_day <= day, condition)
        sums.append(Money(abs(int(session.scalar(asked) or 0))))
    return sums[0], sums[1]


def _opening(session: Session) -> Money:
    """旧存: what lay at the bank before the first line known."""
    row = session.execute(
        select(LedgerAccount.debits, LedgerAccount.credits).where(LedgerAccount.kind == AccountKind.OPENING.value)
    ).one_or_none()
    return row.credits - row.debits if row else ZERO


def _told(session: Session, day: date) -> Money | None:
    order = (BankLine.on_day.desc(), BankLine.at_time.desc(), Statement.at.desc(), BankLine.position.desc())
    told = select(BankLine.balance).join(Statement, Statement.id == BankLine.statement_id)
    return session.scalar(told.where(BankLine.balance.is_not(None), BankLine.on_day <= day).order_by(*order).limit(1))


def _by_papers(session: Session, day: date) -> Money:
    """Receipts and claimed lines until a day, less what payouts took out of cases: from the papers, not the accounts."""
    until = end_of(day)
    gone = sum(one.out_of_case(until) for one in queries_payouts.all_until(session, until))
    return Money(_receipted(session, until) + _claimed(session, until) - gone)


def _receipted(session: Session, until: Instant) -> int:
    """Receipts for money that passes through the court's account, less those taken back by then."""
    undone = aliased(MoneyEvent)
    taken_back = select(undone.id).where(undone.cancels == Receipt.event_id, undone.at <= until).exists()
    asked = (
        select(func.coalesce(func.sum(Receipt.amount), 0))
        .join(MoneyEvent, MoneyEvent.id == Receipt.event_id)
        .where(MoneyEvent.at <= until, Receipt.way != Way.DIRECT.value, ~taken_back)
    )
    return int(session.scalar(asked) or 0)


def _claimed(session: Session, until: Instant) -> int:
    """Lines claimed to a case without a receipt, less those claims undone by then."""
    summed = 0
    for sign, condition in ((1, Match.cancels.is_(None)), (-1, Match.cancels.is_not(None))):
        asked = select(func.coalesce(func.sum(Match.amount), 0)).where(
            condition,
            Match.at <= until,
            Match.case_id.is_not(None),
            Match.receipt_number.is_(None),
            Match.handover_number.is_(None),
        )
        summed += sign * int(session.scalar(asked) or 0)
    return summed
