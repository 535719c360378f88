"""违规待核: deeds in which something is to be checked, and what was found."""

from typing import TypeAlias
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import missing
from app.cases import queries as cases
from app.field import queries as field
from app.field.rules import Visit
from app.measures import queries
from app.measures.actions import ReviewFlag, review_flag
from app.measures.rules import Deed
from app.staff import queries as staff
from routes.desk import measures_shown as shown
from routes.gate import way_in

pages = Blueprint("flags", __name__)

Line: TypeAlias = tuple[Deed | Visit, tuple[str, ...], str]
"""What happened, its flags, and the group its kind's word is found in."""


@way_in(pages, "/flags", verb="deed.review")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """Flagged deeds and visits, those not looked at first."""
    lines = _flagged(session, actor)
    reviews = queries.reviews(session, [line[0].id for line in lines])
    looked = [one for found in reviews.values() for one in found]
    rows = [
        {"line": line, "group": group, "flags": shown.flags(codes, line.at.day), "reviews": reviews.get(line.id, [])}
        for line, codes, group in lines
    ]
    return render_template(
        "flags/listing.html",
        waiting=[row for row in rows if not row["reviews"]],
        looked_at=[row for row in rows if row["reviews"]],
        briefs=cases.briefs(session, actor.scope, {line[0].case_id for line in lines}),
        names=shown.names(session, {line[0].person_id for line in lines}),
        staff=staff.names(session, {one.by_id for one in looked} | {line[0].by_id for line in lines}),
    )


@way_in(pages, "/flags/<uuid:deed_id>/review", verb="deed.review", methods=["POST"], retry="flags.review_form")
def review(session: Session, actor: Actor, deed_id: UUID) -> ResponseReturnValue:
    """Write down what was found."""
    line, _, _ = _one(session, actor, deed_id)
    fields = {**request.form.to_dict(), "deed_id": deed_id, "case_id": line.case_id}
    review_flag(session, actor, read(ReviewFlag, fields))
    return redirect(url_for("flags.listing"))


@way_in(pages, "/flags/<uuid:deed_id>/review", verb="deed.review")
def review_form(session: Session, actor: Actor, deed_id: UUID) -> ResponseReturnValue:
    """The form for what was found about one deed."""
    line, codes, group = _one(session, actor, deed_id)
    return render_template(
        "flags/review.html",
        line=line,
        group=group,
        flags=shown.flags(codes, line.at.day),
        case=cases.case(session, actor.scope, line.case_id),
        person=shown.names(session, [line.person_id]).get(line.person_id, ""),
    )


def _one(session: Session, actor: Actor, deed_id: UUID) -> Line:
    """The flagged deed of that id that he may see, or a refusal."""
    found = next((one for one in _flagged(session, actor) if one[0].id == deed_id), None)
    if found is None:
        raise missing("deed")
    return found


def _flagged(session: Session, actor: Actor) -> list[Line]:
    """Visits and measures in which something is to be checked, the newest first."""
    visits: list[Line] = [(visit, visit.flags, "visit_kind") for visit in field.flagged(session, actor.scope)]
    deeds: list[Line] = [(deed, codes, "deed_kind") for deed, codes in queries.flagged(session, actor.scope)]
    return sorted(visits + deeds, key=lambda line: (line[0].at, line[0].id), reverse=True)
