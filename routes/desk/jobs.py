"""Long work: how far it is, and the way to stop it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import missing
from app.jobs import actions, queries
from app.jobs.rules import ENDED
from routes.gate import way_in
from routes.sweep_frame import why_failed

pages = Blueprint("jobs", __name__)
BACK = {
    "cases.import": ("imports.one", "import_id"),
    "sweeps.plan": ("sweeps.routes", "sweep_id"),
    "sweeps.what_if": ("outlooks.one", "sweep_id"),
    "papers.batch": ("print_sets.page", "sweep_id"),
    "papers.print": ("printing.form", "paper_id"),
}
"""Kind of job → the page its result is seen on, and the parameter that takes the job's subject."""


@way_in(pages, "/jobs/<uuid:job_id>", verb="job.view")
def one(session: Session, actor: Actor, job_id: UUID) -> ResponseReturnValue:
    """How far one job is. Asked for by a script, an ended one makes the page load anew with its result."""
    _require_his(session, actor, job_id)
    job = queries.job(session, job_id)
    answer = make_response(
        render_template(
            "jobs/one.html",
            job=job,
            running=job.state not in ENDED,
            why=why_failed(job.state, job.message),
            back=_back(job.kind, job.args.get("subject", "")),
        )
    )
    if job.state in ENDED and request.headers.get("HX-Request"):
        answer.headers["HX-Refresh"] = "true"
    return answer


@way_in(pages, "/jobs/<uuid:job_id>/cancel", verb="job.view", methods=["POST"])
def cancel(session: Session, actor: Actor, job_id: UUID) -> ResponseReturnValue:
    """Stop a job."""
    _require_his(session, actor, job_id)
    actions.cancel(session, actor, job_id)
    job = queries.job(session, job_id)
    return redirect(_back(job.kind, job.args.get("subject", "")))


def _require_his(session: Session, actor: Actor, job_id: UUID) -> None:
    if queries.job(session, job_id).by_id != actor.id and not actor.scope.whole_court:
        raise missing("job")


def _back(kind: str, subject: str) -> str:
    endpoint, parameter = BACK.get(kind, ("front.home", ""))
    values: dict[str, Any] = {parameter: subject} if parameter else {}
    return url_for(endpoint, **values)
