"""Blocks of receipt numbers that squads take along, and how each number ended. Rows are added, never changed."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant


class NumberBlock(Row):
    """Places `first` to `last` of a series, in the hand of one officer."""

    __tablename__ = "number_blocks"
    __table_args__ = (
        UniqueConstraint("series", "first"),
        UniqueConstraint("series", "last"),
        CheckConstraint("first > 0 AND first <= last", name="number_blocks_row"),
        {"info": APPEND_ONLY},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    series: Mapped[str]
    """As in `number_series`: receipt-2026."""
    prefix: Mapped[str] = mapped_column(index=True)
    """What stands before the place in the printed number."""
    first: Mapped[int]
    last: Mapped[int]
    bearer_id: Mapped[UUID] = mapped_column(index=True)
    """The officer whose tablet uses the numbers."""
    squad_id: Mapped[UUID | None] = mapped_column(index=True)
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]


class NumberEnd(Row):
    """The one end of one number of a block; the key keeps it from ending twice."""

    __tablename__ = "number_ends"
    __table_args__ = (
        CheckConstraint("how IN ('used', 'void', 'returned')", name="number_ends_how"),
        CheckConstraint("how <> 'used' OR event_id IS NOT NULL", name="number_ends_used_by"),
        CheckConstraint("how = 'used' OR reason <> ''", name="number_ends_reason"),
        {"info": APPEND_ONLY},
    )
    block_id: Mapped[UUID] = mapped_column(ForeignKey("number_blocks.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(index=True)
    how: Mapped[str] = mapped_column(index=True)
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("money_events.id"))
    reason: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
