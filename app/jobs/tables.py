"""Long work as rows: what is to be done, how far it is, what came of it."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import Row
from app.base.instant import Instant


class Job(Row):
    """One piece of long work. A worker leases it; a stale lease is offered again; a person may cancel it."""

    __tablename__ = "jobs"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    args: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(index=True)
    done: Mapped[int] = mapped_column(default=0)
    whole: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(default="")
    result: Mapped[dict[str, Any]]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[Instant | None]
    by_id: Mapped[UUID | None]
    created_at: Mapped[Instant]
    ended_at: Mapped[Instant | None]
