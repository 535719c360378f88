"""回填单: what has to be typed into the court's case system, ticked off by whom and when."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.outcomes import actions, datasheet, queries
from app.outcomes.actions import TickOff
from app.outcomes.entries import entries
from app.outcomes.workbook import workbook
from app.staff import queries as staff
from app.sweeps import queries as sweeps
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("datasheets", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@way_in(pages, "/datasheets", verb="backfill.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """The sweeps with something to be typed in."""
    return render_template("datasheets/listing.html", sweeps=sweeps.sweeps(session, actor))


@way_in(pages, "/sweeps/<uuid:sweep_id>/datasheet", verb="backfill.view")
def one(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """All sheets of a sweep, field by field in the case system's order."""
    sweep = sweeps.seen(session, actor, sweep_id)
    ticks = queries.ticks(session)
    return render_template(
        "datasheets/one.html",
        sweep=sweep,
        sheets=datasheet.SHEETS,
        entries=entries(session, actor.scope, sweep_id),
        ticks=ticks,
        names=staff.names(session, [tick.by_id for tick in ticks.values()]),
        text=_text,
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/datasheet.xlsx", verb="backfill.view")
def download(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """The same as a workbook, a sheet a form."""
    sweep = sweeps.seen(session, actor, sweep_id)
    content = workbook(entries(session, actor.scope, sweep_id), _text)
    name = f"datasheet-{sweep.number}.xlsx"
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@way_in(pages, "/sweeps/<uuid:sweep_id>/datasheet", verb="backfill.tick", methods=["POST"])
def tick(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """These entries were typed in."""
    sheet, deed_ids = request.form.get("sheet", ""), request.form.getlist("deed_ids")
    deed = read(TickOff, {"sweep_id": sweep_id, "sheet": sheet, "deed_ids": deed_ids})
    actions.tick_off(session, actor, deed)
    return redirect(url_for("datasheets.one", sweep_id=sweep_id, _anchor=deed.sheet))


def _text(value: str | datasheet.Coded) -> str:
    return sentences.label(value.group, value.value) if isinstance(value, datasheet.Coded) else value
