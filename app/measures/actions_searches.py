"""How a search goes on after its approval: its warrant left the court, its record was made. Papers tell, this writes."""

from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.measures import course, queries
from app.measures.actions_decisions import decide
from app.measures.course import Stage
from app.measures.rules import Step

OF_PAPER: Final = {"search_warrant": Step.WARRANTED, "search_record": Step.SEARCHED}
"""Which kind of paper carries a search on, by what step."""


def note_paper(session: Session, actor: Actor, kind: str, proposal_id: UUID | None, control_no: str) -> None:
    """Write the step down that an issued paper means; one that was taken already, or is no step of it, is no other."""
    step = OF_PAPER.get(kind)
    if step is None or proposal_id is None:
        return
    found = queries.proposal(session, WHOLE_COURT, proposal_id)
    if step in course.COURSES[found.kind].get(Stage(found.state), {}):
        decide(session, actor, found, step, reason="", told={"control_no": control_no})
