"""The columns every room's log of deeds has in common."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import Row
from app.base.instant import Instant


class DeedRow(Row):
    """The columns of a room's log of deeds. Every such log is append-only."""

    __abstract__ = True
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    at: Mapped[Instant] = mapped_column(index=True)
    entered_at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    door: Mapped[str]
    case_id: Mapped[UUID] = mapped_column(index=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    target_id: Mapped[UUID | None] = mapped_column(index=True)
    squad_id: Mapped[UUID | None] = mapped_column(index=True)
    cancels: Mapped[UUID | None] = mapped_column(unique=True)
    flags: Mapped[list[str]]
    """Codes of breaches of law or order found when it came in: 违规待核."""
    body: Mapped[dict[str, Any]]
