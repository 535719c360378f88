"""The trail, for the auditor."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import Command, read
from app.cases import queries as cases
from app.staff import queries as staff
from app.trail import queries, rules
from routes.gate import way_in

pages = Blueprint("trail", __name__)
PAGE = 100


class Wanted(Command):
    """Before which line the page begins; with the newest when none is named."""

    before: int | None = None


@way_in(pages, "/trail", verb="trail.view")
def lines(session: Session, actor: Actor) -> ResponseReturnValue:
    """The newest deeds first."""
    wanted = read(Wanted, request.args.to_dict())
    shown = queries.recent(session, limit=PAGE, before=wanted.before)
    names = staff.names(session, [line.deed.actor_id for line in shown])
    known = cases.briefs(session, actor.scope, [line.deed.case_id for line in shown if line.deed.case_id])
    return render_template(
        "trail/lines.html", lines=shown, names=names, cases=known, head=queries.head(session), page=PAGE
    )


@way_in(pages, "/trail/verify", verb="trail.view")
def verify(session: Session, actor: Actor) -> ResponseReturnValue:
    """Walk the whole chain now and say what was found."""
    found = rules.verify(queries.lines(session))
    return render_template("trail/verify.html", found=found, whole=isinstance(found, rules.Head))
