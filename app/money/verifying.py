"""Whether the ledger holds: what its rows say, replayed, against what was sealed, totalled and told by the bank."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from app.base.canonical import digest
from app.base.money import ZERO, Money
from app.law.officers import CASH_OFFICERS
from app.money import rules
from app.money.rules import AccountRef, Move


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that does not hold: its code, what it is about, and the facts of its sentence."""

    code: str
    subject: str
    facts: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it lies in the store: what it says, what it moves, and what it takes back."""

    id: UUID
    said: Mapping[str, Any]
    moves: tuple[Move, ...]
    cancels: UUID | None = None
    sealed: str | None = None
    """The digest the trail keeps of it; None where the trail has none."""
    older: bool = False
    """Entered before events were sealed."""


@dataclass(frozen=True, slots=True)
class Total:
    """What an account says of itself."""

    debits: Money
    credits: Money


@dataclass(frozen=True, slots=True)
class Explained:
    """A bank line, what of it is open, and what its matches in force take of it."""

    serial: str
    amount: Money
    open: Money
    matched: Money


@dataclass(frozen=True, slots=True)
class Taken:
    """A receipt: what it is over, what its matches in force take, and who took it."""

    number: str
    amount: Money
    matches: tuple[Money, ...] = ()
    cash: bool = False
    officers: int = 0
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the trail holds of a row, or what the row says that it must hold: the deed, of what, by whom, its digest."""

    verb: str
    subject: UUID | None
    by_id: UUID | None
    digest: str
    name: str = ""

    @property
    def key(self) -> tuple[str, UUID | None, UUID | None, str]:
        """By what both are compared."""
        return self.verb, self.subject, self.by_id, self.digest


@dataclass(frozen=True)
class Books:
    """All that is verified, in the order in which it was booked."""

    entries: Sequence[Entry]
    accounts: Mapping[AccountRef, Total]
    lines: Sequence[Explained] = ()
    receipts: Sequence[Taken] = ()
    same_hands: Sequence[str] = ()
    """What one person both made and checked."""
    bank_told: Money | None = None
    bank_booked: Money = ZERO
    unknown_seals: Sequence[str] = ()
    """Events the trail has sealed and the store does not hold."""
    rows: Sequence[Told] = ()
    """What the rows say that the trail was told."""
    told: Sequence[Told] = ()
    """What the trail was told of them."""
    others: Sequence[Wrong] = field(default=())
    """What was found where it was asked for."""


def wrongs(books: Books) -> list[Wrong]:
    """Everything that does not hold; nothing when the ledger is whole."""
    found = [*books.others, *_sealing(books), *_mirrors(books.entries), *_replayed(books), *_bank(books)]
    found += _rows(books)
    found += [wrong for one in books.lines for wrong in _line(one)]
    found += [wrong for one in books.receipts for wrong in _receipt(one)]
    return found + [Wrong("same_hand", one) for one in books.same_hands]


def _sealing(books: Books) -> Iterator[Wrong]:
    for one in books.entries:
        if one.sealed is None and not one.older:
            yield Wrong("event_unsealed", str(one.id))
        elif one.sealed is not None and digest(one.said) != one.sealed:
            yield Wrong("event_changed", str(one.id))
    for gone in books.unknown_seals:
        yield Wrong("event_gone", gone)


def _rows(books: Books) -> Iterator[Wrong]:
    """Rows of which the trail was told otherwise or nothing, and what it was told of and is not there."""
    left = Counter(one.key for one in books.told)
    changed = set()
    for one in books.rows:
        if left[one.key] > 0:
            left[one.key] -= 1
            continue
        changed.add((one.verb, one.subject))
        yield Wrong("row_changed", one.name, (("verb", one.verb),))
    for verb, subject, *_rest in left.elements():
        if (verb, subject) not in changed:
            yield Wrong("row_gone", str(subject), (("verb", verb),))


def _mirrors(entries: Sequence[Entry]) -> Iterator[Wrong]:
    known = {one.id: one for one in entries}
    seen: set[UUID] = set()
    for one in entries:
        if one.cancels is None:
            continue
        target = known.get(one.cancels)
        if target is None or target.cancels is not None or one.cancels in seen:
            yield Wrong("mirror_unlawful", str(one.id))
        elif _sorted(move.mirrored for move in target.moves) != _sorted(one.moves):
            yield Wrong("mirror_differs", str(one.id))
        seen.add(one.cancels)


def _replayed(books: Books) -> Iterator[Wrong]:
    """Every account after every event: never below zero, and in the end what the account says of itself."""
    debited: dict[AccountRef, Money] = defaultdict(lambda: ZERO)
    credited: dict[AccountRef, Money] = defaultdict(lambda: ZERO)
    for one in books.entries:
        for move in one.moves:
            debited[move.debit] += move.amount
            credited[move.credit] += move.amount
        for ref in rules.changes(one.moves):
            if rules.balance_of(ref.kind, debited=debited[ref], credited=credited[ref]) < ZERO:
                yield Wrong("below_zero", _name(ref), (("event", str(one.id)),))
    for ref in sorted({*debited, *credited, *books.accounts}, key=_name):
        told = books.accounts.get(ref, Total(ZERO, ZERO))
        if (told.debits, told.credits) != (debited[ref], credited[ref]):
            yield Wrong("total_differs", _name(ref))
    if sum(debited.values()) != sum(credited.values()):
        yield Wrong("trial_balance", str(sum(debited.values()) - sum(credited.values())))


def _bank(books: Books) -> Iterator[Wrong]:
    if books.bank_told is not None and books.bank_told != books.bank_booked:
        yield Wrong("bank_differs", str(books.bank_booked - books.bank_told))


def _line(one: Explained) -> Iterator[Wrong]:
    if abs(one.amount) != one.open + one.matched:
        yield Wrong("line_differs", one.serial)


def _receipt(one: Taken) -> Iterator[Wrong]:
    if len(one.matches) > 1 or sum(one.matches) > one.amount:
        yield Wrong("receipt_overmatched", one.number)
    if one.cash and one.officers < CASH_OFFICERS and not one.flagged:
        yield Wrong("cash_officers", one.number)


def _sorted(moves: Iterable[Move]) -> list[tuple[str, str, int]]:
    return sorted((_name(one.debit), _name(one.credit), int(one.amount)) for one in moves)


def _name(ref: AccountRef) -> str:
    return f"{ref.kind.value}:{ref.key}"
