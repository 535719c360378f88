"""Groups of the matching desk: one question for several lines, one answer, one step back."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.money.actions_groups import AnswerGroup, UndoGroup, answer_group, undo_group
from app.money.actions_remarks import LEFT
from app.money.matching_groups import Ground, Group, Member
from app.money.tables_bank import LineRemark
from app.money.views import LineView, MatchView
from routes.desk import money_shown as shown
from routes.gate import way_in

pages = Blueprint("matching_groups", __name__)
ALONE: Final = frozenset({Ground.ALIKE, Ground.SERIES})
"""Grounds whose single line is asked about on its own."""


@way_in(pages, "/money/matching/groups", verb="money.match", methods=["POST"], retry="matching.desk")
def answer(session: Session, actor: Actor) -> ResponseReturnValue:
    """Answer for the ticked lines of a group."""
    told = request.form.to_dict()
    told.pop("lines", None)
    count = answer_group(session, actor, read(AnswerGroup, {**told, "tokens": request.form.getlist("lines")}))
    flash(_("已处理 %(count)s 条，可以整组撤销。", count=count), "ok")
    return redirect(url_for("matching.desk", _anchor="ask"))


@way_in(pages, "/money/matching/groups/<uuid:batch_id>/undo", verb="money.match", methods=["POST"])
def undo(session: Session, actor: Actor, batch_id: UUID) -> ResponseReturnValue:
    """Take back all that was answered at once."""
    count = undo_group(session, actor, read(UndoGroup, {**request.form.to_dict(), "batch_id": batch_id}))
    flash(_("已整组撤销 %(count)s 条，这些流水重新待认领。", count=count), "ok")
    return redirect(url_for("matching.desk"))


def shown_groups(groups: Iterable[Group], lines: Mapping[str, LineView]) -> list[dict[str, Any]]:
    """Groups as the page shows them: of two lines at least, or of a ground that has no other answer here."""
    return [_told(one, lines) for one in groups if len(one.members) > 1 or one.ground not in ALONE]


def _told(group: Group, lines: Mapping[str, LineView]) -> dict[str, Any]:
    members = [_member(one, lines) for one in group.members]
    return {
        "key": group.key,
        "ground": group.ground.value,
        "members": members,
        **shown.pro_and_con(group),
        "ticked": not group.doubts,
        "total": shown.total(one["line"].open for one in members),
    }


def _member(member: Member, lines: Mapping[str, LineView]) -> dict[str, Any]:
    meant, paid = member.proposal, member.payout
    return {
        "token": member.token,
        "line": lines[member.line_ids[0]],
        "line_ids": member.line_ids,
        "parts": len(member.line_ids),
        "case_id": UUID(meant.case_id) if meant and meant.case_id else None,
        "payout": {**shown.pro_and_con(paid), "id": paid.payout.id, "number": paid.payout.number} if paid else None,
    }


def set_aside(remarks: Mapping[str, LineRemark], lines: Mapping[str, LineView]) -> list[dict[str, Any]]:
    """What was set aside, by the answers that did it, the newest first; lines left one by one stand together."""
    found: dict[UUID | str, dict[str, Any]] = {}
    for line_id, row in remarks.items():
        told = {"batch_id": row.batch_id, "kind": row.kind, "at": row.at, "said": []}
        one = found.setdefault(LEFT if row.kind == LEFT else row.batch_id, told)
        one["said"].append((lines[line_id], row))
    return sorted(found.values(), key=lambda one: (one["at"].iso, str(one["batch_id"])), reverse=True)


def in_groups(groups: Iterable[dict[str, Any]]) -> set[str]:
    """The lines that a shown group asks about."""
    return {line_id for group in groups for one in group["members"] for line_id in one["line_ids"]}


def first_of_batches(matches: Iterable[MatchView]) -> dict[UUID, UUID]:
    """The first shown match of each answer that was given for several → the word of that answer."""
    found: dict[UUID, UUID] = {}
    for one in matches:
        batch = one.facts.get("batch")
        if batch and UUID(batch) not in found.values():
            found[one.id] = UUID(batch)
    return found
