"""The court's own profile."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.court import actions, queries
from app.court.profile import CourtProfile
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("court", __name__)


@way_in(pages, "/court", verb="court.view")
def profile(session: Session, actor: Actor) -> ResponseReturnValue:
    """What this court is called, and how it decided the points the law leaves open."""
    return render_template("court/profile.html", profile=queries.profile(session), chains=sentences.labels("chain"))


@way_in(pages, "/court", verb="court.write", methods=["POST"], retry="court.profile")
def change(session: Session, actor: Actor) -> ResponseReturnValue:
    """Put a new version of the profile in force."""
    chains = {name: request.form.getlist(name) for name in CourtProfile.model_fields if name.startswith("chain_")}
    fields = {"fee_first": "0", "doubled_on_costs": "0", "proof_on_forms": "0", **request.form.to_dict(), **chains}
    actions.set_profile(session, actor, read(CourtProfile, fields))
    return redirect(url_for("court.profile"))
