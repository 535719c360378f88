"""Papers with their numbers, the counters, and what happened to each paper."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant
from app.court.margins import HOUSE

LIVE = "state <> 'returned'"


class Paper(Row):
    """One holder of one number. A returned row stays as history; the number's next holder is a new row."""

    __tablename__ = "papers"
    __table_args__ = (
        Index(
            "papers_one_holder", "series", "year", "number",
            unique=True, sqlite_where=text(LIVE), postgresql_where=text(LIVE),
        ),
        CheckConstraint("state IN ('reserved', 'issued', 'returned', 'voided')", name="papers_state"),
        CheckConstraint("state <> 'issued' OR sha256 IS NOT NULL", name="papers_issued_has_bytes"),
        CheckConstraint("state <> 'voided' OR void_reason IS NOT NULL", name="papers_void_has_reason"),
    )  # fmt: skip
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    series: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    control_no: Mapped[str] = mapped_column(index=True)
    state: Mapped[str]
    case_id: Mapped[UUID | None] = mapped_column(index=True)
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    """What the paper is about: a summons, a proposal, a receipt, a sweep, a squad."""
    approval_id: Mapped[UUID | None]
    """The approved proposal the paper rests on, where its kind asks for one."""
    reserved_at: Mapped[Instant]
    reserved_by: Mapped[UUID | None]
    facts: Mapped[dict[str, Any]]
    mark: Mapped[str] = mapped_column(default="")
    proof: Mapped[dict[str, Any] | None]
    """The verification code it bears, and where to ask: what its bytes were made with."""
    margins: Mapped[str] = mapped_column(default=HOUSE, server_default=HOUSE)
    """The court's margins its bytes were made with."""
    sha256: Mapped[str | None] = mapped_column(index=True)
    size: Mapped[int | None]
    template_hash: Mapped[str | None]
    fonts_hash: Mapped[str | None]
    engine: Mapped[str | None]
    issued_at: Mapped[Instant | None]
    issued_by: Mapped[UUID | None]
    void_reason: Mapped[str | None]


class PaperCounter(Row):
    """The last number given out in a series and year."""

    __tablename__ = "paper_counters"
    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class PaperEvent(Row):
    """Something that happened to a paper."""

    __tablename__ = "paper_events"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("papers.id"), index=True)
    event: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    note: Mapped[str] = mapped_column(default="")
    deed_id: Mapped[UUID | None] = mapped_column(index=True)
    """The deed by which it was served, or whose cancellation took that back."""
    details: Mapped[dict[str, Any] | None]
    """How it was served: mode, receiver, place."""
