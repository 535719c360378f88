"""Payments made to the creditor directly: what he has not confirmed, and his answer as it came."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.reading import read
from app.cases import queries as cases
from app.money import queries, queries_cash
from app.money.actions import cancel
from app.money.actions_direct import AnswerDirect, answer_direct
from app.staff import queries as staff
from routes.deployment import deployment
from routes.desk import money_shown as shown
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("directs", __name__)


@way_in(pages, "/money/direct", verb="money.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """What is said to have been paid to creditors directly and counts for nothing yet, the oldest first."""
    claimed = queries_cash.direct_claimed(session, actor.scope)
    clocks = [
        one for one in queries.running_clocks(session, actor.scope, actor.now) if one.clock.key == "direct_payment"
    ]
    return render_template(
        "payments/directs.html",
        claimed=claimed,
        due={one.what: one.clock for one in clocks},
        briefs=cases.briefs(session, actor.scope, {one.case_id for one in claimed}),
        people=shown.receipt_people(session, claimed),
        tones=shown.TONES_OF,
        total=shown.total,
    )


@way_in(pages, "/money/direct/<uuid:event_id>", verb="money.confirm")
def form(session: Session, actor: Actor, event_id: UUID) -> ResponseReturnValue:
    """One direct payment, what the creditor said of it so far, and the form of his answer."""
    receipt = queries_cash.receipt(session, actor.scope, event_id)
    answers = queries_cash.answers_of(session, receipt.number)
    return render_template(
        "payments/direct.html",
        receipt=receipt,
        case=cases.case(session, actor.scope, receipt.case_id),
        answers=answers,
        people=staff.names(session, [one.by_id for one in answers]),
        choices={name: sentences.labels(name) for name in ("direct_answer", "direct_how")},
        roles=[choice for choice in sentences.labels("creditor_role") if choice[0] != "general"],
        officers=shown.officers(session),
        letter_id=new_id(actor.now),
        tones=shown.TONES_OF,
    )


@way_in(pages, "/money/direct/<uuid:event_id>", verb="money.confirm", methods=["POST"], retry="directs.form")
def answer(session: Session, actor: Actor, event_id: UUID) -> ResponseReturnValue:
    """Keep the creditor's answer, and the scan by its hash."""
    officers = [one for one in request.form.getlist("officer_ids") if one]
    fields: dict[str, Any] = {**request.form.to_dict(), "event_id": event_id, "officer_ids": officers}
    file = request.files.get("scan")
    if file is not None and file.filename:
        fields["scan"] = media.keep(deployment().settings.media, file.read())
    answer_direct(session, actor, read(AnswerDirect, fields))
    flash(_("申请执行人的答复已登记。"), "ok")
    return redirect(url_for("directs.listing"))


@way_in(pages, "/money/direct/<uuid:event_id>/withdraw", verb="money.reverse", methods=["POST"], retry="directs.form")
def withdraw(session: Session, actor: Actor, event_id: UUID) -> ResponseReturnValue:
    """Take back an answer that was entered wrongly."""
    receipt = queries_cash.receipt(session, actor.scope, event_id)
    known = queries_cash.answers_of(session, receipt.number)
    fields = {**request.form.to_dict(), "cancels": known[-1].event_id if known else event_id, "door": "desk"}
    cancel(session, actor, read(Cancel, {**fields, "at": actor.now.iso}))
    flash(_("这次登记已撤回。"), "ok")
    return redirect(url_for("directs.form", event_id=event_id))
