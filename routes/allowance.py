"""How often one address may ask in a span of time, counted in one file that all web processes of the court share.

The file has a fixed size, holds no address (a keyed digest of each, of IPv6 of its network), and may be deleted.
"""

import fcntl
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import Final

from app.base.instant import Instant

GROUPS: Final = 1024
PLACES: Final = 4
"""Addresses remembered in each group; the one that asked longest ago is forgotten first."""
NAME: Final = 8
SALT: Final = 16
NETWORK: Final = 64
"""The part of an IPv6 address that one subscriber holds."""
MILLISECOND: Final = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Allowance:
    """So many questions of one address in a sliding span."""

    most: int
    span: timedelta
    file: Path

    def take(self, address: str, now: Instant) -> bool:
        """Whether this address may ask once more now; a refused question does not count."""
        with self._held() as board:
            name = blake2b(_network(address).encode(), digest_size=NAME, key=os.pread(board, SALT, 0)).digest()
            first = SALT + int.from_bytes(name) % GROUPS * PLACES * self._width
            places = [first + place * self._width for place in range(PLACES)]
            known = {place: self._shape.unpack(os.pread(board, self._width, place)) for place in places}
            mine = next((place for place in places if known[place][0] == name), None)
            recent = self._recent(known[mine][1:], now) if mine is not None else []
            if len(recent) >= self.most:
                return False
            asked = [*recent, _milliseconds(now)]
            taken = mine if mine is not None else min(places, key=lambda place: max(known[place][1:]))
            os.pwrite(board, self._shape.pack(name, *asked, *[0] * (self.most - len(asked))), taken)
            return True

    @property
    def _shape(self) -> struct.Struct:
        """One address: its digest, and the moments it asked at."""
        return struct.Struct(f">{NAME}s{self.most}Q")

    @property
    def _width(self) -> int:
        return self._shape.size

    def _recent(self, moments: tuple[int, ...], now: Instant) -> list[int]:
        span, moment = self.span // MILLISECOND, _milliseconds(now)
        return [one for one in moments if abs(moment - one) < span]

    @contextmanager
    def _held(self) -> Iterator[int]:
        """The file, held by this thread alone; made anew where it is missing or of another size."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        board = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(board, fcntl.LOCK_EX)
            size = SALT + GROUPS * PLACES * self._width
            if os.fstat(board).st_size != size:
                os.ftruncate(board, 0)
                os.pwrite(board, os.urandom(SALT), 0)
                os.ftruncate(board, size)
            yield board
        finally:
            os.close(board)


def _milliseconds(now: Instant) -> int:
    return round(now.utc.timestamp() * 1000)


def _network(address: str) -> str:
    """Who asks: an IPv4 address, or the network of an IPv6 address."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((known, NETWORK), strict=False)) if isinstance(known, IPv6Address) else address
