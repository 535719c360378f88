"""Ids are UUIDv7: made by whoever makes the thing, sorted by time, final."""

import secrets
from uuid import UUID

from app.base.instant import Instant

VERSION = 7


def new_id(at: Instant) -> UUID:
    """A fresh UUIDv7 (RFC 9562 §5.7) that carries the moment `at`."""
    milliseconds = int(at.utc.timestamp() * 1000)
    value = milliseconds << 80 | VERSION << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


def is_uuid7(value: UUID) -> bool:
    """Whether the id is of version 7."""
    return value.version == VERSION
