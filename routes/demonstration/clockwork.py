"""How the demonstration tells time, makes ids and speaks as somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.canonical import digest
from app.base.instant import Instant
from app.staff import queries as staff
from app.staff.verbs import verbs_of

EVENING = date(2026, 1, 16)
DAY = date(2026, 1, 17)
EVENING_BEFORE = Instant.beijing_time(EVENING, time(18))
"""The demonstration's now, when it is loaded."""


def at(clock: str, day: date = DAY) -> Instant:
    """The moment a Beijing wall clock shows `clock` (HH:MM) on that day."""
    return Instant.beijing_time(day, datetime.strptime(clock, "%H:%M").time())  # noqa: DTZ007 - a wall clock only


def letter_id(moment: Instant, *words: object) -> UUID:
    """The UUIDv7 of a letter of the played day: the same each time, so that playing twice is playing once."""
    milliseconds = int(moment.utc.timestamp() * 1000)
    rest = int(digest([str(word) for word in words])[:20], 16)
    low = rest & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | 7 << 76 | (rest >> 62 & 0xFFF) << 64 | 0b10 << 62 | low)


@dataclass(frozen=True)
class Cast:
    """The people of the court, each able to act at a moment."""

    ids: Mapping[str, UUID]
    actors: Mapping[str, Actor]

    def acting(self, username: str, moment: Instant) -> Actor:
        """That person at that moment, seeing the whole court (scope is the gate's matter)."""
        return self.actors[username].at(moment)


def cast_of(session: Session) -> Cast:
    """Everybody who has an account."""
    people = staff.accounts(session)
    actors = {}
    for person in people:
        roles = frozenset(role.role for role in person.roles)
        actors[person.username] = Actor(
            person.id, person.name, EVENING_BEFORE, verbs_of(roles), roles, officer_kind=person.officer_kind
        )
    return Cast({person.username: person.id for person in people}, actors)


def days_before(count: int, clock: str) -> Instant:
    """That time of day so many days before the sweep."""
    return at(clock, DAY - timedelta(days=count))
