"""The matching desk: what is proposed with its reason, what is open, what was confirmed."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries as cases
from app.money import queries_bank, queries_cash
from app.money.actions_match import (
    ClaimLine,
    ConfirmProposals,
    UndoMatch,
    claim_line,
    confirm_proposals,
    undo_match,
)
from app.staff import queries as staff
from routes.desk import money_shown as shown
from routes.gate import way_in

pages = Blueprint("matching", __name__)


@way_in(pages, "/money/matching", verb="money.match")
def desk(session: Session, actor: Actor) -> ResponseReturnValue:
    """Proposals to confirm, lines left to a person, and the last matches."""
    lines = {line.id: line for line in queries_bank.unclaimed(session, actor.scope)}
    proposals = queries_bank.proposals(session, actor.scope)
    matches = queries_bank.matches(session, actor.scope)[:50]
    wanted = {one.case_id for one in proposals if one.case_id} | {one.case_id for one in matches if one.case_id}
    return render_template(
        "matching/desk.html",
        proposals=[(one, lines[one.line_id], shown.proposal_reason(one, lines[one.line_id])) for one in proposals],
        rest=[line for line in lines.values() if line.id not in {one.line_id for one in proposals}],
        out=queries_bank.unexplained_out(session, actor.scope),
        ages=shown.ages(lines.values(), actor.now.day),
        matches=[(one, shown.match_reason(one)) for one in matches],
        briefs=cases.briefs(session, actor.scope, wanted),
        people=staff.names(session, [one.by_id for one in matches]),
        total=shown.total,
    )


@way_in(pages, "/money/matching", verb="money.match", methods=["POST"], retry="matching.desk")
def confirm(session: Session, actor: Actor) -> ResponseReturnValue:
    """Confirm the ticked proposals, or one of them."""
    tokens = request.form.getlist("one") or request.form.getlist("tokens")
    count = confirm_proposals(session, actor, read(ConfirmProposals, {"tokens": tokens}))
    flash(_("已认领 %(count)s 条。", count=count), "ok")
    return redirect(url_for("matching.desk"))


@way_in(pages, "/money/lines/<uuid:line_id>", verb="money.match")
def claim_form(session: Session, actor: Actor, line_id: UUID) -> ResponseReturnValue:
    """One line: look for its case by number, then claim it."""
    line = queries_bank.line(session, line_id)
    asked = (request.values.get("case_number") or "").strip()[:60]
    case = cases.by_number(session, actor.scope, asked) if asked else None
    waiting = queries_cash.promises_open(session, actor.scope)
    same = [one for one in waiting if one.amount == line.open]
    return render_template(
        "matching/claim.html",
        line=line,
        asked=asked,
        case=case,
        waiting=[one for one in waiting if case and one.case_id == case.id],
        hints=same,
        briefs=cases.briefs(session, actor.scope, {one.case_id for one in same}),
        matches=[
            (one, shown.match_reason(one)) for one in queries_bank.matches(session, actor.scope, line_ids=[line_id])
        ],
        age=shown.ages([line], actor.now.day)[line.id],
    )


@way_in(pages, "/money/lines/<uuid:line_id>", verb="money.match", methods=["POST"], retry="matching.claim_form")
def claim(session: Session, actor: Actor, line_id: UUID) -> ResponseReturnValue:
    """Claim the line to a case by hand, with a reason."""
    fields = {**request.form.to_dict(), "line_id": line_id, "receipt_numbers": request.form.getlist("receipt_numbers")}
    claim_line(session, actor, read(ClaimLine, fields))
    flash(_("已认领。"), "ok")
    return redirect(url_for("matching.desk"))


@way_in(pages, "/money/matches/<uuid:event_id>/undo", verb="money.match", methods=["POST"], retry="matching.undo_form")
def undo(session: Session, actor: Actor, event_id: UUID) -> ResponseReturnValue:
    """Take a match back; its line is open again."""
    undo_match(session, actor, read(UndoMatch, {**request.form.to_dict(), "event_id": event_id}))
    flash(_("已撤销认领，这条流水重新待认领。"), "ok")
    return redirect(url_for("matching.desk"))


@way_in(pages, "/money/matches/<uuid:event_id>/undo", verb="money.match")
def undo_form(session: Session, actor: Actor, event_id: UUID) -> ResponseReturnValue:
    """Why is the match taken back?"""
    parts = queries_bank.matches_of(session, actor.scope, event_id)
    return render_template(
        "matching/undo.html", parts=[(one, shown.match_reason(one)) for one in parts], event_id=event_id
    )
