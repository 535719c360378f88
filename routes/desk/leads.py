"""Leads: listed by their last day, written down, looked into. Who gave one is shown to those who may know."""

from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import Command, read
from app.cases import queries as cases
from app.law.deadlines import Clock
from app.leads import queries
from app.leads.actions import AddLead, CheckLead, add_lead, check_lead
from app.leads.queries import LeadView
from app.staff import queries as staff
from routes.clockface import TONES, Face, article, left
from routes.gate import way_in
from routes.paging import pager
from routes.words import sentences

pages = Blueprint("leads", __name__)


class Wanted(Command):
    """Which leads a page lists."""

    state: Literal["waiting", "answered"] = "waiting"
    page: int = 1


@way_in(pages, "/leads", verb="lead.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """The leads that wait, those due first first; or those answered."""
    wanted = read(Wanted, request.args.to_dict())
    found = queries.listing(session, actor.scope, wanted.state, max(1, wanted.page))
    briefs = cases.briefs(session, actor.scope, [lead.case_id for lead in found.leads])
    states = [
        {
            "label": label,
            "url": url_for("leads.listing", state=state),
            "active": state == wanted.state,
            "count": found.total if state == wanted.state else None,
        }
        for state, label in sentences.labels("lead_state")
    ]
    return render_template(
        "leads/listing.html",
        found=found,
        states=states,
        state=wanted.state,
        cases=briefs,
        people=cases.persons(session, [lead.person_id for lead in found.leads]),
        clocks=_clocks(session, actor, found.leads),
        givers=queries.givers(session, actor, found.leads),
        pager=pager("leads.listing", found.page, found.pages, found.total, state=wanted.state),
    )


@way_in(pages, "/leads/<uuid:lead_id>", verb="lead.view")
def one(session: Session, actor: Actor, lead_id: UUID) -> ResponseReturnValue:
    """One lead, its clock, and what every look into it showed."""
    lead = queries.lead(session, actor.scope, lead_id)
    names = staff.names(session, [lead.entered_by, *(check.by_id for check in lead.checks)])
    return render_template(
        "leads/one.html",
        lead=lead,
        case=cases.case(session, actor.scope, lead.case_id),
        person=cases.persons(session, [lead.person_id])[lead.person_id],
        clock=_clocks(session, actor, [lead])[lead.id],
        giver=queries.givers(session, actor, [lead]).get(lead.id),
        names=names,
        looks=_looks(lead, names),
        results=sentences.labels("lead_result"),
    )


@way_in(pages, "/leads/<uuid:lead_id>/check", verb="lead.check")
def check_form(session: Session, actor: Actor, lead_id: UUID) -> ResponseReturnValue:
    """What did looking into it show?"""
    lead = queries.lead(session, actor.scope, lead_id)
    return render_template(
        "leads/check.html",
        lead=lead,
        case=cases.case(session, actor.scope, lead.case_id),
        person=cases.persons(session, [lead.person_id])[lead.person_id],
        results=sentences.labels("lead_result"),
    )


@way_in(pages, "/leads/<uuid:lead_id>/check", verb="lead.check", methods=["POST"], retry="leads.check_form")
def check(session: Session, actor: Actor, lead_id: UUID) -> ResponseReturnValue:
    """Keep a look into a lead; who may not list leads goes on to the case."""
    check_lead(session, actor, read(CheckLead, {**request.form.to_dict(), "lead_id": lead_id}))
    if actor.may("lead.view"):
        return redirect(url_for("leads.one", lead_id=lead_id))
    return redirect(url_for("cases.one", case_id=queries.lead(session, actor.scope, lead_id).case_id))


@way_in(pages, "/cases/<uuid:case_id>/leads/new", verb="lead.write")
def form(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Somebody told something: what?"""
    case = cases.case(session, actor.scope, case_id)
    debtors = [(str(person.id), person.name) for person in case.debtors]
    choices = {group: sentences.labels(group) for group in ("lead_about", "lead_source")}
    return render_template("leads/form.html", case=case, debtors=debtors, choices=choices)


@way_in(pages, "/cases/<uuid:case_id>/leads/new", verb="lead.write", methods=["POST"], retry="leads.form")
def add(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Write a lead down."""
    lead = add_lead(session, actor, read(AddLead, {**request.form.to_dict(), "case_id": case_id}))
    if actor.may("lead.view"):
        return redirect(url_for("leads.one", lead_id=lead.id))
    return redirect(url_for("cases.one", case_id=case_id, _anchor="leads"))


def _clocks(session: Session, actor: Actor, leads: Iterable[LeadView]) -> dict[UUID, Face]:
    return {lead_id: _face(clock) for lead_id, clock in queries.clocks(session, leads, actor.now).items()}


def _face(clock: Clock) -> Face:
    return Face(
        label=sentences.label("clock", clock.key),
        due=clock.due,
        left=left(clock.left),
        tone=TONES[clock.state],
        article=article(clock.citation, provisional=clock.provisional),
        met=clock.closed_at,
    )


def _looks(lead: LeadView, names: dict[UUID, str]) -> list[dict[str, Any]]:
    tones = {"true": "ok", "false": "muted", "open": "warn"}
    return [
        {
            "at": check.at,
            "label": sentences.label("lead_result", check.result),
            "by": names.get(check.by_id) if check.by_id else None,
            "note": check.note,
            "tone": tones[check.result],
        }
        for check in reversed(lead.checks)
    ]
