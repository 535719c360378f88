"""What is done with accounts and sign-ins."""

import secrets
from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.reading import Command
from app.base.refusal import Kind, Refusal
from app.base.turns import take_turn
from app.staff import passwords, queries, rules
from app.staff.tables import Account, AccountChange, AccountRole, SignIn
from app.staff.verbs import Role

OfficerKindName = Literal["judge", "executor", "assistant", "clerk", "police", "auxiliary"]
Name = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class AddAccount(Command):
    """A new person who may sign in."""

    username: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9._-]{1,30}$")]
    name: Name
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    sex: Literal["male", "female"]
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    officer_kind: OfficerKindName | None = None
    badge: Annotated[str, StringConstraints(max_length=30)] = ""
    phone: Annotated[str, StringConstraints(max_length=30)] = ""
    drives: bool = False


def add_account(session: Session, actor: Actor, deed: AddAccount, *, demonstration: bool = False) -> UUID:
    """Open an account and tell its id; refuse a taken name, a weak password, and roles that must stay apart."""
    rules.require_roles_apart(deed.roles)
    rules.require_password(deed.password, demonstration=demonstration)
    if queries.by_username(session, deed.username):
        raise Refusal("staff.username_taken", Kind.CONFLICT, username=deed.username)
    person = Account(
        id=new_id(actor.now),
        password_hash=passwords.hash_of(deed.password),
        roles=[],
        **deed.model_dump(exclude={"password", "roles"}),
    )
    session.add(person)
    session.flush()
    person.roles = [AccountRole(account_id=person.id, role=role) for role in sorted(set(deed.roles))]
    return person.id


class SetActive(Command):
    """Open or close an account, and why."""

    account_id: UUID
    active: bool
    reason: Annotated[str, StringConstraints(min_length=2, max_length=400)]


def set_active(session: Session, actor: Actor, deed: SetActive) -> None:
    """Close an account (its sign-ins end at once) or open it again.

    Refused (conflict): `staff.not_yourself`, `staff.last_president`, `staff.last_keeper`.
    """
    if deed.account_id == actor.id:
        raise Refusal("staff.not_yourself", Kind.CONFLICT)
    person = queries.account(session, deed.account_id)
    if not deed.active:
        _require_another(session, person)
    person.active, person.failures, person.locked_until = deed.active, 0, None
    row = AccountChange(id=new_id(actor.now), at=actor.now, by_id=actor.id, **deed.model_dump())
    session.add(row)
    if not deed.active:
        for entry in queries.open_sign_ins(session, person.id):
            entry.ended_at = actor.now


def _require_another(session: Session, person: Account) -> None:
    """Somebody else holds each office that must never be empty; two closing at once wait for one another."""
    take_turn(session, "staff.closing")
    held = {one.role for one in person.roles}
    for role, code in rules.NEVER_EMPTY.items():
        if role in held and all(one.id == person.id for one in queries.holders(session, role)):
            raise Refusal(code, Kind.CONFLICT)


class SignInAttempt(Command):
    """A name and a password at the door."""

    username: Annotated[str, StringConstraints(max_length=60)]
    password: Annotated[str, StringConstraints(max_length=200)]
    agent: str = ""


@dataclass(frozen=True)
class SignInOutcome:
    """What came of an attempt: the token (told once), whose account it was, whether it is locked from now on."""

    token: str | None = None
    account_id: UUID | None = None
    locked: bool = False


def sign_in(session: Session, machine: Actor, deed: SignInAttempt) -> SignInOutcome:
    """Check the password and open a sign-in.

    A failure is counted (so the caller must keep the transaction): after five the account rests for 15 minutes.
    """
    person = queries.by_username(session, deed.username)
    known = person.password_hash if person else _NOBODY
    right = passwords.matches(deed.password, known)
    resting = person and person.locked_until and machine.now < person.locked_until
    if person is None or not person.active or resting:
        return SignInOutcome()
    if not right:
        return SignInOutcome(account_id=person.id, locked=_count_failure(machine, person))
    person.failures, person.locked_until = 0, None
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=queries.token_hash(token),
            account_id=person.id,
            begun_at=machine.now,
            seen_at=machine.now,
            fresh_at=machine.now,
            agent=deed.agent[:200],
        )
    )
    return SignInOutcome(token, person.id)


def _count_failure(machine: Actor, person: Account) -> bool:
    person.failures += 1
    if person.failures < rules.FAILURES_ALLOWED:
        return False
    person.failures, person.locked_until = 0, machine.now + rules.LOCKED_FOR
    return True


def refresh(session: Session, actor: Actor, *, token: str, password: str) -> bool:
    """Give the password again before an approval; whether it was right.

    A failure is counted (so the caller must keep the transaction): the one that makes the account rest ends this
    sign-in too, so that a stolen one is no place for guessing.
    """
    entry = queries.entry_of(session, token, actor.now)
    person = queries.account(session, entry.account_id) if entry else None
    if entry is None or person is None:
        return False
    if passwords.matches(password, person.password_hash):
        entry.fresh_at, person.failures = actor.now, 0
        return True
    if _count_failure(actor, person):
        entry.ended_at = actor.now
    return False


def touch(session: Session, token: str, now: Instant) -> None:
    """Note that the person of this sign-in is still there."""
    entry = queries.entry_of(session, token, now)
    if entry:
        entry.seen_at = now


def sign_out(session: Session, actor: Actor, token: str) -> None:
    """End one sign-in."""
    entry = session.get(SignIn, queries.token_hash(token))
    if entry and entry.ended_at is None:
        entry.ended_at = actor.now


_NOBODY = passwords.hash_of(secrets.token_hex(8))
"""Checked when the name is unknown, so that both answers take the same time."""
