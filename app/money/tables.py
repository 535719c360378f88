"""The trust ledger: accounts, events, transfers. Rows are added, never changed."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.deed_rows import DeedRow
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.money.posting import post_on_create


class LedgerAccount(Row):
    """One account of the ledger: its kind and what it is of (a case, a pair of officers, a receipt, a line …).

    The database itself keeps the totals (app/money/posting.py) and refuses what would leave less than nothing.
    """

    __tablename__ = "ledger_accounts"
    __table_args__ = (
        UniqueConstraint("kind", "key"),
        CheckConstraint("(debits - credits) * side >= 0", name="not_below_zero"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """app.money.rules.AccountKind"""
    key: Mapped[str]
    side: Mapped[int]
    """1: its balance is debits less credits; -1: credits less debits."""
    debits: Mapped[Money] = mapped_column(default=ZERO)
    credits: Mapped[Money] = mapped_column(default=ZERO)


class MoneyEvent(DeedRow):
    """Something that happened to money. A reversal names what it mirrors in `cancels`; a statement has no case."""

    __tablename__ = "money_events"
    __table_args__ = ({"info": APPEND_ONLY},)
    case_id: Mapped[UUID | None] = mapped_column(index=True)  # type: ignore[assignment] # reason: some events have no case
    person_id: Mapped[UUID | None] = mapped_column(index=True)  # type: ignore[assignment] # reason: some have no person


class Transfer(Row):
    """Money moved from one account to another: one debit, one credit, a positive number of fen."""

    __tablename__ = "transfers"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("debit_id <> credit_id", name="two_accounts"),
        {"info": APPEND_ONLY},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("money_events.id"), index=True)
    debit_id: Mapped[UUID] = mapped_column(ForeignKey("ledger_accounts.id"), index=True)
    credit_id: Mapped[UUID] = mapped_column(ForeignKey("ledger_accounts.id"), index=True)
    amount: Mapped[Money]


event.listen(Transfer.__table__, "after_create", post_on_create)


class Receipt(Row):
    """A numbered receipt given at the door, one for each payment taken."""

    __tablename__ = "receipts"
    __table_args__ = ({"info": APPEND_ONLY},)
    number: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("money_events.id"), unique=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    person_id: Mapped[UUID]
    payer: Mapped[str]
    relation: Mapped[str]
    amount: Mapped[Money]
    way: Mapped[str]
    """transfer · qr · cash · direct"""
    at: Mapped[Instant] = mapped_column(index=True)
    officer_ids: Mapped[list[str]]


class DirectAnswer(Row):
    """What the creditor said of a payment made to him directly; the last answer in force holds."""

    __tablename__ = "direct_answers"
    __table_args__ = ({"info": APPEND_ONLY},)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("money_events.id"), primary_key=True)
    receipt_number: Mapped[str] = mapped_column(ForeignKey("receipts.number"), index=True)
    answer: Mapped[str]
    """confirmed · denied"""
    how: Mapped[str]
    """written · in_person · phone"""
    agent: Mapped[str]
    role: Mapped[str]
    authority: Mapped[str]
    officer_ids: Mapped[list[str]]
    scan: Mapped[str | None]
    note: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]


class Series(Row):
    """The last number given out of a gap-free series (receipts, hand-over slips)."""

    __tablename__ = "number_series"
    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class Handover(Row):
    """A slip made from the list of cash receipts; finance acknowledges it with the official receipt's number."""

    __tablename__ = "handovers"
    __table_args__ = ({"info": APPEND_ONLY},)
    number: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("money_events.id"), unique=True)
    at: Mapped[Instant] = mapped_column(index=True)
    by_id: Mapped[UUID | None]
    officer_ids: Mapped[list[str]]
    receipt_numbers: Mapped[list[str]]
    amount: Mapped[Money]
    late_reason: Mapped[str]


class HandoverItem(Row):
    """One receipt on one slip."""

    __tablename__ = "handover_items"
    __table_args__ = ({"info": APPEND_ONLY},)
    handover_number: Mapped[str] = mapped_column(ForeignKey("handovers.number"), primary_key=True)
    receipt_number: Mapped[str] = mapped_column(ForeignKey("receipts.number"), primary_key=True, index=True)


class Acknowledgement(Row):
    """Finance counted the cash of a slip and gave the official receipt's number."""

    __tablename__ = "acknowledgements"
    __table_args__ = ({"info": APPEND_ONLY},)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("money_events.id"), primary_key=True)
    handover_number: Mapped[str] = mapped_column(ForeignKey("handovers.number"), index=True)
    official_number: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
