"""The matching desk: what is proposed with its reason, what is open, what was confirmed."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries as cases
from app.money import queries_bank, queries_cash, queries_groups, queries_matching
from app.money.actions_match import (
    AnswerLine,
    ClaimLine,
    ConfirmProposals,
    UndoMatch,
    answer_line,
    claim_line,
    confirm_proposals,
    undo_match,
)
from app.money.actions_remarks import LEFT, LeaveLine, leave_line
from app.money.matching_values import Proposal
from app.money.tables_bank import LineRemark
from app.money.views import LineView
from app.staff import queries as staff
from routes.desk import matching_groups as grouping
from routes.desk import money_shown as shown
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("matching", __name__)
RECENT: Final = 50


@way_in(pages, "/money/matching", verb="money.match")
def desk(session: Session, actor: Actor) -> ResponseReturnValue:
    """Proposals to confirm, lines left to a person, and the last matches."""
    lines = {str(line.id): line for line in queries_bank.unclaimed(session, actor.scope)}
    out = queries_bank.unexplained_out(session, actor.scope)
    found = queries_matching.outcome(session, actor.scope)
    aside = queries_groups.remarks(session, lines)
    every = lines | {str(line.id): line for line in out}
    groups = grouping.shown_groups(queries_groups.groups(session, actor.scope), every)
    grouped = grouping.in_groups(groups) | {key for key in aside if not found.suggestions.get(key)}
    matches = queries_bank.matches(session, actor.scope)[:RECENT]
    asked = {key: [shown.suggestion(one) for one in found.suggestions.get(key, ())] for key in lines}
    wanted = {UUID(one.case_id) for one in found.sure if one.case_id} | {one.case_id for one in matches if one.case_id}
    wanted |= {one["case_id"] for some in asked.values() for one in some if one["case_id"]}
    sure = {key for one in found.sure for key in one.line_ids} | grouped
    wanted |= {one["case_id"] for group in groups for one in group["members"] if one["case_id"]}
    rest = [(line, asked[key]) for key, line in lines.items() if key not in sure and key not in found.flags]
    rest.sort(key=lambda one: str(one[0].id) in aside)
    still = {str(line.id) for line, _offered in rest if str(line.id) in aside and aside[str(line.id)].kind == LEFT}
    return render_template(
        "matching/desk.html",
        proposals=[_told(one, [lines[key] for key in one.line_ids], aside) for one in found.sure],
        rest=rest,
        remarks=aside,
        ready=sentences.labels("left_because"),
        groups=groups,
        aside=grouping.set_aside({key: row for key, row in aside.items() if key not in still}, lines),
        flagged=[(line, found.flags[key]) for key, line in lines.items() if key in found.flags.keys() - grouped],
        out=[line for line in out if str(line.id) not in grouped],
        ages=shown.ages(session, lines.values(), actor.now.day),
        matches=[(one, shown.match_reason(one)) for one in matches],
        briefs=cases.briefs(session, actor.scope, wanted),
        batches=grouping.first_of_batches(matches),
        people=staff.names(session, {one.by_id for one in matches} | {one.by_id for one in aside.values()}),
        total=shown.total,
    )


def _told(one: Proposal, lines: list[LineView], aside: Mapping[str, LineRemark]) -> dict[str, Any]:
    """A sure answer as the page shows it: the first of its lines speaks for all. What was left is not ticked beforehand."""
    return {
        "left": next((aside[key] for key in one.line_ids if key in aside and aside[key].kind == LEFT), None),
        "token": one.token,
        "line": lines[0],
        "parts": len(lines),
        "open": shown.total(line.open for line in lines),
        "case_id": UUID(one.case_id) if one.case_id else None,
        "receipt_number": one.receipt_numbers[0] if one.receipt_numbers and not one.slip_number else None,
        "slip_number": one.slip_number,
        "why": shown.proposal_reason(one, lines[0]),
    }


@way_in(pages, "/money/matching", verb="money.match", methods=["POST"], retry="matching.desk")
def confirm(session: Session, actor: Actor) -> ResponseReturnValue:
    """Confirm the ticked proposals, or one of them."""
    tokens = request.form.getlist("one") or request.form.getlist("tokens")
    count = confirm_proposals(session, actor, read(ConfirmProposals, {"tokens": tokens}))
    flash(_("已认领 %(count)s 条。", count=count), "ok")
    return redirect(url_for("matching.desk"))


@way_in(pages, "/money/lines/<uuid:line_id>/answer", verb="money.match", methods=["POST"])
def answer(session: Session, actor: Actor, line_id: UUID) -> ResponseReturnValue:
    """Take the suggestion that was pressed."""
    answer_line(session, actor, read(AnswerLine, {**request.form.to_dict(), "line_id": line_id}))
    flash(_("已认领，可以在“最近的认领”里一步撤销。"), "ok")
    return redirect(url_for("matching.desk", _anchor="ask"))


@way_in(
    pages,
    "/money/lines/<uuid:line_id>/leave",
    verb="money.match",
    methods=["POST"],
    retry="matching.claim_form",
)
def leave(session: Session, actor: Actor, line_id: UUID) -> ResponseReturnValue:
    """Leave a line for later, with the reason that was pressed or written."""
    note = request.form.get("ready") or request.form.get("note", "")
    leave_line(session, actor, read(LeaveLine, {"line_id": line_id, "note": note}))
    flash(_("已记下备注，仍在待认领款里。"), "ok")
    return redirect(url_for("matching.desk", _anchor="ask"))


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
        age=shown.ages(session, [line], actor.now.day)[line.id],
        said=(said := queries_groups.remarks(session, [str(line_id)]).get(str(line_id))),
        people=staff.names(session, [said.by_id] if said else []),
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
    return redirect(url_for("matching.desk", _anchor="ask"))


@way_in(pages, "/money/matches/<uuid:event_id>/undo", verb="money.match")
def undo_form(session: Session, actor: Actor, event_id: UUID) -> ResponseReturnValue:
    """Why is the match taken back?"""
    parts = queries_bank.matches_of(session, actor.scope, event_id)
    return render_template(
        "matching/undo.html", parts=[(one, shown.match_reason(one)) for one in parts], event_id=event_id
    )
