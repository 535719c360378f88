"""The one way to say no. Words for people live in routes/words; HTTP lives in routes/errors.py."""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any


class Kind(StrEnum):
    """What sort of no it is."""

    INVALID = "invalid"
    MISSING = "missing"
    FORBIDDEN = "forbidden"
    CONFLICT = "conflict"
    TOO_LATE = "too_late"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class Fault:
    """One wrong field of an input: its name, the code of what is wrong, and facts for the sentence."""

    field: str
    code: str
    facts: tuple[tuple[str, Any], ...] = ()
    row: int | None = None


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The program understood and says no. `code` is for ever; `facts` fill the sentence that explains it."""

    def __init__(self, code: str, kind: Kind, *, faults: tuple[Fault, ...] = (), **facts: Any) -> None:
        super().__init__(code)
        self.code, self.kind, self.faults, self.facts = code, kind, faults, facts

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is carried from one process to another."""
        return partial(type(self), faults=self.faults, **self.facts), (self.code, self.kind)


def missing(what: str) -> Refusal:
    """Nothing of that name is there, or it is not yours to see; the two look alike on purpose."""
    return Refusal("missing", Kind.MISSING, what=what)
