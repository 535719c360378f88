"""Papers printed: in the browser, where whoever prints says what came out, or at a printer of the court, by a job."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.documents import actions, printing, queries, queries_stages
from app.documents.catalog import kind_of
from app.documents.printing import PRINT, RecordPrint, SendToPrinter
from app.jobs import queries as jobs
from app.jobs.rules import ENDED
from routes.gate import way_in
from routes.sweep_frame import why_failed

pages = Blueprint("printing", __name__)


@way_in(pages, "/papers/<uuid:paper_id>/print", verb="paper.print")
def form(session: Session, actor: Actor, paper_id: UUID) -> ResponseReturnValue:
    """Where is the paper to be printed? Below, how far the printer is with it."""
    paper = queries.seen(session, actor, paper_id)
    actions.require_issued(paper)
    seal, job = queries_stages.seal(session, paper_id), jobs.newest(session, PRINT, str(paper_id))
    return render_template(
        "papers_desk/printing.html",
        paper=paper,
        copies=kind_of(paper.kind).copies,
        content="seals.sealed_pdf" if seal and seal.sealed_sha256 else "papers.pdf",
        names=[(one.name, one.name) for one in printing.printers(session)],
        job=job,
        running=job is not None and job.state not in ENDED,
        why=why_failed(job.state, job.message) if job else "",
    )


@way_in(pages, "/papers/<uuid:paper_id>/print", verb="paper.print", methods=["POST"], retry="printing.form")
def printed(session: Session, actor: Actor, paper_id: UUID) -> ResponseReturnValue:
    """It came out of the browser's printer: count it."""
    deed = read(RecordPrint, {**request.form.to_dict(), "paper_id": paper_id})
    printing.record_print(session, actor, deed)
    flash(_("已登记打印 %(copies)s 份。", copies=deed.copies), "ok")
    return redirect(url_for("papers.one", paper_id=paper_id), 303)


@way_in(pages, "/papers/<uuid:paper_id>/printers", verb="paper.print", methods=["POST"], retry="printing.form")
def send(session: Session, actor: Actor, paper_id: UUID) -> ResponseReturnValue:
    """Send it to a printer of the court."""
    printing.send_to_printer(session, actor, read(SendToPrinter, {**request.form.to_dict(), "paper_id": paper_id}))
    return redirect(url_for("printing.form", paper_id=paper_id))
