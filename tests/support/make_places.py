"""Addresses for tests, made through the room's own actions."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.places.actions import AddAddress, MovePin, add_address, move_pin


def make_address(
    session: Session, actor: Actor, person_id: UUID, raw: str = "王洼镇李岔村三组", **changes: Any
) -> UUID:
    """An address of a person; placed as well as the gazetteer knows."""
    return add_address(session, actor, read(AddAddress, {"person_id": person_id, "raw": raw, **changes})).id


def pin(
    session: Session, actor: Actor, address_id: UUID, *, lat: float = 36.12, lon: float = 106.45, **more: Any
) -> None:
    """A pin put by hand."""
    move_pin(session, actor, read(MovePin, {"address_id": address_id, "lat": lat, "lon": lon, **more}))
