"""What the room of sweeps tells others: frozen values, never rows."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final
from uuid import UUID

from app.base.instant import Instant
from app.base.money import Money
from app.cases.views import PersonBrief
from app.places.queries import AddressView
from app.sweeps.rules import Car, Crew, Officer
from maps.travel import LABEL

LABELS: Final = {
    "road": "按路网服务的行车时间",
    "both": "部分按路网服务的行车时间，其余为估算（无路网）",
    "estimate": LABEL,
}
"""What papers say of where times come from."""


@dataclass(frozen=True)
class SweepView:
    """A 专项行动."""

    id: UUID
    number: int
    name: str
    category: str
    aim: str
    starts_at: Instant
    ends_at: Instant
    commander_id: UUID
    risks: str
    planned_by: UUID | None
    published_at: Instant | None
    published_by: UUID | None

    @property
    def published(self) -> bool:
        """Whether the squads see it; it can no longer be planned then."""
        return self.published_at is not None

    @property
    def days(self) -> tuple[date, ...]:
        """The days it runs on: one, or two when it runs over midnight."""
        return tuple(sorted({self.starts_at.day, self.ends_at.day}))

    @property
    def span(self) -> tuple[Instant, Instant]:
        """Its days from midnight to midnight in Beijing: what comes of it in the evening counts."""
        first, last = self.days[0], self.days[-1]
        return Instant.beijing_time(first, time()), Instant.beijing_time(last, time()) + timedelta(days=1)


@dataclass(frozen=True)
class TargetView:
    """A person sought, in one case. `squad_id` and `arrive_at` are empty while he is on no route."""

    id: UUID
    sweep_id: UUID
    case_id: UUID
    case_number: str
    case_category: str
    person: PersonBrief
    measure: str
    value: Money
    weight: int
    plan: str
    risks: str
    address: AddressView | None
    service_minutes: int
    open_from: Instant | None
    open_until: Instant | None
    position: int
    squad_id: UUID | None
    arrive_at: Instant | None

    @property
    def located(self) -> bool:
        """Whether a proposal of routes can go there."""
        return self.address is not None and self.address.point is not None


@dataclass(frozen=True)
class SquadView:
    """A squad with its people and its car."""

    id: UUID
    sweep_id: UUID
    position: int
    name: str
    leader_id: UUID | None
    members: tuple[Officer, ...]
    car: Car | None
    printer: str = ""
    """The printer that goes along."""

    @property
    def leader(self) -> Officer | None:
        """Who leads, if he is a member."""
        return next((one for one in self.members if one.id == self.leader_id), None)

    def crew(self, tasks: tuple[tuple[str, str], ...]) -> Crew:
        """The squad as the rules look at it, with the measure and sex of each stop."""
        return Crew(self.id, self.name, self.members, self.car, self.leader_id, tasks)


@dataclass(frozen=True)
class StopView:
    """A target's place on a route. `drive_s` and `metres` lead from the stop before."""

    id: UUID
    squad_id: UUID
    position: int
    target: TargetView
    address: AddressView
    arrive_at: Instant
    leave_at: Instant
    locked: bool
    drive_s: int
    metres: int
    wait_s: int
    late_s: int
    stay_s: int
    chance: int | None = None
    """Percent with which he is expected to be met; None: placed by hand."""
    by_road: bool = False
    """Whether the way to him is known by road; else it is estimated."""

    @property
    def target_id(self) -> UUID:
        """Whom the stop is for."""
        return self.target.id

    @property
    def case_id(self) -> UUID:
        """In which case."""
        return self.target.case_id

    @property
    def person_id(self) -> UUID:
        """Who is sought."""
        return self.target.person.id

    @property
    def measure(self) -> str:
        """What is planned."""
        return self.target.measure

    @property
    def guessed(self) -> bool:
        """Whether nobody knows where the address lies, so that the drive is the county's estimate."""
        return self.address.point is None


@dataclass(frozen=True)
class RouteView:
    """A squad's day: its stops in order, and when it is back."""

    squad: SquadView
    stops: tuple[StopView, ...]
    starts_at: Instant
    back_at: Instant
    back_metres: int
    metres: int
    drive_s: int
    late_s: int
    back_by_road: bool = False

    @property
    def source(self) -> str:
        """Where the times of its ways come from: road, estimate, or both."""
        known = {*(stop.by_road for stop in self.stops), self.back_by_road}
        return "both" if len(known) > 1 else "road" if self.back_by_road else "estimate"

    @property
    def label(self) -> str:
        """The same for papers."""
        return LABELS[self.source]

    @property
    def kilometres(self) -> str:
        """The whole way, to a tenth."""
        return f"{self.metres / 1000:.1f}"

    @property
    def hours(self) -> str:
        """Time away, as hours and minutes."""
        minutes = int((self.back_at - self.starts_at).total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"


@dataclass(frozen=True)
class Today:
    """What an officer sees on his tablet."""

    sweep: SweepView
    squad: SquadView
    route: RouteView

    @property
    def stops(self) -> tuple[StopView, ...]:
        """The stops in order."""
        return self.route.stops


@dataclass(frozen=True)
class Turn:
    """One officer, or one vehicle, out on one day; `id` is the roll-call behind it."""

    id: UUID
    who_id: UUID
    squad_id: UUID | None
    on_day: date
    at: Instant


@dataclass(frozen=True)
class PlannedView:
    """A sweep in which a person of a case is sought."""

    target_id: UUID
    case_id: UUID
    person_id: UUID
    measure: str
    sweep_id: UUID
    sweep_number: int
    sweep_name: str
    starts_at: Instant
    published: bool
