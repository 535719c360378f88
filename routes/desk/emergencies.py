"""Detained before the president could be asked (紧急拘留): reported at once, ratified or revoked by him."""

from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries as cases
from app.court import queries as court
from app.measures import queries
from app.measures.actions_decisions import Approve, Reject, ratify, revoke
from app.measures.actions_proposals import ReportEmergency, report_emergency
from app.measures.gathering import GateClosed
from routes.desk import approvals, passwords_again
from routes.desk import measures_shown as shown
from routes.desk.measures import QUESTIONS
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("emergencies", __name__)

OBSTRUCTION: Final = "obstruction."
"""Keys of the grounds that an emergency rests on: somebody obstructs by force, threat or tumult."""


@way_in(pages, "/cases/<uuid:case_id>/measures/emergency", verb="measure.propose")
def form(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """The report to the president: what happened, when he was detained, what is asked."""
    case = cases.case(session, actor.scope, case_id)
    persons = shown.persons_to_take(case)
    taken = {key: queries.taken_in_emergency(session, case_id, UUID(key)) for key, _ in persons}
    return render_template(
        "measures/emergency.html",
        case=case,
        persons=persons,
        person=request.args.get("person", ""),
        taken=[(dict(persons)[key], at) for key, at in taken.items() if at],
        acts=sentences.labels("emergency_act"),
        grounds=[one for one in shown.ground_choices(actor.now.day) if one[0].startswith(OBSTRUCTION)],
        questions=QUESTIONS,
        yes_no=sentences.labels("yes_no"),
        hours=court.profile(session).ratification_hours,
    )


@way_in(
    pages,
    "/cases/<uuid:case_id>/measures/emergency",
    verb="measure.propose",
    methods=["POST"],
    retry="emergencies.form",
)
def report(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Report it; it stands first in the president's inbox from now on."""
    report_emergency(session, actor, read(ReportEmergency, shown.punishment_entered(case_id)))
    return redirect(url_for("measures.of_case", case_id=case_id))


@way_in(pages, "/approvals/<uuid:proposal_id>/ratify", verb="measure.approve", methods=["POST"], retry="approvals.one")
def allow(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The president approves afterwards; he gives his password again."""
    if not passwords_again.given(session, actor):
        return passwords_again.shown_wrong(approvals.one, session, actor, proposal_id)
    try:
        ratify(session, actor, read(Approve, shown.decision_entered(proposal_id) | shown.several("overrides")))
    except GateClosed as no:
        return shown.shown_closed(approvals.one, session, actor, proposal_id, no.findings)
    return redirect(url_for("approvals.inbox"))


@way_in(pages, "/approvals/<uuid:proposal_id>/revoke", verb="measure.approve", methods=["POST"], retry="approvals.one")
def refuse(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The president does not allow it: the person is let go at once. No password delays a release."""
    revoke(session, actor, read(Reject, shown.decision_entered(proposal_id)))
    return redirect(url_for("approvals.one", proposal_id=proposal_id))
