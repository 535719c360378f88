"""Accounts and moves of the ledger: what may stand where, and what a reversal is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal

MOST_TRIED: Final = 1_000
"""Sets of moves that lead nowhere before the search for an order ends; an event has a handful of moves."""


class AccountKind(StrEnum):
    """What an account is. Its key says of what: a bank account, a pair of officers, a receipt, a line, a case."""

    BANK = "bank"
    """专户存款: the trust account at the bank, as the imported lines say."""
    CASH_IN_HAND = "cash_in_hand"
    """在途现金: cash the officers who took it still hold."""
    CASH_AT_FINANCE = "cash_at_finance"
    """Cash of one slip that finance counted and has not yet seen at the bank."""
    TRANSFER_AWAITED = "transfer_awaited"
    """在途转账: one receipt for a transfer or a scanned payment whose bank line has not come."""
    OUTGOING = "outgoing"
    """待核支出: one bank line that took money out and is not yet explained."""
    UNCLAIMED = "unclaimed"
    """待认领款: what is left unexplained of one bank line that brought money in."""
    OPENING = "opening"
    """旧存: what lay at the bank before the first imported line."""
    CASE = "case"
    """案款: money held for one case."""
    FEE = "fee"
    """应缴执行费 of one case."""
    FINE = "fine"
    """罚款 of one case, on its way to the treasury."""
    REFUND = "refund"
    """应退款: what goes back to who paid it, by payout."""
    DEPOSITED = "deposited"
    """提存: set aside in one case for a creditor who cannot be found or does not take it."""
    PAYING = "paying"
    """发放在途: one payout ordered and not yet seen at the bank."""
    INTEREST = "interest"
    """银行利息: what the bank added."""
    CHARGES = "charges"
    """手续费差额: what the bank took, each time with a reason."""
    DIRECT = "direct"
    """直接给付: performed to the creditor outside the trust account."""
    DIRECT_CONTRA = "direct_contra"


ASSETS: Final = frozenset(
    {
        AccountKind.BANK,
        AccountKind.CASH_IN_HAND,
        AccountKind.CASH_AT_FINANCE,
        AccountKind.TRANSFER_AWAITED,
        AccountKind.OUTGOING,
        AccountKind.CHARGES,
        AccountKind.DIRECT,
    }
)
"""Accounts whose balance is debits less credits; the others' is credits less debits."""
OFF_TRUST: Final = frozenset({AccountKind.DIRECT, AccountKind.DIRECT_CONTRA})
"""The pair that records what never passed through the court's account."""


class Way(StrEnum):
    """How a payment is made at the door."""

    TRANSFER = "transfer"
    QR = "qr"
    CASH = "cash"
    DIRECT = "direct"


PROMISED: Final = frozenset({Way.TRANSFER, Way.QR})
"""Ways whose money arrives with a bank line."""


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account by its name."""

    kind: AccountKind
    key: str


@dataclass(frozen=True, slots=True)
class Move:
    """Money from one account to another: one debit, one credit."""

    debit: AccountRef
    credit: AccountRef
    amount: Money

    @property
    def mirrored(self) -> "Move":
        """The move that undoes it."""
        return Move(debit=self.credit, credit=self.debit, amount=self.amount)


def require_sound(moves: Iterable[Move]) -> None:
    """Refuse a move of nothing, of less than nothing, or within one account."""
    for move in moves:
        if move.amount <= ZERO:
            raise Refusal("ledger.amount_positive", Kind.INVALID, amount=str(move.amount))
        if move.debit == move.credit:
            raise Refusal("ledger.two_accounts", Kind.INVALID)
        if (move.debit.kind in OFF_TRUST) != (move.credit.kind in OFF_TRUST):
            raise Refusal("ledger.off_trust", Kind.INVALID)


def balance_of(kind: AccountKind, *, debited: Money, credited: Money) -> Money:
    """What stands on an account of that kind."""
    return debited - credited if kind in ASSETS else credited - debited


def changes(moves: Iterable[Move]) -> dict[AccountRef, Money]:
    """By how much each account's balance would change."""
    changed: dict[AccountRef, Money] = {}
    for move in moves:
        for account, debit, credit in ((move.debit, move.amount, ZERO), (move.credit, ZERO, move.amount)):
            step = balance_of(account.kind, debited=debit, credited=credit)
            changed[account] = changed.get(account, ZERO) + step
    return changed


def require_not_below_zero(balances: Mapping[AccountRef, Money], moves: Iterable[Move]) -> None:
    """Refuse moves after which an account would hold less than nothing."""
    for account, change in changes(moves).items():
        left = balances.get(account, ZERO) + change
        if left < ZERO:
            raise Refusal("ledger.below_zero", Kind.CONFLICT, account=account.kind, lacking=str(-left))


def in_order(balances: Mapping[AccountRef, Money], moves: Iterable[Move]) -> list[Move]:
    """The moves in an order in which no account falls below zero on the way; refused when there is none.

    They stand as they were given where that can be. Where it leads nowhere every other order is tried, at most
    `MOST_TRIED` sets of moves deep: what may follow depends on which moves were made, not on their order.
    """
    asked = list(moves)
    require_not_below_zero(balances, asked)
    path = _path(dict(balances), asked)
    if path is None:
        raise Refusal("ledger.no_order", Kind.CONFLICT)
    return [asked[at] for at in path]


def _path(held: dict[AccountRef, Money], moves: Sequence[Move]) -> list[int] | None:
    path: list[int] = []
    turns: list[Iterator[int]] = [iter(range(len(moves)))]
    made, dead = 0, set[int]()
    while len(path) < len(moves):
        step = next((at for at in turns[-1] if not made >> at & 1 and _bears(held, moves[at])), None)
        if step is not None and made | 1 << step not in dead:
            _make(held, moves[step])
            path.append(step)
            made |= 1 << step
            turns.append(chain(range(step + 1, len(moves)), range(step)))
        elif step is None:
            dead.add(made)
            if not path or len(dead) > MOST_TRIED:
                return None
            turns.pop()
            made ^= 1 << path[-1]
            _make(held, moves[path.pop()].mirrored)
    return path


def _bears(held: Mapping[AccountRef, Money], move: Move) -> bool:
    return all(held.get(ref, ZERO) + change >= ZERO for ref, change in changes([move]).items())


def _make(held: dict[AccountRef, Money], move: Move) -> None:
    for ref, change in changes([move]).items():
        held[ref] = held.get(ref, ZERO) + change


def cash_in_hand(officers: Iterable[object]) -> AccountRef:
    """The account of the officers who together took cash."""
    return AccountRef(AccountKind.CASH_IN_HAND, "+".join(sorted(str(one) for one in officers)))
