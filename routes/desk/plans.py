"""Repayment plans: worked out at the table, signed as an undertaking or a settlement, consented to in writing."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import read
from app.cases import queries as cases
from app.court import queries as court
from app.money import queries, queries_breach, queries_day, queries_shares
from app.money.actions_plans import (
    ConfirmConsent,
    DraftPlan,
    SignSettlement,
    SignUndertaking,
    capacity_of,
    confirm_consent,
    draft_plan,
    record_settlement,
    record_undertaking,
)
from app.money.plans import exceeds, standing
from app.money.plotting import drawing
from app.money.queries_plans import PlanView
from app.staff import queries as staff
from routes.deployment import deployment
from routes.desk import money_shown as shown
from routes.desk import plans_shown
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("plans", __name__)


@way_in(pages, "/plans", verb="plan.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """The plans: those that are late first, then those whose consent is awaited, then the newest."""
    plans = queries.plans(session, actor.scope)
    paid = queries_day.paid_upon(session, plans)
    rows = [(one, standing(one.rows, paid[one.id] - one.paid_now, actor.now.day), paid[one.id]) for one in plans]
    rows.sort(key=lambda one: (not (one[0].running and one[1].late), one[0].state != "awaiting"))
    clocks = [one for one in queries.running_clocks(session, actor.scope, actor.now) if one.clock.key == "consent"]
    briefs = cases.briefs(session, actor.scope, {one.case_id for one in plans})
    return render_template(
        "plans/listing.html",
        rows=rows,
        briefs=briefs,
        names=_names(session, plans),
        clocks=shown.clock_cards(session, actor, clocks),
        reminders=queries_breach.reminders(session, actor.scope, actor.now.day),
        tones=shown.TONES_OF,
    )


@way_in(pages, "/cases/<uuid:case_id>/plans/new", verb="plan.write")
def form(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Work a plan out: the address holds what was typed, the page shows what comes of it."""
    case = cases.case(session, actor.scope, case_id)
    debtors = [(str(one.id), one.name) for one in case.debtors]
    typed = request.form.to_dict() if request.method == "POST" else request.args.to_dict()
    begun = bool(typed.keys() - {"supersedes"})
    given = (
        typed
        if begun
        else {**plans_shown.SUGGESTED, "person_id": debtors[0][0] if debtors else "", "first_on": "", **typed}
    )
    worked, no = plans_shown.worked_out(session, actor, case_id, typed if begun else {})
    return render_template(
        "plans/form.html",
        case=case,
        debtors=debtors,
        given=given,
        worked=worked,
        wrong=sentences.by_field(no.faults) if no else {},
        no=sentences.of(no) if no and not no.faults else None,
        owed=queries.owed(session, case_id, actor.now.day, court.profile(session)),
        picture=drawing(plans_shown.course_of(worked)) if worked else None,
        beside=url_for("plan_pairs.pair", case_id=case_id, **plans_shown.both(given)),
        **plans_shown.choices(),
        today=actor.now.day,
        known_until=court.calendar(session).known_until,
    )


@way_in(pages, "/cases/<uuid:case_id>/plans/new", verb="plan.write", methods=["POST"], retry="plans.form")
def draft(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Keep the plan."""
    plan = draft_plan(session, actor, read(DraftPlan, {**request.form.to_dict(), "case_id": case_id}))
    return redirect(url_for("plans.one", plan_id=plan.id))


@way_in(pages, "/plans/<uuid:plan_id>", verb="plan.view")
def one(session: Session, actor: Actor, plan_id: UUID) -> ResponseReturnValue:
    """A plan: its rows and how they stand, the drawing, the papers signed upon it."""
    plan = queries.plan(session, actor.scope, plan_id)
    case = cases.case(session, actor.scope, plan.case_id)
    paid = queries_day.paid_upon(session, [plan])[plan.id]
    clocks = [item for item in queries.running_clocks(session, actor.scope, actor.now) if item.what == str(plan.id)]
    people = staff.names(session, [plan.made_by, *(paper.by_id for paper in plan.signatures)])
    return render_template(
        "plans/one.html",
        plan=plan,
        case=case,
        names={party.person.id: party.person.name for party in case.parties},
        people=people,
        paid=paid,
        exchanged=queries_shares.exchanged(session, plan.case_id, plan.made_at.day, actor.now.day),
        stands=standing(plan.rows, paid - plan.paid_now, actor.now.day),
        courses=queries_breach.breach(session, actor.scope, plan_id, actor.now.day).courses,
        picture=drawing(steps(plan)),
        capacity=(capacity := capacity_of(plan)),
        too_much=exceeds(plan.rows, capacity) if capacity else (),
        clocks=shown.clock_cards(session, actor, clocks),
        tones=shown.TONES_OF,
        known_until=court.calendar(session).known_until,
    )


@way_in(pages, "/plans/<uuid:plan_id>/undertaking", verb="plan.write")
def undertaking_form(session: Session, actor: Actor, plan_id: UUID) -> ResponseReturnValue:
    """分期还款承诺书: who signs, and what the creditor said."""
    return _paper_form(session, actor, plan_id, "plans/undertaking.html")


@way_in(
    pages,
    "/plans/<uuid:plan_id>/undertaking",
    verb="plan.write",
    methods=["POST"],
    retry="plans.undertaking_form",
)
def undertake(session: Session, actor: Actor, plan_id: UUID) -> ResponseReturnValue:
    """The undertaking is signed."""
    record_undertaking(session, actor, read(SignUndertaking, _signed(session, actor, plan_id)))
    flash(_("承诺书已登记。执行不因此停止。"), "ok")
    return redirect(url_for("plans.one", plan_id=plan_id))


@way_in(pages, "/plans/<uuid:plan_id>/settlement", verb="plan.write")
def settlement_form(session: Session, actor: Actor, plan_id: UUID) -> ResponseReturnValue:
    """执行和解协议: who signs for either side, and with what power."""
    return _paper_form(session, actor, plan_id, "plans/settlement.html")


@way_in(pages, "/plans/<uuid:plan_id>/settlement", verb="plan.write", methods=["POST"], retry="plans.settlement_form")
def settle(session: Session, actor: Actor, plan_id: UUID) -> ResponseReturnValue:
    """The settlement is signed."""
    record_settlement(session, actor, read(SignSettlement, _signed(session, actor, plan_id)))
    flash(_("和解协议已登记。"), "ok")
    return redirect(url_for("plans.one", plan_id=plan_id))


@way_in(pages, "/plans/<uuid:plan_id>/consent", verb="plan.write")
def consent_form(session: Session, actor: Actor, plan_id: UUID) -> ResponseReturnValue:
    """The creditor's consent has come in writing."""
    plan = queries.plan(session, actor.scope, plan_id)
    case = cases.case(session, actor.scope, plan.case_id)
    roles = [choice for choice in sentences.labels("creditor_role") if choice[0] != "general"]
    return render_template("plans/consent.html", plan=plan, case=case, roles=roles)


@way_in(pages, "/plans/<uuid:plan_id>/consent", verb="plan.write", methods=["POST"], retry="plans.consent_form")
def consent(session: Session, actor: Actor, plan_id: UUID) -> ResponseReturnValue:
    """Keep the consent, and the scan by its hash."""
    fields: dict[str, Any] = {**request.form.to_dict(), "plan_id": plan_id}
    file = request.files.get("scan")
    if file is not None and file.filename:
        fields["scan"] = media.keep(deployment().settings.media, file.read())
    confirm_consent(session, actor, read(ConfirmConsent, fields))
    flash(_("书面同意已登记。"), "ok")
    return redirect(url_for("plans.one", plan_id=plan_id))


def steps(plan: PlanView) -> list[Any]:
    """What is owed from day to day when the plan is kept."""
    return [(plan.made_at.day, plan.payable - plan.paid_now), *((row.due_on, row.left) for row in plan.rows)]


def _paper_form(session: Session, actor: Actor, plan_id: UUID, template: str) -> ResponseReturnValue:
    plan = queries.plan(session, actor.scope, plan_id)
    case = cases.case(session, actor.scope, plan.case_id)
    return render_template(
        template,
        plan=plan,
        case=case,
        signers=[(str(one.person.id), one.person.name) for one in case.parties if one.standing != "applicant"],
        consents=sentences.labels("plan_consent"),
        roles=sentences.labels("creditor_role"),
        letter_id=new_id(actor.now),
        now=actor.now,
    )


def _signed(session: Session, actor: Actor, plan_id: UUID) -> dict[str, Any]:
    plan = queries.plan(session, actor.scope, plan_id)
    given = {**request.form.to_dict(), "signer_ids": request.form.getlist("signer_ids"), "door": "desk"}
    return {**given, "plan_id": plan_id, "case_id": plan.case_id, "person_id": plan.person_id}


def _names(session: Session, plans: list[PlanView]) -> dict[UUID, str]:
    return {one.id: one.name for one in cases.persons(session, {plan.person_id for plan in plans}).values()}
