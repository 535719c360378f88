"""Who is called on at once (同时敲门): tied and untied by the judge."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.sweeps.actions_strikes import TieStrike, UntieStrike, tie_strike, untie_strike
from routes.gate import way_in

pages = Blueprint("strikes", __name__)


@way_in(pages, "/sweeps/<uuid:sweep_id>/strikes", verb="sweep.plan", methods=["POST"], retry="sweeps.routes")
def tie(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Two targets are to be called on at once."""
    tie_strike(session, actor, read(TieStrike, {**request.form.to_dict(), "sweep_id": str(sweep_id)}))
    return redirect(url_for("sweeps.routes", sweep_id=sweep_id, _anchor="strikes"))


@way_in(pages, "/sweeps/<uuid:sweep_id>/strikes/untie", verb="sweep.plan", methods=["POST"], retry="sweeps.routes")
def untie(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Two targets need not be called on at once."""
    untie_strike(session, actor, read(UntieStrike, {**request.form.to_dict(), "sweep_id": str(sweep_id)}))
    return redirect(url_for("sweeps.routes", sweep_id=sweep_id, _anchor="strikes"))
