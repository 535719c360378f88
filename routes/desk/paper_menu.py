"""Papers written for a case: whom it concerns, then which paper; each opens the form of its facts."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.cases import queries as cases
from app.documents.catalog import FIELD
from app.documents.menu import MENU
from routes.gate import way_in

pages = Blueprint("paper_menu", __name__)


@way_in(pages, "/cases/<uuid:case_id>/papers/new", verb="paper.make")
def choose(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """The papers that can be filled in for this case by whoever is signed in."""
    case = cases.case(session, actor.scope, case_id)
    issues = actor.may("paper.issue")
    groups = [(group, [kind for kind in kinds if issues or kind in FIELD]) for group, kinds in MENU.items()]
    return render_template(
        "papers_desk/menu.html",
        case=case,
        groups=[(group, kinds) for group, kinds in groups if kinds],
        persons=list({party.person.id: party for party in case.parties}.values()),
    )
