"""签到: the roll of one squad on one day."""

from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import Command, read
from app.base.refusal import Kind, Refusal, missing
from app.staff import queries as staff
from app.sweeps import queries
from app.sweeps.actions_roll import CallRoll, call_roll
from routes.gate import way_in

pages = Blueprint("rollcalls", __name__)


class Wanted(Command):
    """Which day's roll."""

    day: date | None = None


@way_in(pages, "/squads/<uuid:squad_id>/roll", verb="sweep.roll")
def form(session: Session, actor: Actor, squad_id: UUID) -> ResponseReturnValue:
    """The squad's people and car, ticked as they were called."""
    squad = queries.squad(session, squad_id)
    sweep = queries.seen(session, actor, squad.sweep_id)
    if (
        squad_id not in {one.id for one in queries.squads_seen(session, actor, sweep.id)}
        and not actor.scope.whole_court
    ):
        raise missing("squad")
    if not sweep.published:
        raise Refusal("sweeps.not_published", Kind.CONFLICT, number=sweep.number)
    day = read(Wanted, {"day": request.args.get("day", "")}).day or min(
        max(actor.now.day, sweep.days[0]), sweep.days[-1]
    )
    held = queries.present(session, squad_id, day)
    there = [who for column, who in held if column == "officer_id"]
    own = {one.id for one in squad.members}
    everybody = staff.officers(session)
    return render_template(
        "rollcalls/form.html",
        squad=squad,
        sweep=sweep,
        day=day,
        called=bool(held),
        there=there,
        stand_ins=[one for one in everybody if one.id in there and one.id not in own],
        others=[(str(one.id), one.name) for one in everybody if one.id not in own and one.id not in there],
        cars=[who for column, who in held if column == "vehicle_id"],
        vehicles=[(str(car.id), car.plate) for car in queries.vehicles(session)],
    )


@way_in(pages, "/squads/<uuid:squad_id>/roll", verb="sweep.roll", methods=["POST"], retry="rollcalls.form")
def call(session: Session, actor: Actor, squad_id: UUID) -> ResponseReturnValue:
    """Write down who is there; unticking takes back."""
    fields = {
        "squad_id": str(squad_id),
        "on_day": request.form.get("on_day", ""),
        "officer_ids": [one for one in request.form.getlist("officer_ids") if one],
        "vehicle_ids": [one for one in request.form.getlist("vehicle_ids") if one],
    }
    call_roll(session, actor, read(CallRoll, fields))
    return redirect(url_for("sweeps.roll", sweep_id=queries.squad(session, squad_id).sweep_id))
