"""What every deed of the day has in common, whichever room keeps it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated, Any, Final, Literal, Protocol, TypeVar
from uuid import UUID

from pydantic import Field, StringConstraints

from app.base.instant import Instant
from app.base.reading import Command

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Note = Annotated[str, StringConstraints(max_length=4000)]
Door = Literal["tablet", "paper", "desk"]
CANCEL: Final = "deed.cancel"
"""The kind of the line that takes another back."""
CLOCK_TOLERANCE: Final = timedelta(minutes=2)
"""A deed may lie this far after its entry before its time is doubted."""


class Deed(Command):
    """Something that happened at a door. `id` is the letter's and final; `at` is when it happened, not when it came."""

    id: UUID
    at: Instant
    door: Door = "tablet"
    """`paper`: entered afterwards (补录) from a task sheet; `media` then holds the photo of the sheet."""
    case_id: UUID
    person_id: UUID
    target_id: UUID | None = None
    squad_id: UUID | None = None
    officer_ids: Annotated[tuple[UUID, ...], Field(max_length=20)] = ()
    """The officers who did it together; the one who enters it is the actor."""
    recorder_no: Annotated[str, StringConstraints(max_length=40)] = ""
    """Number of the body recorder that filmed it."""
    note: Note = ""
    media: Annotated[tuple[Sha256, ...], Field(max_length=50)] = ()


class Cancel(Command):
    """A correction: the named deed did not happen so. It is a new row; the old one stays."""

    id: UUID
    at: Instant
    door: Door = "tablet"
    cancels: UUID
    reason: Annotated[str, StringConstraints(min_length=2, max_length=400)]


COMMON = frozenset({"id", "at", "door", "case_id", "person_id", "target_id", "squad_id"})


def columns_of(deed: Deed, kind: str, *, by: UUID | None, entered_at: Instant, flags: list[str]) -> dict[str, Any]:
    """A deed as the values of its row; what has no column of its own goes into `body`."""
    common = {name: getattr(deed, name) for name in COMMON}
    body = deed.model_dump(mode="json", exclude=set(COMMON))
    return {
        **common,
        "kind": kind,
        "by_id": by,
        "entered_at": entered_at,
        "cancels": None,
        "flags": flags,
        "body": body,
    }


def in_future(at: Instant, entered_at: Instant) -> bool:
    """Whether a deed's time lies so far after its entry that it is doubted."""
    return at - entered_at > CLOCK_TOLERANCE


class Line(Protocol):
    """One line of a log of deeds, as far as it tells what still holds."""

    @property
    def id(self) -> UUID:
        """Its own id."""

    @property
    def kind(self) -> str:
        """What it tells of."""

    @property
    def cancels(self) -> UUID | None:
        """The line it takes back, if it does."""


LogLine = TypeVar("LogLine", bound=Line)


def uncancelled(log: Iterable[LogLine]) -> list[LogLine]:
    """What happened: neither cancelled lines nor the cancellations themselves."""
    lines = list(log)
    gone = {line.cancels for line in lines if line.cancels}
    return [line for line in lines if line.kind != CANCEL and line.id not in gone]
