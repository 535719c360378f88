"""Which papers there are to bring to the custody place."""

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT
from app.cases import queries as cases
from app.documents import custody_papers, queries
from app.documents.custody_papers import Made, Piece
from app.documents.queries_stages import stages
from app.measures import queries as measures
from app.measures.queries_custody import Course

__all__ = ["Piece"]


def bring_list(session: Session, course: Course) -> list[Piece]:
    """送拘材料清单 of one person; empty where there is nothing to bring."""
    detention = course.standing.detention
    if custody_papers.brought(course.standing) or course.standing.detained_at is None:
        return []
    issued = queries.issued_for(session, [detention.proposal_id]).get(detention.proposal_id, []) if detention else []
    far = stages(session, issued)
    proposals = measures.proposals_of(session, WHOLE_COURT, ids=[detention.proposal_id]) if detention else []
    return custody_papers.pieces(
        approved=detention is not None,
        number=next((one.number or "" for one in proposals), ""),
        id_number=cases.persons(session, [course.person_id])[course.person_id].id_number,
        papers={one.kind: Made(one.id, one.kind, one.control_no, far[one.id]) for one in issued},
        log=course.deeds,
        elsewhere=next((one.answers.elsewhere for one in proposals), custody_papers.AT_HOME),
    )
