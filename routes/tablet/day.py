"""The sweep of the day as an officer carries it: his squad, its stops, and one stop by its id."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import missing
from app.staff.verbs import Role
from app.sweeps import queries as sweeps
from app.sweeps.queries_routes import routes, sweep_of_stop
from app.sweeps.views import RouteView, SquadView, StopView, SweepView


@dataclass(frozen=True)
class Day:
    """A published sweep with the route that is looked at; `squads` are all whose routes this officer may see."""

    sweep: SweepView
    route: RouteView
    squads: tuple[SquadView, ...]


@dataclass(frozen=True)
class Place:
    """A stop with the sweep and the squad it belongs to."""

    sweep: SweepView
    squad: SquadView
    stop: StopView


def today(session: Session, actor: Actor, squad_id: UUID | None = None) -> Day | None:
    """The published sweep that is on, or comes next; his own squad unless he asks for another that he may see."""
    coming = [one for one in _published(session, actor) if one.ends_at.day >= actor.now.day]
    for sweep in reversed(coming):
        seen = _seen(session, actor, sweep)
        if not seen:
            continue
        wanted = [one for one in seen if one.squad.id == squad_id] if squad_id else []
        own = [one for one in seen if one.squad.id in actor.squad_ids]
        return Day(sweep, (wanted or own or seen)[0], tuple(one.squad for one in seen))
    return None


def place(session: Session, actor: Actor, stop_id: UUID) -> Place:
    """One stop on a route he may see, or a refusal as missing."""
    sweep_id = sweep_of_stop(session, stop_id)
    for sweep in (one for one in _published(session, actor) if one.id == sweep_id):
        for route in _seen(session, actor, sweep):
            for stop in route.stops:
                if stop.id == stop_id:
                    return Place(sweep, route.squad, stop)
    raise missing("stop")


def about(place: Place) -> dict[str, str]:
    """Whom a deed at this stop is about, as its letter says it."""
    stop = place.stop
    named = {
        "case_id": stop.case_id,
        "person_id": stop.person_id,
        "target_id": stop.target_id,
        "squad_id": place.squad.id,
    }
    return {name: str(value) for name, value in named.items()}


def _published(session: Session, actor: Actor) -> Iterable[SweepView]:
    """The newest first."""
    return [one for one in sweeps.sweeps(session, actor) if one.published]


def _seen(session: Session, actor: Actor, sweep: SweepView) -> list[RouteView]:
    """A bailiff sees the routes of his squads; who leads sees every route with a case of his."""
    leads = bool(actor.roles - {Role.BAILIFF})
    found = routes(session, actor.scope, sweep.id)
    return [one for one in found if one.squad.id in actor.squad_ids or (leads and one.stops)]
