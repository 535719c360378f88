"""What can be asked about the court."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.refusal import Kind, Refusal
from app.base.tables import StoreFact
from app.court.profile import CourtProfile
from app.court.tables import CalendarDay, LprRate, ProfileVersion
from app.law.general_interest import LprRow


def profile(session: Session) -> CourtProfile:
    """The profile in force; refuse when the store was never initialised."""
    newest = session.scalar(select(ProfileVersion).order_by(ProfileVersion.version.desc()).limit(1))
    if newest is None:
        raise Refusal("court.not_initialised", Kind.UNAVAILABLE)
    return _read(json.dumps(newest.profile, sort_keys=True))


@lru_cache(maxsize=8)
def _read(written: str) -> CourtProfile:
    """A profile as it was written; it is asked for several times a page and changes once a year."""
    return CourtProfile.model_validate_json(written)


def versions(session: Session) -> int:
    """How many versions of the profile there were."""
    return session.scalar(select(func.count()).select_from(ProfileVersion)) or 0


def initialised(session: Session) -> bool:
    """Whether a court lives in this store."""
    return session.scalar(select(ProfileVersion.id).limit(1)) is not None


def told_days(session: Session) -> dict[date, bool]:
    """The days the court was told about: whether people work on them."""
    return {row.day: row.works for row in session.scalars(select(CalendarDay))}


def prime_rates(session: Session) -> tuple[LprRow, ...]:
    """The published loan prime rates the court has loaded, as yearly shares, oldest first."""
    rows = session.scalars(select(LprRate).order_by(LprRate.from_day))
    return tuple(LprRow(row.from_day, _share(row.one_year), _share(row.five_years)) for row in rows)


def fact(session: Session, name: str) -> str | None:
    """One fact about the store itself."""
    found = session.get(StoreFact, name)
    return found.value if found else None


def _share(percent: str) -> Fraction:
    return Fraction(Decimal(percent)) / 100
