"""The whole ledger as it lies in the store, gathered to be verified."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.money import ledger, queries_bank, queries_blocks, queries_papers, queries_told, standing
from app.money.matching_values import Rule
from app.money.rules import AccountKind, AccountRef, Move, Way
from app.money.tables import Acknowledgement, Handover, LedgerAccount, MoneyEvent, Receipt, Transfer
from app.money.tables_bank import BankLine, Match
from app.money.tables_closing import Closing, ClosingCheck
from app.money.tables_distributions import Distribution, DistributionStep
from app.money.tables_payouts import Payout, PayoutStep
from app.money.verifying import Books, Entry, Explained, Taken, Told, Total, Wrong
from app.trail import queries as trail
from app.trail.rules import Break, Head, Line, verify


def books(session: Session, remembered: Head | None = None) -> Books:
    """Everything that `money verify` looks at, in one consistent view."""
    held = verify(trail.lines(session), remembered)
    wanted = queries_told.VERBS | {ledger.SEALED}
    lines = [line for line in trail.lines(session) if line.deed.verb in wanted]
    seals = [line for line in lines if line.deed.verb == ledger.SEALED]
    entries = _entries(session, seals)
    known = {one.id for one in entries}
    moves = {one.id: one.moves for one in entries}
    accounts = _accounts(session)
    bank = accounts.get(AccountRef(AccountKind.BANK, "trust"), Total(ZERO, ZERO))
    return Books(
        entries=entries,
        accounts=accounts,
        lines=_lines(session, accounts),
        receipts=_receipts(session),
        same_hands=[*_same_hands(session), *_same_payers(session), *_same_planners(session)],
        bank_told=queries_bank.bank_balance(session),
        bank_booked=bank.debits - bank.credits,
        unknown_seals=[str(one.deed.subject_id) for one in seals if one.deed.subject_id not in known],
        rows=queries_told.told(session),
        told=[_told(line) for line in lines if line.deed.verb != ledger.SEALED],
        others=[
            *_broken(held),
            *(Wrong("number_lost", one) for one in queries_blocks.lost_numbers(session)),
            *queries_papers.wrong_papers(session, moves),
        ],
    )


def _told(line: Line) -> Told:
    return Told(line.deed.verb, line.deed.subject_id, line.deed.actor_id, line.deed.digest)


def _broken(held: Head | Break) -> list[Wrong]:
    return [Wrong("trail_broken", str(held.seq), (("what", held.what),))] if isinstance(held, Break) else []


def _entries(session: Session, seals: Sequence[Line]) -> list[Entry]:
    """The events in the order in which they were sealed; those older than sealing come first, as they were entered."""
    place = {one.deed.subject_id: one for one in seals}
    since = seals[0].deed.at if seals else None
    moves = _moves(session)
    rows = session.scalars(select(MoneyEvent).order_by(MoneyEvent.entered_at, MoneyEvent.id)).all()
    ordered = sorted(rows, key=lambda row: place[row.id].seq if row.id in place else 0)
    return [_entry(row, moves.get(row.id, []), place.get(row.id), since) for row in ordered]


def _entry(row: MoneyEvent, moves: Sequence[Move], seal: Line | None, since: Instant | None) -> Entry:
    return Entry(
        id=row.id,
        said=ledger.sealed(row, moves),
        moves=tuple(moves),
        cancels=row.cancels,
        sealed=seal.deed.digest if seal else None,
        older=since is None or row.entered_at < since,
    )


def _moves(session: Session) -> dict[UUID, list[Move]]:
    debit, credit = aliased(LedgerAccount), aliased(LedgerAccount)
    sides = (debit.kind, debit.key, credit.kind.label("to_kind"), credit.key.label("to_key"))
    asked = (
        select(Transfer.event_id, Transfer.amount, *sides)
        .join(debit, debit.id == Transfer.debit_id)
        .join(credit, credit.id == Transfer.credit_id)
        .order_by(Transfer.id)
    )
    found: dict[UUID, list[Move]] = defaultdict(list)
    for row in session.execute(asked):
        found[row.event_id].append(_move(row))
    return found


def _move(row: Row[*tuple[object, ...]]) -> Move:
    debit, credit = AccountRef(AccountKind(row.kind), row.key), AccountRef(AccountKind(row.to_kind), row.to_key)
    return Move(debit=debit, credit=credit, amount=row.amount)


def _accounts(session: Session) -> dict[AccountRef, Total]:
    columns = (LedgerAccount.kind, LedgerAccount.key, LedgerAccount.debits, LedgerAccount.credits)
    return {
        AccountRef(AccountKind(row.kind), row.key): Total(row.debits, row.credits)
        for row in session.execute(select(*columns))
    }


def _lines(session: Session, accounts: dict[AccountRef, Total]) -> list[Explained]:
    matched: dict[UUID, Money] = defaultdict(lambda: ZERO)
    for line_id, amount in session.execute(select(Match.line_id, Match.amount).where(standing.match_holds())):
        matched[line_id] += amount
    asked = select(BankLine.id, BankLine.serial, BankLine.amount).order_by(BankLine.serial)
    return [
        Explained(row.serial, row.amount, _open(accounts, row.id, row.amount), matched[row.id])
        for row in session.execute(asked)
    ]


def _open(accounts: dict[AccountRef, Total], line_id: UUID, amount: Money) -> Money:
    kind = AccountKind.UNCLAIMED if amount > ZERO else AccountKind.OUTGOING
    total = accounts.get(AccountRef(kind, str(line_id)), Total(ZERO, ZERO))
    return Money(abs(total.debits - total.credits))


def _receipts(session: Session) -> list[Taken]:
    """Receipts with what was matched to each; transfers that together are one receipt are one match."""
    matches: dict[str, list[Money]] = defaultdict(list)
    asked = select(Match.receipt_number, Match.rule, Match.amount).where(
        standing.match_holds(), Match.receipt_number.is_not(None)
    )
    for number, rule, amount in session.execute(asked):
        if rule == Rule.SPLIT and matches[str(number)]:
            matches[str(number)][0] += amount
        else:
            matches[str(number)].append(amount)
    rows = session.execute(select(Receipt, MoneyEvent.flags).join(MoneyEvent, MoneyEvent.id == Receipt.event_id))
    return [
        Taken(
            number=receipt.number,
            amount=receipt.amount,
            matches=tuple(matches[receipt.number]),
            cash=receipt.way == Way.CASH,
            officers=len(set(receipt.officer_ids)),
            flagged=bool(flags),
        )
        for receipt, flags in rows
    ]


def _same_hands(session: Session) -> list[str]:
    """Slips that who stands on them, or made them, acknowledged himself."""
    asked = (
        select(Handover.number, Handover.by_id, Handover.officer_ids, Acknowledgement.by_id.label("counted_by"))
        .join(Acknowledgement, Acknowledgement.handover_number == Handover.number)
        .order_by(Handover.number)
    )
    return [row.number for row in session.execute(asked) if str(row.counted_by) in _hands(row.by_id, row.officer_ids)]


def _same_payers(session: Session) -> list[str]:
    """Payouts in which one person made two steps, a withdrawal aside; and months that one person closed and checked."""
    steps = select(PayoutStep.payout_id, PayoutStep.by_id).where(PayoutStep.step != "withdrawn")
    hands: dict[UUID, list[UUID]] = defaultdict(list)
    for payout_id, by_id in session.execute(steps):
        hands[payout_id].append(by_id)
    rows = session.execute(select(Payout.id, Payout.number, Payout.by_id).order_by(Payout.number))
    found = [row.number for row in rows if len({row.by_id, *hands[row.id]}) < 1 + len(hands[row.id])]
    closed = (
        select(Closing.month)
        .join(ClosingCheck, ClosingCheck.closing_id == Closing.id)
        .where(ClosingCheck.by_id == Closing.by_id)
    )
    return found + list(session.scalars(closed))


def _same_planners(session: Session) -> list[str]:
    """Plans of distribution that somebody approved who had made them, or approved before."""
    steps = select(DistributionStep.distribution_id, DistributionStep.by_id).where(DistributionStep.role != "")
    hands: dict[UUID, list[UUID]] = defaultdict(list)
    for plan_id, by_id in session.execute(steps):
        hands[plan_id].append(by_id)
    rows = session.execute(
        select(Distribution.id, Distribution.number, Distribution.by_id).order_by(Distribution.number)
    )
    return [row.number for row in rows if len({row.by_id, *hands[row.id]}) < 1 + len(hands[row.id])]


def _hands(by_id: UUID | None, officers: Iterable[str]) -> set[str]:
    return {str(by_id), *officers} if by_id else set(officers)
