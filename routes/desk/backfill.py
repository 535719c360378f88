"""Entering afterwards (补录) what a squad wrote on its paper task sheet: the same letters through the same box."""

from datetime import date, time
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.refusal import Fault, Kind, Refusal
from app.sweeps import queries as sweeps
from app.sweeps.queries_routes import routes
from app.sync.rules import PAPER
from routes.desk import backfill_shown as shown
from routes.gate import way_in
from routes.tablet import choices, day, writing
from routes.tablet.day import Place
from routes.tablet.deed_forms import FORMS, DeedForm

pages = Blueprint("backfill", __name__)
SHEET: Final = tuple(form for form in FORMS if form.slug not in {"cancel", "photo"})
"""The deeds of the paper sheet in its order; a correction is made where the deed is seen."""


@way_in(pages, "/backfill", verb="deed.backfill")
def entry(session: Session, actor: Actor) -> ResponseReturnValue:
    """Choose the sheet: sweep, squad, target; below, what was entered so far."""
    published = [one for one in sweeps.sweeps(session, actor) if one.published]
    chosen = next(
        (one for one in published if str(one.id) == request.args.get("sweep")), published[0] if published else None
    )
    found = [one for one in routes(session, actor.scope, chosen.id) if one.stops] if chosen else []
    entered = shown.entered(session, actor)
    return render_template("backfill/entry.html", sweeps=published, chosen=chosen, routes=found, entered=entered)


@way_in(pages, "/backfill/stops/<uuid:stop_id>", verb="deed.backfill")
def sheet(session: Session, actor: Actor, stop_id: UUID) -> ResponseReturnValue:
    """The sheet of one target: tick, time and details of each deed in the order of the paper."""
    place = day.place(session, actor, stop_id)
    around = choices.around(session, actor, place)
    asked = {ask.options for form in SHEET for ask in form.asks if ask.options}
    return render_template(
        "backfill/sheet.html",
        place=place,
        forms=SHEET,
        options={name: choices.options(name, around) for name in asked},
        starts=choices.starts(around),
        members=[(str(one.id), one.name) for one in place.squad.members],
        ids={form.slug: new_id(actor.now) for form in SHEET},
        known=shown.known(session, actor, place),
    )


@way_in(pages, "/backfill/stops/<uuid:stop_id>", verb="deed.backfill", methods=["POST"], retry="backfill.sheet")
def enter(session: Session, actor: Actor, stop_id: UUID) -> ResponseReturnValue:
    """One envelope of all that was ticked; every fault is told at once beside its field."""
    place, form = day.place(session, actor, stop_id), request.form
    ticked = [one for one in SHEET if form.get(f"{one.slug}-do")]
    if not ticked:
        raise Refusal("backfill.nothing", Kind.INVALID)
    media = writing.keep_photos(session, actor, request.files.getlist("sheet"))
    letters = _letters(ticked, form, place, actor, media)
    answers = writing.post(session, actor, letters, device=f"{PAPER}{actor.id}", door="paper")
    _require_forms(ticked, answers)
    return redirect(url_for("backfill.answers", letter=[answer["id"] for answer in answers]))


@way_in(pages, "/backfill/answers", verb="deed.backfill")
def answers(session: Session, actor: Actor) -> ResponseReturnValue:
    """What became of each letter of a sheet."""
    wanted = set(request.args.getlist("letter")[: len(SHEET)])
    found = [one for one in shown.entered(session, actor) if one["id"] in wanted]
    return render_template("backfill/answers.html", entered=found)


@way_in(pages, "/backfill/aside", verb="deed.backfill")
def aside(session: Session, actor: Actor) -> ResponseReturnValue:
    """Letters the box kept without carrying them out: what they said, and why they wait for a person."""
    return render_template("backfill/aside.html", letters=shown.aside(session, actor))


def _letters(
    ticked: list[DeedForm], form: MultiDict[str, str], place: Place, actor: Actor, media: list[str]
) -> list[dict[str, Any]]:
    """The letters of the sheet, or one refusal with all that is wrong on it."""
    letters, faults = [], []
    for one in ticked:
        try:
            letters.append(_letter(one, form, place, actor, media))
        except Refusal as no:
            faults += [Fault(f"{one.slug}-{fault.field}", fault.code, fault.facts) for fault in no.faults]
    if faults:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(faults))
    return letters


def _letter(one: DeedForm, form: MultiDict[str, str], place: Place, actor: Actor, media: list[str]) -> dict[str, Any]:
    body = writing.body_of(one, form, day.about(place), prefix=f"{one.slug}-")
    body |= {name: text for name in ("recorder_no",) if (text := form.get(name, "").strip())}
    if number := form.get(f"{one.slug}-number", "").strip():
        body["number"] = number
    body["officer_ids"] = form.getlist("officer_ids")
    letter = {
        "id": str(writing.letter_id(form.get(f"{one.slug}-id", ""), actor.now)),
        "kind": one.kind,
        "at": _at(form, one, actor).iso,
        "body": body,
        "media": media or None,
    }
    writing.check(letter, "paper")
    return letter


def _at(form: MultiDict[str, str], one: DeedForm, actor: Actor) -> Instant:
    """The sheet's day and the time beside the tick."""
    try:
        at = Instant.beijing_time(
            date.fromisoformat(form.get("on", "")), time.fromisoformat(form.get(f"{one.slug}-time", ""))
        )
    except ValueError:
        raise _wrong("time", "backfill.at") from None
    if at > actor.now:
        raise _wrong("time", "backfill.later")
    return at


def _wrong(field: str, code: str) -> Refusal:
    return Refusal("input.invalid", Kind.INVALID, faults=(Fault(field, code),))


def _require_forms(ticked: list[DeedForm], answers: list[dict[str, Any]]) -> None:
    faults = [
        Fault(f"{one.slug}-{fault['field']}", fault["code"])
        for one, answer in zip(ticked, answers, strict=True)
        for fault in answer.get("faults", ())
    ]
    if faults:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(faults))
