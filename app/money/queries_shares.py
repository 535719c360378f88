"""What plans of distribution do to the money of a case: what they bind, and what counts as paid since which day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.money import Money
from app.base.remembering import remembered
from app.money import standing
from app.money.distributions import COURT, TURNS, Kept, RankName, Share, Step, StepName
from app.money.tables_distributions import Distribution, DistributionShare, DistributionStep, SharePayout


@dataclass(frozen=True)
class Effect:
    """Money that counts for another case than before, or since another day: `event_id` is the share it is of."""

    event_id: UUID
    on: date
    amount: Money


@dataclass(frozen=True)
class ShareMove:
    """A share on its way from one case to another, or back (`there` is False). `number` is its plan's."""

    id: UUID
    number: str
    source: UUID
    case_id: UUID
    creditor: str
    amount: Money
    there: bool
    at: Instant
    by_id: UUID
    share_id: UUID


@dataclass(frozen=True)
class Effects:
    """What plans took out of the payments of a case, and what they paid upon its debt."""

    lifted: tuple[Effect, ...] = ()
    paid: tuple[Effect, ...] = ()


def shares_of(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, list[Share]]:
    """The shares of these plans, in their order."""
    found: dict[UUID, list[Share]] = defaultdict(list)
    for part in standing.parts(ids):
        asked = select(DistributionShare).where(DistributionShare.distribution_id.in_(part))
        for row in session.scalars(asked.order_by(DistributionShare.position)):
            found[row.distribution_id].append(share(row))
    return found


def bases_of(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """By share of these plans, on what its claim rests."""
    columns = select(DistributionShare.id, DistributionShare.basis)
    return {
        row.id: row.basis
        for part in standing.parts(ids)
        for row in session.execute(columns.where(DistributionShare.distribution_id.in_(part)))
    }


def share(row: DistributionShare) -> Share:
    """A share as the rules take it."""
    rank = RankName(row.rank)
    fee = row.creditor == COURT and not row.basis
    return Share(row.id, row.case_id, row.creditor, rank, claim=row.claim, amount=row.amount, fee=fee)


def step_rows(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, list[DistributionStep]]:
    """The steps of these plans as they lie, oldest first; to be read, not changed."""
    found: dict[UUID, list[DistributionStep]] = defaultdict(list)
    for part in standing.parts(ids):
        asked = select(DistributionStep).where(DistributionStep.distribution_id.in_(part))
        for row in session.scalars(asked.order_by(DistributionStep.at, DistributionStep.id)):
            found[row.distribution_id].append(row)
    return found


def folded(rows: Iterable[DistributionStep]) -> list[Step]:
    """The steps as the rules take them."""
    return [
        Step(
            id=row.id,
            step=StepName(row.step),
            by_id=row.by_id,
            party=row.party,
            on=row.on_day,
            share_ids=tuple(UUID(key) for key in row.share_ids),
            refers=row.refers,
        )
        for row in rows
    ]


def bound(session: Session, case_id: UUID, paid: frozenset[UUID]) -> Money:
    """What of the money in a case is bound: its own plans' shares, and released ones that no payout has taken yet.

    `paid`: the shares whose payout stands.
    """
    kept = _kept(session, _touching(session, case_id))
    own = sum(one.reserved for source, one in kept if source == case_id)
    due = sum(
        share.amount
        for _, one in kept
        for share in one.shares
        if share.case_id == case_id and share.id in one.released - paid and not share.fee
    )
    return Money(own + due)


def reserved(session: Session, case_id: UUID) -> Money:
    """What plans that share out the money of this case still bind of it."""
    kept = _kept(session, _touching(session, case_id))
    return Money(sum(one.reserved for source, one in kept if source == case_id))


def linked(session: Session, payout_ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """By payout, the share it pays."""
    return {
        row.payout_id: row.share_id
        for part in standing.parts(payout_ids)
        for row in session.scalars(select(SharePayout).where(SharePayout.payout_id.in_(part)))
    }


def moves(
    session: Session, since: Instant | None = None, until: Instant | None = None, case_ids: Sequence[UUID] = ()
) -> list[ShareMove]:
    """Every move of a share in that span, oldest first; of these cases what moved into them, and back."""
    asked = select(DistributionStep).where(DistributionStep.event_id.is_not(None))
    if since is not None:
        asked = asked.where(DistributionStep.at >= since)
    if until is not None:
        asked = asked.where(DistributionStep.at <= until)
    steps = session.scalars(asked.order_by(DistributionStep.at, DistributionStep.id)).all()
    whole = select(DistributionShare, Distribution.case_id, Distribution.number).join(Distribution)
    if case_ids:
        whole = whole.where(DistributionShare.case_id.in_(case_ids))
    known = {
        row.id: (row, source, number)
        for part in standing.parts(UUID(key) for step in steps for key in step.share_ids)
        for row, source, number in session.execute(whole.where(DistributionShare.id.in_(part)))
    }
    return [
        ShareMove(
            id=step.id,
            number=number,
            source=source,
            case_id=row.case_id,
            creditor=row.creditor,
            amount=row.amount,
            there=step.step == StepName.RELEASED,
            at=step.at,
            by_id=step.by_id,
            share_id=row.id,
        )
        for step in steps
        for row, source, number in (known[UUID(key)] for key in step.share_ids if UUID(key) in known)
    ]


def moved_in(session: Session, case_ids: Sequence[UUID]) -> list[ShareMove]:
    """What stands in these cases because a plan moved it there: the last move of each share that was not brought back."""
    found: dict[UUID, list[ShareMove]] = defaultdict(list)
    for one in moves(session, case_ids=case_ids):
        found[one.share_id].append(one)
    return [
        [one for one in several if one.there][-1]
        for several in found.values()
        if sum(TURNS[StepName.RELEASED] if one.there else TURNS[StepName.TAKEN_BACK] for one in several)
    ]


def effects(session: Session, case_id: UUID, on: date) -> Effects:
    """What released shares change in the payments of a case until a day."""
    known = [one for one in _released(session) if one.effect.on <= on]
    return Effects(
        lifted=tuple(one.effect for one in known if one.source == case_id),
        paid=tuple(one.effect for one in known if one.case_id == case_id),
    )


@dataclass(frozen=True)
class Exchanged:
    """What a case got by plans out of the money of others, and what of its own money went to other creditors."""

    got: Money
    away: Money


def exchanged(session: Session, case_id: UUID, since: date, on: date) -> Exchanged:
    """By released shares that count from a day on and until another: the case's own shares of its own money are neither."""
    found = effects(session, case_id, on)
    both = {one.event_id for one in found.paid} & {one.event_id for one in found.lifted}

    def summed(effects_: Iterable[Effect]) -> Money:
        return Money(sum(one.amount for one in effects_ if one.event_id not in both and one.on >= since))

    return Exchanged(got=summed(found.paid), away=summed(found.lifted))


@dataclass(frozen=True)
class _Released:
    source: UUID
    case_id: UUID
    effect: Effect


@remembered
def _released(session: Session) -> tuple[_Released, ...]:
    """Every share that was released and not taken back: a court has few, and most pages ask about many cases."""
    asked = select(DistributionStep.step, DistributionStep.share_ids).where(
        DistributionStep.step.in_([one.value for one in TURNS])
    )
    held: Counter[UUID] = Counter()
    for step, keys in session.execute(asked):
        held.update({UUID(key): TURNS[StepName(step)] for key in keys})
    whole = select(DistributionShare, Distribution.case_id, Distribution.value_on).join(Distribution)
    return tuple(
        _Released(source, row.case_id, Effect(row.id, on, row.amount))
        for part in standing.parts(key for key, released in held.items() if released)
        for row, source, on in session.execute(
            whole.where(DistributionShare.id.in_(part)).order_by(Distribution.at, DistributionShare.position)
        )
    )


@remembered
def _touching(session: Session, case_id: UUID) -> tuple[UUID, ...]:
    """The plans that share out money of this case, or give it some; oldest first."""
    given = select(DistributionShare.distribution_id).where(DistributionShare.case_id == case_id)
    asked = select(Distribution.id).where((Distribution.case_id == case_id) | Distribution.id.in_(given))
    return tuple(session.scalars(asked.order_by(Distribution.at, Distribution.id)))


def _kept(session: Session, ids: Sequence[UUID]) -> list[tuple[UUID, Kept]]:
    """By plan, the case its money lies in, and what is kept of it."""
    if not ids:
        return []
    sources = {row.id: row.case_id for row in _rows(session, ids)}
    shares, steps = shares_of(session, ids), step_rows(session, ids)
    return [(sources[key], Kept(shares[key], folded(steps[key]))) for key in ids]


def _rows(session: Session, ids: Sequence[UUID]) -> list[Distribution]:
    return [
        row
        for part in standing.parts(ids)
        for row in session.scalars(select(Distribution).where(Distribution.id.in_(part)))
    ]
