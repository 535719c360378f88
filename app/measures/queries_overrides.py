"""What the president lifted for a case: leave to seal more than is owed."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT
from app.base.money import ZERO
from app.measures.queries import proposals_of
from app.measures.rules import IN_FORCE, ProposalKind
from app.measures.views import ProposalView


def over_seizure(session: Session, case_id: UUID, person_id: UUID) -> ProposalView | None:
    """His leave in force to seal more of this person's property than is owed, the widest one."""
    asked = proposals_of(session, WHOLE_COURT, case_ids=[case_id], person_ids=[person_id])
    found = [one for one in asked if one.kind is ProposalKind.OVER_SEIZURE and one.state in IN_FORCE]
    return max(found, key=lambda one: one.amount or ZERO, default=None)
