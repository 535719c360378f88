"""The president is asked to allow what only he may: to seal clearly more than is owed."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries as cases
from app.measures.actions_overrides import ProposeOverSeizure, propose_over_seizure
from routes.gate import way_in

pages = Blueprint("overrides", __name__)


@way_in(pages, "/cases/<uuid:case_id>/measures/over-seizure", verb="measure.propose")
def form(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Why more has to be sealed, and up to what sum."""
    case = cases.case(session, actor.scope, case_id)
    return render_template(
        "measures/over_seizure.html",
        case=case,
        persons=[(str(one.id), one.name) for one in case.debtors],
        person=request.args.get("person", ""),
    )


@way_in(
    pages,
    "/cases/<uuid:case_id>/measures/over-seizure",
    verb="measure.propose",
    methods=["POST"],
    retry="overrides.form",
)
def ask(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Ask him."""
    propose_over_seizure(session, actor, read(ProposeOverSeizure, {**request.form.to_dict(), "case_id": case_id}))
    return redirect(url_for("measures.of_case", case_id=case_id))
