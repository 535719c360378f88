"""What came of a target: the last thing that counts as a result, in the order in which things happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.base.instant import Instant
from app.base.money import Money

COUNTS: Final = frozenset(
    {
        "service.summon",
        "service.serve",
        "compel.record",
        "detain.announce",
        "detain.admit",
        "money.take",
        "undertaking.sign",
        "settlement.sign",
    }
)
"""Measures carried out, money and agreements. Steps of a measure (questioning, telling the family, letting go) are none."""


@dataclass(frozen=True)
class Happening:
    """Something that happened with a person in a case. `person_id` is empty where only the case is known."""

    kind: str
    at: Instant
    id: UUID
    case_id: UUID
    person_id: UUID | None
    note: str = ""
    amount: Money | None = None

    def touches(self, case_id: UUID, person_id: UUID) -> bool:
        """Whether it is about this person in this case."""
        return self.case_id == case_id and self.person_id in {None, person_id}


@dataclass(frozen=True)
class Came:
    """What came of a target: its results in the order of events, and the last visit. `last` is what is shown first."""

    results: tuple[Happening, ...] = ()
    visit: Happening | None = None

    @property
    def last(self) -> Happening | None:
        """The last result; the last visit only where there is no result."""
        return self.results[-1] if self.results else self.visit

    @property
    def shown(self) -> tuple[Happening, ...]:
        """All results; the last visit only where there is none."""
        return self.results or ((self.visit,) if self.visit else ())


def came_of(case_id: UUID, person_id: UUID, happened: Iterable[Happening], visits: Sequence[Happening]) -> Came:
    """Fold what happened with one person in one case; `visits` are those to his door, oldest first."""
    own = [one for one in happened if one.kind in COUNTS and one.touches(case_id, person_id)]
    return Came(tuple(sorted(own, key=lambda one: (one.at, one.id))), visits[-1] if visits else None)
