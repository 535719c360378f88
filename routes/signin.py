"""flask-login as the loader only: the session itself is a row of ours, so that closing it ends it at once."""

from dataclasses import dataclass

from flask import Flask, g
from flask_login import LoginManager

from app.staff import queries as staff
from app.staff.queries import SignedPerson
from routes import context


@dataclass(frozen=True)
class SignedIn:
    """The current user as flask-login wants him."""

    person: SignedPerson
    token: str

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """The session token; it names a session, not a person."""
        return self.token


def install(app: Flask) -> None:
    """Let flask-login ask our table."""
    manager = LoginManager(app)
    manager.session_protection = None

    def load(token: str) -> SignedIn | None:
        session = g.get("session")
        if session is None:
            return None
        found = staff.signed_in(session, token, context.now())
        return SignedIn(found, token) if found else None

    manager.user_loader(load)
