"""What can be asked about cases."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cases.tables import Case


def ids_of_judge(session: Session, judge_id: UUID) -> frozenset[UUID]:
    """The cases a judge is in charge of."""
    return frozenset(session.scalars(select(Case.id).where(Case.judge_id == judge_id)))
