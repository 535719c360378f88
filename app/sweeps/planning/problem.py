"""A sweep as numbers: who is sought behind which doors, who goes out, how long the ways are. Pure; knows neither law nor store.

Times are whole seconds from the problem's zero, lengths whole metres, places rows of the travel tables. A target has several
doors (an address within one band of hours), of which a plan uses one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias
from uuid import UUID

from app.sweeps.rules import Ability
from maps.points import Point
from maps.travel import Travel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

METRES_A_POINT: Final = 2_000
"""How long a way one point of a target's weight is worth: a target of middle weight is never left out to save a drive."""
UNKNOWN_M: Final = 20_000
"""The straight line to a place of which only the county is known: the county's own uncertainty. Always labelled an estimate."""
AT_CUSTODY_S: Final = 1_800
"""How long handing a person over at the custody place takes."""

Ints: TypeAlias = "NDArray[np.int64]"


class Table:
    """Whole numbers from each place (row) to each place (column); not the same both ways where a source says so."""

    __slots__ = ("numbers",)

    def __init__(self, rows: "Sequence[Sequence[int]] | Ints") -> None:
        import numpy as np  # noqa: PLC0415 - loads where it is used

        self.numbers: Ints = np.array(rows, dtype=np.int64)
        self.numbers.setflags(write=False)

    def __getitem__(self, place: int) -> Ints:
        """The row of a place."""
        row: Ints = self.numbers[place]
        return row

    def __len__(self) -> int:
        return len(self.numbers)

    def __eq__(self, other: object) -> bool:
        import numpy as np  # noqa: PLC0415 - loads where it is used

        return isinstance(other, Table) and np.array_equal(self.numbers, other.numbers)

    def __hash__(self) -> int:
        return hash(self.numbers.tobytes())


@dataclass(frozen=True, slots=True)
class Window:
    """When a squad may stand at a door, both ends included."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Door:
    """One way to find a target: where, when, how likely, how long it takes there, and what finding him is worth in points."""

    address_id: UUID
    place: int
    window: Window
    service: int
    """Seconds at the door when he is found."""
    points: int
    known: bool = True
    """False: only the county is known; a proposal never goes there by itself."""
    chance: float = 1.0
    """How likely he is there when a squad comes within the window."""
    knock: int | None = None
    """Seconds at the door when nobody is found; None: as long as when he is."""

    @property
    def stay(self) -> int:
        """The seconds to plan with: found or not, each with its chance."""
        empty = self.service if self.knock is None else self.knock
        return round(self.chance * self.service + (1 - self.chance) * empty)

    @property
    def metres(self) -> int:
        """What calling here is worth: the points with their chance, as metres of way."""
        return round(self.points * self.chance * METRES_A_POINT)


@dataclass(frozen=True, slots=True)
class Target:
    """A person sought: the doors he may be found at, and what a squad must bring."""

    id: UUID
    doors: tuple[Door, ...]
    needs: frozenset[Ability] = frozenset()
    seats: int = 0
    """Free seats his squad must have. Not added up along a route: who was taken is brought in between."""
    home: str = ""
    """The same for all who live under one roof and are best visited together; empty: nobody else does."""
    taken: bool = False
    """Whether he rides along when he is found (拘传): a seat is full then."""
    detained: bool = False
    """Whether he is brought to the custody place when he is found (拘留): the squad is away so long."""


@dataclass(frozen=True, slots=True)
class Squad:
    """A squad that goes out: when and where from, when and where back, and what it can do."""

    id: UUID
    start: int
    end: int
    start_place: int
    end_place: int
    seats: int = 0
    abilities: frozenset[Ability] = frozenset()
    barred: frozenset[UUID] = frozenset()
    """Targets it may not take: one of its people is recused in their case (回避)."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A stop the judge fixed: this target is the `position`th stop (from 1) of this squad, at this one of his doors."""

    target_id: UUID
    squad_id: UUID
    position: int
    door: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who would warn one another (同案): visited by two squads within so many seconds, or neither of them."""

    one_id: UUID
    other_id: UUID
    within: int = 600


@dataclass(frozen=True)
class Problem:
    """All that a plan is made of."""

    targets: tuple[Target, ...]
    squads: tuple[Squad, ...]
    seconds: Table = field(repr=False)
    metres: Table = field(repr=False)
    locks: tuple[Lock, ...] = ()
    pairs: tuple[Pair, ...] = ()
    custody_place: int | None = None
    """Where detained persons are brought; None: nobody is."""

    @cached_property
    def target(self) -> Mapping[UUID, Target]:
        """Targets by id."""
        return {one.id: one for one in self.targets}

    @cached_property
    def squad(self) -> Mapping[UUID, Squad]:
        """Squads by id."""
        return {one.id: one for one in self.squads}

    @cached_property
    def locked(self) -> Mapping[UUID, Lock]:
        """The targets a proposal may not move, with the lock of each."""
        return {lock.target_id: lock for lock in self.locks}

    def locks_of(self, squad_id: UUID) -> dict[int, Lock]:
        """Position → lock of the stops fixed on one squad's route."""
        return {lock.position: lock for lock in self.locks if lock.squad_id == squad_id}


def able(squad: Squad, target: Target) -> bool:
    """Whether the squad may go to the target, and can do what he needs."""
    return target.id not in squad.barred and target.needs <= squad.abilities and target.seats <= squad.seats


def matrices(points: Sequence[Point | None], travel: Travel) -> tuple[Table, Table]:
    """Seconds and metres between all places; to and from one of unknown position (None) the county's estimate."""
    import numpy as np  # noqa: PLC0415 - loads where it is used

    known = [point for point in points if point is not None]
    here = [place for place, point in enumerate(points) if point is not None]
    far = round(UNKNOWN_M * travel.detour)
    slow = travel.stop_overhead_s + round(far / 1000 / travel.kmh * 3600)
    tables = []
    for rows, unknown in zip(travel.matrix(known), (slow, far), strict=True):
        table = np.full((len(points), len(points)), unknown, dtype=np.int64)
        if here:
            table[np.ix_(here, here)] = rows
        np.fill_diagonal(table, 0)
        tables.append(Table(table))
    return tables[0], tables[1]
