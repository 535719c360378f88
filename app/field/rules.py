"""What a log of visits says: facts are added, never changed, and state is a fold over them by their own time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from app.base.deeds import in_future, uncancelled
from app.base.instant import Instant


class VisitKind(StrEnum):
    """What can be found or done at a door; the values are the letter kinds."""

    ARRIVE = "visit.arrive"
    MISS = "visit.miss"
    INFORM = "visit.inform"
    NOTE = "visit.note"
    PHOTO = "visit.photo"


RESULTS: Final = frozenset({VisitKind.ARRIVE, VisitKind.MISS, VisitKind.INFORM})
"""The kinds that say how a visit went; a note and a photo only add to it."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One line of the log."""

    id: UUID
    kind: str
    at: Instant
    entered_at: Instant
    by_id: UUID | None
    door: str
    case_id: UUID
    person_id: UUID
    target_id: UUID | None
    squad_id: UUID | None
    cancels: UUID | None
    flags: tuple[str, ...]
    body: Mapping[str, Any]

    @property
    def note(self) -> str:
        """The words written with it."""
        return str(self.body.get("note", ""))

    @property
    def media(self) -> tuple[str, ...]:
        """The hashes of its photos."""
        return tuple(self.body.get("media", ()))


def standing(log: Sequence[Visit]) -> tuple[Visit, ...]:
    """What happened, by its own time: neither cancelled lines nor the cancellations themselves."""
    return tuple(sorted(uncancelled(log), key=lambda visit: (visit.at, visit.id)))


@dataclass(frozen=True, slots=True)
class Told:
    """What an officer ticked when he informed a person."""

    identity_shown: bool
    consequences_told: bool


def flags_of(
    *, at: Instant, entered_at: Instant, told: Told | None, night: tuple[int, int], reason_given: bool
) -> tuple[str, ...]:
    """What a judge should look at in a visit (违规待核); `night` are the hours in which the court asks for a reason."""
    found = []
    if in_future(at, entered_at):
        found.append("deed.future")
    if told and not told.identity_shown:
        found.append("visit.identity_not_shown")
    if told and not told.consequences_told:
        found.append("visit.consequences_not_told")
    if at_night(at, night) and not reason_given:
        found.append("visit.night_without_reason")
    return tuple(found)


def at_night(at: Instant, night: tuple[int, int]) -> bool:
    """Whether a Beijing clock then shows an hour of the court's night, which may pass midnight."""
    begins, ends = night
    hour = at.beijing.hour
    return begins <= hour < ends if begins <= ends else hour >= begins or hour < ends
