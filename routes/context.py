"""What every page knows: the court, the moment, the person, the language, the theme."""

import secrets
from datetime import timedelta
from typing import Any

from flask import Flask, g, request
from flask_babel import get_locale
from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.clock import MachineClock
from app.base.instant import Instant
from app.court import queries as court
from routes.deployment import deployment
from routes.words import sentences

THEMES = ("day", "night", "outdoor")
LANGUAGES = ("zh", "en")


def enter(session: Session) -> None:
    """Note the open session, and read the facts that every page shows."""
    g.session = session
    offset = int(court.fact(session, "clock_offset_seconds") or 0)
    g.demonstration = court.fact(session, "demonstration") is not None
    g.clock = deployment().clock or MachineClock(timedelta(seconds=offset))
    g.profile = court.known_profile(session)


def now() -> Instant:
    """The moment of this request."""
    if "now" not in g:
        g.now = g.clock.now()
    moment: Instant = g.now
    return moment


def confirmed_keys() -> frozenset[str]:
    """The articles a lawyer of this court has confirmed; asked once a request, and only when one is in doubt.

    Where no store is open nobody has.
    """
    if "session" not in g:
        return frozenset()
    if "confirmed_keys" not in g:
        g.confirmed_keys = court.confirmed_keys(g.session)
    found: frozenset[str] = g.confirmed_keys
    return found


def visitor() -> Actor:
    """Somebody who is not signed in."""
    return Actor(None, "", now(), scope=Scope())


def nonce() -> str:
    """The one-time word that lets this page's own scripts run."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    word: str = g.nonce
    return word


def theme() -> str:
    """The theme the person chose."""
    chosen = request.cookies.get("theme", "day")
    return chosen if chosen in THEMES else "day"


def language() -> str:
    """The language the person chose; Chinese unless he did."""
    chosen = request.cookies.get("lang", "zh")
    return chosen if chosen in LANGUAGES else "zh"


def install(app: Flask) -> None:
    """Give the templates their common names."""

    @app.context_processor
    def _names() -> dict[str, Any]:
        actor: Actor | None = g.get("actor")
        signed_in = actor if actor and actor.id else None
        profile = g.get("profile")
        return {
            "actor": signed_in,
            "court_name": profile.name if profile else "",
            "demo_time": str(now()) if g.get("demonstration") else None,
            "nav": sentences.navigation(signed_in) if signed_in else [],
            "lang": str(get_locale() or "zh")[:2],
            "theme": theme(),
            "csp_nonce": nonce,
            "now": now() if "clock" in g else None,
            "faults": sentences.by_field(g.get("faults") or ()),
            "refusal": sentences.of(g.refusal) if g.get("refusal") else None,
            "entered": g.get("entered") or {},
            "word": sentences.label,
        }


def demonstration() -> bool:
    """Whether this store is the demonstration's."""
    return bool(g.get("demonstration"))
