"""Devices and the letters they sent."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant


class Device(Row):
    """A tablet, or the desk at which paper sheets are entered."""

    __tablename__ = "devices"
    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID | None]
    first_seen: Mapped[Instant]
    last_seen: Mapped[Instant]
    last_n: Mapped[int] = mapped_column(default=0)


class Letter(Row):
    """A letter and its answer, exactly as they were. Kept whatever became of it."""

    __tablename__ = "letters"
    __table_args__ = ({"info": APPEND_ONLY},)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[UUID] = mapped_column(unique=True)
    device_id: Mapped[str] = mapped_column(index=True)
    n: Mapped[int | None]
    kind: Mapped[str]
    at: Mapped[str]
    clock: Mapped[dict[str, Any] | None]
    prev: Mapped[str | None]
    body: Mapped[dict[str, Any]]
    media: Mapped[list[str]]
    sha256: Mapped[str]
    """Of the letter's canonical text; the same id with another hash is a conflict."""
    received_at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    answer: Mapped[dict[str, Any]]
