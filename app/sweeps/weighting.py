"""What finding a person is worth, 1 to 100: each point has its reason, and the court sets how many points a reason gives. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from app.base.money import Money

LEAST: Final = 1
MOST: Final = 100
FEN_A_STEP: Final = 10_000 * 100
"""A step of the sum: ten thousand yuan."""
DAYS_A_YEAR: Final = 365


class Ground(StrEnum):
    """Why a target is worth what it is worth."""

    BASE = "base"
    CATEGORY = "category"
    SUM = "sum"
    AGE = "age"
    LEAD = "lead"


class LeadStrength(StrEnum):
    """What the court knows of his whereabouts."""

    NONE = "none"
    WAITING = "waiting"
    """Somebody told; nobody looked yet."""
    CONFIRMED = "confirmed"
    """Looked into, and true."""


@dataclass(frozen=True)
class Weighting:
    """How many points each ground gives. Wages and maintenance come first."""

    base: int = 40
    category: Mapping[str, int] = field(default_factory=lambda: {"wages": 20, "livelihood": 15})
    sum_step: int = 3
    """For each full ten thousand yuan that is left."""
    sum_most: int = 30
    age_year: int = 2
    """For each full year since the case was filed."""
    age_most: int = 10
    lead: Mapping[str, int] = field(default_factory=lambda: {LeadStrength.WAITING: 3, LeadStrength.CONFIRMED: 8})


@dataclass(frozen=True, slots=True)
class Worth:
    """The points of a target, ground by ground, and what they come to between 1 and 100."""

    parts: tuple[tuple[Ground, int], ...]

    @property
    def points(self) -> int:
        """The weight."""
        return min(max(sum(points for _, points in self.parts), LEAST), MOST)


def worth_of(
    weighting: Weighting, *, category: str, left: Money, filed_on: date, today: date, lead: LeadStrength
) -> Worth:
    """What finding this person is worth today."""
    years = max((today - filed_on).days, 0) // DAYS_A_YEAR
    found = (
        (Ground.BASE, weighting.base),
        (Ground.CATEGORY, weighting.category.get(category, 0)),
        (Ground.SUM, min(weighting.sum_most, int(left) // FEN_A_STEP * weighting.sum_step)),
        (Ground.AGE, min(weighting.age_most, years * weighting.age_year)),
        (Ground.LEAD, weighting.lead.get(lead, 0)),
    )
    return Worth(tuple(part for part in found if part[1]))


def strongest(results: Sequence[str]) -> LeadStrength:
    """What the leads on one person's whereabouts come to; each as the answer it got, or empty while it waits."""
    if "true" in results:
        return LeadStrength.CONFIRMED
    return LeadStrength.WAITING if "" in results else LeadStrength.NONE
