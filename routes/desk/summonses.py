"""Drawing a summons (传票)."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries as cases
from app.measures.actions import DrawSummons, draw_summons
from routes.desk import measures_shown as shown
from routes.gate import way_in

pages = Blueprint("summonses", __name__)


@way_in(pages, "/cases/<uuid:case_id>/summonses/new", verb="measure.propose")
def form(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """The form of a summons: who is to come where, when and why."""
    case = cases.case(session, actor.scope, case_id)
    person = request.args.get("person", "")
    return render_template("summonses/form.html", case=case, persons=shown.persons_to_take(case), person=person)


@way_in(pages, "/cases/<uuid:case_id>/summonses/new", verb="measure.propose", methods=["POST"], retry="summonses.form")
def draw(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Draw the summons."""
    draw_summons(session, actor, read(DrawSummons, {**request.form.to_dict(), "case_id": case_id}))
    return redirect(url_for("measures.of_case", case_id=case_id))
