"""Routes: changed by hand, stop by stop, or proposed as a whole."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import Command, read
from app.sweeps import queries
from app.sweeps.actions_plan import AskForPlan, ask_for_plan
from app.sweeps.actions_stops import (
    LockStop,
    PlaceStop,
    ShiftStop,
    TakeOffStop,
    UnlockStop,
    lock_stop,
    place_stop,
    shift_stop,
    take_off_stop,
    unlock_stop,
)
from routes.gate import way_in

pages = Blueprint("stops", __name__)

Action = Callable[[Session, Actor, Any], None]
KEYS: dict[str, tuple[type[Command], Action, dict[str, str]]] = {
    "place": (PlaceStop, place_stop, {}),
    "up": (ShiftStop, shift_stop, {"by": "up"}),
    "down": (ShiftStop, shift_stop, {"by": "down"}),
    "lock": (LockStop, lock_stop, {}),
    "unlock": (UnlockStop, unlock_stop, {}),
    "off": (TakeOffStop, take_off_stop, {}),
}
"""What each key beside a stop does."""


@way_in(
    pages, "/stops/<uuid:target_id>/<any(place, up, down, lock, unlock, off):key>", verb="sweep.plan", methods=["POST"]
)
def change(session: Session, actor: Actor, target_id: UUID, key: str) -> ResponseReturnValue:
    """Move, fix or take off one stop; the times of the route follow."""
    target = queries.target(session, actor.scope, target_id)
    command, action, more = KEYS[key]
    given = {"squad_id": request.form.get("squad_id", "")} if key == "place" else {}
    action(session, actor, read(command, {"target_id": str(target_id), **given, **more}))
    return redirect(url_for("sweeps.routes", sweep_id=target.sweep_id, _anchor=f"stop-{target_id}"))


@way_in(pages, "/sweeps/<uuid:sweep_id>/plan", verb="sweep.plan", methods=["POST"], retry="sweeps.routes")
def propose(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Ask for a proposal of routes; the page shows how far it is."""
    ask_for_plan(session, actor, read(AskForPlan, {**request.form.to_dict(), "sweep_id": str(sweep_id)}))
    return redirect(url_for("sweeps.routes", sweep_id=sweep_id))
