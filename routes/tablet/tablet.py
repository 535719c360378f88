"""The tablet's pages: the day, one stop, one deed. A deed is three taps away and one more to save it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.refusal import missing
from app.money import queries_blocks
from app.money.actions_receipts import TAKE
from app.staff import queries as staff
from routes.gate import way_in
from routes.tablet import choices, day, dossier, logbook, shown, together, writing
from routes.tablet.boxes import box_of
from routes.tablet.deed_forms import BY_SLUG, DeedForm

pages = Blueprint("tablet", __name__)


@way_in(pages, "/tablet", verb="deed.record")
def today(session: Session, actor: Actor) -> ResponseReturnValue:
    """Today's published sweep: my squad, its stops in order, how each stands."""
    found = day.today(session, actor, _asked_squad())
    if found is None:
        return render_template("tablet/free.html", box=box_of(session, actor))
    progress = logbook.progress(session, actor, found.route.stops, found.sweep.starts_at)
    leader = found.route.squad.leader
    return render_template(
        "tablet/today.html",
        day=found,
        stops=shown.stops(found.route.stops, progress, together.of_day(session, found)),
        held=shown.held(found.route.stops, progress),
        phone=staff.account(session, leader.id).phone if leader else "",
        box=box_of(session, actor),
    )


@way_in(pages, "/tablet/stops/<uuid:stop_id>", verb="deed.record")
def stop(session: Session, actor: Actor, stop_id: UUID) -> ResponseReturnValue:
    """The dossier of one person, and the deeds as large keys."""
    place = day.place(session, actor, stop_id)
    found = dossier.dossier(session, actor, place)
    since = place.sweep.starts_at
    done = {line.kind for line in found.lines if line.at >= since}
    return render_template(
        "tablet/stop.html",
        place=place,
        one=found,
        deeds=shown.deeds(stop_id, found.lines, since),
        likely=shown.likely(stop_id, done),
        together=together.of_stop(session, place),
        saved=next((line for line in found.lines if str(line.id) == request.args.get("saved")), None),
        box=box_of(session, actor),
    )


@way_in(pages, "/tablet/stops/<uuid:stop_id>/deeds/<string:slug>", verb="deed.record")
def deed(session: Session, actor: Actor, stop_id: UUID, slug: str) -> ResponseReturnValue:
    """The small form of one deed."""
    form, place = _form(slug), day.place(session, actor, stop_id)
    around = choices.around(session, actor, place)
    pays = form.slug == "pay"
    return render_template(
        "tablet/deed.html",
        form=form,
        place=place,
        options={ask.name: choices.options(ask.options, around) for ask in form.asks if ask.options},
        starts=choices.starts(around),
        colleagues=choices.colleagues(place.squad, actor),
        about=day.about(place),
        letter_id=new_id(actor.now),
        numbers=queries_blocks.in_hand(session, actor.id) if form.kind == TAKE else None,
        account=dossier.account(session, around.case, place.stop.target.person) if pays else None,
        box=box_of(session, actor),
    )


@way_in(
    pages, "/tablet/stops/<uuid:stop_id>/deeds/<string:slug>", verb="deed.record", methods=["POST"], retry="tablet.deed"
)
def record(session: Session, actor: Actor, stop_id: UUID, slug: str) -> ResponseReturnValue:
    """Write a deed down without scripts: the form becomes a letter and goes through the same box."""
    form, place = _form(slug), day.place(session, actor, stop_id)
    body = writing.body_of(form, request.form, day.about(place))
    photos = writing.keep_photos(session, actor, request.files.getlist("photo"))
    letter = writing.letter_of(session, form, request.form, body=body, now=actor.now, media=photos)
    writing.check(letter, "tablet")
    [answer] = writing.post(session, actor, [letter], device=f"page-{actor.id}", door="tablet")
    writing.require_form(answer)
    flash(*writing.said(form, answer))
    return redirect(url_for("tablet.stop", stop_id=stop_id))


def _form(slug: str) -> DeedForm:
    form = BY_SLUG.get(slug)
    if form is None:
        raise missing("deed")
    return form


def _asked_squad() -> UUID | None:
    try:
        return UUID(request.args.get("squad", ""))
    except ValueError:
        return None
