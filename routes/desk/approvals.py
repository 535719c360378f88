"""What waits for the director and the president, and their decisions."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries as cases
from app.documents import gather
from app.documents.catalog import kind_of
from app.documents.gathered import Wanted
from app.measures import gathering, queries, queries_registrations, rules
from app.measures.actions_decisions import Approve, Discuss, Endorse, Reject, approve, discuss, endorse, reject
from app.measures.gathering import GateClosed
from app.measures.rules import ProposalKind
from app.measures.views import FindingView, ProposalView
from routes.desk import measures_shown as shown
from routes.desk import papers_shown, passwords_again
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("approvals", __name__)

PAPER_OF: Final = {
    ProposalKind.COMPEL: "compel_warrant",
    ProposalKind.DETAIN: "detention_decision",
    ProposalKind.FINE: "fine_decision",
    ProposalKind.EARLY_RELEASE: "early_release",
    ProposalKind.SEARCH: "search_warrant",
}
"""The instrument each approval lets leave the court; leave to seal more than is owed has none of its own."""


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
        open_states=rules.OPEN,
        registrations=queries_registrations.registrations_of(session, [proposal.id]),
        own=proposal.proposed_by == actor.id,
        refused=bool(closed),
        paper=kind_of(PAPER_OF[proposal.kind]).title if proposal.kind in PAPER_OF else "",
        draft=_draft(session, actor, proposal),
        evidence=_evidence(proposal),
    )


def _evidence(proposal: ProposalView) -> tuple[str, ...]:
    """What the proposal rests on, as it was named."""
    search = proposal.answers.search
    return proposal.act.evidence if proposal.act else search.evidence if search else ()


def _draft(session: Session, actor: Actor, proposal: ProposalView) -> list[tuple[str, list[str]]]:
    """What the paper will say that leaves the court once this is approved, as far as it is known by now."""
    if proposal.kind not in PAPER_OF:
        return []
    kind = kind_of(PAPER_OF[proposal.kind])
    return papers_shown.known(kind, gather.gather(session, actor, Wanted(kind=kind.key, subject_id=proposal.id)))


@way_in(pages, "/approvals/<uuid:proposal_id>/discussion", verb="measure.propose")
def discussion_form(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """Who discussed the proposal, and what they came to."""
    proposal = queries.proposal(session, actor.scope, proposal_id)
    return render_template(
        "approvals/discussion.html",
        proposal=proposal,
        case=cases.case(session, actor.scope, proposal.case_id),
        person=cases.persons(session, [proposal.person_id])[proposal.person_id],
        manners=sentences.labels("discussion"),
        officers=shown.may_discuss(session),
    )


@way_in(
    pages,
    "/approvals/<uuid:proposal_id>/discussion",
    verb="measure.propose",
    methods=["POST"],
    retry="approvals.discussion_form",
)
def discussed(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """Write the discussion down."""
    discuss(session, actor, read(Discuss, shown.decision_entered(proposal_id) | shown.several("participants")))
    return redirect(url_for("approvals.one", proposal_id=proposal_id))


@way_in(pages, "/approvals/<uuid:proposal_id>/endorse", verb="measure.endorse", methods=["POST"], retry="approvals.one")
def agree(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The director agrees."""
    endorse(session, actor, read(Endorse, shown.decision_entered(proposal_id)))
    return redirect(url_for("approvals.inbox"))


@way_in(pages, "/approvals/<uuid:proposal_id>/approve", verb="measure.approve", methods=["POST"], retry="approvals.one")
def allow(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The president allows it; he gives his password again each time."""
    if not passwords_again.given(session, actor):
        return passwords_again.shown_wrong(one, session, actor, proposal_id)
    try:
        approve(session, actor, read(Approve, shown.decision_entered(proposal_id) | shown.several("overrides")))
    except GateClosed as no:
        return shown.shown_closed(one, session, actor, proposal_id, no.findings)
    return redirect(url_for("approvals.inbox"))


@way_in(pages, "/approvals/<uuid:proposal_id>/reject", verb="measure.approve", methods=["POST"], retry="approvals.one")
def refuse(session: Session, actor: Actor, proposal_id: UUID) -> ResponseReturnValue:
    """The president says no, with his reason."""
    reject(session, actor, read(Reject, shown.decision_entered(proposal_id)))
    return redirect(url_for("approvals.inbox"))
