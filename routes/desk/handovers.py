"""Cash on its way to finance: slips made from the list of receipts, and finance's answer."""

from collections.abc import Iterable
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.reading import read
from app.base.refusal import Kind, Refusal
from app.cases import queries as cases
from app.cases.views import CaseBrief
from app.money import queries, queries_cash
from app.money.actions import cancel
from app.money.actions_handover import AcknowledgeHandover, MakeHandover, acknowledge_handover, make_handover
from app.money.views import ReceiptView
from app.staff import queries as staff
from routes.desk import money_shown as shown
from routes.gate import way_in

pages = Blueprint("handovers", __name__)


@way_in(pages, "/money/handovers", verb="handover.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """Cash still with the officers, and the slips."""
    slips = queries_cash.handovers(session, actor.scope, officer_id=actor.id)
    held = [one for one in queries.receipts_open(session, actor.scope) if one.way == "cash" and one.state == "in_hand"]
    own = [] if actor.scope.whole_court else queries_cash.cash_held_by(session, actor.id)
    held += [one for one in own if one not in held]
    clocks = [
        one for one in queries.running_clocks(session, actor.scope, actor.now) if one.clock.key == "cash_handover"
    ]
    people = {who for slip in slips for who in (*slip.officer_ids, slip.acknowledged_by)}
    return render_template(
        "handovers/listing.html",
        slips=slips,
        held=held,
        clocks=shown.clock_cards(session, actor, clocks),
        briefs=_cases_of(session, held),
        people=staff.names(session, people) | shown.receipt_people(session, held),
        tones=shown.TONES_OF,
        total=shown.total,
    )


@way_in(pages, "/money/handovers/new", verb="money.handover")
def form(session: Session, actor: Actor) -> ResponseReturnValue:
    """My cash receipts that stand on no slip."""
    held = queries_cash.cash_held_by(session, actor.id)
    return render_template(
        "handovers/form.html",
        held=held,
        briefs=_cases_of(session, held),
        late=any(one.at.day < actor.now.day for one in held),
        total=shown.total,
    )


@way_in(pages, "/money/handovers/new", verb="money.handover", methods=["POST"], retry="handovers.form")
def make(session: Session, actor: Actor) -> ResponseReturnValue:
    """Make the slip."""
    numbers = request.form.getlist("receipt_numbers")
    fields = {**request.form.to_dict(), "receipt_numbers": numbers}
    slip = make_handover(session, actor, read(MakeHandover, fields))
    return redirect(url_for("handovers.slip", event_id=slip.event_id))


@way_in(pages, "/money/handovers/<uuid:event_id>", verb="handover.view")
def slip(session: Session, actor: Actor, event_id: UUID) -> ResponseReturnValue:
    """One slip: its receipts, and what finance answered. Who stands on it and who sees the whole court may open it."""
    found = queries_cash.handover(session, actor.scope, event_id, officer_id=actor.id)
    receipts = queries_cash.by_numbers(session, found.receipt_numbers)
    return render_template(
        "handovers/slip.html",
        slip=found,
        receipts=receipts,
        briefs=_cases_of(session, receipts),
        people=staff.names(session, (*found.officer_ids, found.by_id, found.acknowledged_by)),
        may_count=actor.may("money.acknowledge") and actor.id not in (found.by_id, *found.officer_ids),
        letter_id=new_id(actor.now),
        tones=shown.TONES_OF,
    )


@way_in(
    pages,
    "/money/handovers/<uuid:event_id>/acknowledge",
    verb="money.acknowledge",
    methods=["POST"],
    retry="handovers.slip",
)
def acknowledge(session: Session, actor: Actor, event_id: UUID) -> ResponseReturnValue:
    """Finance counted the cash and took it over."""
    fields = {**request.form.to_dict(), "event_id": event_id}
    acknowledge_handover(session, actor, read(AcknowledgeHandover, fields))
    flash(_("已接收。"), "ok")
    return redirect(url_for("handovers.slip", event_id=event_id))


@way_in(pages, "/money/handovers/<uuid:event_id>/void", verb="money.handover", methods=["POST"], retry="handovers.slip")
def void(session: Session, actor: Actor, event_id: UUID) -> ResponseReturnValue:
    """Take a slip back that finance has not answered; its number stays used."""
    queries_cash.handover(session, actor.scope, event_id, officer_id=actor.id)
    return _taken_back(session, actor, slip_id=event_id, cancels=event_id)


@way_in(
    pages,
    "/money/handovers/<uuid:event_id>/recount",
    verb="money.acknowledge",
    methods=["POST"],
    retry="handovers.slip",
)
def recount(session: Session, actor: Actor, event_id: UUID) -> ResponseReturnValue:
    """Finance takes its own answer back."""
    found = queries_cash.handover(session, actor.scope, event_id, officer_id=actor.id)
    if found.acknowledgement_id is None:
        raise Refusal("missing", Kind.MISSING, what="handover")
    return _taken_back(session, actor, slip_id=event_id, cancels=found.acknowledgement_id)


def _cases_of(session: Session, receipts: Iterable[ReceiptView]) -> dict[UUID, CaseBrief]:
    """The cases of receipts he may see: who took cash knows for which case, also when the sweep is over."""
    return cases.briefs(session, WHOLE_COURT, {one.case_id for one in receipts})


def _taken_back(session: Session, actor: Actor, *, slip_id: UUID, cancels: UUID) -> ResponseReturnValue:
    fields = {**request.form.to_dict(), "cancels": cancels, "at": actor.now.iso, "door": "desk"}
    cancel(session, actor, read(Cancel, fields))
    flash(_("已撤销。"), "ok")
    return redirect(url_for("handovers.slip", event_id=slip_id))
