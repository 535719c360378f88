"""Leads for tests, made through the room's own actions."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.cases import queries as cases
from app.leads.actions import AddLead, add_lead


def make_lead(session: Session, actor: Actor, case_id: UUID, **changes: Any) -> UUID:
    """A lead on the whereabouts of the first debtor, given by a village cadre."""
    person = cases.case(session, actor.scope, case_id).debtors[0].id
    given = {
        "case_id": case_id,
        "person_id": person,
        "about": "whereabouts",
        "source": "village_cadre",
        "giver": "村干部马某",
        "content": "近日回到父母家中，早晚有灯",
    } | changes
    return add_lead(session, actor, read(AddLead, given)).id
