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
class Line:
    """One line of the trail as a value."""

    seq: int
    at: Instant
    actor_id: UUID | None
    verb: str
    case_id: UUID | None
    subject_id: UUID | None
    digest: str
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


def link(
    head: Head,
    at: Instant,
    actor_id: UUID | None,
    verb: str,
    case_id: UUID | None,
    subject_id: UUID | None,
    digest: str,
) -> Line:
    """The next line after `head`."""
    seq = head.seq + 1
    return Line(
        seq, at, actor_id, verb, case_id, subject_id, digest, head.hash,
        line_hash(seq, at, actor_id, verb, case_id, subject_id, digest, head.hash),
    )  # fmt: skip


def line_hash(
    seq: int,
    at: Instant,
    actor_id: UUID | None,
    verb: str,
    case_id: UUID | None,
    subject_id: UUID | None,
    digest: str,
    prev: str,
) -> str:
    """SHA-256 over the canonical line."""
    ids = [str(value) if value else "" for value in (actor_id, case_id, subject_id)]
    return hashlib.sha256(canonical([seq, at.iso, verb, *ids, digest, prev])).hexdigest()


def verify(lines: Iterable[Line], remembered: Head | None = None) -> Head | Break:
    """Walk the whole chain; return its head, or the first break (also when the remembered head is gone)."""
    head = Head()
    seen = remembered is None or remembered == head
    for line in lines:
        if line.seq != head.seq + 1:
            return Break(head.seq + 1, "line_missing")
        if line.prev != head.hash:
            return Break(line.seq, "link_broken")
        expected = line_hash(
            line.seq, line.at, line.actor_id, line.verb, line.case_id, line.subject_id, line.digest, line.prev
        )
        if line.hash != expected:
            return Break(line.seq, "line_changed")
        head = Head(line.seq, line.hash)
        seen = seen or head == remembered
    if not seen and remembered is not None:
        return Break(remembered.seq, "remembered_head_gone")
    return head
