"""Who may decide in whose place, for what, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.refusal import missing
from app.law.officers import OfficerKind
from app.measures.rules import ProposalKind
from app.measures.tables import Authorisation
from app.staff import queries as staff
from app.staff.verbs import Role

STEPS: Final = {Role.PRESIDENT: "measure.approve", Role.DIRECTOR: "measure.endorse"}
"""The verb of the step each of the two may let somebody else take."""


@dataclass(frozen=True)
class AuthorisationView:
    """One authorisation, and when it ended if it was ended before its time."""

    id: UUID
    role: str
    for_id: UUID
    to_id: UUID
    kinds: tuple[str, ...]
    from_at: Instant
    until_at: Instant
    reason: str
    at: Instant
    ended_at: Instant | None

    def holds(self, now: Instant) -> bool:
        """Whether it is in force at that moment."""
        ended = self.ended_at is not None and self.ended_at <= now
        return self.from_at <= now < self.until_at and not ended


def authorisations(session: Session) -> list[AuthorisationView]:
    """All of them, the newest first."""
    return _read(session.scalars(select(Authorisation).order_by(Authorisation.at.desc(), Authorisation.id.desc())))


def authorisation(session: Session, authorisation_id: UUID) -> AuthorisationView:
    """One of them; refused as missing when there is none."""
    rows = select(Authorisation).where(
        (Authorisation.id == authorisation_id) | (Authorisation.ends_id == authorisation_id)
    )
    found = _read(session.scalars(rows))
    if not found:
        raise missing("authorisation")
    return found[0]


def held_by(session: Session, account_id: UUID, now: Instant) -> list[AuthorisationView]:
    """What this person may decide in another's place at that moment; nobody stands in for who left his office."""
    mine = select(Authorisation).where(Authorisation.to_id == account_id)
    found = [one for one in _read(session.scalars(mine)) if one.holds(now)]
    there = {role: {one.id for one in staff.holders(session, Role(role))} for role in {one.role for one in found}}
    return [one for one in found if one.for_id in there[one.role]]


def authority(
    session: Session, account_id: UUID | None, role: Role, kind: ProposalKind, now: Instant
) -> AuthorisationView | None:
    """The authorisation to take this office's step on a proposal of that kind, if he holds one."""
    if account_id is None:
        return None
    found = held_by(session, account_id, now)
    return next((one for one in found if one.role == role and kind in one.kinds), None)


def may_stand_in(session: Session) -> list[tuple[UUID, str]]:
    """Who may be authorised: the judges of this court, the director among them; id and name."""
    return [(one.id, one.name) for one in staff.officers(session) if one.officer_kind == OfficerKind.JUDGE]


def verbs_lent(session: Session, account_id: UUID, now: Instant) -> frozenset[str]:
    """The verbs of the steps that this person may take in another's place now."""
    return frozenset(STEPS[Role(one.role)] for one in held_by(session, account_id, now))


def _read(rows: Iterable[Authorisation]) -> list[AuthorisationView]:
    lines = list(rows)
    ended = {one.ends_id: one.at for one in lines if one.ends_id}
    return [_view(one, ended.get(one.id)) for one in lines if one.ends_id is None]


def _view(row: Authorisation, ended_at: Instant | None) -> AuthorisationView:
    return AuthorisationView(
        row.id,
        row.role,
        row.for_id,
        row.to_id,
        tuple(row.kinds),
        row.from_at,
        row.until_at,
        row.reason,
        row.at,
        ended_at,
    )
