"""A search (搜查) is asked for: what is hidden, where, by whom, within which days."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries as cases
from app.law.officers import ENFORCEMENT_KINDS
from app.measures.actions_proposals import ProposeSearch, propose_search
from app.measures.gathering import GateClosed
from app.measures.views import FindingView
from app.staff import queries as staff
from routes.desk import measures_shown as shown
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("searches", __name__)


@way_in(pages, "/cases/<uuid:case_id>/measures/search", verb="measure.propose")
def form(session: Session, actor: Actor, case_id: UUID, closed: Sequence[FindingView] = ()) -> ResponseReturnValue:
    """The form of a proposal to search."""
    case = cases.case(session, actor.scope, case_id)
    return render_template(
        "measures/search.html",
        case=case,
        persons=[(str(one.id), one.name) for one in case.debtors],
        person=request.args.get("person", ""),
        sought=sentences.labels("sought"),
        answers=sentences.labels("yes_no"),
        officers=[(str(one.id), one.name) for one in staff.officers(session) if one.officer_kind in ENFORCEMENT_KINDS],
        gate=shown.gate(closed),
    )


@way_in(pages, "/cases/<uuid:case_id>/measures/search", verb="measure.propose", methods=["POST"], retry="searches.form")
def ask(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Ask the president for a search; each line of places and evidence is one of its own."""
    lines = {name: shown.lines_of(name) for name in ("places", "evidence")}
    fields = {**request.form.to_dict(), **lines, **shown.several("officer_ids"), "case_id": case_id}
    try:
        propose_search(session, actor, read(ProposeSearch, fields))
    except GateClosed as no:
        return shown.shown_closed(form, session, actor, case_id, no.findings)
    return redirect(url_for("measures.of_case", case_id=case_id))
