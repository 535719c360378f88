"""What can be asked about plans of distribution: how far each is, and what a new one would start from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.base.refusal import missing
from app.cases import queries as cases
from app.cases.views import CaseBrief
from app.court import queries as court
from app.law.distribution import OBJECTION_DAYS
from app.law.periods import Period, Unit, due
from app.money import queries_payouts, queries_shares, standing
from app.money.distributions import Course, Share, Stage, StepName
from app.money.queries_payouts import PayoutView
from app.money.tables_distributions import Distribution, DistributionShare, DistributionStep, SharePayout

MOST_SHOWN: Final = 200
NOON: Final = time(12)
ENDED: Final = (StepName.REJECTED, StepName.WITHDRAWN)
"""Steps after which nothing of a plan is waited for."""


@dataclass(frozen=True)
class DistributionView:
    """A plan of distribution with its course; `bases` says by share on what it rests, `rows` are its steps as kept."""

    id: UUID
    number: str
    case_id: UUID
    amount: Money
    value_on: date
    proceeds: str
    reason: str
    annex: Mapping[str, Any]
    at: Instant
    by_id: UUID
    course: Course
    bases: Mapping[UUID, str]
    rows: Sequence[DistributionStep]

    @property
    def stage(self) -> Stage:
        """How far it is."""
        return self.course.stage

    @property
    def shares(self) -> Sequence[Share]:
        """Its claims and what they get."""
        return self.course.shares

    @property
    def case_ids(self) -> frozenset[UUID]:
        """The cases that take part."""
        return frozenset({self.case_id, *(one.case_id for one in self.shares)})

    @property
    def hands(self) -> frozenset[UUID]:
        """Who made it and who decided on it."""
        return frozenset({self.by_id, *(one.by_id for one in self.rows if one.role)})

    def share(self, share_id: UUID) -> Share:
        """One of its shares, or a refusal as missing."""
        found = next((one for one in self.shares if one.id == share_id), None)
        if found is None:
            raise missing("share")
        return found


def counting(session: Session) -> Callable[[date], date]:
    """The last day of the law's period, counted from the day something was received, by the court's calendar."""
    calendar = court.calendar(session)
    period = Period(OBJECTION_DAYS, Unit.DAYS)
    return lambda day: due(Instant.beijing_time(day, NOON), period, calendar).day


def distribution(session: Session, scope: Scope, key: UUID, today: date) -> DistributionView:
    """One plan, or a refusal as missing; who sees the case the money lies in sees all of it."""
    row = session.get(Distribution, key)
    if row is None or not scope.admits(row.case_id):
        raise missing("distribution")
    return _views(session, [row], today)[0]


def listed(session: Session, scope: Scope, today: date, *, case_id: UUID | None = None) -> list[DistributionView]:
    """The plans he may see, newest first: of one case all it takes part in, else open ones and the newest of the others."""
    asked = select(Distribution).where(_seen(scope)).order_by(Distribution.at.desc(), Distribution.number.desc())
    if case_id is not None:
        parts = select(DistributionShare.distribution_id).where(DistributionShare.case_id == case_id)
        asked = asked.where(or_(Distribution.case_id == case_id, Distribution.id.in_(parts)))
        return _views(session, session.scalars(asked).all(), today)
    ended = select(DistributionStep.distribution_id).where(DistributionStep.step.in_(ENDED))
    unpaid = select(DistributionShare.distribution_id).where(
        DistributionShare.amount > ZERO,
        DistributionShare.basis != "",
        DistributionShare.id.not_in(select(SharePayout.share_id)),
    )
    open_now = Distribution.id.not_in(ended) & Distribution.id.in_(unpaid)
    return _views(session, standing.newest_and_open(session, asked, lambda: open_now, MOST_SHOWN), today)


def rivals(session: Session, scope: Scope, case: CaseBrief) -> list[CaseBrief]:
    """Other cases against the same debtors that are not concluded: their creditors may have a share."""
    debtors = {one.id for one in case.debtors}
    known = set(cases.case_ids_of_persons(session, scope, debtors)) - {case.id}
    open_ones = known - set(cases.concluded(session, list(known)))
    found = cases.briefs(session, scope, open_ones).values()
    against = [one for one in found if debtors & {debtor.id for debtor in one.debtors}]
    return sorted(against, key=lambda one: one.number)


def payouts_of(session: Session, scope: Scope, shares: Iterable[Share]) -> Mapping[UUID, list[PayoutView]]:
    """By share, the payouts that were to bring it to its creditor, oldest first."""
    links = {
        row.payout_id: row.share_id
        for row in session.scalars(select(SharePayout).where(SharePayout.share_id.in_([one.id for one in shares])))
    }
    found: dict[UUID, list[PayoutView]] = {}
    for one in queries_payouts.by_ids(session, scope, links):
        found.setdefault(links[one.id], []).append(one)
    return found


def plan_of_payout(session: Session, payout_id: UUID) -> UUID | None:
    """The plan whose share this payout pays, if it pays one: there it is proposed anew."""
    asked = select(DistributionShare.distribution_id).join(SharePayout, SharePayout.share_id == DistributionShare.id)
    return session.scalar(asked.where(SharePayout.payout_id == payout_id))


def _seen(scope: Scope) -> ColumnElement[bool]:
    return true() if scope.whole_court else Distribution.case_id.in_(scope.case_ids)


def _views(session: Session, rows: Sequence[Distribution], today: date) -> list[DistributionView]:
    if not rows:
        return []
    ids = [row.id for row in rows]
    shares, steps = queries_shares.shares_of(session, ids), queries_shares.step_rows(session, ids)
    bases = queries_shares.bases_of(session, ids)
    until = counting(session)
    return [
        DistributionView(
            **{name: getattr(row, name) for name in _COPIED},
            course=Course(
                shares=shares[row.id],
                steps=queries_shares.folded(steps[row.id]),
                levels=row.levels,
                parties=row.parties,
                today=today,
                until=until,
            ),
            bases=bases,
            rows=steps[row.id],
        )
        for row in rows
    ]


_COPIED: Final = ("id", "number", "case_id", "amount", "value_on", "proceeds", "reason", "annex", "at", "by_id")
