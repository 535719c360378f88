"""Tables the court loads: the yearly holiday notice and the published prime rates, seen before they are taken over."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.court import actions, queries
from app.court.actions import LoadTable
from app.court.loading import decoded
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("court_tables", __name__)
SHOWN = 100
"""Faults and rows a page shows."""


@way_in(pages, "/court/tables", verb="court.view")
def overview(session: Session, actor: Actor) -> ResponseReturnValue:
    """What the court has loaded, and until when holidays are certain."""
    known_until = queries.calendar(session).known_until
    return render_template(
        "court_tables/overview.html",
        days=queries.calendar_rows(session),
        rates=queries.rate_rows(session),
        known_until=known_until,
        runs_out=(known_until - actor.now.day).days,
    )


@way_in(pages, "/court/tables/preview", verb="court.write", methods=["POST"], retry="court_tables.overview")
def preview(session: Session, actor: Actor) -> ResponseReturnValue:
    """What a table holds beside what is here; nothing is written."""
    deed = read(LoadTable, {"table": request.form.get("table"), "text": _text()})
    found = actions.previewed(session, deed)
    return render_template(
        "court_tables/preview.html",
        deed=deed,
        found=found,
        spoken=[sentences.fault(fault) for fault in found.faults[:SHOWN]],
        shown=SHOWN,
    )


@way_in(pages, "/court/tables", verb="court.write", methods=["POST"], retry="court_tables.overview")
def load(session: Session, actor: Actor) -> ResponseReturnValue:
    """Take the table over as it was seen."""
    found = actions.load_table(session, actor, read(LoadTable, request.form))
    flash(gettext("已载入 %(rows)s 行，其中新增 %(new)s 行。", rows=len(found.rows), new=found.new), "ok")
    return redirect(url_for("court_tables.overview"))


def _text() -> str:
    """A file that was chosen, else what was typed."""
    file = request.files.get("list")
    return decoded(file.read()) if file and file.filename else request.form.get("text", "")
