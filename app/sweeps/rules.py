"""What a sweep plans for a target, and what a squad must be able to do for it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from app.law import officers
from app.law.officers import OfficerKind


class Measure(StrEnum):
    """What is planned for a target."""

    SERVE = "serve"
    """送达传票、文书."""
    PERSUADE = "persuade"
    """释明、督促履行."""
    COMPEL = "compel"
    """拘传."""
    DETAIN = "detain"
    """拘留."""


class Category(StrEnum):
    """What a sweep is about; the words of the cases' own categories."""

    FINANCE = "finance"
    LIVELIHOOD = "livelihood"
    ENTERPRISE = "enterprise"
    WAGES = "wages"
    OTHER = "other"


class Ability(StrEnum):
    """What a squad can do that not every squad can."""

    POLICE = "police"
    """Judicial police ride with it."""
    WOMAN = "woman"
    """A woman officer rides with it."""


TAKING: Final = frozenset({Measure.COMPEL, Measure.DETAIN})
"""Measures by which a person may be taken along."""
SEATS: Final[Mapping[Measure, int]] = {
    Measure.SERVE: 0,
    Measure.PERSUADE: 0,
    Measure.COMPEL: 1,
    Measure.DETAIN: 3,
}
"""Seats that must be free: one for a compelled person; a whole bench for a detained one, for him and who guards him."""
SERVICE_MINUTES: Final[Mapping[Measure, int]] = {
    Measure.SERVE: 15,
    Measure.PERSUADE: 30,
    Measure.COMPEL: 25,
    Measure.DETAIN: 40,
}
"""How long a squad is expected to stay, until the judge says otherwise."""
LONGEST: Final = timedelta(hours=24)
"""A sweep is one day out; a longer action is one sweep for each day."""
ENOUGH_SEATS: Final = 1


@dataclass(frozen=True)
class Officer:
    """An officer as a squad counts him."""

    id: UUID
    name: str
    kind: str
    sex: str
    drives: bool


@dataclass(frozen=True)
class Car:
    """A vehicle as a squad counts it."""

    id: UUID
    plate: str
    seats: int


@dataclass(frozen=True)
class Crew:
    """People and a car, with what is planned on their route: (measure, sex of the person) of each stop."""

    id: UUID
    name: str
    officers: tuple[Officer, ...]
    car: Car | None
    leader_id: UUID | None
    tasks: tuple[tuple[str, str], ...] = ()

    @property
    def kinds(self) -> list[OfficerKind]:
        """What its officers are."""
        return [OfficerKind(one.kind) for one in self.officers]

    @property
    def free_seats(self) -> int:
        """Seats left for persons who are taken along."""
        return (self.car.seats if self.car else 0) - len(self.officers)


def abilities(people: Iterable[Officer]) -> frozenset[Ability]:
    """What these officers can do together. An auxiliary holds no power of her own and does not count as the woman officer."""
    here = list(people)
    found = {Ability.POLICE} if officers.may_compel([OfficerKind(one.kind) for one in here]) else set()
    powers = officers.ENFORCEMENT_KINDS | officers.CUSTODY_KINDS
    if any(one.sex == "female" and one.kind in powers for one in here):
        found.add(Ability.WOMAN)
    return frozenset(found)


def needs(measure: str, sex: str) -> frozenset[Ability]:
    """What a squad must be able to do for a target of that sex."""
    if Measure(measure) not in TAKING:
        return frozenset()
    return frozenset({Ability.POLICE, Ability.WOMAN} if sex == "female" else {Ability.POLICE})


def seats(measure: str) -> int:
    """How many seats must be free for a target."""
    return SEATS[Measure(measure)]


class Tone(StrEnum):
    """How grave a finding is: a danger stops the publication."""

    DANGER = "danger"
    WARN = "warn"


@dataclass(frozen=True)
class SquadFinding:
    """Something wrong with a squad or its route. `citation` is a key of the law, or empty where good order alone asks for it."""

    squad_id: UUID | None
    """None: of the sweep as a whole."""
    squad: str
    code: str
    tone: Tone = Tone.DANGER
    citation: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def of_route(self) -> bool:
        """Whether it is about the way, not about people and cars."""
        return self.squad_id is None or "late" in self.code or "stops" in self.code

    @property
    def blocks(self) -> bool:
        """Whether the sweep cannot be published with it."""
        return self.tone is Tone.DANGER


def squad_findings(crews: Sequence[Crew]) -> list[SquadFinding]:
    """Everything wrong with the squads of one sweep, squad by squad."""
    busy = Counter(one.id for crew in crews for one in crew.officers)
    cars = Counter(crew.car.id for crew in crews if crew.car)
    return [
        finding
        for crew in crews
        for finding in (*_people(crew), *_for_route(crew), *_car(crew), *_twice(crew, busy, cars))
    ]


def sweep_findings(*, squads: int, placed: int, targets: int) -> list[SquadFinding]:
    """What is wrong with a sweep as a whole: nobody to send, nowhere to go, somebody left out."""
    found = []
    if not squads:
        found.append(SquadFinding(None, "", "sweeps.whole.no_squads"))
    if not placed:
        found.append(SquadFinding(None, "", "sweeps.whole.no_stops"))
    elif placed < targets:
        found.append(SquadFinding(None, "", "sweeps.whole.unplaced", Tone.WARN, facts={"count": targets - placed}))
    return found


def _people(crew: Crew) -> Iterable[SquadFinding]:
    if not officers.may_question(crew.kinds):
        yield _found(
            crew,
            "few_officers",
            citation=officers.QUESTIONING_CITATION,
            least=officers.QUESTIONING_OFFICERS,
            count=officers.enforcement_officers(crew.kinds),
        )
    leader = next((one for one in crew.officers if one.id == crew.leader_id), None)
    if leader is None:
        yield _found(crew, "no_leader")
    elif leader.kind not in officers.LEADING_KINDS:
        yield _found(crew, "leader_kind", name=leader.name)


def _for_route(crew: Crew) -> Iterable[SquadFinding]:
    able = abilities(crew.officers)
    taken = [sex for measure, sex in crew.tasks if Measure(measure) in TAKING]
    if taken and Ability.POLICE not in able:
        yield _found(crew, "no_police", citation=officers.POLICE_CITATION)
    elif taken and officers.judicial_police(crew.kinds) < officers.COMPELLING_POLICE:
        # WARN: the law wants police there; that the 拘传票 names two is the form's rule.
        yield _found(
            crew,
            "few_police",
            tone=Tone.WARN,
            citation=officers.POLICE_CITATION,
            least=officers.COMPELLING_POLICE,
            count=officers.judicial_police(crew.kinds),
        )
    if "female" in taken and Ability.WOMAN not in able:
        yield _found(crew, "no_woman", citation=officers.WOMAN_CUSTODY_CITATION)
    if not crew.tasks:
        yield _found(crew, "no_stops", tone=Tone.WARN)


def _car(crew: Crew) -> Iterable[SquadFinding]:
    if crew.car is None:
        yield _found(crew, "no_vehicle")
        return
    if not any(one.drives for one in crew.officers):
        yield _found(crew, "no_driver")
    least = max((ENOUGH_SEATS, *(seats(measure) for measure, _ in crew.tasks)))
    if crew.free_seats < least:
        yield _found(crew, "few_seats", least=least, count=max(crew.free_seats, 0), plate=crew.car.plate)


def _twice(crew: Crew, busy: Mapping[UUID, int], cars: Mapping[UUID, int]) -> Iterable[SquadFinding]:
    for one in crew.officers:
        if busy[one.id] > 1:
            yield _found(crew, "officer_twice", name=one.name)
    if crew.car and cars[crew.car.id] > 1:
        yield _found(crew, "vehicle_twice", plate=crew.car.plate)


def _found(crew: Crew, code: str, *, tone: Tone = Tone.DANGER, citation: str = "", **facts: Any) -> SquadFinding:
    return SquadFinding(crew.id, crew.name, f"sweeps.squad.{code}", tone, citation, facts)
