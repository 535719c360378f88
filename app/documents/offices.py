"""Who took the step of an office, as papers name him.

A paper goes out in the name of the office's holder. Who decided with his authority is named as authorised, with the
authorisation on record; he never stands as the holder himself.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.documents import wording
from app.measures import queries_authority
from app.measures.views import DecisionView
from app.staff import queries as staff


@dataclass(frozen=True)
class Hand:
    """In whose name a step was taken, by whom if not by himself, and by which authorisation."""

    holder: str | None
    acting: str | None = None
    authority: str | None = None
    term: str | None = None

    @property
    def named(self) -> str | None:
        """王成, or 王成（李文受权代行）."""
        return f"{self.holder}（{self.acting}受权代行）" if self.acting else self.holder


def hand_of(session: Session, decision: DecisionView) -> Hand:
    """Who decided, in whose name."""
    names = staff.names(session, [decision.by_id, decision.lent_by])
    by = names.get(decision.by_id) if decision.by_id else None
    if decision.lent_by is None or decision.authorisation_id is None:
        return Hand(by)
    lent = queries_authority.authorisation(session, decision.authorisation_id)
    recorded = f"{wording.day(lent.at.day)}登记的授权"
    return Hand(names.get(decision.lent_by), by, recorded, f"期至{wording.day(lent.until_at.day)}")


def signed(session: Session, decision: DecisionView | None) -> dict[str, Any]:
    """The president's approval on a paper that names it; nothing before he, or who was authorised, decided."""
    if decision is None:
        return {}
    hand = hand_of(session, decision)
    return {
        "approved_by": hand.holder,
        "approved_on": decision.at.day,
        "acting": hand.acting,
        "authority": hand.authority,
    }
