"""What the court decides about itself."""

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.tables import StoreFact
from app.court import queries
from app.court.lpr import PUBLISHED
from app.court.profile import CourtProfile
from app.court.tables import LprRate, ProfileVersion
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


def load_rates(session: Session, actor: Actor) -> None:
    """Keep the published loan prime rates that this release knows; a day that is there stays as it is."""
    known = {row.since for row in queries.prime_rates(session)}
    new = [row for row in PUBLISHED if row[0] not in known]
    session.add_all(LprRate(from_day=day, one_year=one, five_years=five) for day, one, five in new)
    trail.write(session, actor, "court.rates", content=[[str(day), one, five] for day, one, five in new])


def set_fact(session: Session, name: str, value: str) -> None:
    """Write down a fact about the store itself."""
    session.merge(StoreFact(name=name, value=value))
