"""The envelope and the letter: what is checked of them, and how each letter is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, field_validator

from app.base.canonical import digest
from app.base.deeds import Sha256
from app.base.ids import is_uuid7
from app.base.instant import Instant
from app.base.reading import Command

MOST_LETTERS = 200
SCHEMA = 1


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

    device: Annotated[str, StringConstraints(min_length=1, max_length=80)]
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
    """The order in which letters of one envelope take effect: as the device numbered them, else as they happened."""
    return sorted(letters, key=lambda entry: (entry[1].at, entry[1].n if entry[1].n is not None else 0, entry[0]))
