"""The letter box: tablets put their deeds in here."""

from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import Kind, Refusal
from app.sync.actions import receive
from app.sync.rules import Envelope
from routes.gate import way_in

pages = Blueprint("letters", __name__)
PROGRAMS = True
"""JSON only, so no other site's form can reach it; it carries no form token."""


@way_in(pages, "/tablet/letters", verb="deed.record", methods=["POST"])
def put_in(session: Session, actor: Actor) -> ResponseReturnValue:
    """Take an envelope of letters and answer each of them."""
    if not request.is_json or request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise Refusal("letter.not_json", Kind.INVALID)
    return jsonify(receive(session, actor, read(Envelope, _envelope())))


def _envelope() -> dict[str, Any]:
    try:
        found = request.get_json(silent=True)
    except RecursionError:
        found = None
    if not isinstance(found, dict):
        raise Refusal("letter.not_json", Kind.INVALID)
    return found
