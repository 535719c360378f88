"""The trail: added to, never changed."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant


class TrailLine(Row):
    """One deed: who, when, what, on which case. Ids and digests only; never a name, number or address."""

    __tablename__ = "trail"
    __table_args__ = ({"info": APPEND_ONLY},)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Instant] = mapped_column(index=True)
    actor_id: Mapped[UUID | None]
    verb: Mapped[str]
    case_id: Mapped[UUID | None] = mapped_column(index=True)
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    digest: Mapped[str]
    prev: Mapped[str]
    hash: Mapped[str]
