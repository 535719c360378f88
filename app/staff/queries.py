"""What can be asked about people of the court."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.refusal import missing
from app.base.remembering import remembered_each
from app.staff import rules
from app.staff.tables import Account, AccountChange, AccountRole, SignIn
from app.staff.verbs import Role


def account(session: Session, account_id: UUID) -> Account:
    """One account, or a refusal."""
    found = session.get(Account, account_id)
    if found is None:
        raise missing("account")
    return found


def accounts(session: Session) -> list[Account]:
    """Everybody, by kind and name."""
    return list(session.scalars(select(Account).order_by(Account.officer_kind, Account.username)))


def officers(session: Session) -> list[Account]:
    """Everybody active who can go out: the accounts with an officer kind."""
    return [person for person in accounts(session) if person.active and person.officer_kind]


def holders(session: Session, role: Role) -> list[Account]:
    """Everybody active who holds a role."""
    return [one for one in accounts(session) if one.active and any(held.role == role for held in one.roles)]


def names(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names by id, for pages that show who did what."""
    return _names(session, [one for one in ids if one])


@remembered_each
def _names(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
    return {row.id: row.name for row in rows}


@remembered_each
def by_ids(session: Session, ids: Sequence[UUID]) -> dict[UUID, Account]:
    """Accounts by id."""
    return {one.id: one for one in session.scalars(select(Account).where(Account.id.in_(ids)))}


@dataclass(frozen=True)
class OfficerBrief:
    """A person of the court as a squad needs him."""

    id: UUID
    name: str
    officer_kind: str
    sex: str
    drives: bool


@remembered_each
def briefs(session: Session, ids: Sequence[UUID]) -> dict[UUID, OfficerBrief]:
    """The same people as squads need them, without their roles."""
    asked = select(Account.id, Account.name, Account.officer_kind, Account.sex, Account.drives)
    rows = session.execute(asked.where(Account.id.in_(ids)))
    return {row.id: OfficerBrief(row.id, row.name, row.officer_kind or "", row.sex, row.drives) for row in rows}


def holding(session: Session, roles: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Who holds each of these roles and is active: id and name, as choices."""
    people = [one for one in accounts(session) if one.active]
    held = {one.id: {role.role for role in one.roles} for one in people}
    return {role: [(str(one.id), one.name) for one in people if role in held[one.id]] for role in roles}


def by_username(session: Session, username: str) -> Account | None:
    """The account of a sign-in name, if any."""
    return session.scalar(select(Account).where(Account.username == username))


def count(session: Session) -> int:
    """How many accounts there are."""
    return session.scalar(select(func.count()).select_from(Account)) or 0


def token_hash(token: str) -> str:
    """What we keep of a session token."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True)
class SignedPerson:
    """Who holds a session token."""

    id: UUID
    name: str
    officer_kind: str | None
    roles: frozenset[str]
    seen_at: Instant


def signed_in(session: Session, token: str, now: Instant) -> SignedPerson | None:
    """Who holds this token, if the sign-in still counts and the account is active."""
    asked = (
        select(SignIn.begun_at, SignIn.seen_at, SignIn.ended_at, Account.id, Account.name, Account.officer_kind)
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.token_hash == token_hash(token), Account.active)
    )
    row = session.execute(asked).one_or_none()
    if row is None or not rules.live(now=now, begun=row.begun_at, seen=row.seen_at, ended=row.ended_at):
        return None
    roles = session.scalars(select(AccountRole.role).where(AccountRole.account_id == row.id))
    return SignedPerson(row.id, row.name, row.officer_kind, frozenset(roles), row.seen_at)


def entry_of(session: Session, token: str, now: Instant) -> SignIn | None:
    """The sign-in of this token, if it still counts."""
    entry = session.get(SignIn, token_hash(token))
    if entry is None or not rules.live(now=now, begun=entry.begun_at, seen=entry.seen_at, ended=entry.ended_at):
        return None
    return entry


def changes(session: Session, account_id: UUID) -> list[AccountChange]:
    """When this account was closed and opened again, the newest first."""
    asked = select(AccountChange).where(AccountChange.account_id == account_id)
    return list(session.scalars(asked.order_by(AccountChange.at.desc(), AccountChange.id.desc())))


def open_sign_ins(session: Session, account_id: UUID) -> list[SignIn]:
    """Sign-ins of one person that were not ended."""
    asked = select(SignIn).where(SignIn.account_id == account_id, SignIn.ended_at.is_(None))
    return list(session.scalars(asked.order_by(SignIn.begun_at.desc())))
