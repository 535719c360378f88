"""Addresses and the fixes that say where they lie."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant


class Address(Row):
    """One place where a person may be found, as it was written and as it was understood."""

    __tablename__ = "addresses"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str]
    """home · parents · work · market · kin · registered"""
    raw: Mapped[str]
    township: Mapped[str] = mapped_column(default="", index=True)
    village: Mapped[str] = mapped_column(default="")
    division_code: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="", index=True)
    """One text for one house or village group (app.places.rules.same_place)."""
    outside: Mapped[bool] = mapped_column(default=False)
    """Known to lie in another province."""
    parsed: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(default="")
    added_at: Mapped[Instant]
    added_by: Mapped[UUID | None]
    retired_at: Mapped[Instant | None]
    retired_reason: Mapped[str] = mapped_column(default="")


class TravelTime(Row):
    """How long a way takes by the court's own road service, rounded places, kept so as to ask once."""

    __tablename__ = "travel_times"
    source: Mapped[str] = mapped_column(primary_key=True)
    start: Mapped[str] = mapped_column(primary_key=True)
    """`lat,lon` in WGS-84, four decimals: about ten metres."""
    goal: Mapped[str] = mapped_column(primary_key=True)
    seconds: Mapped[int]
    metres: Mapped[int]
    at: Mapped[Instant]


class Fix(Row):
    """Where an address was believed to lie, from one moment on. The one with the highest ordinal is in force."""

    __tablename__ = "fixes"
    __table_args__ = (UniqueConstraint("address_id", "ordinal"), {"info": APPEND_ONLY})
    id: Mapped[UUID] = mapped_column(primary_key=True)
    address_id: Mapped[UUID] = mapped_column(ForeignKey("addresses.id"), index=True)
    ordinal: Mapped[int]
    lat: Mapped[float]
    lon: Mapped[float]
    datum: Mapped[str]
    """The datum the position came in; lat and lon are WGS-84."""
    level: Mapped[str]
    radius_m: Mapped[int]
    method: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
