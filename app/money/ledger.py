"""The ledger's one way in: an event and its moves, checked under the write lock, or nothing at all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Door
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal
from app.base.turns import take_turn
from app.money import rules
from app.money.rules import AccountKind, AccountRef, Move
from app.money.tables import LedgerAccount, MoneyEvent, Series, Transfer

AT_ONCE = 400
"""Names asked for in one statement, below the limits of both databases."""


def event_columns(actor: Actor, *, kind: str, at: Instant | None = None, **more: Any) -> dict[str, Any]:
    """The columns of an event that is no letter: made at the desk, now, by the actor, unless `more` says else."""
    door: Door = "desk"
    plain = dict.fromkeys(("case_id", "person_id", "target_id", "squad_id", "cancels"))
    made = {"id": new_id(actor.now), "kind": kind, "at": at or actor.now, "entered_at": actor.now, "by_id": actor.id}
    return {**plain, **made, "door": door, "flags": [], "body": {}, **more}


def book(session: Session, actor: Actor, columns: dict[str, Any], moves: Sequence[Move] = ()) -> MoneyEvent:
    """Add an event with its moves. Refused, leaving nothing: an unsound move, or a balance that would fall below zero."""
    rules.require_sound(moves)
    lock(session)
    accounts = _accounts(session, actor, moves)
    rules.require_not_below_zero(_balances(session, accounts), moves)
    event = MoneyEvent(**columns)
    session.add(event)
    session.flush()
    session.add_all(
        Transfer(
            id=new_id(actor.now),
            event_id=event.id,
            debit_id=accounts[move.debit],
            credit_id=accounts[move.credit],
            amount=move.amount,
        )
        for move in moves
    )
    session.flush()
    return event


def reverse(session: Session, actor: Actor, target: MoneyEvent, columns: dict[str, Any]) -> MoneyEvent:
    """Mirror an event, once. A reversal is not reversed, and nothing is reversed twice."""
    lock(session)
    if target.cancels is not None:
        raise Refusal("ledger.reversal_of_reversal", Kind.CONFLICT)
    if reversal_of(session, target.id):
        raise Refusal("ledger.reversed_already", Kind.CONFLICT)
    mirror = [move.mirrored for move in moves_of(session, target.id)]
    return book(session, actor, {**columns, "cancels": target.id}, mirror)


def lock(session: Session) -> None:
    """One writer at a time; the trail's own turn, since every event leaves a line and two turns could cross."""
    take_turn(session, "trail")


def next_in(session: Session, series: str) -> int:
    """The next number of a gap-free series; it is given back when the transaction is not kept."""
    lock(session)
    row = session.get(Series, series)
    if row is None:
        row = Series(name=series, last=0)
        session.add(row)
    row.last += 1
    session.flush()
    return row.last


def reversal_of(session: Session, event_id: UUID) -> UUID | None:
    """The event that undid it, if any."""
    return session.scalar(select(MoneyEvent.id).where(MoneyEvent.cancels == event_id))


def moves_of(session: Session, event_id: UUID) -> list[Move]:
    """The moves of an event."""
    rows = session.scalars(select(Transfer).where(Transfer.event_id == event_id).order_by(Transfer.id)).all()
    ids = {row.debit_id for row in rows} | {row.credit_id for row in rows}
    named = {
        one.id: AccountRef(AccountKind(one.kind), one.key)
        for part in _parts(ids)
        for one in session.scalars(select(LedgerAccount).where(LedgerAccount.id.in_(part)))
    }
    return [Move(debit=named[row.debit_id], credit=named[row.credit_id], amount=row.amount) for row in rows]


def balances(session: Session, refs: Iterable[AccountRef]) -> dict[AccountRef, Money]:
    """What stands on these accounts; one that was never used stands at zero."""
    wanted = set(refs)
    found = _known(session, wanted)
    return {**dict.fromkeys(wanted, ZERO), **_balances(session, found)}


def open_balances(session: Session, kind: AccountKind) -> dict[str, Money]:
    """The keys of all accounts of a kind that hold something, with what they hold."""
    totals: dict[str, Money] = defaultdict(lambda: ZERO)
    for side, sign in ((Transfer.debit_id, 1), (Transfer.credit_id, -1)):
        asked = (
            select(LedgerAccount.key, func.sum(Transfer.amount))
            .join(Transfer, side == LedgerAccount.id)
            .where(LedgerAccount.kind == kind)
            .group_by(LedgerAccount.key)
        )
        for key, amount in session.execute(asked):
            totals[key] += int(amount) * sign
    of_assets = 1 if kind in rules.ASSETS else -1
    return {key: amount * of_assets for key, amount in totals.items() if amount}


def _accounts(session: Session, actor: Actor, moves: Sequence[Move]) -> dict[AccountRef, UUID]:
    """The ids of all accounts the moves touch; those that are new are opened."""
    wanted = {ref for move in moves for ref in (move.debit, move.credit)}
    known = _known(session, wanted)
    for ref in sorted(wanted - known.keys(), key=lambda one: (one.kind, one.key)):
        known[ref] = new_id(actor.now)
        session.add(LedgerAccount(id=known[ref], kind=ref.kind, key=ref.key))
    session.flush()
    return known


def _known(session: Session, wanted: Iterable[AccountRef]) -> dict[AccountRef, UUID]:
    found = {}
    for part in _parts(wanted):
        names = [(ref.kind.value, ref.key) for ref in part]
        for row in session.scalars(
            select(LedgerAccount).where(tuple_(LedgerAccount.kind, LedgerAccount.key).in_(names))
        ):
            found[AccountRef(AccountKind(row.kind), row.key)] = row.id
    return found


def _balances(session: Session, accounts: dict[AccountRef, UUID]) -> dict[AccountRef, Money]:
    debited = _sums(session, accounts.values(), Transfer.debit_id)
    credited = _sums(session, accounts.values(), Transfer.credit_id)
    return {
        ref: rules.balance_of(ref.kind, debited=debited.get(key, ZERO), credited=credited.get(key, ZERO))
        for ref, key in accounts.items()
    }


def _sums(session: Session, ids: Iterable[UUID], side: Any) -> dict[UUID, Money]:
    summed = {}
    for part in _parts(ids):
        rows = session.execute(select(side, func.sum(Transfer.amount)).where(side.in_(part)).group_by(side))
        summed.update({key: Money(int(amount)) for key, amount in rows})
    return summed


def _parts(whole: Iterable[Any]) -> Iterable[list[Any]]:
    listed = list(whole)
    return (listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE))
