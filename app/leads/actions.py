"""What is done with leads: written down, looked into."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.cases import queries as cases
from app.court import queries as court
from app.leads import queries, rules
from app.leads.rules import About, Result, Source
from app.leads.tables import Lead, LeadCheck
from app.trail import actions as trail


class AddLead(Command):
    """Somebody told the court something of a debtor."""

    case_id: UUID
    person_id: UUID
    about: About
    source: Source
    giver: Annotated[str, StringConstraints(max_length=120)] = ""
    """Who told it; seen only by those who hold the verb lead.giver."""
    content: Annotated[str, StringConstraints(min_length=2, max_length=2000)]
    urgent: bool = False
    received_at: Instant | None = None
    """Now when not given."""


def add_lead(session: Session, actor: Actor, deed: AddLead) -> Lead:
    """Write a lead down with the last day for looking into it; a moment to come is refused."""
    cases.require_person(session, actor.scope, deed.case_id, deed.person_id)
    received = _not_to_come(deed.received_at or actor.now, actor, "received_at")
    due = rules.due_of(received, urgent=deed.urgent, calendar=court.calendar(session))
    facts = deed.model_dump(exclude={"received_at"})
    lead = Lead(
        id=new_id(actor.now),
        received_at=received,
        due_on=due.day,
        entered_by=actor.id,
        entered_at=actor.now,
        **facts,
    )
    session.add(lead)
    session.flush()
    content = deed.model_dump(mode="json")
    trail.write(session, actor, "lead.add", case=deed.case_id, subject=lead.id, content=content)
    return lead


class CheckLead(Command):
    """Somebody looked into a lead."""

    lead_id: UUID
    result: Result
    note: Annotated[str, StringConstraints(min_length=2, max_length=2000)]
    at: Instant | None = None
    """Now when not given."""


def check_lead(session: Session, actor: Actor, deed: CheckLead) -> LeadCheck:
    """Add a look to a lead; a later one may say otherwise, the earlier one stays."""
    lead = queries.lead(session, actor.scope, deed.lead_id)
    at = _not_to_come(deed.at or actor.now, actor, "at")
    if at < lead.received_at:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("at", "leads.before_received"),))
    check = LeadCheck(
        id=new_id(actor.now),
        lead_id=lead.id,
        at=at,
        entered_at=actor.now,
        by_id=actor.id,
        result=deed.result,
        note=deed.note,
    )
    session.add(check)
    session.flush()
    content = deed.model_dump(mode="json")
    trail.write(session, actor, "lead.check", case=lead.case_id, subject=lead.id, content=content)
    return check


def _not_to_come(moment: Instant, actor: Actor, field: str) -> Instant:
    if moment > actor.now:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault(field, "cases.day_to_come"),))
    return moment
