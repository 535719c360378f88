"""Ways by road, asked of this deployment's source before a plan is worked out: by the worker, the terminal, and the morning."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from app.base.instant import Instant
from app.base.store import Store
from app.places import roads
from app.sweeps import queries_planning, queries_routes
from maps.points import Point
from routes.deployment import deployment

SOON_S: Final = 0.25
"""How long the morning waits for an answer: the new plan is due within a second."""


def asked_for(store: Store, sweep_id: UUID, now: Instant) -> str:
    """Ask for the ways of a sweep that nobody answered yet, where the court wants them; empty, or why the estimate stands."""
    points = _wanted(store, sweep_id)
    source = roads.source_of(deployment().settings.roads) if points else None
    return roads.fetch(store, source, points, now) if source else ""


def asked_soon(store: Store, sweep_id: UUID, now: Instant) -> str:
    """The same while squads are out: only what is new since the plan was made, and not for long."""
    points = _wanted(store, sweep_id)
    source = roads.source_of(deployment().settings.roads, SOON_S) if points else None
    return roads.fetch_new(store, source, points, now) if source else ""


def _wanted(store: Store, sweep_id: UUID) -> Sequence[Point]:
    with store.reading() as session:
        wanted = queries_planning.settings(session).by_road
        return queries_routes.every_point(session, sweep_id) if wanted else ()
