"""Long work is put up as a row, leased by a worker, reported on, ended."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.exc import InternalError, OperationalError
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.base.store import Store
from app.jobs import queries
from app.jobs.rules import ENDED, LEASE, MOST_ATTEMPTS, State
from app.jobs.tables import Job

log = logging.getLogger("fieldwrit")

Result = dict[str, Any]
Work = Callable[["Task"], Result]


class Cancelled(Exception):  # noqa: N818 - somebody's decision, not an error
    """The job was cancelled while it ran."""


@dataclass(frozen=True)
class Task:
    """A leased job in a worker's hands."""

    id: UUID
    kind: str
    args: Mapping[str, Any]
    by_id: UUID | None
    store: Store
    clock: Callable[[], Instant]
    attempt: int = 1
    """How often the job was taken up; more than once: the worker before died over it."""

    def report(self, done: int, whole: int, message: str = "", result: Result | None = None) -> None:
        """Say how far it is (and the best so far); keeps the lease; raises Cancelled when a person stopped it."""
        with self.store.writing() as session:
            row = self.report_in(session, done, whole)
            row.message = message
            if result is not None:
                row.result = result

    def report_in(self, session: Session, done: int, whole: int) -> Job:
        """The same within the transaction of the work itself, which Cancelled then undoes."""
        row = queries.job(session, self.id)
        session.refresh(row)
        if row.state != State.WORKING:
            raise Cancelled
        row.done, row.whole, row.leased_until = done, whole, self.clock() + LEASE
        return row


def put_up(session: Session, actor: Actor, kind: str, args: Result) -> UUID:
    """Put up a job in the same transaction as the deed that asks for it."""
    row = Job(
        id=new_id(actor.now), kind=kind, args=args, state=State.WAITING, result={},
        by_id=actor.id, created_at=actor.now, leased_until=None, ended_at=None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def cancel(session: Session, actor: Actor, job_id: UUID) -> None:
    """Stop a job; refuse when it has ended."""
    row = queries.job(session, job_id)
    if row.state in ENDED:
        raise Refusal("jobs.ended", Kind.CONFLICT)
    row.state, row.ended_at = State.CANCELLED, actor.now


def settle_for_best(session: Session, job_id: UUID) -> None:
    """Tell a job that improves something to end with the best it has; refuse when it has ended."""
    row = queries.job(session, job_id)
    if row.state in ENDED:
        raise Refusal("jobs.ended", Kind.CONFLICT)
    row.args = {**row.args, "enough": True}


def take(store: Store, clock: Callable[[], Instant]) -> Task | None:
    """Lease the next open job; one that failed its worker too often is given up."""
    with store.writing() as session:
        row = queries.next_open(session, clock())
        if row is None:
            return None
        row.attempts += 1
        if row.attempts > MOST_ATTEMPTS:
            row.state, row.message, row.ended_at = State.FAILED, "jobs.worker_died", clock()
            return None
        row.state, row.leased_until = State.WORKING, clock() + LEASE
        return Task(row.id, row.kind, row.args, row.by_id, store, clock, row.attempts)


def run(task: Task, works: Mapping[str, Work]) -> State:
    """Do the work and write down its end. A refusal ends the job as failed with its code, a fault of the program too.

    A store that is full, locked or gone is nobody's fault here: the worker ends, and the job is offered again.
    """
    try:
        ended, result, message = State.DONE, works[task.kind](task), ""
    except Cancelled:
        return State.CANCELLED
    except Refusal as no:
        ended, result, message = State.FAILED, None, no.code
    except (OperationalError, InternalError):
        raise
    except Exception:
        log.exception("job of kind %s failed", task.kind)
        ended, result, message = State.FAILED, None, "jobs.broke"
    with task.store.writing() as session:
        row = queries.job(session, task.id)
        if row.state == State.WORKING:
            row.state, row.ended_at, row.message = ended, task.clock(), message
            row.result = result if result is not None else row.result
    return ended
