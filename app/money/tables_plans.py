"""Repayment plans: drafts, their rows, and the consents to what was signed upon them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant
from app.base.money import ZERO, Money


class Plan(Row):
    """A plan worked out at the table. Which of the two papers is signed upon it decides its effect."""

    __tablename__ = "plans"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    made_at: Mapped[Instant] = mapped_column(index=True)
    made_by: Mapped[UUID | None]
    owed: Mapped[Money]
    waived: Mapped[Money]
    heads: Mapped[dict[str, Any]]
    """What was owed by head, in fen, on the day it was made."""
    terms: Mapped[dict[str, Any]]
    """The command it was drafted by, as JSON."""
    supersedes: Mapped[UUID | None] = mapped_column(unique=True)


class PlanRow(Row):
    """One instalment: when by the terms, when after the holiday shift, how much."""

    __tablename__ = "plan_rows"
    __table_args__ = (UniqueConstraint("plan_id", "position"), {"info": APPEND_ONLY})
    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"), index=True)
    position: Mapped[int]
    nominal_on: Mapped[date]
    due_on: Mapped[date]
    amount: Mapped[Money]
    left: Mapped[Money]
    interest: Mapped[Money] = mapped_column(default=ZERO)
    """Agreed interest within the amount."""


class Consent(Row):
    """The creditor's written consent to a plan or a waiver, given by himself or by a specially authorised agent."""

    __tablename__ = "consents"
    __table_args__ = ({"info": APPEND_ONLY},)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    agent: Mapped[str]
    role: Mapped[str]
    authority: Mapped[str]
    scan: Mapped[str | None]
    note: Mapped[str]


class Resumption(Row):
    """What came of a breached plan: looked into, the creditor applied, the number filing gave, or no resumption."""

    __tablename__ = "resumptions"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plans.id"), index=True)
    step: Mapped[str]
    """reviewed · applied · numbered · refused"""
    number: Mapped[str]
    """（2026）…执恢…号, from case filing."""
    note: Mapped[str]
    scan: Mapped[str | None]
    on_day: Mapped[date]
    at: Mapped[Instant]
    by_id: Mapped[UUID]
