"""Photos come in here; they are kept by their hash and belong to the deeds that name it."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Kind, Refusal
from app.field.actions import keep_medium
from app.field.images import LARGEST_FILE
from routes.deployment import deployment
from routes.gate import way_in

pages = Blueprint("tablet_media", __name__)
PROGRAMS = True
"""Called by scripts of our own pages; the browser says from which site a request comes, and no other site may."""


@way_in(pages, "/tablet/media", verb="deed.record", methods=["POST"])
def put_in(session: Session, actor: Actor) -> ResponseReturnValue:
    """Keep a picture or scan, as a form's file `file` or as the bare body; the answer is its hash."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise Refusal("media.foreign", Kind.FORBIDDEN)
    if (request.content_length or 0) > LARGEST_FILE * 2:
        raise Refusal("media.size", Kind.INVALID, most=LARGEST_FILE // 1024 // 1024)
    part = request.files.get("file")
    content = part.read() if part else request.get_data(cache=False)
    return jsonify(sha256=keep_medium(session, actor, deployment().settings.media, content))
