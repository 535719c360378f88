"""The register of seals (用印登记): which paper bears which seal, since when, by whose hand."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant


class PaperSeal(Row):
    """A seal was set on a paper, or an entry of the register is taken back; rows are added, never changed."""

    __tablename__ = "paper_seals"
    __table_args__ = (
        CheckConstraint("way IN ('hand', 'electronic')", name="paper_seals_way"),
        CheckConstraint("way = 'hand' OR sealed_sha256 IS NOT NULL", name="paper_seals_copy"),
        CheckConstraint("copies > 0", name="paper_seals_copies"),
        {"info": APPEND_ONLY},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("papers.id"), index=True)
    seal: Mapped[str]
    """court · finance"""
    way: Mapped[str]
    sha256: Mapped[str]
    """The frozen bytes that were sealed: nothing can be sealed that was not issued."""
    copies: Mapped[int]
    sealed_at: Mapped[Instant]
    sealed_by: Mapped[str]
    """Who held the seal, or the name of the system that set it."""
    recorded_at: Mapped[Instant] = mapped_column(index=True)
    recorded_by: Mapped[UUID | None]
    note: Mapped[str] = mapped_column(default="")
    sealed_sha256: Mapped[str | None]
    """The copy under the electronic seal: a second stored object beside the frozen bytes."""
    sealed_size: Mapped[int | None]
    cancels: Mapped[UUID | None] = mapped_column(ForeignKey("paper_seals.id"), unique=True)
    """The entry that this one takes back; it is then no seal itself."""
