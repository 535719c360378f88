"""The chain of approval: discussed, endorsed, approved or rejected; the judge may withdraw."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.court import queries as court
from app.law.gates import Moment
from app.law.officers import DISCUSSION, OfficerKind, discussing_officers
from app.measures import chain, course, gathering, queries, queries_authority
from app.measures.queries_authority import AuthorisationView
from app.measures.rules import Step
from app.measures.tables import Decision, Proposal
from app.measures.views import FindingView, ProposalView
from app.staff import queries as staff
from app.staff.verbs import Role
from app.trail import actions as trail

ONLINE: Final = "online"
Opinion = Annotated[str, StringConstraints(max_length=2000)]
Words = Annotated[str, StringConstraints(min_length=2, max_length=2000)]
DECIDING: Final = frozenset({Step.ENDORSED, Step.APPROVED, Step.REJECTED, Step.RATIFIED, Step.REVOKED})
"""Steps that nobody takes on his own proposal."""
ALWAYS: Final = frozenset({Step.REJECTED, Step.WITHDRAWN, Step.REVOKED})
"""Steps that wait for nobody: a no needs no opinion before it."""
ONLY: Final = {Role.PRESIDENT: "measures.president_only", Role.DIRECTOR: "measures.director_only"}
NOTHING: Mapping[str, Any] = {}


class Discuss(Command):
    """The panel, or three officers at least, discussed the proposal."""

    proposal_id: UUID
    manner: Literal["panel", "officers"] = "officers"
    participants: Annotated[tuple[UUID, ...], Field(max_length=30)]
    held_at: Instant | None = None
    reason: Opinion = ""
    """What they came to."""


class Endorse(Command):
    """The director agrees; the president still decides."""

    proposal_id: UUID
    reason: Opinion = ""


class Approve(Command):
    """The president allows it. `overrides` are requirements he lifts, each of a kind that may be lifted."""

    proposal_id: UUID
    reason: Opinion = ""
    overrides: Annotated[tuple[str, ...], Field(max_length=20)] = ()


class Reject(Command):
    """The president says no."""

    proposal_id: UUID
    reason: Words


class Withdraw(Command):
    """The judge takes his proposal back."""

    proposal_id: UUID
    reason: Words


def discuss(session: Session, actor: Actor, deed: Discuss) -> None:
    """Write down who discussed it and what they came to.

    Refused: `measures.step`; invalid at `participants` (fewer than three who may, somebody twice) and `held_at`.
    """
    found = opened(session, actor, deed.proposal_id, Step.DISCUSSED)
    require_discussion(session, deed.participants)
    held = deed.held_at or actor.now
    if held > actor.now:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("held_at", "measures.held_future"),))
    told = {"manner": deed.manner, "participants": [str(one) for one in deed.participants], "held_at": held.iso}
    decide(session, actor, found, Step.DISCUSSED, reason=deed.reason, told=told)


def require_discussion(session: Session, participants: tuple[UUID, ...], *, field: str = "participants") -> None:
    """Refuse (invalid, `measures.few_participants`) fewer than three different officers who may discuss."""
    people = staff.by_ids(session, participants).values()
    kinds = [OfficerKind(one.officer_kind) for one in people if one.officer_kind]
    if discussing_officers(kinds) < DISCUSSION or len(people) != len(participants):
        fault = Fault(field, "measures.few_participants", (("wanted", DISCUSSION),))
        raise Refusal("input.invalid", Kind.INVALID, faults=(fault,))


def endorse(session: Session, actor: Actor, deed: Endorse) -> None:
    """Add the director's word. Refused: `measures.director_only`, `four_eyes`, `measures.step`, `measures.not_discussed`."""
    told = by_office(session, actor, deed.proposal_id, Role.DIRECTOR)
    found = opened(session, actor, deed.proposal_id, Step.ENDORSED)
    decide(session, actor, found, Step.ENDORSED, reason=deed.reason, told=told)


def approve(session: Session, actor: Actor, deed: Approve) -> None:
    """Allow the measure, with what the gate answered kept beside the decision.

    Refused: `measures.president_only`, `four_eyes`, `measures.step`, `measures.not_discussed`,
    `measures.not_endorsed`, `measures.gate`; an override without a reason.
    """
    told = by_office(session, actor, deed.proposal_id, Role.PRESIDENT)
    found = opened(session, actor, deed.proposal_id, Step.APPROVED)
    gate = gate_of(session, actor.now, found, deed.overrides, deed.reason)
    decide(session, actor, found, Step.APPROVED, reason=deed.reason, gate=gate, told=told)


def gate_of(
    session: Session, now: Instant, found: ProposalView, overrides: tuple[str, ...], reason: str
) -> tuple[FindingView, ...]:
    """The gate's whole list, open for the president. Refused: `measures.gate`; an override without a reason."""
    if overrides and not reason:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("reason", "measures.override_reason"),))
    return gathering.checked(session, found, Moment.APPROVE, now, overrides)


def ratify(session: Session, actor: Actor, deed: Approve) -> None:
    """Approve afterwards what was done in an emergency.

    Refused: `measures.president_only`, `four_eyes`, `measures.step`, `measures.gate`; an override without a reason.
    """
    told = by_office(session, actor, deed.proposal_id, Role.PRESIDENT)
    found = opened(session, actor, deed.proposal_id, Step.RATIFIED)
    gate = gate_of(session, actor.now, found, deed.overrides, deed.reason)
    decide(session, actor, found, Step.RATIFIED, reason=deed.reason, gate=gate, told=told)


def revoke(session: Session, actor: Actor, deed: Reject) -> None:
    """Do not allow it: the person is to be let go at once. Refused as `reject` is."""
    told = by_office(session, actor, deed.proposal_id, Role.PRESIDENT)
    found = opened(session, actor, deed.proposal_id, Step.REVOKED)
    decide(session, actor, found, Step.REVOKED, reason=deed.reason, told=told)


def reject(session: Session, actor: Actor, deed: Reject) -> None:
    """Refuse the measure. Refused: `measures.president_only`, `four_eyes`, `measures.step`."""
    told = by_office(session, actor, deed.proposal_id, Role.PRESIDENT)
    found = opened(session, actor, deed.proposal_id, Step.REJECTED)
    decide(session, actor, found, Step.REJECTED, reason=deed.reason, told=told)


def withdraw(session: Session, actor: Actor, deed: Withdraw) -> None:
    """Take a proposal back before it is carried out. Refused: `measures.not_yours`, `measures.step`."""
    found = opened(session, actor, deed.proposal_id, Step.WITHDRAWN)
    if found.proposed_by != actor.id:
        raise Refusal("measures.not_yours", Kind.FORBIDDEN)
    decide(session, actor, found, Step.WITHDRAWN, reason=deed.reason)


def by_office(session: Session, actor: Actor, proposal_id: UUID, role: Role) -> Mapping[str, Any]:
    """What the decision tells of his authority: nothing when the office is his own, else who lent it to him.

    Refused (forbidden): `measures.president_only`, `measures.director_only`. No verb can make another person him.
    """
    if role in actor.roles:
        return NOTHING
    kind = queries.proposal(session, actor.scope, proposal_id).kind
    lent = queries_authority.authority(session, actor.id, role, kind, actor.now)
    if lent is None:
        raise Refusal(ONLY[role], Kind.FORBIDDEN)
    return lent_words(lent)


def lent_words(lent: AuthorisationView) -> dict[str, Any]:
    """What a decision keeps of the authorisation it rests on."""
    return {"authorisation_id": str(lent.id), "for_id": str(lent.for_id)}


def opened(session: Session, actor: Actor, proposal_id: UUID, step: Step) -> ProposalView:
    """The proposal, held against a second decision at the same moment.

    Refused when this step is not its next (`measures.step`), when he proposed it himself (`four_eyes`), and while an
    earlier step of the court's chain is missing.
    """
    found = held(session, actor, proposal_id, step)
    if step in DECIDING:
        endorsed = found.step(Step.ENDORSED)
        actor.require_other_than(found.proposed_by, endorsed.by_id if endorsed else None)
    if step not in ALWAYS:
        wanted = chain.chain_of(court.profile(session), found.kind, emergency=found.emergency)
        chain.require_before(wanted, [one.step for one in found.decisions], step)
    return found


def held(session: Session, actor: Actor, proposal_id: UUID, step: Step) -> ProposalView:
    """The proposal, held against a second decision at the same moment; refused when this step is not its next."""
    session.get(Proposal, proposal_id, with_for_update=True)
    found = queries.proposal(session, actor.scope, proposal_id)
    course.require_step(found.kind, found.state, step)
    return found


@dataclass(frozen=True, slots=True)
class Given:
    """Who took a step outside, when, and where it is on record."""

    by_id: UUID
    at: Instant
    basis: str


def decide(
    session: Session,
    actor: Actor,
    proposal: ProposalView,
    step: Step,
    *,
    reason: str,
    gate: tuple[FindingView, ...] = (),
    told: Mapping[str, Any] = NOTHING,
    given: Given | None = None,
) -> None:
    """Write the step down and leave its line: the actor's own here and now, or one `given` outside before."""
    row = Decision(
        id=new_id(actor.now),
        proposal_id=proposal.id,
        step=step.value,
        at=given.at if given else actor.now,
        by_id=given.by_id if given else actor.id,
        basis=given.basis if given else ONLINE,
        reason=reason,
        gate=[one.json for one in gate],
        told=dict(told),
    )
    session.add(row)
    content = {"step": step.value, "reason": reason, "basis": row.basis, "gate": row.gate, "told": row.told}
    trail.write(session, actor, f"{proposal.kind}.{step}", case=proposal.case_id, subject=proposal.id, content=content)
