"""Plays the scenes in their order, each in one transaction, and moves the demonstration's clock along."""

from collections.abc import Callable

from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.base.settings import Settings
from app.base.store import Store
from app.court import queries as court
from app.court.actions import set_fact
from routes.demonstration import papers, seals
from routes.demonstration.clockwork import EVENING, at
from routes.demonstration.day import SCENES
from routes.demonstration.loading import set_clock
from routes.demonstration.stage import Scene, set_stage

PAPERS_AT = at("18:40", EVENING)
"""The president has approved; now the papers can be issued."""
PLAYED = "demonstration_played"
"""The fact that tells how many scenes were played."""


def play(
    store: Store, until: Instant | None, told: Callable[[Scene], None], *, settings: Settings | None = None
) -> int:
    """Play what was not played yet, up to `until`; refuse in a real court. Tells how many scenes were played.

    Papers are issued and sealed where `settings` say where their bytes lie.
    """
    with store.reading() as session:
        if court.fact(session, "demonstration") is None:
            raise Refusal("demo.real_court", Kind.CONFLICT)
        before = int(court.fact(session, PLAYED) or 0)
    due = [scene for scene in SCENES[before:] if until is None or scene.moment <= until]
    for count, scene in enumerate(due, before + 1):
        with store.writing() as session:
            scene.play(set_stage(session, scene.moment))
            set_fact(session, PLAYED, str(count))
            set_clock(session, scene.moment)
        if settings and scene.moment == PAPERS_AT:
            papers.issue(store, settings, scene)
            seals.seal(store, scene)
        told(scene)
    return len(due)
