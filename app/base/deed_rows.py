"""A room's log of deeds: its columns, and its law. A deed is written once under its maker's id, and cancelled once."""

from collections.abc import Mapping
from typing import Any, Final, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.base.actor import Actor
from app.base.columns import Row
from app.base.deeds import CANCEL, Cancel
from app.base.instant import Instant
from app.base.refusal import Kind, Refusal

UNCOMPARED: Final = frozenset({"by_id", "entered_at", "flags"})
"""What a letter sent again may differ in: who carried it and when it came."""


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


LogRow = TypeVar("LogRow", bound=DeedRow)


class Trail(Protocol):
    """Leaves the trace of a deed; the trail is a higher room, so it is handed in."""

    def __call__(
        self, session: Session, actor: Actor, verb: str, /, *, case: UUID | None, subject: UUID | None, content: Any
    ) -> object:
        """Write the line."""


def sent_before(session: Session, log: type[LogRow], values: Mapping[str, Any]) -> LogRow | None:
    """The row these values were written under before, if any; refused (`letter.id_reused`) when it says something else."""
    known = session.get(log, values["id"])
    if known and any(getattr(known, name) != value for name, value in values.items() if name not in UNCOMPARED):
        raise Refusal("letter.id_reused", Kind.CONFLICT)
    return known


def cancel(session: Session, actor: Actor, deed: Cancel, log: type[DeedRow], *, fact: str, trail: Trail) -> bool:
    """Take back a deed of this log that did not happen so; False when it is none of the log. `fact`: what is missing.

    Whoever entered it may take it back; for another's he needs the verb. Refused: `deed.cancelled_already`,
    `letter.id_reused`, `missing`.
    """
    if sent_before(session, log, {"id": deed.id, "cancels": deed.cancels, "at": deed.at, "kind": CANCEL}):
        return True
    target = session.get(log, deed.cancels)
    if target is None or target.kind == CANCEL:
        return False
    actor.scope.require(target.case_id, fact)
    if target.by_id != actor.id:
        actor.require("deed.cancel")
    if session.scalar(select(log.id).where(log.cancels == target.id)):
        raise Refusal("deed.cancelled_already", Kind.CONFLICT)
    session.add(_cancellation(actor, deed, target))
    trail(session, actor, CANCEL, case=target.case_id, subject=target.id, content=deed.model_dump(mode="json"))
    return True


def _cancellation(actor: Actor, deed: Cancel, target: DeedRow) -> DeedRow:
    """The line that takes the target back: about whatever the target is about, with words of its own."""
    about = {column.key: getattr(target, column.key) for column in inspect(type(target)).column_attrs}
    own = {
        "id": deed.id,
        "kind": CANCEL,
        "at": deed.at,
        "entered_at": actor.now,
        "by_id": actor.id,
        "door": deed.door,
        "cancels": target.id,
        "flags": [],
        "body": {"reason": deed.reason},
    }
    return type(target)(**about | own)
