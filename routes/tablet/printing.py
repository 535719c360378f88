"""A paper printed on the spot: in the browser first, or on the printer of the squad's hot-spot, else of the court."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import missing
from app.documents import actions, printing, queries, queries_stages
from app.documents.catalog import kind_of
from app.documents.printing import PRINT, RecordPrint, SendToPrinter
from app.jobs import queries as jobs
from app.jobs.rules import ENDED
from app.sweeps.actions_printers import NamePrinter, name_printer
from routes.gate import way_in
from routes.sweep_frame import why_failed
from routes.tablet import day
from routes.tablet.boxes import box_of
from routes.tablet.day import Place

pages = Blueprint("tablet_printing", __name__)
DOOR = "/tablet/stops/<uuid:stop_id>/papers/<uuid:paper_id>"


@way_in(pages, f"{DOOR}/print", verb="paper.print")
def form(session: Session, actor: Actor, stop_id: UUID, paper_id: UUID) -> ResponseReturnValue:
    """Where is it to be printed? How far the printer is stands above."""
    place = _asked(session, actor, stop_id, paper_id)
    paper = queries.seen(session, actor, paper_id)
    seal, job = queries_stages.seal(session, paper_id), jobs.newest(session, PRINT, str(paper_id))
    return render_template(
        "tablet/printing.html",
        place=place,
        paper=paper,
        copies=kind_of(paper.kind).copies,
        content="seals.sealed_pdf" if seal and seal.sealed_sha256 else "papers.pdf",
        names=[(one.name, one.name) for one in printing.printers(session, place.squad.id)],
        job=job,
        running=job is not None and job.state not in ENDED,
        why=why_failed(job.state, job.message) if job else "",
        box=box_of(session, actor),
    )


@way_in(pages, f"{DOOR}/print", verb="paper.print", methods=["POST"], retry="tablet_printing.form")
def printed(session: Session, actor: Actor, stop_id: UUID, paper_id: UUID) -> ResponseReturnValue:
    """It came out of the browser's printer: count it."""
    _asked(session, actor, stop_id, paper_id)
    deed = read(RecordPrint, _typed(paper_id))
    printing.record_print(session, actor, deed)
    flash(_("已登记打印 %(copies)s 份。", copies=deed.copies), "ok")
    return redirect(url_for("tablet.stop", stop_id=stop_id), 303)


@way_in(pages, f"{DOOR}/printers", verb="paper.print", methods=["POST"], retry="tablet_printing.form")
def send(session: Session, actor: Actor, stop_id: UUID, paper_id: UUID) -> ResponseReturnValue:
    """Send it to the printer that goes along, or to one of the court."""
    place = _asked(session, actor, stop_id, paper_id)
    deed = read(SendToPrinter, _typed(paper_id) | {"squad_id": place.squad.id})
    printing.send_to_printer(session, actor, deed)
    return redirect(url_for("tablet_printing.form", stop_id=stop_id, paper_id=paper_id))


@way_in(pages, "/tablet/stops/<uuid:stop_id>/printer", verb="sweep.roll")
def along(session: Session, actor: Actor, stop_id: UUID) -> ResponseReturnValue:
    """Which printer goes along?"""
    place = day.place(session, actor, stop_id)
    return render_template("tablet/printer.html", place=place, box=box_of(session, actor))


@way_in(
    pages, "/tablet/stops/<uuid:stop_id>/printer", verb="sweep.roll", methods=["POST"], retry="tablet_printing.along"
)
def named(session: Session, actor: Actor, stop_id: UUID) -> ResponseReturnValue:
    """Write its address down for the squad of this stop."""
    squad_id = day.place(session, actor, stop_id).squad.id
    name_printer(session, actor, read(NamePrinter, {**request.form.to_dict(), "squad_id": squad_id}))
    flash(_("已登记本组的打印机。"), "ok")
    return redirect(url_for("tablet.stop", stop_id=stop_id), 303)


def _asked(session: Session, actor: Actor, stop_id: UUID, paper_id: UUID) -> Place:
    """The stop; refused when the paper is none of its case, or not issued."""
    place, paper = day.place(session, actor, stop_id), queries.seen(session, actor, paper_id)
    if paper.case_id != place.stop.case_id:
        raise missing("paper")
    actions.require_issued(paper)
    return place


def _typed(paper_id: UUID) -> dict[str, Any]:
    return {**request.form.to_dict(), "paper_id": paper_id}
