"""What can be asked about approvals that were given outside and entered here."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.base.refusal import missing
from app.measures import queries
from app.measures.tables import Registration, RegistrationCheck
from app.measures.views import ProposalView


@dataclass(frozen=True)
class RegistrationView:
    """One entry of an approval given outside, and what the second person found."""

    id: UUID
    proposal_id: UUID
    basis: str
    approver_id: UUID
    decided_at: Instant
    endorser_id: UUID | None
    endorsed_at: Instant | None
    reason: str
    overrides: tuple[str, ...]
    scan: str | None
    number: str
    at: Instant
    by_id: UUID | None
    checked_at: Instant | None
    checked_by: UUID | None
    agrees: bool | None
    """None: nobody has checked it yet."""
    remark: str


def registrations_of(session: Session, proposal_ids: Collection[UUID]) -> list[RegistrationView]:
    """The entries about these proposals, the newest first."""
    asked = select(Registration).where(Registration.proposal_id.in_(set(proposal_ids)))
    return _read(session, list(session.scalars(asked.order_by(Registration.at.desc(), Registration.id.desc()))))


def registration(session: Session, scope: Scope, registration_id: UUID) -> tuple[RegistrationView, ProposalView]:
    """One entry with its proposal, or a refusal."""
    row = session.get(Registration, registration_id)
    if row is None:
        raise missing("registration")
    return _read(session, [row])[0], queries.proposal(session, scope, row.proposal_id)


def unchecked(session: Session, scope: Scope) -> list[tuple[RegistrationView, ProposalView]]:
    """The entries that wait for a second person, the oldest first."""
    done = select(RegistrationCheck.registration_id)
    rows = list(session.scalars(select(Registration).where(Registration.id.not_in(done)).order_by(Registration.at)))
    proposals = {one.id: one for one in queries.proposals_of(session, scope, ids=[row.proposal_id for row in rows])}
    return [(one, proposals[one.proposal_id]) for one in _read(session, rows) if one.proposal_id in proposals]


def _read(session: Session, rows: list[Registration]) -> list[RegistrationView]:
    asked = select(RegistrationCheck).where(RegistrationCheck.registration_id.in_({row.id for row in rows}))
    checks = {one.registration_id: one for one in session.scalars(asked)}
    return [_view(row, checks.get(row.id)) for row in rows]


def _view(row: Registration, check: RegistrationCheck | None) -> RegistrationView:
    return RegistrationView(
        id=row.id,
        proposal_id=row.proposal_id,
        basis=row.basis,
        approver_id=row.approver_id,
        decided_at=row.decided_at,
        endorser_id=row.endorser_id,
        endorsed_at=row.endorsed_at,
        reason=row.reason,
        overrides=tuple(row.overrides),
        scan=row.scan,
        number=row.number,
        at=row.at,
        by_id=row.by_id,
        checked_at=check.at if check else None,
        checked_by=check.by_id if check else None,
        agrees=check.agrees if check else None,
        remark=check.remark if check else "",
    )
