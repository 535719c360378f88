"""复盘: planned against done, and what was learned."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.reviews import actions, queries
from app.reviews.actions import WriteLesson
from app.staff import queries as staff
from app.sweeps import queries as sweeps
from app.sweeps.drawing import drawing
from routes.gate import way_in

pages = Blueprint("reviews", __name__)


@way_in(pages, "/reviews", verb="review.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """The sweeps to look back at."""
    return render_template("reviews/listing.html", sweeps=sweeps.sweeps(session, actor))


@way_in(pages, "/sweeps/<uuid:sweep_id>/review", verb="review.view")
def one(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Stop by stop: when planned, when there, how it went."""
    sweep = sweeps.seen(session, actor, sweep_id)
    lessons = queries.lessons(session, sweep_id)
    stops = queries.looked_back(session, actor.scope, sweep_id)
    seen = {one.stop.target_id: one.first.at for one in stops if one.first}
    return render_template(
        "reviews/one.html",
        sweep=sweep,
        stops=stops,
        foretold=queries.foretold(session, stops, sweep),
        over=sweep.ends_at < actor.now,
        again=[one for one in stops if one.again],
        picture=drawing(list({one.route.squad.id: one.route for one in stops}.values()), seen, actor.now),
        lessons=lessons,
        names=staff.names(session, [one.by_id for one in lessons]),
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/review", verb="review.write", methods=["POST"], retry="reviews.one")
def write(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Add a remark."""
    fields = {"sweep_id": str(sweep_id), "text": request.form.get("text", "")}
    actions.write_lesson(session, actor, read(WriteLesson, fields))
    return redirect(url_for("reviews.one", sweep_id=sweep_id))
