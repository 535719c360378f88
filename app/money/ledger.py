"""The ledger's one way in: an event and its moves, checked under the write lock, or nothing at all."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import inspect, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.base.actor import Actor
from app.base.deeds import Door
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal
from app.base.turns import take_turn
from app.money import rules
from app.money.rules import AccountKind, AccountRef, Move
from app.money.standing import parts
from app.money.tables import LedgerAccount, MoneyEvent, Series, Transfer
from app.trail import actions as trail

SEALED: Final = "ledger.book"
"""The trail's line that holds the digest of one event and its moves."""


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
    held = balances(session, accounts)
    rules.require_not_below_zero(held, moves)
    event = MoneyEvent(**columns)
    session.add(event)
    session.flush()
    for move in rules.in_order(held, moves):
        session.add(_transfer(actor, event.id, accounts, move))
    session.flush()
    trail.write(session, actor, SEALED, case=event.case_id, subject=event.id, content=sealed(event, moves))
    return event


def sealed(event: MoneyEvent, moves: Iterable[Move]) -> dict[str, Any]:
    """All that an event says and moves, for the digest that the trail keeps of it."""
    said = {column.key: getattr(event, column.key) for column in inspect(MoneyEvent).column_attrs}
    moved = ([*_named(move.debit), *_named(move.credit), int(move.amount)] for move in moves)
    return {**said, "moves": sorted(moved)}


def _named(ref: AccountRef) -> tuple[str, str]:
    return ref.kind.value, ref.key


def _transfer(actor: Actor, event_id: UUID, accounts: dict[AccountRef, UUID], move: Move) -> Transfer:
    debit, credit = accounts[move.debit], accounts[move.credit]
    return Transfer(id=new_id(actor.now), event_id=event_id, debit_id=debit, credit_id=credit, amount=move.amount)


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


def next_in(session: Session, series: str, count: int = 1) -> int:
    """The last of the next `count` numbers of a gap-free series; given back when the transaction is not kept."""
    lock(session)
    row = session.get(Series, series)
    if row is None:
        row = Series(name=series, last=0)
        session.add(row)
    row.last += count
    session.flush()
    return row.last


def reversal_of(session: Session, event_id: UUID) -> UUID | None:
    """The event that undid it, if any."""
    return session.scalar(select(MoneyEvent.id).where(MoneyEvent.cancels == event_id))


def moves_of(session: Session, event_id: UUID) -> list[Move]:
    """The moves of an event."""
    debit, credit = aliased(LedgerAccount), aliased(LedgerAccount)
    columns = (debit.kind, debit.key, credit.kind.label("to_kind"), credit.key.label("to_key"), Transfer.amount)
    asked = (
        select(*columns)
        .join(debit, debit.id == Transfer.debit_id)
        .join(credit, credit.id == Transfer.credit_id)
        .where(Transfer.event_id == event_id)
        .order_by(Transfer.id)
    )
    return [
        Move(
            debit=AccountRef(AccountKind(row.kind), row.key),
            credit=AccountRef(AccountKind(row.to_kind), row.to_key),
            amount=row.amount,
        )
        for row in session.execute(asked)
    ]


def balances(session: Session, refs: Iterable[AccountRef]) -> dict[AccountRef, Money]:
    """What stands on these accounts; one that was never used stands at zero."""
    found = dict.fromkeys(refs, ZERO)
    totals = (LedgerAccount.kind, LedgerAccount.key, LedgerAccount.debits, LedgerAccount.credits)
    for part in parts(found):
        named = tuple_(LedgerAccount.kind, LedgerAccount.key).in_([_named(ref) for ref in part])
        for row in session.execute(select(*totals).where(named)):
            ref = AccountRef(AccountKind(row.kind), row.key)
            found[ref] = rules.balance_of(ref.kind, debited=row.debits, credited=row.credits)
    return found


def open_balances(session: Session, kind: AccountKind) -> dict[str, Money]:
    """The keys of all accounts of a kind that hold something, with what they hold."""
    totals = (LedgerAccount.key, LedgerAccount.debits, LedgerAccount.credits)
    open_now = select(*totals).where(LedgerAccount.kind == kind.value, LedgerAccount.debits != LedgerAccount.credits)
    rows = session.execute(open_now.order_by(LedgerAccount.key))
    return {row.key: rules.balance_of(kind, debited=row.debits, credited=row.credits) for row in rows}


def _accounts(session: Session, actor: Actor, moves: Sequence[Move]) -> dict[AccountRef, UUID]:
    """The ids of all accounts the moves touch; those that are new are opened."""
    wanted = {ref for move in moves for ref in (move.debit, move.credit)}
    known = _known(session, wanted)
    for ref in sorted(wanted - known.keys(), key=_named):
        known[ref] = new_id(actor.now)
        side = 1 if ref.kind in rules.ASSETS else -1
        session.add(LedgerAccount(id=known[ref], kind=ref.kind, key=ref.key, side=side))
    session.flush()
    return known


def _known(session: Session, wanted: Iterable[AccountRef]) -> dict[AccountRef, UUID]:
    columns = (LedgerAccount.id, LedgerAccount.kind, LedgerAccount.key)
    found = {}
    for part in parts(wanted):
        named = tuple_(LedgerAccount.kind, LedgerAccount.key).in_([_named(ref) for ref in part])
        for row in session.execute(select(*columns).where(named)):
            found[AccountRef(AccountKind(row.kind), row.key)] = row.id
    return found
