"""Ids are UUIDv7: made by whoever makes the thing, sorted by time, final."""

import secrets
import threading
from collections import OrderedDict
from typing import Final
from uuid import UUID

from app.base.instant import Instant

VERSION = 7
REMEMBERED: Final = 4_096
"""Moments of which a process knows its last id: a day played again goes to and fro between its own moments."""
_COUNTER_BITS: Final = 30
_LOW_BITS: Final = 18
"""Bits of the counter that stand behind the variant; the others stand before it."""
_CHANCE_BITS: Final = 62 - _LOW_BITS
_turn = threading.Lock()
_last: OrderedDict[int, int] = OrderedDict()


def new_id(at: Instant) -> UUID:
    """A fresh UUIDv7 (RFC 9562 §5.7) that carries the moment `at`.

    Ids made by one process for one millisecond rise in the order they were made (§6.2, method 1), whatever other moments
    came between.
    """
    milliseconds = int(at.utc.timestamp() * 1000)
    with _turn:
        counter = _last.pop(milliseconds, secrets.randbits(_COUNTER_BITS - 1)) + 1
        _last[milliseconds] = counter
        if len(_last) > REMEMBERED:
            _last.popitem(last=False)
    high, low = counter >> _LOW_BITS, counter & (1 << _LOW_BITS) - 1
    chance = low << _CHANCE_BITS | secrets.randbits(_CHANCE_BITS)
    return UUID(int=milliseconds << 80 | VERSION << 76 | high << 64 | 0b10 << 62 | chance)


def is_uuid7(value: UUID) -> bool:
    """Whether the id is of version 7."""
    return value.version == VERSION
