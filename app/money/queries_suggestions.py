"""What a plan of distribution would start from: what may be shared out, and what every known creditor is owed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.money import ZERO, Money
from app.cases.views import CaseBrief
from app.court.profile import CourtProfile
from app.law.allocation import apportioned
from app.money import queries, queries_applicants, queries_distributions, queries_dues
from app.money.queries_dues import Due


@dataclass(frozen=True)
class SuggestedRow:
    """A creditor and what he is owed on the day; None where nobody stated whose the claim of the case is."""

    case: CaseBrief
    creditor: str
    claim: Money | None


@dataclass(frozen=True)
class Suggestion:
    """The money of a case and everybody who may want a share of it."""

    due: Due
    value_on: date
    rows: tuple[SuggestedRow, ...]


def suggested(session: Session, scope: Scope, case: CaseBrief, profile: CourtProfile, today: date) -> Suggestion:
    """All that may be shared out, reckoned to the day on which the last of it came, among all open cases of the debtors."""
    due = queries_dues.due(session, scope, case.id, queries.owed(session, case.id, today, profile))
    value_on = queries.last_paid_on(session, case.id) or today
    rows: list[SuggestedRow] = []
    for one in (case, *queries_distributions.rivals(session, scope, case)):
        without = due.distributable if one.id == case.id else ZERO
        owed = queries.owed(session, one.id, value_on, profile, without=without).to_creditor
        rows += _rows(session, one, owed)
    return Suggestion(due, value_on, tuple(rows))


def _rows(session: Session, case: CaseBrief, owed: Money) -> Iterator[SuggestedRow]:
    names = queries_applicants.names(case)
    told = queries_applicants.stated(session, case.id)
    claims: list[Money | None] = [owed if len(names) == 1 else None for _ in names]
    if told is not None and set(told.claims) == set(names):
        claims = [*apportioned(owed, [int(told.claims[name]) for name in names])]
    for name, claim in zip(names, claims, strict=True):
        if claim is None or claim > ZERO:
            yield SuggestedRow(case, name, claim)
