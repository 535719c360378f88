"""The log of visits of a case, and the photos that belong to it."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.deeds import CANCEL
from app.cases import queries as cases
from app.field import queries
from app.measures import queries as measures
from app.staff import queries as staff
from routes.deployment import deployment
from routes.desk import measures_shown as shown
from routes.gate import way_in

pages = Blueprint("visits", __name__)


@way_in(pages, "/cases/<uuid:case_id>/visits", verb="case.view")
def of_case(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """What was found at the doors of one case, newest first; cancelled lines stay and say so."""
    case = cases.case(session, actor.scope, case_id)
    log = queries.log_of(session, actor.scope, case_ids=[case_id])
    gone = {visit.cancels: visit.body.get("reason", "") for visit in log if visit.cancels}
    lines = [visit for visit in reversed(log) if visit.kind != CANCEL]
    return render_template(
        "visits/of_case.html",
        case=case,
        lines=lines,
        gone=gone,
        people=shown.person_names(case),
        staff=staff.names(session, {visit.by_id for visit in lines}),
        kept=queries.media(session, {sha256 for visit in lines for sha256 in visit.media}),
    )


@way_in(pages, "/media/<string(length=64):sha256>", verb="case.view")
def medium(session: Session, actor: Actor, sha256: str) -> ResponseReturnValue:
    """A kept photo or scan as a download; the bytes are checked against their hash on the way out."""
    elsewhere = () if actor.scope.whole_court else measures.media_named(session, actor.scope)
    found = queries.medium(session, actor, sha256, elsewhere=elsewhere)
    content = media.fetch(deployment().settings.media, found.sha256)
    ending = found.type.split("/")[-1]
    return send_file(BytesIO(content), found.type, as_attachment=True, download_name=f"{found.sha256[:12]}.{ending}")
