"""What can be asked about payouts: how far each is, what is due for paying out and since when, what is deferred."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.base.refusal import missing
from app.money import ledger, payouts, queries_shares, standing
from app.money.payouts import PayoutKind, Stage, Step
from app.money.rules import AccountKind, AccountRef
from app.money.tables_bank import Match
from app.money.tables_payouts import Deferral, DeferralStep, Payout, PayoutStep

MOST_SHOWN = 300
RETURNED = standing.CAME_BACK
"""The rule of a match that books a returned payout."""
GONE = frozenset({Stage.REJECTED, Stage.WITHDRAWN, Stage.RETURNED})
"""Stages of a payout that took nothing away."""


@dataclass(frozen=True)
class PayoutView:
    """A payout with its steps and its stage."""

    id: UUID
    number: str
    kind: PayoutKind
    case_id: UUID | None
    line_id: UUID | None
    amount: Money
    payee: str
    payee_account: str
    payee_bank: str
    reason: str
    panel: str
    annex: dict[str, Any]
    levels: tuple[str, ...]
    at: Instant
    by_id: UUID
    steps: tuple[PayoutStep, ...]
    stage: Stage
    returned_at: Instant | None = None

    @property
    def whose(self) -> str:
        """The creditor whose part it is: who is paid, unless a panel decided to pay somebody else for him."""
        return str(self.annex.get("creditor") or self.payee)

    @property
    def moves_of_case(self) -> Sequence[tuple[PayoutStep, Money]]:
        """The steps that took its money out of the account of its case (below zero), or brought it back there."""
        if self.source.kind is not AccountKind.CASE:
            return ()
        signs = {"approved" if self.reserve else "sent": -1, "withdrawn": 1}
        booked = (one for one in self.steps if one.event_id is not None and one.step in signs)
        return [(one, self.amount * signs[one.step]) for one in booked]

    def out_of_case(self, until: Instant) -> Money:
        """What of it had left the account of its case by then: set aside or sent, not withdrawn and not come back."""
        gone = -Money(sum(amount for step, amount in self.moves_of_case if step.at <= until))
        back = self.returned_at is not None and self.returned_at <= until and self.source.kind is AccountKind.CASE
        return gone - self.amount * back

    @property
    def stands(self) -> bool:
        """Whether it was not turned down, taken back, or returned by the bank."""
        return self.stage not in GONE

    @property
    def awaits(self) -> str | None:
        """The role whose approval is awaited."""
        return payouts.next_role(self.levels, folded(self.steps)) if self.stage is Stage.PROPOSED else None

    @property
    def hands(self) -> frozenset[UUID]:
        """Everybody who had a part in it."""
        return frozenset({self.by_id, *(one.by_id for one in self.steps)})

    @property
    def sent_on(self) -> date:
        """The day on which it was ordered at the bank; that of its proposal while it is not."""
        return next((one.at for one in self.steps if one.step == "sent"), self.at).day

    @property
    def paying(self) -> AccountRef:
        """The account it stands on between the order and the bank."""
        return AccountRef(AccountKind.PAYING, self.number)

    @property
    def source(self) -> AccountRef:
        """Where its money comes from."""
        if self.line_id is not None:
            return AccountRef(AccountKind.UNCLAIMED, str(self.line_id))
        kind = AccountKind.DEPOSITED if self.kind is PayoutKind.DEPOSIT_OUT else AccountKind.CASE
        return AccountRef(kind, str(self.case_id))

    @property
    def reserve(self) -> AccountRef | None:
        """Where its money stands once it is approved, where that is another account."""
        kind = payouts.RESERVES.get(self.kind)
        if kind is None:
            return None
        return AccountRef(kind, self.number if kind is AccountKind.REFUND else str(self.case_id))


@dataclass(frozen=True)
class DeferralView:
    """A deferral. `state`: proposed · approved · rejected · ended."""

    id: UUID
    case_id: UUID
    ground: str
    reason: str
    review_on: date
    at: Instant
    by_id: UUID
    state: str
    steps: tuple[DeferralStep, ...]

    @property
    def holds(self) -> bool:
        """Whether it keeps the money back now."""
        return self.state == "approved"

    @property
    def ended_at(self) -> Instant | None:
        """When its ground fell away."""
        return next((one.at for one in self.steps if one.step == "ended"), None)


def folded(steps: Iterable[PayoutStep]) -> list[Step]:
    """The steps as the rules take them."""
    return [Step(one.step, one.role, one.by_id) for one in steps]


def payout(session: Session, scope: Scope, payout_id: UUID) -> PayoutView:
    """One payout, or a refusal as missing."""
    row = session.get(Payout, payout_id)
    if row is None or not scope.admits(row.case_id):
        raise missing("payout")
    return _views(session, [row])[0]


def listed(session: Session, scope: Scope, *, case_id: UUID | None = None) -> list[PayoutView]:
    """The payouts he may see, newest first: of a case all, else whatever is not at its end and the newest of the others."""
    asked = select(Payout).where(_seen(scope)).order_by(Payout.at.desc(), Payout.number.desc())
    if case_id is not None:
        return _views(session, session.scalars(asked.where(Payout.case_id == case_id)).all())
    return _views(session, standing.newest_and_open(session, asked, lambda: _unfinished(session), MOST_SHOWN))


def _unfinished(session: Session) -> ColumnElement[bool]:
    """Nothing ended it yet, or it is on its way to the bank; of a payout that came back all of its case."""
    ended = select(PayoutStep.payout_id).where(PayoutStep.step.in_(("rejected", "withdrawn", "sent")))
    back = list(_returned(session))
    cases_of_back = select(Payout.case_id).where(Payout.number.in_(back), Payout.case_id.is_not(None))
    away = list(ledger.open_balances(session, AccountKind.PAYING))
    return or_(Payout.id.not_in(ended), Payout.number.in_([*away, *back]), Payout.case_id.in_(cases_of_back))


def of_case(session: Session, case_id: UUID) -> list[PayoutView]:
    """Every payout of a case, however many: what is reckoned from them must leave none out."""
    return _views(
        session, session.scalars(select(Payout).where(Payout.case_id == case_id).order_by(Payout.number)).all()
    )


def to_be_sent_again(known: Sequence[PayoutView]) -> list[PayoutView]:
    """What the bank sent back and nobody has proposed anew since, out of the same case and of the same kind."""
    gone = {Stage.REJECTED, Stage.WITHDRAWN}
    later = [(one.case_id, one.kind, one.at) for one in known if one.stage not in gone]
    return [
        one
        for one in known
        if one.stage is Stage.RETURNED
        and one.returned_at
        and not any((case, kind) == (one.case_id, one.kind) and at > one.returned_at for case, kind, at in later)
    ]


def waiting_for(session: Session, actor: Actor) -> list[PayoutView]:
    """The payouts on which this person can take the next step: approve, send, or propose anew."""
    known = listed(session, actor.scope)
    again = to_be_sent_again(known) if actor.may("payout.propose") else []
    mine = [one for one in known if actor.id not in one.hands]
    approve = [one for one in mine if one.awaits in actor.roles and actor.may("payout.approve")]
    send = [one for one in mine if one.stage is Stage.APPROVED and actor.may("payout.send")]
    return [*again, *approve, *send]


def all_until(session: Session, until: Instant) -> list[PayoutView]:
    """Every payout proposed by then, for the closing."""
    return _views(session, session.scalars(select(Payout).where(Payout.at <= until).order_by(Payout.number)).all())


def by_ids(session: Session, scope: Scope, ids: Iterable[UUID]) -> list[PayoutView]:
    """These payouts, as far as he may see them, by number."""
    asked = select(Payout).where(Payout.id.in_(list(ids)), _seen(scope)).order_by(Payout.number)
    return _views(session, session.scalars(asked).all())


def on_their_way(session: Session) -> list[PayoutView]:
    """Payouts that were sent and not yet seen at the bank."""
    held = ledger.open_balances(session, AccountKind.PAYING)
    rows = [
        row
        for part in standing.parts(sorted(held))
        for row in session.scalars(select(Payout).where(Payout.number.in_(part)).order_by(Payout.number))
    ]
    return _views(session, rows)


def gone(session: Session, sums: Iterable[Money], since: Instant) -> list[PayoutView]:
    """Payouts of these sums out of a case, sent since then, that left the bank and may come back."""
    sent = select(PayoutStep.payout_id).where(PayoutStep.step == "sent", PayoutStep.at >= since)
    rows = [
        row
        for part in standing.parts(sums)
        for row in session.scalars(
            select(Payout).where(Payout.amount.in_(part), Payout.case_id.is_not(None), Payout.id.in_(sent))
        )
    ]
    return [one for one in _views(session, rows) if one.stage is Stage.PAID] if rows else []


def last_accounts(session: Session, payees: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """By payee, the account and the bank of the last payout to him that was not turned down or returned."""
    asked = select(Payout).where(Payout.payee.in_(list(payees)), Payout.payee_account != "").order_by(Payout.at)
    stood = [one for one in _views(session, session.scalars(asked).all()) if one.stands]
    return {one.payee: (one.payee_account, one.payee_bank) for one in stood}


def promised(session: Session, source: AccountRef) -> Money:
    """What open payouts already ask of this account, and what plans of distribution bind in it."""
    asked = select(Payout)
    if source.kind is AccountKind.UNCLAIMED:
        asked = asked.where(Payout.line_id == UUID(source.key))
    else:
        asked = asked.where(Payout.case_id == UUID(source.key))
    seen = _views(session, session.scalars(asked).all())
    open_ones = Money(sum(one.amount for one in seen if one.source == source and _still_there(one)))
    if source.kind is not AccountKind.CASE:
        return open_ones
    paid = queries_shares.linked(session, [one.id for one in seen if one.stands])
    return open_ones + queries_shares.bound(session, UUID(source.key), frozenset(paid.values()))


def _still_there(one: PayoutView) -> bool:
    """Whether its money is promised and has not left its source yet."""
    return one.stage is Stage.PROPOSED or (one.stage is Stage.APPROVED and one.reserve is None)


def deferrals(session: Session, scope: Scope, *, case_ids: Iterable[UUID] | None = None) -> list[DeferralView]:
    """Deferrals he may see, newest first: whatever is not at its end, and the newest of the others."""
    asked = select(Deferral).order_by(Deferral.at.desc(), Deferral.id.desc())
    if not scope.whole_court:
        asked = asked.where(Deferral.case_id.in_(scope.case_ids))
    if case_ids is not None:
        asked = asked.where(Deferral.case_id.in_(list(case_ids)))
    ended = select(DeferralStep.deferral_id).where(DeferralStep.step.in_(("rejected", "ended")))
    rows = standing.newest_and_open(session, asked, lambda: Deferral.id.not_in(ended), MOST_SHOWN)
    steps: dict[UUID, list[DeferralStep]] = defaultdict(list)
    for part in standing.parts(row.id for row in rows):
        wanted = select(DeferralStep).where(DeferralStep.deferral_id.in_(part))
        for step in session.scalars(wanted.order_by(DeferralStep.at, DeferralStep.id)):
            steps[step.deferral_id].append(step)
    return [_deferral(row, steps[row.id]) for row in rows]


def deferral(session: Session, scope: Scope, deferral_id: UUID) -> DeferralView:
    """One deferral, or a refusal as missing."""
    row = session.get(Deferral, deferral_id)
    if row is None or not scope.admits(row.case_id):
        raise missing("deferral")
    return next(one for one in deferrals(session, scope, case_ids=[row.case_id]) if one.id == deferral_id)


def _deferral(row: Deferral, steps: Sequence[DeferralStep]) -> DeferralView:
    state = steps[-1].step if steps else "proposed"
    shown = {name: getattr(row, name) for name in ("id", "case_id", "ground", "reason", "review_on", "at", "by_id")}
    return DeferralView(**shown, state=state, steps=tuple(steps))


def _seen(scope: Scope) -> ColumnElement[bool]:
    return true() if scope.whole_court else Payout.case_id.in_(scope.case_ids)


def _views(session: Session, rows: Sequence[Payout]) -> list[PayoutView]:
    steps: dict[UUID, list[PayoutStep]] = defaultdict(list)
    for part in standing.parts(row.id for row in rows):
        asked = select(PayoutStep).where(PayoutStep.payout_id.in_(part)).order_by(PayoutStep.at, PayoutStep.id)
        for step in session.scalars(asked):
            steps[step.payout_id].append(step)
    accounts = [AccountRef(AccountKind.PAYING, row.number) for row in rows]
    held = ledger.balances(session, accounts)
    gone_back = _returned(session) if rows else {}
    return [
        _view(row, steps[row.id], on_its_way=held[account] > ZERO, returned_at=gone_back.get(row.number))
        for row, account in zip(rows, accounts, strict=True)
    ]


def _returned(session: Session) -> dict[str, Instant]:
    """The numbers of payouts that a match in force says came back, and since when it says so."""
    asked = select(Match.reason, Match.at).where(standing.match_holds(), Match.rule == RETURNED)
    return {str(row.reason["payout"]): row.at for row in session.execute(asked)}


def _view(row: Payout, steps: Sequence[PayoutStep], *, on_its_way: bool, returned_at: Instant | None) -> PayoutView:
    kind, levels = PayoutKind(row.kind), tuple(row.levels)
    return PayoutView(
        id=row.id,
        number=row.number,
        kind=kind,
        case_id=row.case_id,
        line_id=row.line_id,
        amount=row.amount,
        payee=row.payee,
        payee_account=row.payee_account,
        payee_bank=row.payee_bank,
        reason=row.reason,
        panel=row.panel,
        annex=row.annex,
        levels=levels,
        at=row.at,
        by_id=row.by_id,
        steps=tuple(steps),
        stage=payouts.stage(kind, levels, folded(steps), on_its_way=on_its_way, returned=bool(returned_at)),
        returned_at=returned_at,
    )
