"""What a court supposes and wants when it plans: chances by hours, points by ground, how long ways take. Pure values, read at the door."""

from datetime import time
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from app.base.instant import Instant
from app.base.reading import Command
from app.places.rules import AddressKind
from app.sweeps.presence import WINTER, Band, Priors
from app.sweeps.weighting import LeadStrength, Weighting
from maps.travel import Travel

Percent = Annotated[int, Field(ge=1, le=99)]
Points = Annotated[int, Field(ge=0, le=100)]
Row = tuple[Percent, Percent, Percent, Percent, Percent, Percent, Percent]
"""A chance for each band, in their order."""

KINDS: Final = tuple(AddressKind)
LIGHT: Final = time(7)
CHANCES: Final[dict[AddressKind, Row]] = {
    AddressKind.HOME: (62, 45, 28, 33, 25, 60, 75),
    AddressKind.PARENTS: (35, 32, 28, 30, 25, 35, 35),
    AddressKind.WORK: (8, 35, 52, 30, 50, 12, 5),
    AddressKind.MARKET: (5, 22, 38, 29, 22, 8, 3),
    AddressKind.KIN: (22, 20, 16, 16, 15, 24, 25),
    AddressKind.REGISTERED: (38, 30, 20, 23, 18, 38, 45),
}
"""What is supposed until the court says otherwise: people are met at home before work, at work before noon.

At noon at home a sixth likelier than in the forenoon, no more: not everybody comes home to eat, and no squad should wait for it.
"""
SUPPOSED: Final = Priors({kind: {band: row[n] / 100 for n, band in enumerate(Band)} for kind, row in CHANCES.items()})


class PlanningSettings(Command):
    """Everything of it in one value; each version stands from its moment on."""

    chances: dict[AddressKind, Row] = Field(default_factory=lambda: dict(CHANCES))
    strength: Annotated[int, Field(ge=1, le=200)] = 8
    least_visits: Annotated[int, Field(ge=1, le=1000)] = 5
    half_life_days: Annotated[int, Field(ge=30, le=3650)] = 540
    knock_minutes: Annotated[int, Field(ge=1, le=60)] = 7
    """How long a squad stays where nobody is found."""

    strike_minutes: Annotated[int, Field(ge=1, le=60)] = 10
    """How far apart those who would warn one another are called on at most (同时敲门)."""

    base: Points = 40
    wages: Points = 20
    livelihood: Points = 15
    enterprise: Points = 0
    finance: Points = 0
    sum_step: Points = 3
    sum_most: Points = 30
    age_year: Points = 2
    age_most: Points = 10
    lead_waiting: Points = 3
    lead_confirmed: Points = 8

    detour: Annotated[float, Field(ge=1, le=3)] = 1.45
    kmh: Annotated[float, Field(ge=5, le=120)] = 34
    stop_overhead_s: Annotated[int, Field(ge=0, le=900)] = 90
    winter_percent: Annotated[int, Field(ge=100, le=300)] = 100
    """How much longer ways take from November to March."""
    dawn_percent: Annotated[int, Field(ge=100, le=300)] = 100
    """How much longer they take while it is dark, for sweeps that start before 07:00."""
    by_road: bool = False
    """Whether ways by road that the court's own service answered are used before the estimate."""
    paces: dict[Annotated[str, StringConstraints(max_length=40)], Annotated[int, Field(ge=50, le=300)]] = Field(
        default_factory=dict
    )
    """Percent by township, as learned from the court's own drives and taken over by somebody."""
    equipment: Annotated[str, StringConstraints(max_length=400)] = ""
    """What equipment the court has, as people write it: 破门器 2；执法记录仪 12."""
    note: Annotated[str, StringConstraints(max_length=400)] = ""
    """Why it was set so."""

    def travel(self, starts: Instant) -> Travel:
        """How long ways take on that day: longer in winter, and while it is dark."""
        return Travel(self.detour, self.kmh * 100 / self.slower(starts), self.stop_overhead_s)

    def slower(self, starts: Instant) -> int:
        """In percent, how much longer a way takes on that day than on a summer noon."""
        slower = 100
        if starts.beijing.month in WINTER:
            slower = slower * self.winter_percent // 100
        if starts.beijing.time() < LIGHT:
            slower = slower * self.dawn_percent // 100
        return slower

    @property
    def priors(self) -> Priors:
        """The chances as the rules of presence want them."""
        table = {kind.value: {band: row[n] / 100 for n, band in enumerate(Band)} for kind, row in self.chances.items()}
        return Priors(table, float(self.strength), self.least_visits, self.half_life_days)

    @property
    def weighting(self) -> Weighting:
        """The points as the rules of worth want them."""
        category = {name: getattr(self, name) for name in ("wages", "livelihood", "enterprise", "finance")}
        lead: dict[str, int] = {LeadStrength.WAITING: self.lead_waiting, LeadStrength.CONFIRMED: self.lead_confirmed}
        return Weighting(self.base, category, self.sum_step, self.sum_most, self.age_year, self.age_most, lead)
