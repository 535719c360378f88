"""One case, several applicants: what each claims, what each got, and what of the free money is whose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.cases.views import CaseBrief
from app.law.allocation import apportioned, pro_rata
from app.money import queries_payouts, queries_shares
from app.money.payouts import PayoutKind
from app.money.tables_distributions import ApplicantClaims

TO_CREDITOR = frozenset({PayoutKind.CREDITOR, PayoutKind.DEPOSIT})


@dataclass(frozen=True)
class Part:
    """What one applicant claims (as an amount or as a part), got, and has coming of what is free now."""

    name: str
    claim: int
    got: Money
    left: Money


@dataclass(frozen=True)
class Parts:
    """The applicants of a case with their parts, and who said so on what."""

    parts: tuple[Part, ...]
    source: str
    at: Instant
    by_id: UUID

    def left(self, name: str) -> Money | None:
        """What he has coming; None for who is no applicant."""
        return next((one.left for one in self.parts if one.name == name), None)


def names(case: CaseBrief) -> tuple[str, ...]:
    """The applicants of a case, each once."""
    return tuple(dict.fromkeys(one.name for one in case.applicants))


def stated(session: Session, case_id: UUID) -> ApplicantClaims | None:
    """What was stated last of the applicants' claims."""
    asked = select(ApplicantClaims).where(ApplicantClaims.case_id == case_id)
    return session.scalars(asked.order_by(ApplicantClaims.at.desc(), ApplicantClaims.id.desc())).first()


def parts(session: Session, case: CaseBrief, creditor: Money) -> Parts | None:
    """Whose the creditors' money is; None until the claims of all applicants were stated.

    All that was paid so far and what is free now is shared out in proportion of the claims, so that who got too little
    before is caught up with. Shares of a plan of distribution are reckoned by the plan and stay out of it.
    """
    row, wanted = stated(session, case.id), names(case)
    if row is None or set(wanted) != set(row.claims):
        return None
    got = _got(session, case.id, wanted)
    claims = [int(row.claims[name]) for name in wanted]
    left = _coming(creditor, claims, [got[name] for name in wanted])
    found = zip(wanted, claims, left, strict=True)
    return Parts(
        tuple(Part(name, claim, got[name], part) for name, claim, part in found), row.source, row.at, row.by_id
    )


def split(found: Parts, amount: Money) -> Sequence[tuple[str, Money]]:
    """So much among those who have something coming, in proportion of it; to the fen."""
    owed = [one for one in found.parts if one.left]
    shares = pro_rata(amount, [one.left for one in owed])
    return [(one.name, share) for one, share in zip(owed, shares, strict=True) if share]


def _coming(creditor: Money, claims: Sequence[int], got: Sequence[Money]) -> Sequence[Money]:
    """What each has coming: who got more than his part already stands aside, the others share what they got and is free.

    So it stays the same for the others, whoever of them is paid first.
    """
    inside = set(range(len(claims)))
    while True:
        places = sorted(inside)
        whole = Money(sum(got[place] for place in places) + creditor)
        target = dict(zip(places, apportioned(whole, [claims[place] for place in places]), strict=True))
        above = {place for place in places if got[place] > target[place]}
        if not above:
            return [target[place] - got[place] if place in target else ZERO for place in range(len(claims))]
        inside -= above


def _got(session: Session, case_id: UUID, wanted: Sequence[str]) -> Mapping[str, Money]:
    known = [one for one in queries_payouts.of_case(session, case_id) if one.stands]
    planned = queries_shares.linked(session, [one.id for one in known])
    found = dict.fromkeys(wanted, ZERO)
    for one in known:
        if one.kind in TO_CREDITOR and one.whose in found and one.id not in planned:
            found[one.whose] += one.amount
    return found
