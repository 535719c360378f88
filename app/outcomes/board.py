"""The live board: how far each squad is, who is held, which clocks run, what came in."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.field.rules import Visit
from app.measures import queries as measures
from app.measures.views import ClockView, HeldView
from app.money import queries as money
from app.money.views import MoneyClock
from app.outcomes import queries
from app.outcomes.rules import Figure
from app.sweeps import queries as sweeps
from app.sweeps import queries_results, queries_routes
from app.sweeps.results import Came
from app.sweeps.views import RouteView, StopView, SweepView


@dataclass(frozen=True)
class StopState:
    """A stop, what came of it, and when somebody first stood there."""

    stop: StopView
    came: Came
    seen_at: Instant | None


@dataclass(frozen=True)
class SquadState:
    """A squad's route and how much of it is done."""

    route: RouteView
    stops: tuple[StopState, ...]

    @property
    def done(self) -> int:
        """Stops at which something was recorded."""
        return sum(1 for one in self.stops if one.came.last)


@dataclass(frozen=True)
class Board:
    """Everything the wall shows."""

    sweep: SweepView
    squads: tuple[SquadState, ...]
    figures: dict[str, Figure]
    held: tuple[HeldView, ...]
    clocks: tuple[ClockView, ...]
    money_clocks: tuple[MoneyClock, ...]


def board(session: Session, scope: Scope, sweep_id: UUID, now: Instant) -> Board:
    """The board of a sweep at this moment."""
    routes = queries_routes.routes(session, scope, sweep_id)
    sweep = sweeps.sweep(session, sweep_id)
    stops = [stop for route in routes for stop in route.stops]
    visits = queries_results.visits_of_stops(session, scope, stops)
    came = queries_results.came(session, scope, sweep, stops, visits)
    held, clocks = measures.watch(session, scope, now)
    return Board(
        sweep=sweep,
        squads=tuple(_squad(route, came, visits) for route in routes),
        figures=queries.line(session, scope, sweep_id),
        held=tuple(held),
        clocks=tuple(clocks),
        money_clocks=tuple(money.running_clocks(session, scope, now)),
    )


def _squad(route: RouteView, came: dict[UUID, Came], visits: dict[UUID, list[Visit]]) -> SquadState:
    first = {target_id: found[0].at for target_id, found in visits.items()}
    stops = (StopState(stop, came[stop.target_id], first.get(stop.target_id)) for stop in route.stops)
    return SquadState(route, tuple(stops))
