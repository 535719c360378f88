"""The papers of the evening before: warrants and detention decisions, issued once the president has approved."""

from app.base.actor import WHOLE_COURT
from app.base.settings import Settings
from app.base.store import Store
from app.documents import gather, press, queries
from app.documents.gathered import Added, Gathered, Wanted
from app.measures import queries as measures
from app.measures.rules import ProposalKind
from app.sweeps import queries as sweeps
from routes.demonstration.stage import Scene, set_stage

MARK = "演示"
KINDS = {ProposalKind.COMPEL: "compel_warrant", ProposalKind.DETAIN: "detention_decision"}
APPEAR_AT: Added = {"appear_at": ("2026-01-17T08:30",)}
"""What the warrant asks for and no room keeps: when he is to be there."""


def issue(store: Store, settings: Settings, scene: Scene) -> None:
    """Issue the paper of every approved measure, as the papers desk does."""
    with store.reading() as session:
        stage = set_stage(session, scene.moment)
        judge = stage.cast.acting("judge", scene.moment)
        case_ids = sweeps.case_ids(session, stage.sweep.id)
        found = [one for one in measures.proposals_of(session, WHOLE_COURT, case_ids=case_ids) if one.approved_at]
        wanted = [Wanted(kind=KINDS[one.kind], subject_id=one.id) for one in found if one.kind in KINDS]
        drafts = [(one, gather.gather(session, judge, one)) for one in wanted]
        issued = {one.id for one in found if queries.holding(session, KINDS.get(one.kind, ""), one.id)}
    for one, gathered in drafts:
        if one.subject_id not in issued:
            facts = gather.facts_of(gathered, one.kind, _added(gathered))
            about = gathered.about
            press.press(
                store,
                judge,
                one.kind,
                facts,
                case_id=about.case_id,
                person_id=about.person_id,
                subject_id=about.subject_id,
                approval_id=about.approval_id,
                papers_folder=settings.papers,
                own_fonts=settings.fonts,
                keys=settings.keys,
                mark=MARK,
            )


def _added(gathered: Gathered) -> Added:
    asked = {ask.name for ask in gathered.asks}
    return {name: value for name, value in APPEAR_AT.items() if name in asked}
