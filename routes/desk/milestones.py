"""Milestones of a case: entered, and taken back."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries
from app.cases.actions_milestones import EnterMilestone, TakeBackMilestone, enter_milestone, take_back_milestone
from app.cases.milestones import MILESTONES, Entered
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("milestones", __name__)


@way_in(pages, "/cases/<uuid:case_id>/milestones", verb="case.edit")
def listing(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """What was entered, and the form for more."""
    held = queries.milestones(session, [case_id])
    return render_template(
        "cases/milestones.html",
        case=queries.case(session, actor.scope, case_id),
        held=[(one, named(one)) for one in reversed(held)],
        kinds=[(kind.value, sentences.label("milestone", kind)) for kind in MILESTONES],
        matters=[(str(one.id), named(one)) for one in held if MILESTONES[one.kind].opens],
        reasons=sentences.labels("stay_reason"),
        today=actor.now.day,
    )


@way_in(pages, "/cases/<uuid:case_id>/milestones", verb="case.edit", methods=["POST"], retry="milestones.listing")
def enter(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Keep a milestone."""
    enter_milestone(session, actor, read(EnterMilestone, {**request.form.to_dict(), "case_id": case_id}))
    return redirect(url_for("milestones.listing", case_id=case_id))


@way_in(pages, "/cases/<uuid:case_id>/milestones/<uuid:event_id>/back", verb="case.edit")
def back_form(session: Session, actor: Actor, case_id: UUID, event_id: UUID) -> ResponseReturnValue:
    """Why was the entry wrong?"""
    case = queries.case(session, actor.scope, case_id)
    return render_template("cases/milestone_back.html", case=case, event_id=event_id)


@way_in(
    pages,
    "/cases/<uuid:case_id>/milestones/<uuid:event_id>/back",
    verb="case.edit",
    methods=["POST"],
    retry="milestones.back_form",
)
def take_back(session: Session, actor: Actor, case_id: UUID, event_id: UUID) -> ResponseReturnValue:
    """An entry is taken back; it stays on record."""
    queries.case(session, actor.scope, case_id)
    take_back_milestone(session, actor, read(TakeBackMilestone, {**request.form.to_dict(), "event_id": event_id}))
    return redirect(url_for("milestones.listing", case_id=case_id))


def named(one: Entered) -> str:
    """A milestone in one line: what it is, and of what."""
    why = sentences.label("stay_reason", one.why) if one.why else ""
    return " · ".join(filter(None, (sentences.label("milestone", one.kind), one.what, one.basis, why)))
