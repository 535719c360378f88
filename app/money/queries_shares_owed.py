"""What a case is still owed when shares of a plan are carried out: others may have paid its creditor since it was made."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.money import ZERO, Money
from app.court.profile import CourtProfile
from app.money import ledger, queries, queries_payouts, queries_shares
from app.money.debt import Owed
from app.money.distributions import Course, Share
from app.money.rules import AccountKind, AccountRef


def above_owed(session: Session, shares: Sequence[Share], today: date, profile: CourtProfile) -> Mapping[UUID, Money]:
    """By share that is more than its case is still owed, after those before it: what its creditor is owed."""
    found = {}
    for case_id in dict.fromkeys(one.case_id for one in shares):
        owed = still_owed(session, case_id, today, profile)
        creditor = whole = ZERO
        for one in (one for one in shares if one.case_id == case_id):
            creditor, whole = creditor + (ZERO if one.fee else one.amount), whole + one.amount
            if creditor > owed.to_creditor or whole > owed.total:
                found[one.id] = owed.to_creditor
    return found


def may_be_taken_back(session: Session, course: Course, profile: CourtProfile) -> bool:
    """Whether a plan still binds money, and nothing of it was released or nothing that is left can be carried out."""
    if not course.bound or not course.released:
        return bool(course.bound)
    return len(above_owed(session, course.bound, course.today, profile)) == len(course.bound)


def still_owed(session: Session, case_id: UUID, today: date, profile: CourtProfile) -> Owed:
    """The debt of a case as if what lies in it and is promised to nobody were not paid yet.

    Such money goes to the creditor no further than the debt goes, so that only what left it, or is on its way, counts.
    """
    source = AccountRef(AccountKind.CASE, str(case_id))
    promised = queries_payouts.promised(session, source) - queries_shares.reserved(session, case_id)
    lying = ledger.balances(session, [source])[source] - promised
    return queries.owed(session, case_id, today, profile, without=max(lying, ZERO))
