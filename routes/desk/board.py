"""The live board of a sweep."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.cases import queries as cases
from app.outcomes.board import Board
from app.outcomes.board import board as board_of
from app.sweeps import queries as sweeps
from app.sweeps.drawing import drawing
from routes import clockface
from routes.gate import way_in

pages = Blueprint("board", __name__)


@way_in(pages, "/board", verb="board.view")
def live(session: Session, actor: Actor) -> ResponseReturnValue:
    """The board of the newest published sweep, or the advice to publish one."""
    published = [one for one in sweeps.sweeps(session, actor) if one.published]
    if not published:
        return render_template("board/none.html")
    return redirect(url_for("board.one", sweep_id=published[0].id))


@way_in(pages, "/board/<uuid:sweep_id>", verb="board.view")
def one(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """The whole board page."""
    return _shown("board/one.html", session, actor, sweep_id)


@way_in(pages, "/board/<uuid:sweep_id>/now", verb="board.view")
def now(session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    """The part of the board that changes, fetched again by the page itself."""
    return _shown("board/now.html", session, actor, sweep_id)


def _shown(template: str, session: Session, actor: Actor, sweep_id: UUID) -> ResponseReturnValue:
    sweeps.seen(session, actor, sweep_id)
    shown = board_of(session, actor.scope, sweep_id, actor.now)
    people, numbers = _words(session, actor, shown)
    clocks = clockface.of_measures(shown.clocks, people, actor.now) + clockface.of_money(
        shown.money_clocks, numbers, actor.now
    )
    seen = {one.stop.target_id: one.seen_at for squad in shown.squads for one in squad.stops if one.seen_at}
    picture = drawing([squad.route for squad in shown.squads], seen, actor.now)
    return render_template(template, board=shown, people=people, cases=numbers, clocks=clocks, picture=picture)


def _words(session: Session, actor: Actor, shown: Board) -> tuple[dict[UUID, str], dict[UUID, str]]:
    held = {one.person_id for one in shown.held} | {clock.person_id for clock in shown.clocks}
    case_ids = [one.standing.case_id for one in shown.held if one.standing.case_id]
    case_ids += [clock.case_id for clock in shown.money_clocks]
    briefs = cases.briefs(session, actor.scope, case_ids)
    people = {key: person.name for key, person in cases.persons(session, held).items()}
    return people, {key: brief.number for key, brief in briefs.items()}
