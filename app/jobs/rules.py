"""The life of a job: waiting → working → done, failed or cancelled."""

from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({State.DONE, State.FAILED, State.CANCELLED})
LEASE = timedelta(seconds=60)
"""A worker that says nothing for so long is taken for dead, and its job is offered again."""
MOST_ATTEMPTS = 3
