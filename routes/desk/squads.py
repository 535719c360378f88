"""Squads: formed, changed, dissolved."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.law.officers import LEADING_KINDS
from app.staff import queries as staff
from app.sweeps import queries
from app.sweeps.actions_squads import ChangeSquad, DropSquad, FormSquad, change_squad, drop_squad, form_squad
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("squads", __name__)


@way_in(pages, "/sweeps/<uuid:sweep_id>/squads/new", verb="sweep.plan")
def form(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """The form of a new squad."""
    queries.plannable(session, actor, sweep_id)
    return render_template("squads/form.html", squad=None, **_choices(session, sweep_id))


@way_in(pages, "/sweeps/<uuid:sweep_id>/squads/new", verb="sweep.plan", methods=["POST"], retry="squads.form")
def add(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Form a squad."""
    form_squad(session, actor, read(FormSquad, {**_typed(), "sweep_id": str(sweep_id)}))
    return redirect(url_for("sweeps.squads", sweep_id=sweep_id))


@way_in(pages, "/squads/<uuid:squad_id>", verb="sweep.plan")
def edit(session: Session, actor: Actor, squad_id: UUID) -> ResponseReturnValue:
    """The form of a squad."""
    squad = queries.squad(session, squad_id)
    queries.plannable(session, actor, squad.sweep_id)
    return render_template("squads/form.html", squad=squad, **_choices(session, squad.sweep_id))


@way_in(pages, "/squads/<uuid:squad_id>", verb="sweep.plan", methods=["POST"], retry="squads.edit")
def change(session: Session, actor: Actor, squad_id: UUID) -> ResponseReturnValue:
    """Change a squad."""
    change_squad(session, actor, read(ChangeSquad, {**_typed(), "squad_id": str(squad_id)}))
    return redirect(url_for("sweeps.squads", sweep_id=queries.squad(session, squad_id).sweep_id))


@way_in(pages, "/squads/<uuid:squad_id>/drop", verb="sweep.plan", methods=["POST"])
def drop(session: Session, actor: Actor, squad_id: UUID) -> ResponseReturnValue:
    """Dissolve a squad."""
    sweep_id = queries.squad(session, squad_id).sweep_id
    drop_squad(session, actor, DropSquad(squad_id=squad_id))
    return redirect(url_for("sweeps.squads", sweep_id=sweep_id))


def _typed() -> dict[str, Any]:
    return {**request.form.to_dict(), "member_ids": request.form.getlist("member_ids")}


def _choices(session: Session, sweep_id: UUID) -> dict[str, Any]:
    officers = staff.officers(session)
    busy = {one.id: squad for squad in queries.squads(session, sweep_id) for one in squad.members}
    return {
        "sweep": queries.sweep(session, sweep_id),
        "officers": [
            (
                str(one.id),
                _described(name=one.name, kind=one.officer_kind, sex=one.sex, drives=one.drives),
                busy.get(one.id),
            )
            for one in officers
        ],
        "leaders": [(str(one.id), one.name) for one in officers if one.officer_kind in LEADING_KINDS],
        "cars": [(str(car.id), f"{car.plate} · {_seats(car.seats)}") for car in queries.vehicles(session)],
    }


def _described(*, name: str, kind: str | None, sex: str, drives: bool) -> str:
    """A name with what matters in a squad: kind, woman, driver."""
    marks = [sentences.label("officer_kind", kind)]
    if sex == "female":
        marks.append(sentences.label("sex", sex))
    if drives:
        marks.append(gettext("可驾驶"))
    return f"{name} · {' · '.join(marks)}"


def _seats(count: int) -> str:
    return str(gettext("%(count)s 座", count=count))
