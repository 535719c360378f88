"""The log of visits, and the photos and scans that belong to deeds of every room."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.deed_rows import DeedRow
from app.base.instant import Instant


class Visit(DeedRow):
    """What was found at a door: arrived, missed, informed, note, photo."""

    __tablename__ = "visits"
    __table_args__ = ({"info": APPEND_ONLY},)


class Medium(Row):
    """A photo or scan kept by its hash."""

    __tablename__ = "media"
    __table_args__ = ({"info": APPEND_ONLY},)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    size: Mapped[int]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
