"""What of a case's money is due for paying out: what stands free, what the law makes of it, and since when it waits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.court.profile import CourtProfile
from app.law.allocation import Head
from app.law.clock_rules import EventKind
from app.law.deadlines import ClockSettings, Event
from app.law.periods import end_of
from app.money import ledger, queries_cash, queries_payouts, queries_shares, standing
from app.money.debt import Owed
from app.money.payouts import PayoutKind
from app.money.rules import AccountKind, AccountRef
from app.money.tables import HandoverItem, LedgerAccount, Receipt, Transfer
from app.money.tables_bank import Match


@dataclass(frozen=True)
class Due:
    """What stands free in a case today, and how the lawful order shares it out."""

    held: Money
    in_transit: Money
    """Taken at a door and not yet at the bank."""
    promised: Money
    fee: Money
    refund: Money

    @property
    def free(self) -> Money:
        """What may be proposed now."""
        return max(self.held - self.in_transit - self.promised, ZERO)

    @property
    def distributable(self) -> Money:
        """What may be shared out among several creditors: all that is free, once the fee is taken."""
        return max(self.free - self.fee, ZERO)

    @property
    def creditor(self) -> Money:
        """What of it is the creditor's."""
        return max(self.free - self.fee - self.refund, ZERO)


def due(session: Session, scope: Scope, case_id: UUID, owed: Owed) -> Due:
    """The money of one case, as it stands today."""
    source = AccountRef(AccountKind.CASE, str(case_id))
    known = queries_payouts.of_case(session, case_id)
    moved: dict[PayoutKind, Money] = defaultdict(lambda: ZERO)
    for one in known:
        if one.stands:
            moved[one.kind] += one.amount
    fee, refund = owed.paid_on(Head.EXECUTION_FEE), owed.to_refund
    return Due(
        held=ledger.balances(session, [source])[source],
        in_transit=in_transit(session, scope).get(case_id, ZERO),
        promised=queries_payouts.promised(session, source),
        fee=max(fee - moved[PayoutKind.FEE], ZERO),
        refund=max(refund - moved[PayoutKind.REFUND], ZERO),
    )


def in_transit(session: Session, scope: Scope) -> Mapping[UUID, Money]:
    """By case, what was taken at a door and is not yet at the bank."""
    found: dict[UUID, Money] = defaultdict(lambda: ZERO)
    for one in queries_cash.receipts_open(session, scope):
        found[one.case_id] += one.amount
    return found


def cases_of_matches(session: Session, event_ids: Iterable[UUID]) -> list[UUID]:
    """The cases to which these matches brought money: by themselves, as cash of a slip, as a payout that came back."""
    found: set[UUID] = set()
    for part in standing.parts(event_ids):
        mine = Match.event_id.in_(part)
        slips = select(Match.handover_number).where(mine, Match.handover_number.is_not(None))
        listed = select(HandoverItem.receipt_number).where(HandoverItem.handover_number.in_(slips))
        found.update(session.scalars(select(Match.case_id).where(mine, Match.case_id.is_not(None))))
        found.update(session.scalars(select(Receipt.case_id).where(Receipt.number.in_(listed))))
        credited = select(LedgerAccount.key).join(Transfer, Transfer.credit_id == LedgerAccount.id)
        of_cases = credited.where(LedgerAccount.kind == AccountKind.CASE.value, Transfer.event_id.in_(part))
        found.update(UUID(key) for key in session.scalars(of_cases))
    return sorted(found)


def waiting(session: Session, scope: Scope) -> list[tuple[UUID, Event, Money]]:
    """What of each case's arrived money is still there, oldest first out: the case, its arrival as an event, the sum."""
    held = {UUID(key): amount for key, amount in ledger.open_balances(session, AccountKind.CASE).items()}
    away = in_transit(session, scope)
    wanted = {case_id: amount - away.get(case_id, ZERO) for case_id, amount in held.items() if scope.admits(case_id)}
    wanted = {case_id: amount for case_id, amount in wanted.items() if amount > ZERO}
    found = []
    for case_id, arrivals in _arrivals(session, wanted).items():
        left = wanted[case_id]
        for match_id, at, amount in sorted(arrivals, key=lambda one: (one[1], one[0]), reverse=True):
            part = min(left, amount)
            left -= part
            if part > ZERO:
                found.append((case_id, Event(EventKind.FUNDS_NOTIFIED, match_id, at), part))
    return found


def postponed(session: Session, scope: Scope, waiting_now: Iterable[tuple[UUID, Event, Money]]) -> list[Event]:
    """The deferrals in force of these cases, as events of their clocks: the review day is the new last day."""
    rows = list(waiting_now)
    holding = {one.case_id: one for one in queries_payouts.deferrals(session, scope) if one.holds}
    return [
        Event(EventKind.PAYOUT_DEFERRED, event.subject, max(event.at, held.steps[-1].at), until=end_of(held.review_on))
        for case_id, event, _ in rows
        if (held := holding.get(case_id))
    ]


def settings(profile: CourtProfile) -> ClockSettings:
    """The court's own term, never longer than the law's."""
    return ClockSettings(disbursement_days=profile.disbursement_days)


def _arrivals(session: Session, case_ids: Iterable[UUID]) -> dict[UUID, list[tuple[str, Instant, Money]]]:
    """By case, every match in force that brought it money: a line of its own, or cash of a slip that reached the bank."""
    wanted = list(case_ids)
    found: dict[UUID, list[tuple[str, Instant, Money]]] = defaultdict(list)
    own = select(Match.id, Match.case_id, Match.at, Match.amount).where(standing.match_holds())
    slips = (
        select(Match.id, Receipt.case_id, Match.at, Receipt.amount, Receipt.number)
        .join(HandoverItem, HandoverItem.handover_number == Match.handover_number)
        .join(Receipt, Receipt.number == HandoverItem.receipt_number)
        .where(standing.match_holds(), standing.event_holds(Receipt.event_id))
    )
    for part in standing.parts(wanted):
        for row in session.execute(own.where(Match.case_id.in_(part))):
            if row.case_id:
                found[row.case_id].append((str(row.id), row.at, row.amount))
        for cash in session.execute(slips.where(Receipt.case_id.in_(part))):
            found[cash.case_id].append((f"{cash.id}:{cash.number}", cash.at, cash.amount))
        for move in queries_shares.moved_in(session, part):
            found[move.case_id].append((str(move.id), move.at, move.amount))
    return found
