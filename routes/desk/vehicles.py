"""The cars of the court."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.sweeps import queries
from app.sweeps.actions_squads import AddVehicle, add_vehicle
from routes.gate import way_in

pages = Blueprint("vehicles", __name__)


@way_in(pages, "/vehicles", verb="sweep.plan")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """All cars, and the form of a new one."""
    return render_template("vehicles/listing.html", cars=queries.vehicles(session))


@way_in(pages, "/vehicles", verb="sweep.plan", methods=["POST"], retry="vehicles.listing")
def add(session: Session, actor: Actor) -> ResponseReturnValue:
    """Enter a car."""
    add_vehicle(session, actor, read(AddVehicle, request.form))
    return redirect(url_for("vehicles.listing"))
