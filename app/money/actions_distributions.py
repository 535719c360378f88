"""A plan of distribution is drawn up, reckoned to the fen, and decided by others than its maker."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.money import ZERO, Money
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.cases import queries as cases
from app.cases.views import CaseBrief
from app.court import queries as court
from app.court.profile import CourtProfile
from app.law.allocation import Head
from app.law.case_numbers import CaseNumber
from app.law.distribution import Claim, distributed
from app.money import ledger, payouts, queries, queries_distributions, queries_dues, queries_shares_owed, queries_told
from app.money.debt import Owed
from app.money.decisions import Decision, Line, Short, Withdrawal
from app.money.distributions import COURT, DEBTOR, RANKS, RankName, StepName, told_apart
from app.money.queries_distributions import DistributionView
from app.money.tables_distributions import Distribution, DistributionShare, DistributionStep
from app.trail import actions as trail

PROPOSE: Final = "distribution.propose"
DECIDE: Final = "distribution.decide"
WITHDRAW: Final = "distribution.withdraw"
MOST_CLAIMS: Final = 200
MOST_SHARES: Final = 2 * MOST_CLAIMS
"""Of a plan; each claim may bring the fee of its case with it."""
Reason = Annotated[str, StringConstraints(min_length=2, max_length=400)]


class ClaimRow(Command):
    """What one creditor asks of the money, in one rank; a row that does not join is passed over."""

    case_id: UUID | None = None
    creditor: Short = ""
    rank: RankName = RankName.ORDINARY
    claim: Annotated[Money, Field(gt=0)] | None = None
    basis: Short = ""
    joins: bool = True


class ProposeDistribution(Command):
    """Share this much of a case's money out among these claims, reckoned to this day."""

    case_id: UUID
    amount: Annotated[Money, Field(gt=0)]
    value_on: date
    proceeds: Line
    reason: Reason
    rows: Annotated[tuple[ClaimRow, ...], Field(min_length=1, max_length=MOST_CLAIMS)]


class DecideDistribution(Decision):
    """One level approves it, or one turns it down with his reason."""

    distribution_id: UUID


class WithdrawDistribution(Withdrawal):
    """Who made it takes it back while nothing of it was released."""

    distribution_id: UUID


@dataclass(frozen=True)
class _Asked:
    """A row that joins and names a case, a creditor and a sum; `place` is where it stands in the form."""

    place: int
    case_id: UUID
    creditor: str
    rank: RankName
    claim: Money
    basis: str = ""
    fee: bool = False


@dataclass(frozen=True)
class DraftRow:
    """A claim with its share."""

    case: CaseBrief
    creditor: str
    rank: RankName
    claim: Money
    basis: str
    amount: Money


@dataclass(frozen=True)
class Draft:
    """A plan as it would be proposed now. `most`: what may be distributed; `annex`: what it was reckoned from."""

    case: CaseBrief
    amount: Money
    most: Money
    rows: tuple[DraftRow, ...]
    levels: tuple[str, ...]
    parties: tuple[str, ...]
    annex: Mapping[str, Any]


def draft_distribution(session: Session, actor: Actor, deed: ProposeDistribution) -> Draft:
    """Reckon a plan without keeping it: the fees of other cases first where the court takes them first.

    Refused (invalid) with a fault for each wrong field: more than stands free or than is claimed, a day before the money
    came or after today, a case of another debtor or ended, a creditor who is no applicant, a claim above what is owed,
    a rank without its basis, fewer than two creditors.
    """
    return _Drawing(session, actor, deed).drawn()


def propose_distribution(session: Session, actor: Actor, deed: ProposeDistribution) -> Distribution:
    """Keep it for approval; its sum is bound from now on. Refused: one that is open already, and what `draft` refuses."""
    ledger.lock(session)
    known = queries_distributions.listed(session, actor.scope, actor.now.day, case_id=deed.case_id)
    for one in known:
        if one.case_id == deed.case_id and one.course.bound and not one.course.contested_only:
            raise Refusal("distribution.open_already", Kind.CONFLICT, number=one.number)
    drawn = draft_distribution(session, actor, deed)
    year = actor.now.day.year
    row = Distribution(
        id=new_id(actor.now),
        number=f"{court.profile(session).code}分{year}-{ledger.next_in(session, f'distribution-{year}'):05d}",
        parties=list(drawn.parties),
        levels=list(drawn.levels),
        annex=dict(drawn.annex),
        at=actor.now,
        by_id=actor.id,
        **deed.model_dump(include={"case_id", "amount", "value_on", "proceeds", "reason"}),
    )
    session.add(row)
    session.flush()
    shares = [_share(actor, row.id, place, one) for place, one in enumerate(drawn.rows)]
    session.add_all(shares)
    session.flush()
    content = queries_told.plan_told(row, shares)
    trail.write(session, actor, PROPOSE, case=row.case_id, subject=row.id, content=content)
    return row


def decide_distribution(session: Session, actor: Actor, deed: DecideDistribution) -> DistributionView:
    """Approve it or turn it down in the role that is awaited; nobody who had a hand in it decides."""
    ledger.lock(session)
    found = queries_distributions.distribution(session, actor.scope, deed.distribution_id, actor.now.day)
    role = found.course.awaits
    if role is None:
        raise Refusal("distribution.stage", Kind.CONFLICT)
    if role not in actor.roles:
        raise Refusal("payout.other_level", Kind.FORBIDDEN, role=role)
    actor.require_other_than(*found.hands)
    if deed.decision == "rejected" and not deed.note:
        raise Refusal("payout.no_reason", Kind.INVALID, faults=(Fault("note", "payout.no_reason"),))
    add_step(session, actor, found.id, StepName(deed.decision), role=role, note=deed.note)
    trail.write(session, actor, DECIDE, case=found.case_id, subject=found.id, content=deed.model_dump(mode="json"))
    return queries_distributions.distribution(session, actor.scope, found.id, actor.now.day)


def withdraw_distribution(session: Session, actor: Actor, deed: WithdrawDistribution) -> None:
    """Take a plan back; its sum is free again.

    Refused once a share was released, unless nothing that is left can be carried out because its cases were paid otherwise.
    """
    ledger.lock(session)
    found = queries_distributions.distribution(session, actor.scope, deed.distribution_id, actor.now.day)
    if not queries_shares_owed.may_be_taken_back(session, found.course, court.profile(session)):
        raise Refusal("distribution.stage", Kind.CONFLICT)
    if actor.id != found.by_id:
        raise Refusal("payout.not_his", Kind.FORBIDDEN)
    add_step(session, actor, found.id, StepName.WITHDRAWN, note=deed.note)
    trail.write(session, actor, WITHDRAW, case=found.case_id, subject=found.id, content=deed.model_dump(mode="json"))


def add_step(session: Session, actor: Actor, key: UUID, step: StepName, **told: Any) -> DistributionStep:
    """One more step in the course of a plan; the trail is told all that it says."""
    plain: dict[str, Any] = {
        "party": "",
        "on_day": None,
        "share_ids": [],
        "role": "",
        "note": "",
        "refers": None,
        "event_id": None,
    }
    made = {"id": new_id(actor.now), "distribution_id": key, "step": step.value, "at": actor.now, "by_id": actor.id}
    row = DistributionStep(**{**plain, **made, **told})
    session.add(row)
    session.flush()
    trail.write(session, actor, queries_told.STEP, subject=row.id, content=queries_told.step_told(row))
    return row


def _share(actor: Actor, key: UUID, place: int, one: DraftRow) -> DistributionShare:
    return DistributionShare(
        id=new_id(actor.now),
        distribution_id=key,
        position=place,
        case_id=one.case.id,
        creditor=one.creditor,
        rank=one.rank.value,
        basis=one.basis,
        claim=one.claim,
        amount=one.amount,
    )


class _Drawing:
    """One plan while it is reckoned."""

    def __init__(self, session: Session, actor: Actor, deed: ProposeDistribution) -> None:
        self.session, self.actor, self.deed = session, actor, deed
        self.profile: CourtProfile = court.profile(session)
        self.case = cases.case(session, actor.scope, deed.case_id)
        rivals = queries_distributions.rivals(session, actor.scope, self.case)
        self.known = {one.id: one for one in (self.case, *rivals)}
        now = queries.owed(session, self.case.id, actor.now.day, self.profile)
        self.due = queries_dues.due(session, actor.scope, self.case.id, now)

    def drawn(self) -> Draft:
        faults, asked = self.read()
        owed = self.owed(asked)
        faults += [*self.wrong_sums(), *self.wrong_rows(asked, owed)]
        whole = asked if faults else [*self.fees(asked, owed), *asked]
        faults += [] if faults else self.wrong_whole(asked, whole)
        if faults:
            raise Refusal("input.invalid", Kind.INVALID, faults=tuple(faults))
        claims = [Claim(str(place), one.claim, RANKS[one.rank]) for place, one in enumerate(whole)]
        _, shares = distributed(self.deed.amount, claims)
        self.require_room(whole, shares, owed)
        return Draft(
            case=self.case,
            amount=self.deed.amount,
            most=self.due.distributable,
            rows=tuple(self.row(one, share) for one, share in zip(whole, shares, strict=True)),
            levels=payouts.approvers(self.profile.payout_levels, self.deed.amount),
            parties=self.parties(asked),
            annex=self.annex(),
        )

    def require_room(self, whole: Sequence[_Asked], shares: Sequence[Money], owed: Mapping[UUID, Owed]) -> None:
        """Refuse to share out so little that what stays behind and its share are more than this case is owed."""
        if self.case.id not in owed:
            return
        stays = self.due.distributable - self.deed.amount
        gets = Money(sum(share for one, share in zip(whole, shares, strict=True) if one.case_id == self.case.id))
        if stays and stays + gets > owed[self.case.id].to_creditor:
            wrong = Fault("amount", "distribution.too_little", (("most", str(self.due.distributable)),))
            raise Refusal("input.invalid", Kind.INVALID, faults=(wrong,))

    def read(self) -> tuple[list[Fault], list[_Asked]]:
        """The rows that join, as far as they say what is needed."""
        faults, asked = [], []
        for place, row in enumerate(self.deed.rows):
            if not row.joins:
                continue
            case = self.known.get(row.case_id) if row.case_id else None
            applies = case is not None and row.creditor in {one.name for one in case.applicants}
            if not applies:
                code = "distribution.stranger" if row.case_id or row.creditor else "field.missing"
                faults.append(Fault(f"rows.{place}.who", code))
            if row.claim is None:
                faults.append(Fault(f"rows.{place}.claim", "field.missing"))
            if applies and case is not None and row.claim is not None:
                asked.append(_Asked(place, case.id, row.creditor, row.rank, row.claim, row.basis))
        return faults, asked

    def owed(self, asked: Sequence[_Asked]) -> Mapping[UUID, Owed]:
        """What each case that takes part owes on the day, as if the money that may be distributed were not paid yet."""
        on = min(self.deed.value_on, self.actor.now.day)
        without = {self.case.id: self.due.distributable}
        wanted = dict.fromkeys(one.case_id for one in asked)
        return {
            key: queries.owed(self.session, key, on, self.profile, without=without.get(key, ZERO)) for key in wanted
        }

    def wrong_sums(self) -> Iterator[Fault]:
        most = self.due.distributable
        if self.deed.amount > most:
            yield Fault("amount", "distribution.not_covered", (("most", str(most)),))
        first = queries.last_paid_on(self.session, self.case.id) or self.actor.now.day
        if not first <= self.deed.value_on <= self.actor.now.day:
            yield Fault("value_on", "distribution.value_on", (("first", str(first)),))

    def wrong_rows(self, asked: Sequence[_Asked], owed: Mapping[UUID, Owed]) -> Iterator[Fault]:
        summed: dict[UUID, Money] = defaultdict(lambda: ZERO)
        seen: set[tuple[object, ...]] = set()
        for one in asked:
            if (one.case_id, one.creditor, one.rank) in seen:
                yield Fault(f"rows.{one.place}.who", "distribution.twice")
            seen.add((one.case_id, one.creditor, one.rank))
            summed[one.case_id] += one.claim
            most = owed[one.case_id].to_creditor
            if summed[one.case_id] > most:
                yield Fault(f"rows.{one.place}.claim", "distribution.above_owed", (("most", str(most)),))
            if one.rank is not RankName.ORDINARY and not one.basis:
                yield Fault(f"rows.{one.place}.basis", "distribution.no_basis")

    def wrong_whole(self, asked: Sequence[_Asked], whole: Sequence[_Asked]) -> Iterator[Fault]:
        if len({(one.case_id, one.creditor) for one in asked}) <= 1:
            yield Fault("rows", "distribution.one_creditor")
        claimed = Money(sum(one.claim for one in whole))
        if self.deed.amount > claimed:
            yield Fault("amount", "distribution.above_claims", (("most", str(claimed)),))

    def fees(self, asked: Sequence[_Asked], owed: Mapping[UUID, Owed]) -> Sequence[_Asked]:
        """The fees of the other cases, where this court takes its fee before the creditor's money; not another court's."""
        if not self.profile.fee_first:
            return ()
        ours = [
            one.case_id for one in asked if CaseNumber.parse(self.known[one.case_id].number).court == self.profile.code
        ]
        due = {key: one.left.get(Head.EXECUTION_FEE, ZERO) for key, one in owed.items() if key != self.case.id}
        return [
            _Asked(0, key, COURT, RankName.COSTS, due[key], fee=True) for key in dict.fromkeys(ours) if due.get(key)
        ]

    def parties(self, asked: Sequence[_Asked]) -> tuple[str, ...]:
        """Who must receive the plan: the creditors who join and the debtors."""
        joining = dict.fromkeys((one.case_id, one.creditor) for one in asked)
        cases_of = [(self.known[key], name) for key, name in joining]
        creditors = [
            (who.id, name, case.number) for case, name in cases_of for who in case.applicants if who.name == name
        ]
        return told_apart([*creditors, *((who.id, who.name, DEBTOR) for who in self.case.debtors)])

    def row(self, one: _Asked, share: Money) -> DraftRow:
        case = self.known[one.case_id]
        basis = "" if one.fee else one.basis or case.title_number or case.number
        return DraftRow(case, one.creditor, one.rank, one.claim, basis, share)

    def annex(self) -> dict[str, Any]:
        """What stood free and what was taken out of it first, in fen."""
        told = {"held": self.due.held, "in_transit": self.due.in_transit, "promised": self.due.promised}
        return {name: int(sum_) for name, sum_ in {**told, "fee": self.due.fee, "most": self.due.distributable}.items()}
