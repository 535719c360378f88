"""What the court decides about itself."""

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.tables import StoreFact
from app.court import queries
from app.court.profile import CourtProfile
from app.court.tables import ProfileVersion
from app.trail import actions as trail


def set_profile(session: Session, actor: Actor, deed: CourtProfile) -> None:
    """Put a new version of the profile in force."""
    version = ProfileVersion(
        id=new_id(actor.now),
        version=queries.versions(session) + 1,
        from_at=actor.now,
        by_id=actor.id,
        profile=deed.model_dump(),
    )
    session.add(version)
    trail.write(session, actor, "court.profile", subject=version.id, content=deed.model_dump(mode="json"))


def set_fact(session: Session, name: str, value: str) -> None:
    """Write down a fact about the store itself."""
    session.merge(StoreFact(name=name, value=value))
