"""Deputising: who may decide in the president's or the director's place, for what and until when."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.court import queries as court
from app.measures import queries_authority
from app.measures.actions_authority import Authorise, EndAuthorisation, authorise, end_authorisation
from app.staff import queries as staff
from routes.desk import measures_shown as shown
from routes.desk import passwords_again
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("authorisations", __name__)


@way_in(pages, "/authorisations", verb="measure.lend")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """All authorisations, and the form for one's own."""
    lines = queries_authority.authorisations(session)
    return render_template(
        "authorisations/listing.html",
        lines=lines,
        names=staff.names(session, [one for line in lines for one in (line.for_id, line.to_id)]),
        people=[(str(key), name) for key, name in queries_authority.may_stand_in(session) if key != actor.id],
        kinds=sentences.labels("proposal_kind"),
        longest=court.profile(session).authorisation_days,
    )


@way_in(pages, "/authorisations", verb="measure.lend", methods=["POST"], retry="authorisations.listing")
def give(session: Session, actor: Actor) -> ResponseReturnValue:
    """Lend one's own step; the password is asked as for the step itself."""
    if not passwords_again.given(session, actor):
        return passwords_again.shown_wrong(listing, session, actor)
    fields = {name: text for name, text in request.form.items() if name != "password"}
    authorise(session, actor, read(Authorise, fields | shown.several("kinds")))
    return redirect(url_for("authorisations.listing"))


@way_in(pages, "/authorisations/<uuid:authorisation_id>/end", verb="measure.lend", methods=["POST"])
def end(session: Session, actor: Actor, authorisation_id: UUID) -> ResponseReturnValue:
    """Take it back before its time."""
    end_authorisation(session, actor, EndAuthorisation(authorisation_id=authorisation_id))
    return redirect(url_for("authorisations.listing"))
