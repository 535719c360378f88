"""What can be asked about the court."""

import json
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.base.remembering import remembered
from app.base.tables import StoreFact
from app.court.loading import CalendarRow, RateRow
from app.court.profile import CourtProfile
from app.court.tables import CalendarDay, LprRate, ProfileVersion, SourceConfirmation
from app.law.calendar import CourtCalendar
from app.law.citations import Certainty, provisions
from app.law.general_interest import LprRow


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a lawyer of this court said of an article: who, when, and where he read it."""

    key: str
    confirmed: bool
    note: str
    at: Instant
    by_id: UUID


def profile(session: Session) -> CourtProfile:
    """The profile in force; refuse when the store was never initialised."""
    found = known_profile(session)
    if found is None:
        raise Refusal("court.not_initialised", Kind.UNAVAILABLE)
    return found


@remembered
def known_profile(session: Session) -> CourtProfile | None:
    """The profile in force; None while no court lives in this store."""
    newest = select(ProfileVersion.profile).order_by(ProfileVersion.version.desc()).limit(1)
    written = session.scalar(newest)
    return None if written is None else _read(json.dumps(written, sort_keys=True))


@lru_cache(maxsize=8)
def _read(written: str) -> CourtProfile:
    """A profile as it was written; it is asked for several times a page and changes once a year."""
    return CourtProfile.model_validate_json(written)


def versions(session: Session) -> int:
    """How many versions of the profile there were."""
    return session.scalar(select(func.count()).select_from(ProfileVersion)) or 0


def initialised(session: Session) -> bool:
    """Whether a court lives in this store."""
    return known_profile(session) is not None


@remembered
def calendar(session: Session) -> CourtCalendar:
    """The calendar this court counts by."""
    told = calendar_rows(session)
    works = frozenset(row.day for row in told if row.works)
    return CourtCalendar(workdays=works, holidays=frozenset(row.day for row in told) - works)


@remembered
def calendar_rows(session: Session) -> tuple[CalendarRow, ...]:
    """The days the court was told about, oldest first."""
    rows = session.scalars(select(CalendarDay).order_by(CalendarDay.day))
    return tuple(CalendarRow(row.day, row.works, row.name) for row in rows)


def rate_rows(session: Session) -> tuple[RateRow, ...]:
    """The prime rates the court has loaded, as percent, oldest first."""
    rows = session.scalars(select(LprRate).order_by(LprRate.from_day))
    return tuple(RateRow(row.from_day, row.one_year, row.five_years) for row in rows)


def confirmations(session: Session) -> dict[str, Confirmation]:
    """Of each article a lawyer looked at: the newest word on it."""
    rows = session.scalars(select(SourceConfirmation).order_by(SourceConfirmation.at, SourceConfirmation.id))
    return {row.key: Confirmation(row.key, row.confirmed, row.note, row.at, row.by_id) for row in rows}


def confirmed_keys(session: Session) -> frozenset[str]:
    """The articles a lawyer of this court has confirmed."""
    return frozenset(key for key, word in confirmations(session).items() if word.confirmed)


def unconfirmed(session: Session) -> tuple[str, ...]:
    """The keys nobody has confirmed: shown as 待核, never cited on a paper."""
    confirmed = confirmed_keys(session)
    unsure = (one.key for one in provisions() if one.certainty is Certainty.UNCONFIRMED)
    return tuple(key for key in unsure if key not in confirmed)


@remembered
def prime_rates(session: Session) -> tuple[LprRow, ...]:
    """The published loan prime rates the court has loaded, as yearly shares, oldest first."""
    rows = session.scalars(select(LprRate).order_by(LprRate.from_day))
    return tuple(LprRow(row.from_day, _share(row.one_year), _share(row.five_years)) for row in rows)


def fact(session: Session, name: str) -> str | None:
    """One fact about the store itself."""
    return _facts(session).get(name)


@remembered
def _facts(session: Session) -> dict[str, str]:
    """They are few, and a page asks for more than one."""
    return {row.name: row.value for row in session.execute(select(StoreFact.name, StoreFact.value))}


def _share(percent: str) -> Fraction:
    return Fraction(Decimal(percent)) / 100
