"""The line of a sweep: each number opens the events behind it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import missing
from app.cases import queries as cases
from app.outcomes import actions, queries
from app.outcomes.actions import PublishLine
from app.staff import queries as staff
from app.sweeps import queries as sweeps
from routes.gate import way_in
from routes.words import bulletins as words

pages = Blueprint("bulletins", __name__)


@way_in(pages, "/bulletins", verb="bulletin.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """The sweeps that have a line."""
    return render_template("bulletins/listing.html", sweeps=sweeps.sweeps(session, actor))


@way_in(pages, "/sweeps/<uuid:sweep_id>/bulletin", verb="bulletin.view")
def one(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """The line as of now, and as it was published."""
    sweep = sweeps.seen(session, actor, sweep_id)
    published = queries.published(session, sweep_id)
    return render_template(
        "bulletins/one.html",
        sweep=sweep,
        figures=queries.line(session, actor.scope, sweep_id),
        definitions=words.definitions(),
        published=published,
        names=staff.names(session, [line.by_id for line in published]),
    )


@way_in(pages, "/sweeps/<uuid:sweep_id>/bulletin", verb="bulletin.publish", methods=["POST"])
def publish(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """Fix the line as it stands."""
    sweeps.seen(session, actor, sweep_id)
    actions.publish_line(session, actor, PublishLine(sweep_id=sweep_id))
    return redirect(url_for("bulletins.one", sweep_id=sweep_id))


@way_in(pages, "/sweeps/<uuid:sweep_id>/bulletin/<string:key>", verb="bulletin.view")
def events(session: Session, actor: Actor, sweep_id: UUID, key: str) -> ResponseReturnValue:
    """The events behind one number."""
    sweep = sweeps.seen(session, actor, sweep_id)
    figure = queries.line(session, actor.scope, sweep_id).get(key)
    if figure is None:
        raise missing("figure")
    case_ids = [event.case_id for event in figure.events if event.case_id]
    turns = [*sweeps.officer_turns(session, sweep_id), *sweeps.vehicle_turns(session, sweep_id)]
    out = {turn.id: turn.who_id for turn in turns}
    plates = {car.id: car.plate for car in sweeps.vehicles(session)}
    return render_template(
        "bulletins/events.html",
        sweep=sweep,
        figure=figure,
        definition=words.definitions()[key],
        cases=cases.briefs(session, actor.scope, case_ids),
        people=cases.persons(session, [event.person_id for event in figure.events if event.person_id]),
        out={turn: (staff.names(session, [who]) | plates).get(who, "") for turn, who in out.items()},
    )
