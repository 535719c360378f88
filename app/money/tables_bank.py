"""Bank statements as imported, and what their lines were matched with."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant
from app.base.money import Money


class Statement(Row):
    """One imported file."""

    __tablename__ = "statements"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("money_events.id"), unique=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    new_lines: Mapped[int]
    known_lines: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date]
    closing_balance: Mapped[Money | None]


class BankLine(Row):
    """One line of the bank. `serial` is the bank's own, or made from the content; the same one never comes twice."""

    __tablename__ = "bank_lines"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    statement_id: Mapped[UUID] = mapped_column(ForeignKey("statements.id"), index=True)
    serial: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    on_day: Mapped[date] = mapped_column(index=True)
    at_time: Mapped[str]
    """HH:MM:SS, or nothing when the bank tells no time."""
    amount: Mapped[Money]
    """Positive: money in. Negative: money out."""
    balance: Mapped[Money | None]
    payer: Mapped[str]
    payer_account: Mapped[str]
    case_account: Mapped[str]
    memo: Mapped[str]
    raw: Mapped[dict[str, Any]]


class ColumnMapping(Row):
    """Which title of a bank's export is read as what, from this version on; the newest of a bank counts."""

    __tablename__ = "column_mappings"
    __table_args__ = (UniqueConstraint("bank", "version"), {"info": APPEND_ONLY})
    id: Mapped[UUID] = mapped_column(primary_key=True)
    bank: Mapped[str]
    version: Mapped[int]
    columns: Mapped[dict[str, Any]]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]


class Match(Row):
    """A part of a line and what explains it, confirmed by a person. Undoing it is a new row that cancels it."""

    __tablename__ = "matches"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    line_id: Mapped[UUID] = mapped_column(ForeignKey("bank_lines.id"), index=True)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("money_events.id"), index=True)
    amount: Mapped[Money]
    receipt_number: Mapped[str | None] = mapped_column(index=True)
    handover_number: Mapped[str | None] = mapped_column(index=True)
    case_id: Mapped[UUID | None] = mapped_column(index=True)
    rule: Mapped[str]
    reason: Mapped[dict[str, Any]]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    cancels: Mapped[UUID | None] = mapped_column(unique=True)


class PayerRemoval(Row):
    """Somebody is no longer taken for a payer of a case by what was seen of him before this moment."""

    __tablename__ = "payer_removals"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    reason: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]


class LineRemark(Row):
    """What a clerk said of a line whose money stays where it is: unidentified, no enforcement money, left for later.

    Those of one batch were said at once. Taking one back is a new row that cancels it.
    """

    __tablename__ = "line_remarks"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    line_id: Mapped[UUID] = mapped_column(ForeignKey("bank_lines.id"), index=True)
    batch_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    cancels: Mapped[UUID | None] = mapped_column(unique=True)
    note: Mapped[str | None]
    """Why it waits, in the clerk's words; None where the kind says it all."""
