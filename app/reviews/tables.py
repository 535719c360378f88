"""What was learned from a sweep."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant


class Lesson(Row):
    """One remark of the look-back on a sweep."""

    __tablename__ = "lessons"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sweep_id: Mapped[UUID] = mapped_column(index=True)
    target_id: Mapped[UUID | None]
    text: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
