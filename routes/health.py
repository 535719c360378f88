"""Whether this process lives, and whether it can serve."""

import shutil

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.base.refusal import Refusal
from routes.deployment import deployment

pages = Blueprint("health", __name__)
LEAST_FREE = 0.05


@pages.get("/healthz/live")
def live() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="live")


@pages.get("/healthz/ready")
def ready() -> ResponseReturnValue:
    """The store answers and the disk has room; 503 and the reasons otherwise."""
    here = deployment()
    wrong: list[str] = []
    try:
        with here.store.reading() as session:
            session.execute(text("SELECT 1 FROM trail LIMIT 1"))
    except (SQLAlchemyError, Refusal):
        wrong.append("store")
    disk = shutil.disk_usage(here.settings.home)
    if disk.free < disk.total * LEAST_FREE:
        wrong.append("disk")
    return jsonify(status="not ready" if wrong else "ready", wrong=wrong), 503 if wrong else 200
