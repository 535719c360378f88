"""The court's page of verification, open to everybody: what a code proves, and nothing about a person."""

from datetime import timedelta
from ipaddress import ip_address
from typing import Final

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.documents import proof_keys
from app.documents.proving import read_code
from app.documents.queries_proof import proven
from routes.allowance import Allowance
from routes.deployment import deployment
from routes.gate import way_in

pages = Blueprint("proofs", __name__)
MOST: Final = 20
SPAN: Final = timedelta(minutes=1)
"""Twenty codes a minute for one address: enough for a person with a stack of papers, nothing for a guesser."""


@way_in(pages, "/verify", verb=None)
def form(session: Session, actor: Actor) -> ResponseReturnValue:
    """The form for a code; one that was typed leads to its answer."""
    typed = request.args.get("code", "")
    code = read_code(typed)
    if code is not None:
        return redirect(url_for("proofs.answer", code=f"{code.key_id}-{code.control_no}-{code.mac}"))
    return _page(typed=typed, unreadable=bool(typed))


@way_in(pages, "/V/<string:code>", verb=None)
def answer(session: Session, actor: Actor, code: str) -> ResponseReturnValue:
    """What the court says of the paper with this code. The same few words for everything that is not proven."""
    if not Allowance(MOST, SPAN, deployment().settings.asked).take(_address(), actor.now):
        return _page(429, typed=code, too_often=True)
    found = proven(session, proof_keys.known(deployment().settings.keys), code)
    return _page(200 if found else 404, typed=code, found=found, failed=found is None)


def _page(status: int = 200, **told: object) -> Response:
    named = {"found": None, "failed": False, "unreadable": False, "too_often": False} | told
    page = make_response(render_template("proofs/page.html", **named), status)
    page.headers["X-Robots-Tag"] = "noindex"
    if status == 429:  # noqa: PLR2004 - the one status that says when to come again
        page.headers["Retry-After"] = str(int(SPAN.total_seconds()))
    return page


def _address() -> str:
    """Who asks. Behind the proxy of this machine that is the last address of the route, which the proxy wrote itself."""
    direct = request.remote_addr or ""
    try:
        own = ip_address(direct).is_loopback
    except ValueError:
        own = False
    return request.access_route[-1] if own and request.access_route else direct
