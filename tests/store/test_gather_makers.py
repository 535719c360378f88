"""Who may make which paper: an officer makes on the spot what the door needs, a judge or a clerk issues the rest."""

import pytest
from sqlalchemy.orm import Session

from app.base.refusal import Refusal
from app.documents import gather
from app.documents.catalog import FIELD, KINDS
from app.documents.gathered import About, Gathered
from app.staff.verbs import Role, verbs_of
from tests.support.people import MACHINE

NOTHING = Gathered(About(), {}, ())
BAILIFF = MACHINE.with_verbs(verbs_of([Role.BAILIFF]))


@pytest.mark.parametrize("kind", sorted(set(KINDS) - FIELD))
def test_a_bailiff_issues_no_court_paper(session: Session, kind: str) -> None:
    with pytest.raises(Refusal, match="forbidden") as no:
        gather.require_allowed(session, BAILIFF, kind, NOTHING)
    assert no.value.facts["verb"] == "paper.issue"


@pytest.mark.parametrize("kind", sorted(FIELD))
def test_a_bailiff_makes_what_the_door_needs(session: Session, kind: str) -> None:
    gather.require_allowed(session, BAILIFF, kind, NOTHING)
