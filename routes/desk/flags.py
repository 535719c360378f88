"""违规待核: deeds of every room in which something is to be checked, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.reading import read
from app.base.refusal import missing
from app.cases import queries as cases
from app.field import queries as field
from app.measures import queries
from app.measures.actions import ReviewFlag, review_flag
from app.money import queries as money
from app.staff import queries as staff
from routes.desk import measures_shown as shown
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("flags", __name__)


@dataclass(frozen=True)
class Line:
    """A flagged deed of any room, in words."""

    id: UUID
    what: str
    at: Instant
    case_id: UUID
    person_id: UUID | None
    by_id: UUID | None
    note: str
    flags: Sequence[dict[str, str]]


@way_in(pages, "/flags", verb="deed.review")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """Flagged deeds, visits and payments; those not looked at come first."""
    lines = _flagged(session, actor)
    reviews = queries.reviews(session, [line.id for line in lines])
    looked = [one for found in reviews.values() for one in found]
    return render_template(
        "flags/listing.html",
        waiting=[line for line in lines if line.id not in reviews],
        looked_at=[line for line in lines if line.id in reviews],
        reviews=reviews,
        briefs=cases.briefs(session, actor.scope, {line.case_id for line in lines}),
        names=shown.names(session, {line.person_id for line in lines if line.person_id}),
        staff=staff.names(session, {one.by_id for one in looked} | {line.by_id for line in lines}),
    )


@way_in(pages, "/flags/<uuid:deed_id>/review", verb="deed.review", methods=["POST"], retry="flags.review_form")
def review(session: Session, actor: Actor, deed_id: UUID) -> ResponseReturnValue:
    """Write down what was found."""
    line = _one(session, actor, deed_id)
    fields = {**request.form.to_dict(), "deed_id": deed_id, "case_id": line.case_id}
    review_flag(session, actor, read(ReviewFlag, fields))
    return redirect(url_for("flags.listing"))


@way_in(pages, "/flags/<uuid:deed_id>/review", verb="deed.review")
def review_form(session: Session, actor: Actor, deed_id: UUID) -> ResponseReturnValue:
    """The form for what was found about one deed."""
    line = _one(session, actor, deed_id)
    return render_template(
        "flags/review.html",
        line=line,
        case=cases.case(session, actor.scope, line.case_id),
        person=shown.names(session, [line.person_id]).get(line.person_id, "") if line.person_id else "",
    )


def _one(session: Session, actor: Actor, deed_id: UUID) -> Line:
    """The flagged deed of that id that he may see, or a refusal."""
    found = next((one for one in _flagged(session, actor) if one.id == deed_id), None)
    if found is None:
        raise missing("deed")
    return found


def _flagged(session: Session, actor: Actor) -> list[Line]:
    """Deeds of every room in which something is to be checked, the newest first."""
    found = [
        *_visits(session, actor),
        *_deeds(session, actor),
        *_payments(session, actor),
    ]
    return sorted(found, key=lambda line: (line.at, line.id), reverse=True)


def _visits(session: Session, actor: Actor) -> list[Line]:
    return [
        Line(
            id=one.id,
            what=sentences.label("visit_kind", one.kind),
            at=one.at,
            case_id=one.case_id,
            person_id=one.person_id,
            by_id=one.by_id,
            note=one.note,
            flags=shown.flags(one.flags, one.at.day),
        )
        for one in field.flagged(session, actor.scope)
    ]


def _deeds(session: Session, actor: Actor) -> list[Line]:
    return [
        Line(
            id=one.id,
            what=sentences.label("deed_kind", one.kind),
            at=one.at,
            case_id=one.case_id,
            person_id=one.person_id,
            by_id=one.by_id,
            note=one.note,
            flags=shown.flags(codes, one.at.day),
        )
        for one, codes in queries.flagged(session, actor.scope)
    ]


def _payments(session: Session, actor: Actor) -> list[Line]:
    return [
        Line(
            id=one.id,
            what=sentences.label("money_event", one.kind),
            at=one.at,
            case_id=one.case_id,
            person_id=one.person_id,
            by_id=one.by_id,
            note=str(one.body.get("note", "")),
            flags=[{"label": sentences.label("money_flag", code), "article": ""} for code in one.flags],
        )
        for one in money.flagged(session, actor.scope)
        if one.case_id
    ]
