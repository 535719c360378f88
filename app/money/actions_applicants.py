"""Several applicants of one case: what each claims is stated, and money is proposed to all of them at once."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.money import Money
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.cases import queries as cases
from app.court import queries as court
from app.money import ledger, queries, queries_applicants, queries_dues, queries_told
from app.money.actions_payouts import ProposePayout, propose_payout
from app.money.decisions import Line, Short
from app.money.payouts import PayoutKind
from app.money.tables_distributions import ApplicantClaims
from app.money.tables_payouts import Payout
from app.trail import actions as trail

STATE: Final = "applicant.state"
MOST_APPLICANTS: Final = 400
"""Of one case: as many as a wage case has."""


class ApplicantClaim(Command):
    """What one applicant claims: yuan, or a part such as 3 of 5."""

    name: Line
    claim: Annotated[Money, Field(gt=0)]


class StateClaims(Command):
    """What each applicant claims, and where that stands."""

    case_id: UUID
    claims: Annotated[tuple[ApplicantClaim, ...], Field(min_length=2, max_length=MOST_APPLICANTS)]
    source: Line


class PayeeAccount(Command):
    """Where one applicant is paid."""

    name: Line
    payee_account: Short = ""
    payee_bank: Short = ""


class ProposeSplit(Command):
    """Propose so much to the applicants, each his part, in one step."""

    case_id: UUID
    amount: Annotated[Money, Field(gt=0)]
    accounts: Annotated[tuple[PayeeAccount, ...], Field(max_length=MOST_APPLICANTS)] = ()
    reason: Line


def state_claims(session: Session, actor: Actor, deed: StateClaims) -> ApplicantClaims:
    """Keep what each applicant claims; it holds from now on. Refused: somebody left out, named twice, or no applicant."""
    ledger.lock(session)
    wanted = queries_applicants.names(cases.case(session, actor.scope, deed.case_id))
    told = [one.name for one in deed.claims]
    faults = [
        Fault(f"claims.{place}.name", "applicant.unknown" if name not in wanted else "applicant.twice")
        for place, name in enumerate(told)
        if name not in wanted or name in told[:place]
    ]
    left_out = [name for name in wanted if name not in told]
    if left_out:
        faults.append(Fault("claims", "applicant.left_out", (("names", "、".join(left_out)),)))
    if faults:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(faults))
    claims = {one.name: int(one.claim) for one in deed.claims}
    made = {"id": new_id(actor.now), "case_id": deed.case_id, "at": actor.now, "by_id": actor.id}
    row = ApplicantClaims(**made, claims=claims, source=deed.source)
    session.add(row)
    session.flush()
    trail.write(session, actor, STATE, case=deed.case_id, subject=row.id, content=queries_told.claims_told(row))
    return row


def propose_split(session: Session, actor: Actor, deed: ProposeSplit) -> list[Payout]:
    """One payout for each applicant who has something coming, all or none.

    Refused: claims not stated, more than is the creditors', an applicant without an account, what a payout is refused for.
    """
    ledger.lock(session)
    case = cases.case(session, actor.scope, deed.case_id)
    debt = queries.owed(session, case.id, actor.now.day, court.profile(session))
    free = queries_dues.due(session, actor.scope, case.id, debt).creditor
    found = queries_applicants.parts(session, case, free)
    if found is None:
        raise Refusal("applicant.not_stated", Kind.CONFLICT)
    if deed.amount > free:
        wrong = Fault("amount", "payout.not_covered", (("free", str(free)),))
        raise Refusal("input.invalid", Kind.INVALID, faults=(wrong,))
    shares = queries_applicants.split(found, deed.amount)
    known = {one.name: one for one in deed.accounts}
    place = {one.name: number for number, one in enumerate(found.parts)}
    lacking = [name for name, _ in shares if name not in known or not known[name].payee_account]
    if lacking:
        faults = tuple(Fault(f"accounts.{place[name]}.payee_account", "payout.no_account") for name in lacking)
        raise Refusal("input.invalid", Kind.INVALID, faults=faults)
    proposals = [
        ProposePayout(
            kind=PayoutKind.CREDITOR,
            case_id=case.id,
            amount=share,
            payee=name,
            payee_account=known[name].payee_account,
            payee_bank=known[name].payee_bank,
            reason=deed.reason,
        )
        for name, share in shares
    ]
    return [propose_payout(session, actor, one) for one in proposals]
