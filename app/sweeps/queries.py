"""What can be asked about sweeps."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.sweeps.tables import Member, Squad, Stop, Sweep, Target


def squad_ids_of(session: Session, account_id: UUID) -> frozenset[UUID]:
    """The squads of published sweeps that an officer belongs to."""
    asked = (
        select(Squad.id)
        .join(Member, Member.squad_id == Squad.id)
        .join(Sweep, Sweep.id == Squad.sweep_id)
        .where(Member.account_id == account_id, Sweep.published_at.is_not(None))
    )
    return frozenset(session.scalars(asked))


def case_ids_of_squads(session: Session, squad_ids: Iterable[UUID]) -> frozenset[UUID]:
    """The cases on the routes of these squads."""
    wanted = frozenset(squad_ids)
    if not wanted:
        return frozenset()
    asked = select(Target.case_id).join(Stop, Stop.target_id == Target.id).where(Stop.squad_id.in_(wanted))
    return frozenset(session.scalars(asked))


def case_ids_commanded(session: Session, account_id: UUID) -> frozenset[UUID]:
    """The cases of the sweeps a person commands or planned."""
    asked = (
        select(Target.case_id)
        .join(Sweep, Sweep.id == Target.sweep_id)
        .where((Sweep.commander_id == account_id) | (Sweep.planned_by == account_id))
    )
    return frozenset(session.scalars(asked))
