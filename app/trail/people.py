"""Deeds on accounts and sign-ins, with their lines: the staff room lies below the trail and cannot write them itself."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.staff import actions as staff
from app.trail.actions import write


def add_account(session: Session, actor: Actor, deed: staff.AddAccount, *, demonstration: bool = False) -> UUID:
    """Open an account and tell its id."""
    account_id = staff.add_account(session, actor, deed, demonstration=demonstration)
    write(session, actor, "account.add", subject=account_id, content=sorted(deed.roles))
    return account_id


def set_active(session: Session, actor: Actor, deed: staff.SetActive) -> None:
    """Open or close an account."""
    staff.set_active(session, actor, deed)
    verb = "account.open" if deed.active else "account.close"
    write(session, actor, verb, subject=deed.account_id, content=deed.reason)


def sign_in(session: Session, machine: Actor, deed: staff.SignInAttempt) -> str | None:
    """Try to sign in; the session token, or None. A locked account leaves a line too."""
    outcome = staff.sign_in(session, machine, deed)
    if outcome.token:
        write(session, replace(machine, id=outcome.account_id), "account.sign_in", subject=outcome.account_id)
    elif outcome.locked:
        write(session, machine, "account.locked", subject=outcome.account_id)
    return outcome.token


def sign_out(session: Session, actor: Actor, token: str) -> None:
    """End one sign-in."""
    staff.sign_out(session, actor, token)
    write(session, actor, "account.sign_out", subject=actor.id)
