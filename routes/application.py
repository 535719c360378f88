"""Builds the web application out of its parts; the only place that knows them all."""

import logging
import os
import secrets
from pathlib import Path

from flask import Flask, Response, request
from flask_babel import Babel
from flask_wtf import CSRFProtect

from app.base.clock import Clock
from app.base.settings import ROOT, Settings
from app.base.store import Store
from routes import context, doors, errors, filters, journal, signin, versioned, views_seen
from routes.deployment import KEY, Deployment, opened

LARGEST_REQUEST = 32 * 1024 * 1024
LARGEST_FORM_PART = 1024 * 1024
MOST_FORM_PARTS = 5000
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' blob: data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(self), microphone=()",
}

csrf = CSRFProtect()


def create_app(settings: Settings | None = None, *, clock: Clock | None = None, store: Store | None = None) -> Flask:
    """The application over one deployment. Nothing is read from the store before the first request."""
    settings = settings or Settings.load()
    app = Flask("fieldwrit", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(
        SECRET_KEY=_secret(settings.home / "keys" / "cookie.key"),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM_PART,
        MAX_FORM_PARTS=MOST_FORM_PARTS,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_NAME="fieldwrit",
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="zh",
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
    )
    app.extensions[KEY] = Deployment(settings, store or opened(settings), clock)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, locale_selector=context.language)
    csrf.init_app(app)
    versioned.install(app)
    signin.install(app)
    context.install(app)
    filters.install(app)
    errors.install(app)
    doors.open_all(app, csrf)
    journal.install(app, settings.log)
    views_seen.install(app, settings.log)
    app.after_request(_guard)
    return app


def _guard(answer: Response) -> Response:
    """Say to the browser what this page may do, and that nobody may keep it."""
    answer.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=context.nonce()))
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if not request.path.startswith("/static/"):
        answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def _secret(file: Path) -> str:
    """The key that signs cookies: made once, kept in the home folder; of two first processes one wins."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32))
        try:
            os.link(draft, file)
        except FileExistsError:
            logging.getLogger("fieldwrit").info("cookie key made by another process")
        draft.unlink()
    return file.read_text().strip()
