"""Leave of the president to do what only he may allow: here, to seal clearly more than is owed (超额查封特批)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import Money
from app.measures.actions_proposals import AboutPerson, propose
from app.measures.rules import ProposalKind
from app.measures.views import Answers


class ProposeOverSeizure(AboutPerson):
    """超额查封特批: why, and the sum that everything sealed of this debtor may come to."""

    amount: Annotated[Money, Field(gt=0)]


def propose_over_seizure(session: Session, actor: Actor, deed: ProposeOverSeizure) -> UUID:
    """Ask the president for it. Refused (conflict): `measures.proposed_already`."""
    return propose(session, actor, deed, ProposalKind.OVER_SEIZURE, answers=Answers())
