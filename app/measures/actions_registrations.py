"""Approvals given outside: on the signed 审批表, or in the case system. One person enters it, a second one checks it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Sha256
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.court import queries as court
from app.measures import chain, queries, queries_authority, queries_registrations
from app.measures.actions_decisions import Given, decide, gate_of, held, lent_words
from app.measures.queries_registrations import RegistrationView
from app.measures.rules import Step
from app.measures.tables import Registration, RegistrationCheck
from app.measures.views import ProposalView
from app.staff import queries as staff
from app.staff.verbs import Role
from app.trail import actions as trail

MINUTE: Final = timedelta(minutes=1)
"""Paper tells no seconds."""


class Register(Command):
    """What stands on the signed 审批表, or in the case system, about one proposal."""

    proposal_id: UUID
    basis: Literal["paper", "case_system"]
    approver_id: UUID
    decided_at: Instant
    endorser_id: UUID | None = None
    endorsed_at: Instant | None = None
    """The director's word, where it stands on the same paper and was not given here."""
    reason: Annotated[str, StringConstraints(max_length=2000)] = ""
    overrides: Annotated[tuple[str, ...], Field(max_length=20)] = ()
    scan: Sha256 | None = None
    number: Annotated[str, StringConstraints(max_length=80)] = ""
    """The number of the approval in the case system."""


class CheckRegistration(Command):
    """What the second person found when he held the entry against its original."""

    registration_id: UUID
    agrees: bool
    remark: Annotated[str, StringConstraints(max_length=2000)] = ""


def register(session: Session, actor: Actor, deed: Register) -> UUID:
    """Enter an approval given outside; it counts for nothing until somebody else has checked it.

    Refused: `measures.registered_already`, `measures.step`, the court's chain, `measures.gate`; invalid at `scan`,
    `number`, `approver_id`, `decided_at`, `endorser_id`, `endorsed_at`.
    """
    found = held(session, actor, deed.proposal_id, _step(session, deed.proposal_id, actor))
    if any(one.agrees is None for one in queries_registrations.registrations_of(session, [found.id])):
        raise Refusal("measures.registered_already", Kind.CONFLICT)
    faults = tuple(_faults(session, actor, found, deed))
    if faults:
        raise Refusal("input.invalid", Kind.INVALID, faults=faults)
    _require_chain(session, found, endorsed=deed.endorser_id is not None)
    gate_of(session, actor.now, found, deed.overrides, deed.reason)
    values = deed.model_dump() | {"overrides": list(deed.overrides)}
    row = Registration(id=new_id(actor.now), at=actor.now, by_id=actor.id, **values)
    session.add(row)
    content = deed.model_dump(mode="json")
    trail.write(session, actor, "proposal.register", case=found.case_id, subject=found.id, content=content)
    return row.id


def check(session: Session, actor: Actor, deed: CheckRegistration) -> None:
    """Hold an entry against its original: when it agrees, the approval counts from the moment it was given.

    Refused: `four_eyes` (who entered it, who proposed it), `measures.checked_already`, `measures.step`,
    `measures.gate`; invalid at `remark` when it does not agree.
    """
    entry, found = queries_registrations.registration(session, actor.scope, deed.registration_id)
    actor.require_other_than(entry.by_id, found.proposed_by)
    if entry.agrees is not None:
        raise Refusal("measures.checked_already", Kind.CONFLICT)
    if not deed.agrees and not deed.remark:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("remark", "field.missing"),))
    if deed.agrees:
        _count(session, actor, entry)
    session.add(RegistrationCheck(id=new_id(actor.now), at=actor.now, by_id=actor.id, **dict(deed)))
    content = deed.model_dump(mode="json")
    trail.write(session, actor, "proposal.check", case=found.case_id, subject=found.id, content=content)


def _count(session: Session, actor: Actor, entry: RegistrationView) -> None:
    """Write down the steps that were taken outside, at their own time and under their own names."""
    found = held(session, actor, entry.proposal_id, _step(session, entry.proposal_id, actor))
    _require_chain(session, found, endorsed=entry.endorser_id is not None)
    gate = gate_of(session, actor.now, found, entry.overrides, entry.reason)
    told = {"registration_id": str(entry.id), "number": entry.number, "scan": entry.scan}
    if entry.endorser_id and entry.endorsed_at and not found.step(Step.ENDORSED):
        given = Given(entry.endorser_id, entry.endorsed_at, entry.basis)
        lent = _lent(session, found, given, Role.DIRECTOR)
        decide(session, actor, found, Step.ENDORSED, reason="", told=told | lent, given=given)
    given = Given(entry.approver_id, entry.decided_at, entry.basis)
    lent = _lent(session, found, given, Role.PRESIDENT)
    decide(session, actor, found, _allowing(found), reason=entry.reason, gate=gate, told=told | lent, given=given)


def _lent(session: Session, found: ProposalView, given: Given, role: Role) -> dict[str, Any]:
    """By whose authority he signed outside; nothing when the office is his own."""
    if _holds(session, given.by_id, role):
        return {}
    lent = queries_authority.authority(session, given.by_id, role, found.kind, given.at)
    return lent_words(lent) if lent else {}


def _holds(session: Session, account_id: UUID, role: Role) -> bool:
    person = staff.by_ids(session, [account_id]).get(account_id)
    return person is not None and role in {one.role for one in person.roles}


def _allowing(found: ProposalView) -> Step:
    return Step.RATIFIED if found.emergency else Step.APPROVED


def _step(session: Session, proposal_id: UUID, actor: Actor) -> Step:
    return _allowing(queries.proposal(session, actor.scope, proposal_id))


def _require_chain(session: Session, found: ProposalView, *, endorsed: bool) -> None:
    taken = [*(one.step for one in found.decisions), *([Step.ENDORSED] if endorsed else [])]
    wanted = chain.chain_of(court.profile(session), found.kind, emergency=found.emergency)
    chain.require_before(wanted, taken, _allowing(found))


def _faults(session: Session, actor: Actor, found: ProposalView, deed: Register) -> Iterator[Fault]:
    if deed.basis == "paper" and deed.scan is None:
        yield Fault("scan", "measures.no_scan")
    if deed.basis == "case_system" and not deed.number:
        yield Fault("number", "field.missing")
    yield from _approver(session, found, deed)
    yield from _time(actor, found, "decided_at", deed.decided_at)
    if (deed.endorser_id is None) != (deed.endorsed_at is None):
        yield Fault("endorser_id" if deed.endorser_id is None else "endorsed_at", "field.missing")
    elif deed.endorser_id and deed.endorsed_at:
        yield from _signer(
            session, found, "endorser_id", Given(deed.endorser_id, deed.endorsed_at, deed.basis), Role.DIRECTOR
        )
        yield from _time(actor, found, "endorsed_at", deed.endorsed_at)
        if deed.endorsed_at > deed.decided_at:
            yield Fault("endorsed_at", "measures.endorsed_after")


def _approver(session: Session, found: ProposalView, deed: Register) -> Iterator[Fault]:
    """Who approved held the president's office; nobody is both the director's word and the president's."""
    given = Given(deed.approver_id, deed.decided_at, deed.basis)
    faults = list(_signer(session, found, "approver_id", given, Role.PRESIDENT))
    yield from faults
    if not faults and deed.approver_id in {deed.endorser_id, _endorsed_here(found)}:
        yield Fault("approver_id", "measures.own_endorsement")


def _endorsed_here(found: ProposalView) -> UUID | None:
    """Whose word as director was given in the system already."""
    taken = found.step(Step.ENDORSED)
    return taken.by_id if taken else None


def _signer(session: Session, found: ProposalView, field: str, given: Given, role: Role) -> Iterator[Fault]:
    """Whoever signed held the office then, his own or lent to him, and cannot have proposed it himself."""
    own = _holds(session, given.by_id, role)
    if not own and not queries_authority.authority(session, given.by_id, role, found.kind, given.at):
        yield Fault(field, f"measures.not_{role}")
    elif given.by_id == found.proposed_by:
        yield Fault(field, "measures.own_proposal")


def _time(actor: Actor, found: ProposalView, field: str, at: Instant) -> Iterator[Fault]:
    if not found.proposed_at + -MINUTE < at <= actor.now:
        yield Fault(field, "measures.decided_when")
