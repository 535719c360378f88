"""What waits for the director and the president, and their decisions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import Fault, Kind, Refusal
from app.cases import queries as cases
from app.measures import gathering, queries, rules
from app.measures.actions_decisions import Approve, Endorse, Reject, approve, endorse, reject
from app.measures.gathering import GateClosed
from app.measures.views import FindingView
from app.staff import actions as staff
from app.staff import queries as people
from app.staff.rules import fresh
from routes.desk import measures_shown as shown
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("approvals", __name__)


@way_in(pages, "/approvals", verb="measure.view")
def inbox(session: Session, actor: Actor) -> ResponseReturnValue:
    """Proposals that wait, the oldest first: who, why, and what the gate says."""
    waiting = queries.waiting(session, actor.scope)
    cards = shown.proposal_cards(session, waiting, gathering.gates_now(session, waiting, actor.now))
    briefs = cases.briefs(session, actor.scope, {one.case_id for one in waiting})
    names = shown.names(session, {one.person_id for one in waiting})
    return render_template("approvals/inbox.html", cards=cards, briefs=briefs, names=names)


@way_in(pages, "/approvals/<uuid:proposal_id>", verb="measure.view")
def one(session: Session, actor: Actor, proposal_id: UUID, closed: Sequence[FindingView] = ()) -> ResponseReturnValue:
    """One proposal on one screen: who, why, evidence, the gate, and the decision."""
    proposal = queries.proposal(session, actor.scope, proposal_id)
    gates = {proposal.id: closed} if closed else gathering.gates_now(session, [proposal], actor.now)
    return render_template(
        "approvals/one.html",
        card=shown.proposal_cards(session, [proposal], gates)[0],
        proposal=proposal,
        case=cases.case(session, actor.scope, proposal.case_id),
        person=cases.persons(session, [proposal.person_id])[proposal.person_id],
        state=queries.state_of(session, [proposal.person_id], actor.now)[proposal.person_id],
        tones=shown.HOLD_TONES,
        bases=sentences.labels("basis"),
        open_states=rules.OPEN,
        own=proposal.proposed_by == actor.id,
        refused=bool(closed),
        asks_password=not _fresh(session, actor),
    )


@way_in(pages, "/approvals/<uuid:proposal_id>/endorse", verb="measure.endorse", methods=["POST"], retry="approvals.one")
def agree(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The director agrees."""
    endorse(session, actor, read(Endorse, _entered(proposal_id)))
    return redirect(url_for("approvals.inbox"))


@way_in(pages, "/approvals/<uuid:proposal_id>/approve", verb="measure.approve", methods=["POST"], retry="approvals.one")
def allow(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The president allows it; his password must have been given lately."""
    if not _given_again(session, actor):
        return _wrong_password(session, actor, proposal_id)
    fields = {**_entered(proposal_id), "overrides": request.form.getlist("overrides")}
    try:
        approve(session, actor, read(Approve, fields))
    except GateClosed as no:
        return shown.shown_closed(one, session, actor, proposal_id, no.findings)
    return redirect(url_for("approvals.inbox"))


@way_in(pages, "/approvals/<uuid:proposal_id>/reject", verb="measure.approve", methods=["POST"], retry="approvals.one")
def refuse(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The president says no, with his reason."""
    reject(session, actor, read(Reject, _entered(proposal_id)))
    return redirect(url_for("approvals.inbox"))


def _entered(proposal_id: UUID) -> dict[str, Any]:
    return {**{name: text for name, text in request.form.items() if name != "password"}, "proposal_id": proposal_id}


def _fresh(session: Session, actor: Actor) -> bool:
    """Whether the password was given lately enough for an approval."""
    entry = people.entry_of(session, current_user.token, actor.now)
    return entry is not None and fresh(now=actor.now, fresh_at=entry.fresh_at)


def _given_again(session: Session, actor: Actor) -> bool:
    """Whether the password typed is right; refused when none was typed and the last one is too long ago."""
    password = request.form.get("password", "")
    if password:
        return staff.refresh(session, actor, token=current_user.token, password=password)
    if not _fresh(session, actor):
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("password", "measures.password"),))
    return True


def _wrong_password(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The page again. It answers instead of refusing, for the failure was counted and has to be kept."""
    wrong = (Fault("password", "staff.password_wrong"),)
    g.faults = wrong
    g.refusal = Refusal("staff.password_wrong", Kind.FORBIDDEN, faults=wrong)
    g.entered = {name: text for name, text in request.form.items() if name != "password"}
    return make_response(one(session, actor, proposal_id), 403)
