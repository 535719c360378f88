"""A long list of cases is accepted outside the request: as a job, as a whole or not at all.

The worker adds the cases in one transaction. Killed before its end it leaves nothing, and the job is offered again;
killed after it, the list is found accepted. Stopped by a person, the job leaves nothing.
"""

from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.refusal import Kind, Refusal
from app.base.turns import take_turn
from app.cases import imports
from app.cases.actions_import import AcceptList, accept_list, require_acceptable
from app.jobs import actions as jobs
from app.jobs import queries as job_queries
from app.jobs.actions import Result, Task
from app.jobs.rules import ENDED
from app.staff import queries as staff

LONG: Final = 200
"""New cases a page adds within its request; a longer list is a job."""
MOST: Final = 5000
"""New cases one job adds, for all others who write wait for it; more are imported at the terminal, after hours."""


def ask_for_import(session: Session, actor: Actor, deed: AcceptList) -> UUID:
    """Put up the job. Refused: what accepting refuses, a list beyond the most, and while its job runs."""
    row = imports.row_of(session, actor, deed.import_id)
    require_acceptable(row)
    count = len(imports.waiting(session, imports.listed_cases(row)))
    if count > MOST:
        raise Refusal("cases.import_long", Kind.CONFLICT, count=count, most=MOST)
    take_turn(session, f"import {row.id}")
    running = job_queries.newest(session, imports.IMPORT, str(row.id))
    if running is not None and running.state not in ENDED:
        raise Refusal("cases.import_runs", Kind.CONFLICT)
    return jobs.put_up(session, actor, imports.IMPORT, {"subject": str(row.id)})


def work(task: Task) -> Result:
    """The job `cases.import`: count what is new, then add it all in one transaction."""
    import_id = UUID(task.args["subject"])
    with task.store.reading() as session:
        whole = len(imports.waiting(session, imports.listed_cases(imports.kept(session, import_id))))
    task.report(0, whole)
    with task.store.writing() as session:
        take_turn(session, f"import {import_id}")
        row = imports.kept(session, import_id)
        if not row.accepted_at:
            row = accept_list(session, _actor(session, task), AcceptList(import_id=import_id))
        task.report_in(session, whole, whole)
        return {"added": row.added}


def _actor(session: Session, task: Task) -> Actor:
    """Who asked for it, with the roles he has now; his right to the list was checked when he asked."""
    if task.by_id is None:
        return Actor(None, "", task.clock(), scope=WHOLE_COURT)
    person = staff.account(session, task.by_id)
    roles = frozenset(held.role for held in person.roles)
    return Actor(person.id, person.name, task.clock(), roles=roles, scope=WHOLE_COURT)
