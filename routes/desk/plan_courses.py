"""Two proposals beside each other, the calendar of a plan, and what comes of a breach."""

import io
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.reading import Command, read
from app.base.refusal import missing
from app.cases import queries as cases
from app.law.gate_security import resumption_until
from app.money import calendars, deadlines, queries, queries_breach, queries_shares
from app.money.actions_breach import ResumptionStep, record_resumption
from app.money.plotting import drawings
from app.staff import queries as staff
from routes.deployment import deployment
from routes.desk import money_shown as shown
from routes.desk.plans import steps
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("plan_courses", __name__)


class Pair(Command):
    """Which two plans of the case."""

    one: UUID | None = None
    other: UUID | None = None


@way_in(pages, "/cases/<uuid:case_id>/plans/compare", verb="plan.view")
def compare(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Two proposals of a case side by side: how long, how much, what is owed over time."""
    case = cases.case(session, actor.scope, case_id)
    known = queries.plans(session, actor.scope, case_ids=[case_id])
    asked = read(Pair, request.args.to_dict())
    by_id = {one.id: one for one in known}
    first = by_id.get(asked.one) if asked.one else (known[1] if len(known) > 1 else None)
    second = by_id.get(asked.other) if asked.other else (known[0] if len(known) > 1 else None)
    if (asked.one and first is None) or (asked.other and second is None):
        raise missing("plan")
    return render_template(
        "plans/compare.html",
        case=case,
        options=[(str(one.id), f"{one.made_at.beijing:%Y-%m-%d %H:%M} · {one.payable}") for one in known],
        pair=(first, second) if first and second else None,
        pictures=drawings(steps(first), steps(second)) if first and second else None,
        tones=shown.TONES_OF,
    )


@way_in(pages, "/plans/<uuid:plan_id>/calendar.ics", verb="plan.view")
def calendar(session: Session, actor: Actor, plan_id: UUID) -> ResponseReturnValue:
    """The instalments as a calendar file, without a word about the case."""
    plan = queries.plan(session, actor.scope, plan_id)
    content = calendars.calendar(plan.id, plan.rows, plan.made_at)
    return send_file(io.BytesIO(content), mimetype="text/calendar", as_attachment=True, download_name="plan.ics")


@way_in(pages, "/plans/<uuid:plan_id>/review", verb="plan.review")
def review(session: Session, actor: Actor, plan_id: UUID) -> ResponseReturnValue:
    """The review sheet of a breach: row by row, cured or not, what each kind of paper means, what was done."""
    found = queries_breach.breach(session, actor.scope, plan_id, actor.now.day)
    case = cases.case(session, actor.scope, found.plan.case_id)
    clocks = deadlines.deadlines(session, actor.scope, [case.id], actor.now)
    two_years = [one for one in clocks if one.clock.key == "resumption" and one.what == str(plan_id)]
    return render_template(
        "plans/review.html",
        breach=found,
        until=resumption_until(found.plan.rows[-1].due_on),
        lacking=found.lacking,
        exchanged=queries_shares.exchanged(session, case.id, found.plan.made_at.day, actor.now.day),
        case=case,
        clocks=shown.clock_cards(session, actor, two_years),
        people=staff.names(session, [one.by_id for one in found.steps]),
        steps=[one for one in sentences.labels("resumption_step") if found.settlement or one[0] == "reviewed"],
    )


@way_in(pages, "/plans/<uuid:plan_id>/review", verb="plan.review", methods=["POST"], retry="plan_courses.review")
def resume(session: Session, actor: Actor, plan_id: UUID) -> ResponseReturnValue:
    """Keep what was done about it."""
    fields: dict[str, Any] = {**request.form.to_dict(), "plan_id": plan_id}
    file = request.files.get("scan")
    if file is not None and file.filename:
        fields["scan"] = media.keep(deployment().settings.media, file.read())
    record_resumption(session, actor, read(ResumptionStep, fields))
    flash(_("已登记。"), "ok")
    return redirect(url_for("plan_courses.review", plan_id=plan_id))
