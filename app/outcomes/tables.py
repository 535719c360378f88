"""What was made public, and what was entered in the case system."""

from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant


class Bulletin(Row):
    """The line as it was computed and published at one moment."""

    __tablename__ = "bulletins"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sweep_id: Mapped[UUID] = mapped_column(index=True)
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    figures: Mapped[dict[str, Any]]


class Tick(Row):
    """An entry of the data sheet (回填单) was typed into the case system: by whom, when."""

    __tablename__ = "datasheet_ticks"
    __table_args__ = (UniqueConstraint("sheet", "deed_id"), {"info": APPEND_ONLY})
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sheet: Mapped[str]
    deed_id: Mapped[UUID] = mapped_column(index=True)
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
