"""The front door: signing in and out, language, the first page, third-party notices."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import Fault, Kind, Refusal
from app.staff import queries as people
from app.staff.actions import SignInAttempt
from app.trail import people as trail
from routes import notices, welcome
from routes.context import LANGUAGES
from routes.gate import way_in
from routes.signin import SignedIn

pages = Blueprint("front", __name__)
YEAR = 365 * 24 * 3600


@way_in(pages, "/sign-in", verb=None)
def door(session: Session, actor: Actor) -> ResponseReturnValue:
    """The sign-in page."""
    return render_template("front/sign_in.html", next=request.args.get("next", ""))


@way_in(pages, "/sign-in", verb=None, methods=["POST"])
def sign_in(session: Session, actor: Actor) -> ResponseReturnValue:
    """Check name and password; the failure is counted, so this answers instead of refusing."""
    fields = {name: request.form.get(name, "") for name in ("username", "password")}
    if not all(fields.values()):
        wrong = tuple(Fault(name, "field.missing") for name, value in fields.items() if not value)
        return _again(Refusal("input.invalid", Kind.INVALID, faults=wrong))
    attempt = read(SignInAttempt, {**fields, "agent": (request.user_agent.string or "")[:200]})
    token = trail.sign_in(session, actor, attempt)
    if token is None:
        return _again(Refusal("staff.sign_in_failed", Kind.FORBIDDEN))
    session.flush()
    found = people.signed_in(session, token, actor.now)
    if found:
        login_user(SignedIn(found, token))
    return redirect(_inside(request.form.get("next", "")))


@way_in(pages, "/sign-out", verb="self", methods=["POST"])
def sign_out(session: Session, actor: Actor) -> ResponseReturnValue:
    """End this sign-in."""
    trail.sign_out(session, actor, current_user.token)
    logout_user()
    return redirect(url_for("front.door"))


@way_in(pages, "/language", verb=None, methods=["POST"])
def language(session: Session, actor: Actor) -> ResponseReturnValue:
    """Switch the screens between Chinese and English."""
    chosen = request.form.get("lang", "zh")
    answer = make_response(redirect(_inside(request.form.get("next", ""))))
    if chosen in LANGUAGES:
        answer.set_cookie("lang", chosen, max_age=YEAR, samesite="Lax")
    return answer


@way_in(pages, "/", verb="self")
def home(session: Session, actor: Actor) -> ResponseReturnValue:
    """What waits for this person."""
    return render_template(
        "front/home.html",
        awaited=welcome.awaited(session, actor),
        tasks=welcome.tasks(session, actor),
        clocks=welcome.clocks(session, actor),
    )


@way_in(pages, "/notices", verb=None)
def third_party(session: Session, actor: Actor) -> ResponseReturnValue:
    """What this product is built on, with licences."""
    return render_template("front/notices.html", packages=notices.packages(), data=notices.DATA)


def _again(no: Refusal) -> Response:
    g.refusal, g.faults, g.entered = no, no.faults, {"username": request.form.get("username", "")}
    page = render_template("front/sign_in.html", next=request.form.get("next", ""))
    return make_response(page, 422 if no.kind is Kind.INVALID else 403)


def _inside(target: str) -> str:
    """Only addresses of this server are followed."""
    parts = urlsplit(target)
    safe = (
        target.startswith("/")
        and not target.startswith("//")
        and not parts.netloc
        and "\\" not in target
        and target.isprintable()
    )
    return target if safe else url_for("front.home")
