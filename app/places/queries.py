"""What can be asked about addresses: where a person may be found, and how sure that is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from app.base.instant import Instant
from app.base.refusal import missing
from app.base.remembering import remembered_each
from app.places.rules import GOOD_ENOUGH
from app.places.tables import Address, Fix
from maps.points import Point

AT_ONCE = 5000
"""Ids in one statement: both databases take more, neither takes all."""
MOST_FOUND = 2000


@dataclass(frozen=True)
class AddressView:
    """An address with the position in force; `point` is None while nobody knows where it lies."""

    id: UUID
    person_id: UUID
    kind: str
    raw: str
    township: str
    village: str
    point: Point | None
    level: str
    """province … door, or empty without a position."""
    radius_m: int
    method: str
    outside: bool
    source: str
    parsed: dict[str, Any]
    retired_at: Instant | None

    @property
    def findable(self) -> bool:
        """Whether a squad can find the door from this position."""
        return self.level in GOOD_ENOUGH


@dataclass(frozen=True)
class FixView:
    """One position an address was believed to have, and who said so."""

    point: Point
    level: str
    radius_m: int
    method: str
    datum: str
    note: str
    at: Instant
    by_id: UUID | None


_Other = aliased(Fix)
_newest = select(func.max(_Other.ordinal)).where(_Other.address_id == Address.id).correlate(Address).scalar_subquery()
WITH_FIX: Final[Select[Address, Fix]] = (
    select(Address, Fix)
    .outerjoin(Fix, (Fix.address_id == Address.id) & (Fix.ordinal == _newest))
    .order_by(Address.added_at, Address.id)
)
"""Each address with its newest fix, found by the index of (address, ordinal)."""


@remembered_each
def addresses_of(session: Session, person_ids: Sequence[UUID]) -> dict[UUID, list[AddressView]]:
    """The addresses of these people that still count, in the order they were added."""
    found: dict[UUID, list[AddressView]] = {}
    for some in _batches(person_ids):
        asked = WITH_FIX.where(Address.person_id.in_(some), Address.retired_at.is_(None))
        for row in session.execute(asked):
            found.setdefault(row.Address.person_id, []).append(_view(row))
    return found


def address(session: Session, address_id: UUID) -> AddressView:
    """One address, retired or not; or a refusal."""
    found = session.execute(WITH_FIX.where(Address.id == address_id)).one_or_none()
    if found is None:
        raise missing("address")
    return _view(found)


@remembered_each
def by_ids(session: Session, address_ids: Sequence[UUID]) -> dict[UUID, AddressView]:
    """Addresses by id, retired ones too: a route may still lead there."""
    found = {}
    for some in _batches(address_ids):
        for row in session.execute(WITH_FIX.where(Address.id.in_(some))):
            found[row.Address.id] = _view(row)
    return found


def kinds(session: Session, address_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What ties a person to each of these addresses."""
    found: dict[UUID, str] = {}
    for some in _batches(address_ids):
        rows = session.execute(select(Address.id, Address.kind).where(Address.id.in_(some)))
        found.update({row.id: row.kind for row in rows})
    return found


def unfixed(session: Session, person_ids: Iterable[UUID]) -> list[AddressView]:
    """The addresses from which no squad could find the door, coarsest knowledge first: the clerk's work list."""
    known = [one for many in addresses_of(session, person_ids).values() for one in many]
    return sorted((one for one in known if not one.findable), key=lambda one: -one.radius_m if one.point else -(10**9))


def fixes_of(session: Session, address_id: UUID) -> list[FixView]:
    """Every position the address was believed to have, the one in force first."""
    rows = session.scalars(select(Fix).where(Fix.address_id == address_id).order_by(Fix.ordinal.desc()))
    return [
        FixView(Point(row.lat, row.lon), row.level, row.radius_m, row.method, row.datum, row.note, row.at, row.by_id)
        for row in rows
    ]


def pinned_at(session: Session, place: str, methods: Sequence[str]) -> FixView | None:
    """The newest position somebody put by hand for the same house or village group."""
    if not place:
        return None
    asked = (
        select(Address.id)
        .join(Fix, Fix.address_id == Address.id)
        .where(Address.place == place, Fix.method.in_(methods))
        .order_by(Fix.at.desc(), Fix.ordinal.desc())
        .limit(1)
    )
    address_id = session.scalar(asked)
    return fixes_of(session, address_id)[0] if address_id else None


def person_ids_near(session: Session, text: str) -> list[UUID]:
    """People one of whose addresses holds this text."""
    asked = select(Address.person_id).distinct().where(Address.raw.contains(text, autoescape=True)).limit(MOST_FOUND)
    return list(session.scalars(asked))


def _view(row: Row[Address, Fix]) -> AddressView:
    kept: Address = row.Address
    fix: Fix | None = row.Fix
    return AddressView(
        id=kept.id,
        person_id=kept.person_id,
        kind=kept.kind,
        raw=kept.raw,
        township=kept.township,
        village=kept.village,
        point=Point(fix.lat, fix.lon) if fix else None,
        level=fix.level if fix else "",
        radius_m=fix.radius_m if fix else 0,
        method=fix.method if fix else "",
        outside=kept.outside,
        source=kept.source,
        parsed=kept.parsed,
        retired_at=kept.retired_at,
    )


def _batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]
