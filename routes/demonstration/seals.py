"""The seals of the evening before: what was issued is sealed by hand, and the clerk enters it."""

from app.base.store import Store
from app.documents import queries_stages
from app.documents.actions_seals import SealByHand, Stamped, seal_by_hand
from app.documents.catalog import Seal, kind_of
from routes.demonstration.stage import Scene, set_stage

KEPT_BY = "演示管印人"


def seal(store: Store, scene: Scene) -> None:
    """Every paper that waits for the court's seal gets it."""
    with store.writing() as session:
        stage = set_stage(session, scene.moment)
        clerk = stage.cast.acting("clerk", scene.moment)
        stamped = tuple(
            Stamped(paper_id=one.id, copies=kind_of(one.kind).copies)
            for one in queries_stages.waiting(session, clerk)
            if kind_of(one.kind).seal is Seal.COURT
        )
        if stamped:
            seal_by_hand(session, clerk, SealByHand(papers=stamped, sealed_at=scene.moment, sealed_by=KEPT_BY))
