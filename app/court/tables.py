"""What the court decided about itself, and its calendar."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant


class ProfileVersion(Row):
    """The profile as it stood from one moment on; the newest is in force."""

    __tablename__ = "court_profiles"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(unique=True)
    from_at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    profile: Mapped[dict[str, Any]]


class CalendarDay(Row):
    """A day the court was told about: a holiday, or a working day that would have been one."""

    __tablename__ = "calendar_days"
    day: Mapped[date] = mapped_column(primary_key=True)
    works: Mapped[bool]
    name: Mapped[str] = mapped_column(default="")


class LprRate(Row):
    """A published loan prime rate, in force from its day on."""

    __tablename__ = "lpr_rates"
    from_day: Mapped[date] = mapped_column(primary_key=True)
    one_year: Mapped[str]
    five_years: Mapped[str]


class SourceConfirmation(Row):
    """A lawyer of this court compared an article with its text, or took that back; the newest row of a key counts."""

    __tablename__ = "source_confirmations"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    confirmed: Mapped[bool]
    note: Mapped[str]
    """Where he read it, or why he takes it back."""
    at: Mapped[Instant]
    by_id: Mapped[UUID]
