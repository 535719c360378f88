"""Money held back: why, approved by whom, looked at again when."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries as cases
from app.money import queries_payouts
from app.money.actions_deferrals import AnswerDeferral, DeferPayout, answer_deferral, defer_payout
from app.staff import queries as staff
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("deferrals", __name__)


@way_in(pages, "/cases/<uuid:case_id>/deferrals", verb="payout.view")
def of_case(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """The deferrals of a case, and a new one."""
    case = cases.case(session, actor.scope, case_id)
    found = queries_payouts.deferrals(session, actor.scope, case_ids=[case_id])
    people = {one.by_id for one in found} | {step.by_id for one in found for step in one.steps}
    return render_template(
        "payouts/deferrals.html",
        case=case,
        deferrals=found,
        people=staff.names(session, people),
        grounds=sentences.labels("deferral_ground"),
    )


@way_in(pages, "/cases/<uuid:case_id>/deferrals", verb="payout.defer", methods=["POST"], retry="deferrals.of_case")
def defer(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Propose to hold the money of a case back."""
    defer_payout(session, actor, read(DeferPayout, {**request.form.to_dict(), "case_id": case_id}))
    flash(_("已提出，待批准。"), "ok")
    return redirect(url_for("deferrals.of_case", case_id=case_id))


@way_in(pages, "/money/deferrals/<uuid:deferral_id>", verb="payout.approve", methods=["POST"])
def answer(session: Session, actor: Actor, deferral_id: UUID) -> ResponseReturnValue:
    """Approve or reject it, or end one whose ground fell away."""
    found = queries_payouts.deferral(session, actor.scope, deferral_id)
    answer_deferral(session, actor, read(AnswerDeferral, {**request.form.to_dict(), "deferral_id": deferral_id}))
    return redirect(url_for("deferrals.of_case", case_id=found.case_id))
