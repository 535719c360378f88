"""Looking back: what was planned against what came of it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.field.rules import Visit, VisitKind
from app.reviews.tables import Lesson
from app.sweeps import queries as sweeps
from app.sweeps import queries_planning, queries_results, queries_routes
from app.sweeps.presence import Band, Cell
from app.sweeps.results import Came
from app.sweeps.views import RouteView, StopView, SweepView


@dataclass(frozen=True)
class Looked:
    """One stop of a route as planned, the first thing recorded there, and what came of it."""

    route: RouteView
    stop: StopView
    first: Visit | None
    came: Came

    @property
    def squad(self) -> str:
        """Whose stop it was."""
        return self.route.squad.name

    @property
    def met(self) -> bool:
        """Whether somebody was met at the first visit."""
        return self.first is not None and self.first.kind != VisitKind.MISS

    @property
    def again(self) -> bool:
        """Whether it is to be called on again: nobody came there, or nobody was met and nothing came of it since."""
        return not self.came.results and not self.met

    @property
    def late_minutes(self) -> int | None:
        """Minutes after the planned arrival; negative when earlier; None when nobody arrived."""
        if self.first is None:
            return None
        return _minute(self.first.at) - _minute(self.stop.arrive_at)


@dataclass(frozen=True)
class LessonView:
    """A remark of the look-back."""

    text: str
    at: Instant
    by_id: UUID | None


FLOOR: Final = 0.02
CERTAIN: Final = 2.0


def _minute(at: Instant) -> int:
    """The minute a clock shows, counted on, so that the difference is that of the two times shown."""
    return int(at.utc.timestamp() // 60)


def looked_back(session: Session, scope: Scope, sweep_id: UUID) -> list[Looked]:
    """Every stop of a sweep in the order of the plan."""
    routes = queries_routes.routes(session, scope, sweep_id)
    stops = [stop for route in routes for stop in route.stops]
    visits = queries_results.visits_of_stops(session, scope, stops)
    came = queries_results.came(session, scope, sweeps.sweep(session, sweep_id), stops, visits)
    return [
        Looked(route, stop, next(iter(visits.get(stop.target_id, ())), None), came[stop.target_id])
        for route in routes
        for stop in route.stops
    ]


@dataclass(frozen=True)
class Foretold:
    """Doors of one kind at one band: how many were visited, at how many somebody was met, and how many were expected."""

    kind: str
    band: str
    visits: int
    met: int
    expected: float
    supposed: int
    """Percent that the court supposed before its visits taught it."""

    @property
    def off(self) -> float:
        """How many more were met than expected; negative: fewer."""
        return self.met - self.expected

    @property
    def wrong(self) -> bool:
        """Whether that is more than chance alone would bring (two standard deviations)."""
        p = min(max(self.expected / self.visits, FLOOR), 1 - FLOOR)
        return abs(self.off) > CERTAIN * math.sqrt(self.visits * p * (1 - p))


def foretold(session: Session, looked: Iterable[Looked], sweep: SweepView) -> list[Foretold]:
    """What was expected at the doors that were visited, against what was found, the most wrong first."""
    known = queries_planning.learned(session, sweep.starts_at)
    found: dict[tuple[str, str], list[tuple[float, bool]]] = {}
    for one in looked:
        if one.first is not None:
            cell = Cell.at(one.stop.address.kind, one.first.at.beijing)
            chance = one.stop.chance / 100 if one.stop.chance else known.chance(cell).p
            found.setdefault((cell.kind, cell.band.value), []).append((chance, one.met))
    priors = queries_planning.settings(session).priors
    rows = [
        Foretold(
            kind,
            band,
            len(many),
            sum(met for _, met in many),
            sum(p for p, _ in many),
            round(priors.of(kind, Band(band)) * 100),
        )
        for (kind, band), many in found.items()
    ]
    return sorted(rows, key=lambda row: (not row.wrong, -abs(row.off)))


def lessons(session: Session, sweep_id: UUID) -> list[LessonView]:
    """The remarks on a sweep, the newest first."""
    rows = session.scalars(select(Lesson).where(Lesson.sweep_id == sweep_id).order_by(Lesson.at.desc()))
    return [LessonView(row.text, row.at, row.by_id) for row in rows]
