"""Case lists: template, upload, preview, acceptance."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import Fault, Kind, Refusal
from app.cases import imports
from app.cases.actions_import import AcceptList, PreviewList, accept_list, preview_list
from app.cases.actions_import_long import LONG, ask_for_import
from app.cases.import_columns import COLUMNS
from app.jobs import queries as jobs
from app.jobs.rules import ENDED
from app.staff import queries as staff
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("imports", __name__)
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200
"""Rows and faults a page shows; the counts are of all."""


@way_in(pages, "/imports", verb="case.import")
def form(session: Session, actor: Actor) -> ResponseReturnValue:
    """Choose a list; the lists before it."""
    recent = imports.recent(session, actor)
    names = staff.names(session, [row.by_id for row in recent])
    return render_template("imports/form.html", recent=recent, names=names, columns=COLUMNS)


@way_in(pages, "/imports", verb="case.import", methods=["POST"], retry="imports.form")
def upload(session: Session, actor: Actor) -> ResponseReturnValue:
    """Read a list and show what it says; no case is touched."""
    file = request.files.get("list")
    if file is None or not file.filename:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("list", "field.missing"),))
    deed = PreviewList(file_name=file.filename[-200:], content=file.read())
    row = preview_list(session, actor, deed)
    return redirect(url_for("imports.one", import_id=row.id))


@way_in(pages, "/imports/<uuid:import_id>", verb="case.import")
def one(session: Session, actor: Actor, import_id: UUID) -> ResponseReturnValue:
    """The preview: faults to mend, or cases to accept."""
    view = imports.preview(session, actor, import_id)
    return render_template(
        "imports/one.html",
        view=view,
        spoken=[sentences.fault(fault) for fault in view.faults[:SHOWN]],
        given=[dict(fault.facts).get("given", "") for fault in view.faults[:SHOWN]],
        counts={standing: view.count(standing) for standing in imports.Standing},
        shown=SHOWN,
        job=jobs.newest(session, imports.IMPORT, str(import_id)),
        ended=ENDED,
        by=staff.names(session, [view.by_id]).get(view.by_id) if view.by_id else None,
    )


@way_in(pages, "/imports/<uuid:import_id>/accept", verb="case.import", methods=["POST"])
def accept(session: Session, actor: Actor, import_id: UUID) -> ResponseReturnValue:
    """Add all cases of the list that are not here yet, or none; of a long list a job does it."""
    deed = read(AcceptList, {"import_id": import_id})
    if imports.preview(session, actor, import_id).count(imports.Standing.NEW) > LONG:
        return redirect(url_for("jobs.one", job_id=ask_for_import(session, actor, deed)))
    row = accept_list(session, actor, deed)
    flash(gettext("已导入，新增 %(added)s 件案件。", added=row.added), "ok")
    return redirect(url_for("imports.one", import_id=import_id))


@way_in(pages, "/imports/template.xlsx", verb="case.import")
def empty_list(session: Session, actor: Actor) -> ResponseReturnValue:
    """The template to fill in."""
    from app.cases.import_template import template  # noqa: PLC0415 - the workbook library loads where it is used

    name = gettext("案件名册模板") + ".xlsx"
    return send_file(BytesIO(template()), mimetype=SPREADSHEET, as_attachment=True, download_name=name)
