"""Who is held now, since when, and what is due next."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.cases import queries as cases
from app.measures import queries
from routes.desk import measures_shown as shown
from routes.gate import way_in

pages = Blueprint("custody", __name__)


@way_in(pages, "/custody", verb="measure.view")
def held(session: Session, actor: Actor) -> ResponseReturnValue:
    """Everybody the court answers for, with the clocks that run."""
    people = queries.custody(session, actor.scope, actor.now)
    clocks = queries.running_clocks(session, actor.scope, actor.now)
    here = {one.person_id for one in people}
    names = shown.names(session, here | {one.person_id for one in clocks})
    return render_template(
        "custody/held.html",
        people=people,
        names=names,
        tones=shown.HOLD_TONES,
        briefs=cases.briefs(session, actor.scope, {one.standing.case_id for one in people if one.standing.case_id}),
        clocks={
            one.person_id: shown.clock_cards([clock for clock in clocks if clock.person_id == one.person_id], {})
            for one in people
        },
        others=shown.clock_cards([clock for clock in clocks if clock.person_id not in here], names),
    )
