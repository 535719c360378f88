"""The money of one case: what is owed, what was paid, the account; receipts entered from paper and taken back."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.reading import read
from app.cases import queries as cases
from app.court import queries as court
from app.money import queries, queries_bank, queries_cash, queries_day, queries_payers
from app.money.actions import cancel
from app.money.actions_payers import RemovePayer, remove_payer
from app.money.actions_receipts import TakePayment, record_payment
from app.staff import queries as staff
from routes.desk import money_shown as shown
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("payments", __name__)


@way_in(pages, "/cases/<uuid:case_id>/money", verb="money.view")
def case_account(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """What is owed today with its sheets, the receipts, and the lines of the case's account."""
    case = cases.case(session, actor.scope, case_id)
    debt = queries.owed(session, case_id, actor.now.day, court.profile(session))
    receipts = queries_cash.receipts(session, actor.scope, case_ids=[case_id])
    payers = queries_payers.known_payers(session, [case])
    return render_template(
        "payments/case_account.html",
        case=case,
        debt=debt,
        general=shown.sheet_rows(debt.general.lines, actor.now.day),
        doubled=shown.sheet_rows(debt.doubled.lines, actor.now.day),
        fee=shown.sheet_rows(debt.fee.lines, actor.now.day),
        receipts=receipts,
        people=shown.receipt_people(session, receipts),
        matches=[(one, shown.match_reason(one)) for one in queries_bank.matches(session, actor.scope, case_id=case_id)],
        ledger=queries_day.case_ledger(session, case_id),
        plans=queries.plans(session, actor.scope, case_ids=[case_id]),
        payers=payers,
        payer_people=staff.names(session, [one.by_id for one in payers if one.by_id]),
        tones=shown.TONES_OF,
        total=shown.total,
    )


@way_in(
    pages, "/cases/<uuid:case_id>/money/payers", verb="money.match", methods=["POST"], retry="payments.case_account"
)
def remove(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Somebody is no longer taken for a payer of the case."""
    remove_payer(session, actor, read(RemovePayer, {**request.form.to_dict(), "case_id": case_id}))
    flash(_("已删除；以前的认领和收据不再作为依据。"), "ok")
    return redirect(url_for("payments.case_account", case_id=case_id))


@way_in(pages, "/cases/<uuid:case_id>/money/new", verb="deed.backfill")
def take_form(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """The form of a payment entered from a paper receipt, or taken at the window."""
    case = cases.case(session, actor.scope, case_id)
    return render_template(
        "payments/take.html",
        case=case,
        people=[(str(one.person.id), one.person.name) for one in case.parties if one.standing != "applicant"],
        officers=shown.officers(session),
        ways=sentences.labels("money_way")[:4],
        relations=sentences.labels("payer_relation"),
        letter_id=new_id(actor.now),
        now=actor.now,
    )


@way_in(pages, "/cases/<uuid:case_id>/money/new", verb="deed.backfill", methods=["POST"], retry="payments.take_form")
def take(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Book the payment; at the desk the order of cash is a gate."""
    officers = [one for one in request.form.getlist("officer_ids") if one]
    fields = {**request.form.to_dict(), "case_id": case_id, "officer_ids": officers, "door": "desk"}
    receipt = record_payment(session, actor, read(TakePayment, fields))
    flash(_("已登记，收据 %(number)s。", number=receipt.number), "ok")
    return redirect(url_for("payments.case_account", case_id=case_id))


@way_in(pages, "/money/receipts/<uuid:event_id>/reverse", verb="money.reverse")
def reverse_form(session: Session, actor: Actor, event_id: UUID) -> ResponseReturnValue:
    """Why is the receipt taken back?"""
    receipt = queries_cash.receipt(session, actor.scope, event_id)
    case = cases.case(session, actor.scope, receipt.case_id)
    return render_template("payments/reverse.html", receipt=receipt, case=case, letter_id=new_id(actor.now))


@way_in(
    pages,
    "/money/receipts/<uuid:event_id>/reverse",
    verb="money.reverse",
    methods=["POST"],
    retry="payments.reverse_form",
)
def reverse(session: Session, actor: Actor, event_id: UUID) -> ResponseReturnValue:
    """Mirror the receipt, once; what stands upon it must be undone first."""
    receipt = queries_cash.receipt(session, actor.scope, event_id)
    fields = {**request.form.to_dict(), "cancels": event_id, "at": actor.now.iso, "door": "desk"}
    cancel(session, actor, read(Cancel, fields))
    flash(_("收据 %(number)s 已撤销。", number=receipt.number), "ok")
    return redirect(url_for("payments.case_account", case_id=receipt.case_id))
