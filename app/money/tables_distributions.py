"""Plans of distribution among several creditors with their shares and their course; what applicants of one case claim."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant
from app.base.money import Money


class Distribution(Row):
    """Money of one case, shared out by a plan (执行财产分配方案)."""

    __tablename__ = "distributions"
    __table_args__ = (CheckConstraint("amount > 0", name="distribution_positive"), {"info": APPEND_ONLY})
    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    """The case in whose account the money lies."""
    amount: Mapped[Money]
    value_on: Mapped[date]
    """The day to which claims are reckoned and from which the shares count as paid."""
    proceeds: Mapped[str]
    reason: Mapped[str]
    parties: Mapped[list[str]]
    """Who must receive the plan and may object: its creditors and the debtors."""
    levels: Mapped[list[str]]
    annex: Mapped[dict[str, Any]]
    """What stood free that day and what was taken out of it first, in fen."""
    at: Mapped[Instant] = mapped_column(index=True)
    by_id: Mapped[UUID]


class DistributionShare(Row):
    """One claim of a plan and what it gets."""

    __tablename__ = "distribution_shares"
    __table_args__ = (
        UniqueConstraint("distribution_id", "position"),
        CheckConstraint("amount >= 0 AND amount <= claim", name="share_within_claim"),
        {"info": APPEND_ONLY},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    distribution_id: Mapped[UUID] = mapped_column(ForeignKey("distributions.id"), index=True)
    position: Mapped[int]
    case_id: Mapped[UUID] = mapped_column(index=True)
    creditor: Mapped[str]
    rank: Mapped[str]
    """app.money.distributions.RankName"""
    basis: Mapped[str]
    claim: Mapped[Money]
    amount: Mapped[Money]


class DistributionStep(Row):
    """One step in the course of a plan; `refers` names the objection it belongs to."""

    __tablename__ = "distribution_steps"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    distribution_id: Mapped[UUID] = mapped_column(ForeignKey("distributions.id"), index=True)
    step: Mapped[str]
    """app.money.distributions.StepName"""
    party: Mapped[str]
    on_day: Mapped[date | None]
    share_ids: Mapped[list[str]]
    role: Mapped[str]
    note: Mapped[str]
    refers: Mapped[UUID | None]
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("money_events.id"))
    at: Mapped[Instant]
    by_id: Mapped[UUID]


class SharePayout(Row):
    """The payout by which a share reaches its creditor."""

    __tablename__ = "share_payouts"
    __table_args__ = ({"info": APPEND_ONLY},)
    payout_id: Mapped[UUID] = mapped_column(ForeignKey("payouts.id"), primary_key=True)
    share_id: Mapped[UUID] = mapped_column(ForeignKey("distribution_shares.id"), index=True)


class ApplicantClaims(Row):
    """What each of several applicants of one case claims, by the title or as they say together; the last one holds."""

    __tablename__ = "applicant_claims"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    claims: Mapped[dict[str, Any]]
    """By the applicant's name, in fen or as parts of a whole."""
    source: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID]
