"""What the court supposes when it plans: chances by hours with what its visits showed, points by ground, how long ways take."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.staff import queries as staff
from app.sweeps import queries_planning
from app.sweeps.actions_planning import WeighAnew, set_planning, weigh_anew
from app.sweeps.planning_settings import KINDS, PlanningSettings
from app.sweeps.presence import BEGINS, Band
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("planning_settings", __name__)
CHANCE = "chance-"


@way_in(pages, "/planning", verb="sweep.plan")
def form(session: Session, actor: Actor) -> ResponseReturnValue:
    """The settings in force, with what the visits so far showed beside each chance."""
    known = queries_planning.learned(session, actor.now)
    versions = queries_planning.versions(session)
    return render_template(
        "planning_settings/form.html",
        settings=queries_planning.settings(session),
        kinds=[(kind.value, sentences.label("address_kind", kind.value)) for kind in KINDS],
        bands=[(band.value, sentences.label("band", band.value), f"{BEGINS[band]:%H:%M}") for band in Band],
        seen={(kind.value, band.value): known.of_hours(kind.value, band) for kind in KINDS for band in Band},
        paces=queries_planning.paces(session, actor.now),
        versions=versions,
        names=staff.names(session, [one.by_id for one in versions]),
    )


@way_in(pages, "/planning", verb="sweep.plan", methods=["POST"], retry="planning_settings.form")
def change(session: Session, actor: Actor) -> ResponseReturnValue:
    """Put a new version in force."""
    typed = request.form.to_dict()
    fields: dict[str, Any] = {name: value for name, value in typed.items() if not name.startswith(CHANCE)}
    fields["chances"] = {
        kind.value: [typed.get(f"{CHANCE}{kind.value}-{band.value}", "") for band in Band] for kind in KINDS
    }
    measured = queries_planning.paces(session, actor.now)
    if fields.pop("measured", ""):
        fields["paces"] = {name: pace.percent for name, pace in measured.items()}
    elif not fields.pop("plain", ""):
        fields["paces"] = queries_planning.settings(session).paces
    set_planning(session, actor, read(PlanningSettings, {"by_road": "0", **fields}))
    flash(_("标准已更新，以后排定的路线按新标准。"), "ok")
    return redirect(url_for("planning_settings.form"))


@way_in(pages, "/sweeps/<uuid:sweep_id>/weigh", verb="sweep.plan", methods=["POST"])
def weigh(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Weigh the targets of a sweep anew."""
    count = weigh_anew(session, actor, WeighAnew(sweep_id=sweep_id))
    flash(_("%(count)s 个目标的权重有变化。", count=count), "ok")
    return redirect(url_for("sweeps.one", sweep_id=sweep_id))
