"""The envelope and the letter: what is checked of them, and how each letter is answered."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, field_validator

from app.base.canonical import digest
from app.base.deeds import Sha256
from app.base.ids import is_uuid7
from app.base.instant import Instant
from app.base.reading import UNPRINTABLE, Command

MOST_LETTERS: Final = 200
SCHEMA: Final = 1
DEEPEST: Final = 12
"""Levels of JSON a letter may have; what lies deeper is cut off."""
LONGEST_WAIT: Final = timedelta(days=3)
"""How long a letter waits for the one it speaks of; then it is kept and a person must look."""
PAPER: Final = "paper-"
"""Devices of this name are desks at which paper sheets are entered; no tablet may carry it."""


class Status(StrEnum):
    """What became of a letter."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    """Kept; it contradicts what is there, and a person must look."""
    SET_ASIDE = "set_aside"
    """Kept; its form is wrong or it speaks of something unknown."""
    RETRY = "retry"
    """Not kept: send it again later (it speaks of a letter that has not come yet)."""


class Envelope(Command):
    """What a tablet sends: some letters of one device."""

    device: Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]
    epoch: Annotated[str, StringConstraints(max_length=80)] | None = None
    schema_: Annotated[int | None, Field(alias="schema")] = None
    letters: Annotated[tuple[Any, ...], Field(max_length=MOST_LETTERS)]


class Letter(Command):
    """One deed in its envelope. `clock`, `n` and `prev` are kept as they came."""

    id: UUID
    n: Annotated[int, Field(ge=0)] | None = None
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=60)]
    at: Instant
    clock: dict[str, Any] | None = None
    prev: Annotated[str, StringConstraints(max_length=128)] | None = None
    body: dict[str, Any]
    media: Annotated[tuple[Sha256, ...], Field(max_length=50)] = ()

    @field_validator("media", mode="before")
    @classmethod
    def _none_is_empty(cls, value: Any) -> Any:
        return () if value is None else value

    @field_validator("id")
    @classmethod
    def _version_seven(cls, value: UUID) -> UUID:
        if not is_uuid7(value):
            raise ValueError("not a UUIDv7")
        return value


@dataclass(frozen=True)
class Answer:
    """What the tablet hears of one letter."""

    id: str
    status: Status
    seq: int | None = None
    code: str | None = None
    receipt: str | None = None
    faults: tuple[Mapping[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Only what there is to say."""
        told = {
            "id": self.id,
            "status": self.status.value,
            "seq": self.seq,
            "code": self.code,
            "receipt": self.receipt,
            "faults": [dict(fault) for fault in self.faults] or None,
        }
        return {name: value for name, value in told.items() if value is not None}


Origin = Literal["tablet", "paper", "desk"]


def letter_hash(raw: Any) -> str:
    """SHA-256 of what makes a letter that letter: id, kind, at, body, media; not its way through the net."""
    if not isinstance(raw, dict):
        return digest(["not a letter", repr(raw)])
    return digest([raw.get(name) for name in ("id", "kind", "at", "body")] + [raw.get("media") or []])


def shadow_id(sha256: str) -> UUID:
    """Under which id a letter is kept that has no usable id of its own."""
    return UUID(sha256[:32])


def in_order(letters: list[tuple[int, Letter]]) -> list[tuple[int, Letter]]:
    """The order in which letters of one envelope take effect: as they happened, then as the device numbered them."""
    return sorted(letters, key=lambda entry: (entry[1].at, entry[1].n if entry[1].n is not None else 0, entry[0]))


def tame(value: Any, level: int = 0) -> Any:
    """The value as both databases can keep it: no endless depth, no number that is none, no broken or null sign."""
    if level > DEEPEST:
        return "…"
    if isinstance(value, dict):
        return {_text(str(name)): tame(item, level + 1) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [tame(item, level + 1) for item in value]
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    return value


def waited_long(letter_id: UUID, now: Instant) -> bool:
    """Whether a letter, by the moment its id carries, has waited long enough for another."""
    made = timedelta(milliseconds=letter_id.int >> 80)
    return timedelta(seconds=now.utc.timestamp()) - made > LONGEST_WAIT


def _text(text: str) -> str:
    return UNPRINTABLE.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)
