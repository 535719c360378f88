"""What is written down about a case and its people: findings, telephones, condition, account, judge."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries
from app.cases.actions import (
    AddFinding,
    AddPhone,
    GiveToJudge,
    SetAccount,
    SetCondition,
    add_finding,
    add_phone,
    give_to_judge,
    set_account,
    set_condition,
)
from routes.desk.cases import judges
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("case_facts", __name__)


@way_in(pages, "/cases/<uuid:case_id>/findings/new", verb="case.edit")
def finding_form(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """What did an inquiry find?"""
    case = queries.case(session, actor.scope, case_id)
    debtors = [(str(person.id), person.name) for person in case.debtors]
    kinds = sentences.labels("finding_kind")
    return render_template("cases/finding.html", case=case, debtors=debtors, kinds=kinds, today=actor.now.day)


@way_in(
    pages, "/cases/<uuid:case_id>/findings/new", verb="case.edit", methods=["POST"], retry="case_facts.finding_form"
)
def find(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Keep a finding."""
    add_finding(session, actor, read(AddFinding, {**request.form.to_dict(), "case_id": case_id}))
    return _back(case_id, "findings")


@way_in(pages, "/cases/<uuid:case_id>/persons/<uuid:person_id>/phones/new", verb="case.edit")
def phone_form(session: Session, actor: Actor, case_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """A further telephone number."""
    person = queries.require_person(session, actor.scope, case_id, person_id)
    case = queries.case(session, actor.scope, case_id)
    return render_template("cases/phone.html", case=case, person=person)


@way_in(
    pages,
    "/cases/<uuid:case_id>/persons/<uuid:person_id>/phones/new",
    verb="case.edit",
    methods=["POST"],
    retry="case_facts.phone_form",
)
def phone(session: Session, actor: Actor, case_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Keep a number."""
    fields = {**request.form.to_dict(), "case_id": case_id, "person_id": person_id}
    add_phone(session, actor, read(AddPhone, fields))
    return _back(case_id, "people")


@way_in(pages, "/cases/<uuid:case_id>/persons/<uuid:person_id>/condition", verb="case.edit")
def condition_form(session: Session, actor: Actor, case_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """What must be known before this person is taken?"""
    person = queries.require_person(session, actor.scope, case_id, person_id)
    case = queries.case(session, actor.scope, case_id)
    choices = {group: sentences.labels(group) for group in ("person_condition", "person_deputy")}
    return render_template("cases/condition.html", case=case, person=person, choices=choices)


@way_in(
    pages,
    "/cases/<uuid:case_id>/persons/<uuid:person_id>/condition",
    verb="case.edit",
    methods=["POST"],
    retry="case_facts.condition_form",
)
def condition(session: Session, actor: Actor, case_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Keep condition, work and deputy's office."""
    fields = {**request.form.to_dict(), "case_id": case_id, "person_id": person_id}
    set_condition(session, actor, read(SetCondition, fields))
    return _back(case_id, "people")


@way_in(pages, "/cases/<uuid:case_id>/account", verb="case.edit")
def account_form(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """The case's own account number."""
    return render_template("cases/account.html", case=queries.case(session, actor.scope, case_id))


@way_in(pages, "/cases/<uuid:case_id>/account", verb="case.edit", methods=["POST"], retry="case_facts.account_form")
def account(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Put an account number in force."""
    set_account(session, actor, read(SetAccount, {**request.form.to_dict(), "case_id": case_id}))
    return _back(case_id)


@way_in(pages, "/cases/<uuid:case_id>/judge", verb="case.edit")
def judge_form(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Who is in charge?"""
    case = queries.case(session, actor.scope, case_id)
    return render_template("cases/judge.html", case=case, judges=judges(session))


@way_in(pages, "/cases/<uuid:case_id>/judge", verb="case.edit", methods=["POST"], retry="case_facts.judge_form")
def judge(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """Put a judge in charge; who gives his case away may no longer see it."""
    give_to_judge(session, actor, read(GiveToJudge, {**request.form.to_dict(), "case_id": case_id}))
    return redirect(url_for("cases.listing"))


def _back(case_id: UUID, part: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("cases.one", case_id=case_id, _anchor=part))
