"""Months that were closed: what one person reckoned and another checked."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant


class Closing(Row):
    """One closing of a month with its figures; it stands once another person checked it."""

    __tablename__ = "closings"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(index=True)
    """YYYY-MM"""
    figures: Mapped[dict[str, Any]]
    digest: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]


class ClosingCheck(Row):
    """Another person compared a closing with bank and books."""

    __tablename__ = "closing_checks"
    __table_args__ = ({"info": APPEND_ONLY},)
    closing_id: Mapped[UUID] = mapped_column(ForeignKey("closings.id"), primary_key=True)
    agrees: Mapped[bool]
    note: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID]
