"""Cases: found, looked at, concluded."""

from itertools import groupby
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries
from app.cases.actions_conclude import CancelConclusion, Conclude, cancel_conclusion, conclude
from app.cases.milestones import MILESTONE
from app.cases.search import Search, search
from app.cases.views import CaseBrief, EventView
from app.court import queries as court
from app.law.identity import age_on
from app.leads import queries as leads
from app.money import queries as money
from app.places import queries as places
from app.staff import queries as staff
from app.staff.verbs import Role
from app.trail import queries as trail
from routes.desk import case_deadlines
from routes.gate import way_in
from routes.paging import pager
from routes.words import sentences

pages = Blueprint("cases", __name__)
LINES = 60
DEED_WORDS = ("trail_verb",)
TOLD_BY_EVENTS = frozenset(
    {
        "case.add",
        "case.give",
        "case.account",
        "case.conclude",
        "case.conclude_cancel",
        "case.milestone",
        "case.milestone_back",
        "person.condition",
    }
)
"""Lines of the trail that the case's own events tell with more words."""
SMALL_STEPS = frozenset(("party.add", "claim.add", "person.add"))


@way_in(pages, "/cases", verb="case.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """The cases he may see, by search and filter."""
    asked = read(Search, request.args.to_dict())
    found = search(session, actor.scope, asked)
    ids = [case.id for case in found.cases]
    kept = {"q": asked.q, "category": asked.category, "judge": asked.judge, "state": asked.state}
    return render_template(
        "cases/listing.html",
        asked=asked,
        found=found,
        pager=pager("cases.listing", found.page, found.pages, found.total, **kept),
        concluded=queries.concluded(session, ids),
        judges=judges(session),
        names=staff.names(session, [case.judge_id for case in found.cases]),
        categories=sentences.labels("category"),
        states=sentences.labels("case_state"),
    )


@way_in(pages, "/cases/<uuid:case_id>", verb="case.view")
def one(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """One case: people, places, debt, findings, leads, history."""
    case = queries.case(session, actor.scope, case_id)
    people = [party.person.id for party in case.parties]
    seen_leads = leads.of_case(session, actor.scope, case_id) if actor.may("lead.view") else []
    return render_template(
        "cases/one.html",
        case=case,
        title=queries.title(session, case_id),
        owed=money.owed(session, case_id, actor.now.day, court.profile(session)),
        addresses=places.addresses_of(session, people),
        phones=queries.phones_of(session, people),
        ages={person.id: age_on(person.birth, actor.now.day) for person in case.debtors if person.birth},
        findings=queries.findings(session, case_id),
        leads=seen_leads,
        clocks=leads.clocks(session, seen_leads, actor.now),
        concluded=queries.concluded(session, [case_id]).get(case_id),
        judge=staff.names(session, [case.judge_id]).get(case.judge_id) if case.judge_id else None,
        history=_history(session, case),
        deadlines=case_deadlines.faces(session, actor, case),
    )


@way_in(pages, "/cases/<uuid:case_id>/conclude", verb="case.conclude")
def conclude_form(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """How did it end?"""
    case = queries.case(session, actor.scope, case_id)
    owed = money.owed(session, case_id, actor.now.day, court.profile(session))
    return render_template("cases/conclude.html", case=case, kinds=sentences.labels("conclusion"), owed=owed)


@way_in(pages, "/cases/<uuid:case_id>/conclude", verb="case.conclude", methods=["POST"], retry="cases.conclude_form")
def end(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """The judge concludes the case."""
    conclude(session, actor, read(Conclude, {**request.form.to_dict(), "case_id": case_id}))
    return redirect(url_for("cases.one", case_id=case_id))


@way_in(pages, "/cases/<uuid:case_id>/conclusions/<uuid:event_id>/cancel", verb="case.conclude")
def cancel_form(session: Session, actor: Actor, case_id: UUID, event_id: UUID) -> ResponseReturnValue:
    """Why does the conclusion not hold?"""
    case = queries.case(session, actor.scope, case_id)
    return render_template("cases/cancel.html", case=case, event_id=event_id)


@way_in(
    pages,
    "/cases/<uuid:case_id>/conclusions/<uuid:event_id>/cancel",
    verb="case.conclude",
    methods=["POST"],
    retry="cases.cancel_form",
)
def take_back(session: Session, actor: Actor, case_id: UUID, event_id: UUID) -> ResponseReturnValue:
    """A conclusion is taken back; it stays on record."""
    queries.case(session, actor.scope, case_id)
    cancel_conclusion(session, actor, read(CancelConclusion, {**request.form.to_dict(), "event_id": event_id}))
    return redirect(url_for("cases.one", case_id=case_id))


def judges(session: Session) -> list[tuple[str, str]]:
    """The active judges, for choices."""
    held = [one for one in staff.accounts(session) if one.active and Role.JUDGE in {role.role for role in one.roles}]
    return [(str(one.id), one.name) for one in held]


def _history(session: Session, case: CaseBrief) -> list[dict[str, Any]]:
    """The steps of the case and the lines of the trail as one timeline, newest first."""
    events = queries.events(session, case.id)
    lines = [
        line.deed
        for line in trail.recent(session, case_id=case.id, limit=LINES)
        if line.deed.verb not in TOLD_BY_EVENTS | SMALL_STEPS
    ]
    given = [UUID(event.body["judge"]) for event in events if event.kind == "given"]
    names = staff.names(session, [*(event.by_id for event in events), *(line.actor_id for line in lines), *given])
    told = [_event(event, names) for event in events]
    told += [
        {"at": line.at, "label": _deed_word(line.verb), "by": names.get(line.actor_id) if line.actor_id else None}
        for line in lines
    ]
    return _joined(sorted(told, key=lambda entry: entry["at"], reverse=True))


def _joined(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same deed of the same person in the same minute is one entry with its count."""
    groups = groupby(entries, key=lambda entry: (str(entry["at"]), entry["label"], entry["by"], entry.get("note")))
    found = []
    for _, group in groups:
        first, *more = group
        found.append(first | {"label": f"{first['label']} × {len(more) + 1}"} if more else first)
    return found


def _event(event: EventView, names: dict[UUID, str]) -> dict[str, Any]:
    label = sentences.label("case_event", event.kind)
    if event.kind == "concluded":
        label = f"{label}：{sentences.label('conclusion', event.body['kind'])}"
    if event.kind == MILESTONE:
        label = " · ".join(filter(None, (sentences.label("milestone", event.body["kind"]), event.body.get("what"))))
    if event.kind == "given":
        label = f"{label}：{names.get(UUID(event.body['judge']), '')}"
    tone = {"concluded": "ok", "conclusion_cancelled": "warn"}.get(event.kind, "muted")
    return {
        "at": event.at,
        "label": label,
        "by": names.get(event.by_id) if event.by_id else None,
        "note": event.body.get("reason"),
        "tone": "muted" if event.cancelled else tone,
        "flag": gettext("已撤销") if event.cancelled else None,
    }


def _deed_word(verb: str) -> str:
    """The word of a deed, whichever room named it; its code when none did."""
    spoken = (sentences.label(group, verb) for group in DEED_WORDS)
    return next((word for word in spoken if word != verb), verb)
