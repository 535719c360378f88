"""The court says what it supposes when it plans, and has targets weighed anew."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.sweeps import queries, queries_planning
from app.sweeps.planning_settings import PlanningSettings
from app.sweeps.tables import Target
from app.sweeps.tables_planning import SettingsVersion
from app.trail import actions as trail


def set_planning(session: Session, actor: Actor, deed: PlanningSettings) -> SettingsVersion:
    """Put a new version in force; sweeps planned from now on follow it."""
    row = SettingsVersion(
        id=new_id(actor.now),
        version=queries_planning.next_version(session),
        from_at=actor.now,
        by_id=actor.id,
        settings=deed.model_dump(mode="json"),
    )
    session.add(row)
    session.flush()
    trail.write(session, actor, "sweep.settings", subject=row.id, content=row.settings)
    return row


class WeighAnew(Command):
    """Every target of a sweep gets the weight that the court's weighting gives it today."""

    sweep_id: UUID


def weigh_anew(session: Session, actor: Actor, deed: WeighAnew) -> int:
    """Weigh all targets that this person may see; how many weigh otherwise now."""
    sweep = queries.plannable(session, actor, deed.sweep_id)
    changed: dict[str, Any] = {}
    for row in session.scalars(select(Target).where(Target.sweep_id == sweep.id)):
        if actor.scope.admits(row.case_id):
            worth = queries_planning.worth(session, row.case_id, row.person_id, row.value, actor.now).points
            if worth != row.weight:
                changed[str(row.id)] = [row.weight, worth]
                row.weight = worth
    session.flush()
    trail.write(session, actor, "sweep.weigh", subject=sweep.id, content=changed)
    return len(changed)
