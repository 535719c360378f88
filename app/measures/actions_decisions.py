"""The chain of approval: the director endorses, the president approves or rejects, the judge may withdraw."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.law.gates import Moment
from app.measures import gathering, queries, rules
from app.measures.rules import Step
from app.measures.tables import Decision, Proposal
from app.measures.views import FindingView, ProposalView
from app.staff.verbs import Role
from app.trail import actions as trail

Basis = Literal["online", "paper", "case_system"]


class Endorse(Command):
    """The director agrees; the president still decides."""

    proposal_id: UUID
    reason: Annotated[str, StringConstraints(max_length=2000)] = ""


class Approve(Command):
    """The president allows it. `overrides` are requirements he lifts, each of a kind that may be lifted."""

    proposal_id: UUID
    reason: Annotated[str, StringConstraints(max_length=2000)] = ""
    overrides: Annotated[tuple[str, ...], Field(max_length=20)] = ()
    basis: Basis = "online"


class Reject(Command):
    """The president says no."""

    proposal_id: UUID
    reason: Annotated[str, StringConstraints(min_length=2, max_length=2000)]


class Withdraw(Command):
    """The judge takes his proposal back."""

    proposal_id: UUID
    reason: Annotated[str, StringConstraints(min_length=2, max_length=2000)]


def endorse(session: Session, actor: Actor, deed: Endorse) -> None:
    """Add the director's word. Refused: `four_eyes`, `measures.step`."""
    found = _open(session, actor, deed.proposal_id, Step.ENDORSED)
    actor.require_other_than(found.proposed_by)
    _decide(session, actor, found, Step.ENDORSED, reason=deed.reason, basis="online")


def approve(session: Session, actor: Actor, deed: Approve) -> None:
    """Allow the measure, with what the gate answered kept beside the decision.

    Refused: `measures.president_only`, `four_eyes`, `measures.step`, `measures.gate`; an override without a reason.
    """
    _require_president(actor)
    found = _open(session, actor, deed.proposal_id, Step.APPROVED)
    actor.require_other_than(found.proposed_by)
    if deed.overrides and not deed.reason:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("reason", "measures.override_reason"),))
    gate = gathering.checked(session, found, Moment.APPROVE, actor.now, deed.overrides)
    _decide(session, actor, found, Step.APPROVED, reason=deed.reason, basis=deed.basis, gate=gate)


def reject(session: Session, actor: Actor, deed: Reject) -> None:
    """Refuse the measure. Refused: `measures.president_only`, `four_eyes`, `measures.step`."""
    _require_president(actor)
    found = _open(session, actor, deed.proposal_id, Step.REJECTED)
    actor.require_other_than(found.proposed_by)
    _decide(session, actor, found, Step.REJECTED, reason=deed.reason, basis="online")


def withdraw(session: Session, actor: Actor, deed: Withdraw) -> None:
    """Take a proposal back before it is carried out. Refused: `measures.not_yours`, `measures.step`."""
    found = _open(session, actor, deed.proposal_id, Step.WITHDRAWN)
    if found.proposed_by != actor.id:
        raise Refusal("measures.not_yours", Kind.FORBIDDEN)
    _decide(session, actor, found, Step.WITHDRAWN, reason=deed.reason, basis="online")


def _require_president(actor: Actor) -> None:
    """The law names the president himself; no verb can make another person him."""
    if Role.PRESIDENT not in actor.roles:
        raise Refusal("measures.president_only", Kind.FORBIDDEN)


def _open(session: Session, actor: Actor, proposal_id: UUID, step: Step) -> ProposalView:
    """The proposal, held against a second decision at the same moment."""
    session.get(Proposal, proposal_id, with_for_update=True)
    found = queries.proposal(session, actor.scope, proposal_id)
    rules.require_step(found.state, step)
    return found


def _decide(
    session: Session,
    actor: Actor,
    proposal: ProposalView,
    step: Step,
    *,
    reason: str,
    basis: Basis,
    gate: tuple[FindingView, ...] = (),
) -> None:
    row = Decision(
        id=new_id(actor.now),
        proposal_id=proposal.id,
        step=step.value,
        at=actor.now,
        by_id=actor.id,
        basis=basis,
        reason=reason,
        gate=[one.json for one in gate],
    )
    session.add(row)
    content = {"step": step.value, "reason": reason, "basis": basis, "gate": row.gate}
    trail.write(session, actor, f"{proposal.kind}.{step}", case=proposal.case_id, subject=proposal.id, content=content)
