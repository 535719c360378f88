"""The trail, for the auditor."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.cases import queries as cases
from app.staff import queries as staff
from app.trail import queries, rules
from routes.gate import way_in

pages = Blueprint("trail", __name__)
PAGE = 100


@way_in(pages, "/trail", verb="trail.view")
def lines(session: Session, actor: Actor) -> ResponseReturnValue:
    """The newest deeds first."""
    before = request.args.get("before", "")
    shown = queries.recent(session, limit=PAGE, before=int(before) if before.isdigit() else None)
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
