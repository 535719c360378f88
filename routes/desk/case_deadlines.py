"""Every clock that runs in one case, for its page: the case's own, its persons', its money's."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.cases import deadlines as cases
from app.cases.views import CaseBrief
from app.law.deadlines import State
from app.measures import queries as measures
from app.money import deadlines as plans
from app.money import queries as money
from app.money import queries_distributions, queries_terms
from app.money.views import MoneyClock
from routes import clockface
from routes.clockface import Face

MOST = 12
"""The clocks one page shows."""


def faces(session: Session, actor: Actor, case: CaseBrief) -> list[Face]:
    """The clocks of the case that he may see: persons first, each group by its end."""
    here, numbers = Scope(whole_court=False, case_ids=frozenset({case.id})), {case.id: case.number}
    found: list[Face] = []
    if actor.may("measure.view"):
        held = measures.running_clocks(session, here, actor.now)
        found += clockface.of_measures(held, clockface.people(session, held), actor.now)
    found += clockface.of_cases(cases.deadlines(session, here, [case.id], actor.now), {}, actor.now)
    if actor.may("money.view"):
        owed = [*money.running_clocks(session, here, actor.now), *money.payout_clocks(session, here, actor.now)]
        owed += plans.deadlines(session, here, [case.id], actor.now)
        shared = queries_distributions.listed(session, here, actor.now.day, case_id=case.id)
        owed += queries_terms.terms(session, shared, actor.now)
        found += clockface.of_money(_telling(owed), numbers, actor.now)
    return found[:MOST]


def _telling(clocks: Iterable[MoneyClock]) -> list[MoneyClock]:
    """Those near their end or past it, and of the others the next of each plan or receipt."""
    told: set[tuple[str, str]] = set()
    found = []
    for one in clocks:
        named = (one.clock.key, one.what)
        if one.clock.state is not State.OK or named not in told:
            found.append(one)
        told.add(named)
    return found
