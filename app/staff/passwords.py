"""Passwords are kept as argon2 hashes; at most two are computed at once, so that signing in cannot be a flood."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

_HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
_GATE = threading.BoundedSemaphore(2)


def hash_of(password: str) -> str:
    """The argon2id hash with its salt and parameters."""
    with _GATE:
        return _HASHER.hash(password)


def matches(password: str, known: str) -> bool:
    """Whether the password is the one of this hash."""
    with _GATE:
        try:
            return _HASHER.verify(known, password)
        except VerificationError:
            return False
