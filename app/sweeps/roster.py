"""Who rides with whom, as a question in plain values: officers, cars and equipment on one side, what each squad must bring on the other.

Pure. `roster_solving` answers it; whoever answers, `wrongs` tells on its own whether the answer keeps every rule.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import Final
from uuid import UUID

from app.law import officers
from app.law.officers import OfficerKind
from app.sweeps.rules import Ability, Car, Officer, abilities

LEAST_PEOPLE: Final = 4
MOST_PEOPLE: Final = 20
SIGNS: Final = "〇一二三四五六七八九"


class Absence(StrEnum):
    """Why an officer does not go out on a day."""

    REST = "rest"
    """He was on night duty before; he rests."""
    LEAVE = "leave"
    ELSEWHERE = "elsewhere"
    """He rides in another sweep."""


class RosterRule(StrEnum):
    """What a roster must keep."""

    PEOPLE = "people"
    """So many people at least."""
    LEADER = "leader"
    """A judge or an executor leads."""
    QUESTIONING = "questioning"
    """Two enforcement officers."""
    POLICE = "police"
    WOMAN = "woman"
    DRIVER = "driver"
    CAR = "car"
    SEATS = "seats"
    """Seats for everybody, and the free ones for who is taken along."""
    EQUIPMENT = "equipment"
    APART = "apart"
    """Two who do not ride together."""
    FIXED = "fixed"
    """What was fixed by hand."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An officer who may go out. `away`: days (from 0) on which he does not; `turns`: how often he went of late."""

    officer: Officer
    away: Mapping[int, Absence] = field(default_factory=dict)
    turns: int = 0

    @property
    def id(self) -> UUID:
        """Whose."""
        return self.officer.id


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one squad must bring on each day. `barred`: officers who are recused in a case on its route."""

    id: UUID
    name: str
    least: int = LEAST_PEOPLE
    police: int = officers.COMPELLING_POLICE
    women: int = 0
    free_seats: int = 1
    equipment: Mapping[str, int] = field(default_factory=dict)
    barred: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Fixed:
    """Fixed by hand: this officer rides with this squad on every day he is there."""

    officer_id: UUID
    squad_id: UUID


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """All that a roster is made of. `equipment`: how many pieces of each kind the court has."""

    days: int
    squads: tuple[Wanted, ...]
    candidates: tuple[Candidate, ...]
    cars: tuple[Car, ...]
    equipment: Mapping[str, int] = field(default_factory=dict)
    apart: tuple[tuple[UUID, UUID], ...] = ()
    fixed: tuple[Fixed, ...] = ()
    fixed_cars: Mapping[UUID, UUID] = field(default_factory=dict)
    """Squad → the car it was given by hand."""

    def free_on(self, day: int) -> list[Candidate]:
        """Who can go out that day."""
        return [one for one in self.candidates if day not in one.away]


@dataclass(frozen=True, slots=True)
class Outing:
    """One squad on one day: who rides, who leads, in which car."""

    squad_id: UUID
    day: int
    members: tuple[Officer, ...]
    leader_id: UUID | None
    car: Car | None


@dataclass(frozen=True, slots=True)
class Short:
    """One rule that cannot be kept on one day (None: on any), and how much is missing to keep it everywhere."""

    rule: RosterRule
    day: int | None
    missing: int
    squads: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Whom or what it concerns: two who ride apart, a kind of equipment."""


@dataclass(frozen=True, slots=True)
class RosterAnswer:
    """The outings; or none, the rules that contradict each other, and the smallest mend.

    Neither outings nor a conflict: nothing was found in the time given, and nothing is proved.
    """

    outings: tuple[Outing, ...]
    conflict: tuple[tuple[RosterRule, int | None], ...] = ()
    mends: tuple[Short, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether there is a roster."""
        return bool(self.outings)


def pieces(text: str) -> dict[str, int]:
    """Equipment as people write it: `破门器 2；执法记录仪 12`. A part without a number is a ValueError."""
    found: dict[str, int] = {}
    for part in re.split(r"[；;，,、\n]+", text):
        if part.strip():
            told = re.fullmatch(r"(.*\D)\s*(\d{1,4})", part.strip())
            if told is None:
                raise ValueError(part)
            kind = told.group(1).strip()
            found[kind] = found.get(kind, 0) + int(told.group(2))
    return found


def short_equipment(problem: RosterProblem) -> list[Short]:
    """Kinds of equipment of which the squads together want more than the court has."""
    wanted: dict[str, int] = {}
    for squad in problem.squads:
        for kind, count in squad.equipment.items():
            wanted[kind] = wanted.get(kind, 0) + count
    return [
        Short(RosterRule.EQUIPMENT, None, count - problem.equipment.get(kind, 0), names=(kind,))
        for kind, count in sorted(wanted.items())
        if count > problem.equipment.get(kind, 0)
    ]


def leader_of(people: Iterable[Officer]) -> UUID | None:
    """Who leads these: a judge before an executor, then by name."""
    able = [one for one in people if one.kind in officers.LEADING_KINDS]
    first = min(able, key=lambda one: (one.kind != OfficerKind.JUDGE, one.name, str(one.id)), default=None)
    return first.id if first else None


def has_power(one: Officer) -> bool:
    """Whether an officer holds powers of his own: an auxiliary does not."""
    return one.kind in officers.ENFORCEMENT_KINDS | officers.CUSTODY_KINDS


def wrongs(problem: RosterProblem, outings: Sequence[Outing]) -> list[tuple[RosterRule, UUID, int]]:
    """Every rule a roster breaks: which, of which squad, on which day. It shares no arithmetic with the solver."""
    wanted = {one.id: one for one in problem.squads}
    found = []
    if sorted((outing.day, str(outing.squad_id)) for outing in outings) != sorted(
        (day, str(one)) for day in range(problem.days) for one in wanted
    ):
        return [(RosterRule.PEOPLE, outing.squad_id, outing.day) for outing in outings] or [
            (RosterRule.PEOPLE, one.id, 0) for one in problem.squads
        ]
    for outing in outings:
        found += [(rule, outing.squad_id, outing.day) for rule in _of_outing(problem, wanted[outing.squad_id], outing)]
    for a, b in combinations(outings, 2):
        if a.day == b.day and ({one.id for one in a.members} & {one.id for one in b.members}):
            found.append((RosterRule.PEOPLE, b.squad_id, b.day))
        if a.day == b.day and a.car and a.car == b.car:
            found.append((RosterRule.CAR, b.squad_id, b.day))
    return found


def _of_outing(problem: RosterProblem, squad: Wanted, outing: Outing) -> Iterator[RosterRule]:
    kinds = [OfficerKind(one.kind) for one in outing.members]
    here = {one.id for one in outing.members}
    away = {one.id for one in problem.candidates if outing.day in one.away}
    if len(outing.members) < squad.least or here & (away | squad.barred):
        yield RosterRule.PEOPLE
    if not any(kind in officers.LEADING_KINDS for kind in kinds):
        yield RosterRule.LEADER
    if not officers.may_question(kinds):
        yield RosterRule.QUESTIONING
    if officers.judicial_police(kinds) < squad.police:
        yield RosterRule.POLICE
    if squad.women and Ability.WOMAN not in abilities(outing.members):
        yield RosterRule.WOMAN
    if not any(one.drives for one in outing.members):
        yield RosterRule.DRIVER
    if outing.car is None:
        yield RosterRule.CAR
    elif outing.car.seats < len(outing.members) + squad.free_seats:
        yield RosterRule.SEATS
    if any({a, b} <= here for a, b in problem.apart):
        yield RosterRule.APART
    if any(one.squad_id == squad.id and one.officer_id not in here | away for one in problem.fixed) or (
        squad.id in problem.fixed_cars and (outing.car is None or outing.car.id != problem.fixed_cars[squad.id])
    ):
        yield RosterRule.FIXED


def squad_name(number: int) -> str:
    """What a squad that nobody named is called, counted from one: 第五小组."""
    tens, ones = divmod(number, 10)
    before = "" if not tens else "十" if tens == 1 else SIGNS[tens] + "十"
    return f"第{before}{SIGNS[ones] if ones else ''}小组"
