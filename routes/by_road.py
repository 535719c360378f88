"""Ways by road, asked of this deployment's source before a plan is worked out: by the worker and by the terminal."""

from uuid import UUID

from app.base.instant import Instant
from app.base.store import Store
from app.places import roads
from app.sweeps import queries_planning, queries_routes
from routes.deployment import deployment


def asked_for(store: Store, sweep_id: UUID, now: Instant) -> str:
    """Ask for the ways of a sweep that nobody answered yet, where the court wants them; empty, or why the estimate stands."""
    with store.reading() as session:
        wanted = queries_planning.settings(session).by_road
        points = queries_routes.every_point(session, sweep_id) if wanted else []
    source = roads.source_of(deployment().settings.roads) if wanted else None
    return roads.fetch(store, source, points, now) if source else ""
