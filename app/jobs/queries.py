"""What can be asked about long work."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.refusal import missing
from app.jobs.rules import State
from app.jobs.tables import Job


def job(session: Session, job_id: UUID) -> Job:
    """One job, or a refusal."""
    found = session.get(Job, job_id)
    if found is None:
        raise missing("job")
    return found


def next_open(session: Session, now: Instant) -> Job | None:
    """The oldest job that waits, or whose worker went silent."""
    stale = (Job.state == State.WORKING) & (Job.leased_until < now)
    asked = select(Job).where(or_(Job.state == State.WAITING, stale)).order_by(Job.created_at).limit(1)
    if session.get_bind().dialect.name == "postgresql":
        asked = asked.with_for_update(skip_locked=True)
    return session.scalar(asked)


def newest(session: Session, kind: str, subject: str) -> Job | None:
    """The newest job of a kind on one subject (its `args["subject"]`)."""
    of_it = (Job.kind == kind) & (Job.args["subject"].as_string() == subject)
    return session.scalar(select(Job).where(of_it).order_by(Job.created_at.desc(), Job.id.desc()).limit(1))
