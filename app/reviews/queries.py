"""Looking back: what was planned against what came of it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.field.rules import Visit
from app.reviews.tables import Lesson
from app.sweeps import queries as sweeps
from app.sweeps import queries_results, queries_routes
from app.sweeps.results import Came
from app.sweeps.views import RouteView, StopView


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


def lessons(session: Session, sweep_id: UUID) -> list[LessonView]:
    """The remarks on a sweep, the newest first."""
    rows = session.scalars(select(Lesson).where(Lesson.sweep_id == sweep_id).order_by(Lesson.at.desc()))
    return [LessonView(row.text, row.at, row.by_id) for row in rows]
