"""Money on its way out: payouts with their approvals, and the deferrals that hold them back."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant
from app.base.money import Money


class Payout(Row):
    """Money proposed to leave a case (or an unclaimed line) for one payee."""

    __tablename__ = "payouts"
    __table_args__ = (CheckConstraint("amount > 0", name="payout_positive"), {"info": APPEND_ONLY})
    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    """app.money.payouts.PayoutKind"""
    case_id: Mapped[UUID | None] = mapped_column(index=True)
    line_id: Mapped[UUID | None] = mapped_column(index=True)
    """The unclaimed line that is paid back."""
    amount: Mapped[Money]
    payee: Mapped[str]
    payee_account: Mapped[str]
    payee_bank: Mapped[str]
    reason: Mapped[str]
    panel: Mapped[str]
    """The decision of the collegial panel, where the payee is not the one the law names."""
    panel_scan: Mapped[str | None]
    levels: Mapped[list[str]]
    """The roles that must approve it, in their order, as the court's table stood when it was proposed."""
    annex: Mapped[dict[str, Any]]
    """What was owed and allocated that day, by head, in fen; and whose part it is, where another one is paid for him."""
    at: Mapped[Instant] = mapped_column(index=True)
    by_id: Mapped[UUID]


class PayoutStep(Row):
    """One step of a payout: approved, rejected, withdrawn or sent."""

    __tablename__ = "payout_steps"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    payout_id: Mapped[UUID] = mapped_column(ForeignKey("payouts.id"), index=True)
    step: Mapped[str]
    role: Mapped[str]
    note: Mapped[str]
    event_id: Mapped[UUID | None]
    at: Mapped[Instant]
    by_id: Mapped[UUID]


class Deferral(Row):
    """Why the money of a case may not be paid out yet, and when that is looked at again."""

    __tablename__ = "deferrals"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    ground: Mapped[str]
    reason: Mapped[str]
    review_on: Mapped[date]
    at: Mapped[Instant]
    by_id: Mapped[UUID]


class DeferralStep(Row):
    """One step of a deferral: approved, rejected or ended."""

    __tablename__ = "deferral_steps"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    deferral_id: Mapped[UUID] = mapped_column(ForeignKey("deferrals.id"), index=True)
    step: Mapped[str]
    note: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID]
