"""All papers of a sweep in one go: asked for, watched, taken as one file for each squad."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.refusal import missing
from app.documents.batch import BATCH
from app.documents.gather_sweeps import whole_sweep
from app.documents.print_sets import AskForBatch, ask_for_batch
from app.jobs import queries as jobs
from app.jobs.rules import ENDED, State
from routes.deployment import deployment
from routes.desk import papers_shown as shown
from routes.gate import way_in
from routes.sweep_frame import frame, why_failed

pages = Blueprint("print_sets", __name__)


@way_in(pages, "/sweeps/<uuid:sweep_id>/papers", verb="paper.view")
def page(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """The print sets of a sweep as they were made last, how far a new batch is, and the key that asks for one."""
    whole_sweep(session, actor, sweep_id)
    job = jobs.newest(session, BATCH, str(sweep_id))
    return render_template(
        "sweeps/papers.html",
        job=job,
        running=job is not None and job.state not in ENDED,
        why=why_failed(job.state, job.message) if job else "",
        sets=job.result.get("sets", []) if job and job.state == State.DONE else [],
        **frame(session, actor, sweep_id, "papers"),
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/papers", verb="paper.issue", methods=["POST"], retry="print_sets.page")
def ask(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Put up the job that makes them all."""
    ask_for_batch(session, actor, AskForBatch(sweep_id=sweep_id))
    return redirect(url_for("print_sets.page", sweep_id=sweep_id))


@way_in(pages, "/sweeps/<uuid:sweep_id>/papers/<uuid:squad_id>.pdf", verb="paper.view")
def print_set(session: Session, actor: Actor, sweep_id: UUID, squad_id: UUID) -> ResponseReturnValue:
    """One squad's papers in one file."""
    sets = _made(session, actor, sweep_id)["sets"]
    mine = next((one for one in sets if one["squad_id"] == str(squad_id)), None)
    if mine is None:
        raise missing("paper")
    return _file(mine["sha256"], f"{mine['squad']}.pdf", "application/pdf")


@way_in(pages, "/sweeps/<uuid:sweep_id>/papers/manifest.json", verb="paper.view")
def manifest(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Every paper of the batch with its number and hash, and what was left out."""
    return _file(_made(session, actor, sweep_id)["manifest"], "manifest.json", "application/json")


def _made(session: Session, actor: Actor, sweep_id: UUID) -> dict[str, Any]:
    """What came of the newest batch, complete, of a sweep this person may see as a whole."""
    whole_sweep(session, actor, sweep_id)
    job = jobs.newest(session, BATCH, str(sweep_id))
    if job is None or job.state != State.DONE:
        raise missing("paper")
    return job.result


def _file(sha256: str, name: str, kind: str) -> Response:
    content = media.fetch(deployment().settings.papers, sha256)
    headers: dict[str, Any] = {"Content-Disposition": shown.disposition(name, sha256[:12])}
    return Response(content, mimetype=kind, headers=headers)
