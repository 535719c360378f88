"""What can be asked about letters."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.sync.rules import PAPER, Status
from app.sync.tables import Device, Letter


def kept(session: Session, ids: Iterable[UUID]) -> dict[UUID, Letter]:
    """The kept letters of these ids."""
    return {row.id: row for row in session.scalars(select(Letter).where(Letter.id.in_(set(ids))))}


def last_seq(session: Session) -> int:
    """How many letters were ever kept."""
    return session.scalar(select(func.max(Letter.seq))) or 0


def device(session: Session, device_id: str) -> Device | None:
    """A device that wrote before."""
    return session.get(Device, device_id)


def devices(session: Session) -> list[Device]:
    """All devices, the latest first."""
    return list(session.scalars(select(Device).order_by(Device.last_seen.desc())))


def set_aside(session: Session, limit: int = 200) -> list[Letter]:
    """Letters that a person must look at, the newest first."""
    newest = session.scalars(select(Letter).order_by(Letter.seq.desc()).limit(5000))
    wanted = {Status.SET_ASIDE, Status.CONFLICT}
    return [row for row in newest if row.answer.get("status") in wanted][:limit]


def numbers_after(session: Session, device_id: str, n: int) -> list[int]:
    """The device's letter numbers above `n`, in order."""
    asked = select(Letter.n).where(Letter.device_id == device_id, Letter.n > n).order_by(Letter.n)
    return [number for number in session.scalars(asked) if number is not None]


def last_received(session: Session, account_id: UUID | None) -> Instant | None:
    """When the last letter of a person was kept."""
    asked = select(Letter.received_at).where(Letter.by_id == account_id).order_by(Letter.seq.desc()).limit(1)
    return session.scalar(asked)


def from_paper(session: Session, limit: int = 200) -> list[Letter]:
    """Letters entered afterwards from paper sheets, the newest first."""
    asked = select(Letter).where(Letter.device_id.startswith(PAPER, autoescape=True))
    return list(session.scalars(asked.order_by(Letter.seq.desc()).limit(limit)))
