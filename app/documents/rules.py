"""What may become of a number: reserved, then issued, returned or voided; never deleted, never used twice."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from app.base.refusal import Kind, Refusal


class State(StrEnum):
    """Where a numbered paper stands."""

    RESERVED = "reserved"
    ISSUED = "issued"
    RETURNED = "returned"  # never left the office; the next paper of the series gets the number
    VOIDED = "voided"


class Step(StrEnum):
    """What is done with a number."""

    ISSUE = "issue"
    RETURN = "return"
    VOID = "void"


class Event(StrEnum):
    """What happened to a paper; kept line by line."""

    RESERVED = "reserved"
    ISSUED = "issued"
    RETURNED = "returned"
    VOIDED = "voided"
    PRINTED = "printed"
    SERVED = "served"
    SEALED = "sealed"
    UNSEALED = "unsealed"  # the entry in the register of seals was taken back
    UNSERVED = "unserved"  # the deed of service was cancelled


AFTER: Final = {
    (State.RESERVED, Step.ISSUE): State.ISSUED,
    (State.RESERVED, Step.RETURN): State.RETURNED,
    (State.RESERVED, Step.VOID): State.VOIDED,
    (State.ISSUED, Step.VOID): State.VOIDED,
}
"""Every lawful step; returned and voided are ends."""


def after(state: State, step: Step) -> State:
    """The state a step leads to; refuse (conflict) what is no step from there."""
    if (state, step) not in AFTER:
        raise Refusal("paper.wrong_state", Kind.CONFLICT, state=str(state))
    return AFTER[state, step]


def control_no(series: str, year: int, number: int) -> str:
    """The number as printed: SK2026-000001."""
    return f"{series}{year}-{number:06d}"


def holes(last: int, taken: Iterable[int]) -> list[int]:
    """The numbers up to `last` that nobody holds. There are none, ever."""
    return sorted(set(range(1, last + 1)) - set(taken))
