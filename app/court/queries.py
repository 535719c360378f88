"""What can be asked about the court."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.refusal import Kind, Refusal
from app.base.tables import StoreFact
from app.court.profile import CourtProfile
from app.court.tables import CalendarDay, ProfileVersion


def profile(session: Session) -> CourtProfile:
    """The profile in force; refuse when the store was never initialised."""
    newest = session.scalar(select(ProfileVersion).order_by(ProfileVersion.version.desc()).limit(1))
    if newest is None:
        raise Refusal("court.not_initialised", Kind.UNAVAILABLE)
    return CourtProfile.model_validate(newest.profile)


def versions(session: Session) -> int:
    """How many versions of the profile there were."""
    return session.scalar(select(func.count()).select_from(ProfileVersion)) or 0


def initialised(session: Session) -> bool:
    """Whether a court lives in this store."""
    return session.scalar(select(ProfileVersion.id).limit(1)) is not None


def told_days(session: Session) -> dict[date, bool]:
    """The days the court was told about: whether people work on them."""
    return {row.day: row.works for row in session.scalars(select(CalendarDay))}


def fact(session: Session, name: str) -> str | None:
    """One fact about the store itself."""
    found = session.get(StoreFact, name)
    return found.value if found else None
