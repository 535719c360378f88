"""How long the ways between the places of a sweep are: by road where the court knows it, else the estimate; and what its own drives taught. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Final

from app.sweeps.planning import Table, matrices
from maps.points import Point
from maps.travel import Travel

Known = Mapping[tuple[Point, Point], tuple[int, int]]
"""Seconds and metres by road from one point to another, where they are known."""
WHOLE: Final = 100
SHRINK: Final = 5
"""To how many drives the estimate is worth."""
SLOWEST: Final = 300
FASTEST: Final = 50
FULL: Final = 20
"""Of twenty parts: which one to plan with. The thirteenth is the 65 % quantile: rather late than kept waiting."""
PART: Final = 13


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a sweep: where it lies, and in which township."""

    point: Point | None
    township: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """One drive as it was: into which township, how long it was estimated, how long it took."""

    township: str
    estimated_s: int
    taken_s: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How much longer drives into a township take than estimated, in percent, and from how many drives that is known."""

    percent: int
    drives: int


def tables(
    spots: Sequence[Spot], travel: Travel, *, paces: Mapping[str, int], known: Known, slower: int = WHOLE
) -> tuple[Table, Table]:
    """Seconds and metres from each place to each. `paces`: percent by township; `slower`: percent for ways by road."""
    import numpy as np  # noqa: PLC0415 - loads where it is used

    seconds, metres = (table.numbers.copy() for table in matrices([one.point for one in spots], travel))
    for column, spot in enumerate(spots):
        if paces.get(spot.township):
            seconds[:, column] = np.round(seconds[:, column] * paces[spot.township] / WHOLE)
    if known:
        for row, start in enumerate(spots):
            for column, goal in enumerate(spots):
                cell = known.get((start.point, goal.point)) if start.point and goal.point else None
                if cell and row != column:
                    seconds[row, column], metres[row, column] = round(cell[0] * slower / WHOLE), cell[1]
    return Table(seconds), Table(metres)


def paces(legs: Iterable[Leg]) -> dict[str, Pace]:
    """What drives taught, township by township: a high part of their ratios, drawn towards the estimate while they are few."""
    ratios: dict[str, list[float]] = {}
    for leg in legs:
        if leg.township and leg.estimated_s > 0 and leg.taken_s > 0:
            ratios.setdefault(leg.township, []).append(leg.taken_s / leg.estimated_s)
    return {township: _pace(many) for township, many in sorted(ratios.items())}


def _pace(ratios: list[float]) -> Pace:
    usual = quantiles(ratios, n=FULL, method="inclusive")[PART - 1] if len(ratios) > 1 else ratios[0]
    drawn = (SHRINK + len(ratios) * usual) / (SHRINK + len(ratios))
    return Pace(min(max(round(drawn * WHOLE), FASTEST), SLOWEST), len(ratios))
