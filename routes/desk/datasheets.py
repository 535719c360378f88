"""回填单: what has to be typed into the court's case system, ticked off by whom and when."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import Command, read
from app.documents import queries as papers
from app.outcomes import actions, datasheet, queries
from app.outcomes.actions import TickOff
from app.outcomes.datasheet import Entry, Value
from app.outcomes.entries import entries
from app.outcomes.workbook import workbook
from app.staff import queries as staff
from app.sweeps import queries as sweeps
from routes.gate import way_in
from routes.words import sentences


class Shown(Command):
    """Which entries are asked for."""

    shown: Literal["open", "done", "all"] = "all"


pages = Blueprint("datasheets", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@way_in(pages, "/datasheets", verb="backfill.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """The sweeps with something to be typed in."""
    return render_template("datasheets/listing.html", sweeps=sweeps.sweeps(session, actor))


@way_in(pages, "/sweeps/<uuid:sweep_id>/datasheet", verb="backfill.view")
def one(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """All sheets of a sweep, or what of them is open or done, field by field in the case system's order."""
    sweep = sweeps.seen(session, actor, sweep_id)
    asked = read(Shown, request.args.to_dict()).shown
    ticks = queries.ticks(session)
    every = entries(session, actor.scope, sweep_id)
    parts = {"open": datasheet.open_only(every, ticks), "done": datasheet.done_only(every, ticks), "all": every}
    return render_template(
        "datasheets/one.html",
        sweep=sweep,
        sheets=datasheet.SHEETS,
        entries=parts[asked],
        shown=asked,
        counts={name: sum(map(len, part.values())) for name, part in parts.items()},
        ticks=ticks,
        names=staff.names(session, [tick.by_id for tick in ticks.values()]),
        text=_words(session, every),
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/datasheet.xlsx", verb="backfill.view")
def download(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """The same as a workbook, a sheet a form."""
    sweep = sweeps.seen(session, actor, sweep_id)
    every = entries(session, actor.scope, sweep_id)
    content = workbook(every, _words(session, every))
    name = f"datasheet-{sweep.number}.xlsx"
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@way_in(pages, "/sweeps/<uuid:sweep_id>/datasheet", verb="backfill.tick", methods=["POST"])
def tick(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """These entries were typed in."""
    sheet, deed_ids = request.form.get("sheet", ""), request.form.getlist("deed_ids")
    deed = read(TickOff, {"sweep_id": sweep_id, "sheet": sheet, "deed_ids": deed_ids})
    actions.tick_off(session, actor, deed)
    shown = read(Shown, {"shown": request.form.get("shown") or "all"}).shown
    return redirect(url_for("datasheets.one", sweep_id=sweep_id, shown=shown, _anchor=deed.sheet))


def _words(session: Session, sheets: Mapping[datasheet.SheetName, Sequence[Entry]]) -> Callable[[Value], str]:
    """How values are written: codes as their word, papers as the control number of the last one issued."""
    issued = papers.issued_for(session, datasheet.numbered(sheets))
    numbers = {(one.kind, about): one.control_no for about, many in issued.items() for one in many}

    def text(value: Value) -> str:
        if isinstance(value, datasheet.Coded):
            return sentences.label(value.group, value.value)
        if isinstance(value, datasheet.Numbered):
            return numbers.get((value.kind, value.subject_id), "")
        return value

    return text
