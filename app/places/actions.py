"""What is done with addresses: added, retired, pinned by hand."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Kind, Refusal, missing
from app.court import queries as court
from app.places import queries, rules
from app.places.ground import ground
from app.places.rules import AddressKind, Found, Method
from app.places.tables import Address, Fix
from app.trail import actions as trail
from maps.gazetteer import Level
from maps.places import RADIUS_M
from maps.points import Datum

Raw = Annotated[str, StringConstraints(min_length=2, max_length=300)]
Short = Annotated[str, StringConstraints(max_length=200)]
PinLevel = Literal["door", "group", "village", "township"]
SURE = (Method.DOOR, Method.HAND)


class AddAddress(Command):
    """A place where a person may be found. The caller has made sure that he is a person of the case."""

    person_id: UUID
    case_id: UUID | None = None
    kind: AddressKind = AddressKind.HOME
    raw: Raw
    source: Short = ""


def add_address(session: Session, actor: Actor, deed: AddAddress) -> Address:
    """Take the address apart, keep it, and place it as well as the ground is known; the same text again is refused."""
    known = queries.addresses_of(session, [deed.person_id]).get(deed.person_id, [])
    if any(one.raw == deed.raw for one in known):
        raise Refusal("places.address_known", Kind.CONFLICT)
    here = ground(court.profile(session).home_division)
    parsed = here.parse(deed.raw)
    row = Address(
        id=new_id(actor.now),
        person_id=deed.person_id,
        kind=deed.kind,
        raw=deed.raw,
        township=parsed.township.value if parsed.township and parsed.township.division else "",
        village=parsed.village.value if parsed.village and parsed.village.division else "",
        division_code=parsed.division.code if parsed.division else "",
        place=rules.same_place(parsed),
        outside=rules.is_outside(parsed, here.gazetteer),
        parsed=rules.as_fields(parsed),
        source=deed.source,
        added_at=actor.now,
        added_by=actor.id,
    )
    found = _pinned_before(session, row.place) or rules.locate(parsed, here.gazetteer)
    session.add(row)
    session.flush()
    if found:
        _fix(session, actor, row.id, found)
    trail.write(session, actor, "address.add", case=deed.case_id, subject=row.id, content=deed.model_dump(mode="json"))
    return row


class RetireAddress(Command):
    """He is not to be found there any more. The address stays on record."""

    address_id: UUID
    case_id: UUID | None = None
    reason: Annotated[str, StringConstraints(min_length=2, max_length=200)]


def retire_address(session: Session, actor: Actor, deed: RetireAddress) -> None:
    """Take an address off the lists; twice is once."""
    row = _row(session, deed.address_id)
    if row.retired_at is None:
        row.retired_at, row.retired_reason = actor.now, deed.reason
        content = deed.model_dump(mode="json")
        trail.write(session, actor, "address.retire", case=deed.case_id, subject=row.id, content=content)


class MovePin(Command):
    """Somebody of the court says where the address lies, and how sure he is."""

    address_id: UUID
    case_id: UUID | None = None
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    datum: Datum = Datum.WGS84
    """What the two numbers were read from: a GPS, or a map of AMap or Baidu."""
    level: PinLevel = "group"
    radius_m: Annotated[int, Field(ge=5, le=50_000)] | None = None
    note: Short = ""


def move_pin(session: Session, actor: Actor, deed: MovePin) -> Fix:
    """Put the pin by hand: a new fix in force; the ones before stay on record."""
    row = _row(session, deed.address_id)
    point = rules.pinned(deed.lat, deed.lon, deed.datum)
    radius = deed.radius_m or RADIUS_M[Level(deed.level)]
    found = Found(point, Level(deed.level), radius, Method.HAND)
    fix = _fix(session, actor, row.id, found, datum=deed.datum, note=deed.note)
    trail.write(session, actor, "address.pin", case=deed.case_id, subject=row.id, content=deed.model_dump(mode="json"))
    return fix


def _fix(
    session: Session, actor: Actor, address_id: UUID, found: Found, *, datum: Datum = Datum.WGS84, note: str = ""
) -> Fix:
    before = session.scalar(select(func.max(Fix.ordinal)).where(Fix.address_id == address_id)) or 0
    fix = Fix(
        id=new_id(actor.now),
        address_id=address_id,
        ordinal=before + 1,
        lat=found.point.lat,
        lon=found.point.lon,
        datum=datum,
        level=found.level,
        radius_m=found.radius_m,
        method=found.method,
        note=note,
        at=actor.now,
        by_id=actor.id,
    )
    session.add(fix)
    session.flush()
    return fix


def _pinned_before(session: Session, place: str) -> Found | None:
    known = queries.pinned_at(session, place, SURE)
    return Found(known.point, Level(known.level), known.radius_m, Method.SAME_PLACE) if known else None


def _row(session: Session, address_id: UUID) -> Address:
    row = session.get(Address, address_id)
    if row is None:
        raise missing("address")
    return row
