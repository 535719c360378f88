"""How likely somebody is met at a door: what the court supposes, corrected by what its own visits showed. Pure.

A chance is a Beta distribution. It starts from the court's supposition for the kind of address and the hours, is moved by
all visits to such doors at such hours, and then by those of the same kind of day and season. Old visits count less; fewer
than a set number count not at all. Only open visits are learned from, never anything gathered in secret.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

NEVER: Final = 0.01
ALWAYS: Final = 0.99
"""Nobody is certain to be out, or in."""
WINTER: Final = frozenset({11, 12, 1, 2, 3})
SATURDAY: Final = 5


class Band(StrEnum):
    """Hours of the day in which a person's whereabouts are much the same."""

    DAWN = "dawn"
    MORNING = "morning"
    FORENOON = "forenoon"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


BEGINS: Final[Mapping[Band, time]] = {
    Band.DAWN: time(5, 0),
    Band.MORNING: time(7, 30),
    Band.FORENOON: time(9, 0),
    Band.NOON: time(11, 30),
    Band.AFTERNOON: time(14, 0),
    Band.EVENING: time(18, 0),
    Band.NIGHT: time(22, 0),
}
"""When each band begins, Beijing time; the last one runs to the first of the next day."""


class Week(StrEnum):
    """The kind of day."""

    WORKDAY = "workday"
    WEEKEND = "weekend"


class Season(StrEnum):
    """Farm work keeps people away from home in summer, and brings those who work far away home in winter."""

    SUMMER = "summer"
    WINTER = "winter"


class Origin(StrEnum):
    """What a chance rests on."""

    SUPPOSED = "supposed"
    """The court's supposition alone."""
    HOURS = "hours"
    """Visits to such doors at such hours."""
    DAY = "day"
    """Visits to such doors at such hours on such days in that season."""


def band_of(moment: datetime | time) -> Band:
    """The band a Beijing clock time lies in."""
    clock = moment.time() if isinstance(moment, datetime) else moment
    return next((band for band in reversed(Band) if clock >= BEGINS[band]), Band.NIGHT)


def bands_between(first: datetime, last: datetime) -> list[tuple[Band, datetime, datetime]]:
    """The bands of a span of Beijing time (a day at most) in their order, each with its own share of the span."""
    days = (first, first + timedelta(days=1))
    starts = [
        day.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0) for day in days for at in BEGINS.values()
    ]
    edges = [first, *(edge for edge in starts if first < edge < last), last]
    return [(band_of(a), a, b) for a, b in pairwise(edges) if a < b]


def week_of(day: date) -> Week:
    """Whether people are at work or at home that day."""
    return Week.WEEKEND if day.weekday() >= SATURDAY else Week.WORKDAY


def season_of(day: date) -> Season:
    """The half of the year."""
    return Season.WINTER if day.month in WINTER else Season.SUMMER


@dataclass(frozen=True, slots=True)
class Cell:
    """Where and when somebody may be met."""

    kind: str
    """Kind of address."""
    band: Band
    week: Week
    season: Season

    @classmethod
    def at(cls, kind: str, moment: datetime) -> "Cell":
        """The cell of a door at a Beijing time."""
        return cls(kind, band_of(moment), week_of(moment.date()), season_of(moment.date()))


@dataclass(frozen=True, slots=True)
class Seen:
    """One visit that tells whether somebody was met."""

    cell: Cell
    met: bool
    on: date


@dataclass(frozen=True)
class Priors:
    """What the court supposes, kind by kind and band by band, and how much visits weigh against it."""

    chances: Mapping[str, Mapping[Band, float]]
    strength: float = 8.0
    """To how many visits the supposition is worth."""
    least: int = 5
    """Fewer visits than that are not learned from."""
    half_life_days: int = 540
    """After that time a visit counts half."""

    def of(self, kind: str, band: Band) -> float:
        """The supposed chance; a kind nobody knows is met as at a registered address."""
        return self.chances.get(kind, self.chances.get("registered", {})).get(band, 0.3)


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely somebody is met, on how many visits that rests, and what they showed."""

    p: float
    supposed: float
    visits: int
    met: int
    origin: Origin


@dataclass
class _Tally:
    """Visits of one kind: how many, and their weight now."""

    visits: int = 0
    met: int = 0
    weight: float = 0.0
    weight_met: float = 0.0

    def add(self, one: Seen, weight: float) -> None:
        self.visits += 1
        self.weight += weight
        if one.met:
            self.met += 1
            self.weight_met += weight


@dataclass
class Learned:
    """The chances as a court knows them on a day."""

    priors: Priors
    hours: dict[tuple[str, Band], _Tally] = field(default_factory=dict)
    days: dict[Cell, _Tally] = field(default_factory=dict)

    def chance(self, cell: Cell) -> Chance:
        """How likely somebody is met there and then."""
        supposed = self.priors.of(cell.kind, cell.band)
        p, origin, shown = supposed, Origin.SUPPOSED, _Tally()
        for level, tally in (
            (Origin.HOURS, self.hours.get((cell.kind, cell.band))),
            (Origin.DAY, self.days.get(cell)),
        ):
            if tally is not None and tally.visits >= max(self.priors.least, 1):
                strength = self.priors.strength
                p = (p * strength + tally.weight_met) / (strength + tally.weight)
                origin, shown = level, tally
        return Chance(min(max(p, NEVER), ALWAYS), supposed, shown.visits, shown.met, origin)

    def of_hours(self, kind: str, band: Band) -> tuple[int, int, float]:
        """Of a kind of address and a band: how many visits, how many met somebody, and the chance these lead to."""
        tally = self.hours.get((kind, band), _Tally())
        p = self.priors.of(kind, band)
        if tally.visits >= max(self.priors.least, 1):
            p = (p * self.priors.strength + tally.weight_met) / (self.priors.strength + tally.weight)
        return tally.visits, tally.met, p


def learn(priors: Priors, seen: Iterable[Seen], today: date) -> Learned:
    """What visits up to today teach."""
    found = Learned(priors)
    for one in seen:
        age = max((today - one.on).days, 0)
        weight = 0.5 ** (age / max(priors.half_life_days, 1))
        found.hours.setdefault((one.cell.kind, one.cell.band), _Tally()).add(one, weight)
        found.days.setdefault(one.cell, _Tally()).add(one, weight)
    return found


def log_loss(chances: Iterable[tuple[float, bool]]) -> float:
    """How badly chances told what happened, in nats a visit; less is better."""
    losses = [-math.log(p if met else 1 - p) for p, met in chances]
    return sum(losses) / len(losses) if losses else 0.0
