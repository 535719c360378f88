"""The chain: each line's hash covers its content and the hash before it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.base.canonical import canonical
from app.base.instant import Instant

GENESIS = "0" * 64
"""The hash before the first line."""


@dataclass(frozen=True)
class Deed:
    """What a line says: who, when, what, on which case and thing, and the digest of the rest."""

    at: Instant
    actor_id: UUID | None
    verb: str
    case_id: UUID | None
    subject_id: UUID | None
    digest: str


@dataclass(frozen=True)
class Line:
    """A deed in its place in the chain."""

    seq: int
    deed: Deed
    prev: str
    hash: str


@dataclass(frozen=True)
class Head:
    """Where the chain ends: what the day sheet prints, so that a cut-off tail is found."""

    seq: int = 0
    hash: str = GENESIS

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


@dataclass(frozen=True)
class Break:
    """The first place where the chain does not hold, and what is wrong there."""

    seq: int
    what: str


def link(head: Head, deed: Deed) -> Line:
    """The next line after `head`."""
    return Line(head.seq + 1, deed, head.hash, line_hash(head.seq + 1, deed, head.hash))


def line_hash(seq: int, deed: Deed, prev: str) -> str:
    """SHA-256 over the canonical line."""
    ids = [str(value) if value else "" for value in (deed.actor_id, deed.case_id, deed.subject_id)]
    return hashlib.sha256(canonical([seq, deed.at.iso, deed.verb, *ids, deed.digest, prev])).hexdigest()


def verify(lines: Iterable[Line], remembered: Head | None = None) -> Head | Break:
    """Walk the whole chain; return its head, or the first break (also when the remembered head is gone)."""
    head = Head()
    seen = remembered is None or remembered == head
    for line in lines:
        if line.seq != head.seq + 1:
            return Break(head.seq + 1, "line_missing")
        if line.prev != head.hash:
            return Break(line.seq, "link_broken")
        if line.hash != line_hash(line.seq, line.deed, line.prev):
            return Break(line.seq, "line_changed")
        head = Head(line.seq, line.hash)
        seen = seen or head == remembered
    if not seen and remembered is not None:
        return Break(remembered.seq, "remembered_head_gone")
    return head
