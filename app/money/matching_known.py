"""What is open, indexed by what lines say; and what one line says, read once."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple, TypeVar

from app.money import matching_memo as memos
from app.money import matching_names as names
from app.money.matching_memo import Number
from app.money.matching_numbers import Numbers
from app.money.matching_people import People
from app.money.matching_values import Desk, OpenLine, OpenReceipt, moment

K = TypeVar("K")
V = TypeVar("V")
PROMISED: Final = frozenset({"transfer", "qr"})
"""Ways whose money arrives with a line of its own."""


@dataclass(slots=True)
class Heard:
    """A line with what it says."""

    line: OpenLine
    at: int
    timed: bool
    bare: str
    payer: str
    """Empty where the name tells nothing of who paid."""
    sound: str
    masked: bool
    numbers: tuple[Number, ...]
    by_account: tuple[str, ...]
    by_number: tuple[str, ...]
    by_short: tuple[str, ...]
    named: tuple[str, ...]
    """Sounds of the names the memo holds."""
    scan: bool
    cash: bool
    terminal: bool
    seized: bool

    @property
    def spoken(self) -> set[str]:
        """The cases it names by account or number."""
        return {*self.by_account, *self.by_number, *self.by_short}


class Words(NamedTuple):
    """What a memo says, whoever paid."""

    bare: str
    numbers: tuple[Number, ...]
    sounds: tuple[str, ...]
    """Of all that could be a name."""
    scan: bool
    cash: bool
    terminal: bool
    seized: bool


@lru_cache(maxsize=memos.OFTEN)
def read(memo: str) -> Words:
    """A memo, read."""
    bare = memos.bare(memo)
    return Words(
        bare=bare,
        numbers=tuple(memos.numbers(bare)),
        sounds=tuple(map(names.sound, memos.names(memo))),
        scan=bool(memos.SCAN.search(bare)),
        cash=bool(memos.CASH.search(bare)),
        terminal=bool(memos.TERMINAL.search(bare)),
        seized=bool(memos.SEIZED.search(bare)),
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """An open receipt with its moment and its payer, as written and by sound."""

    receipt: OpenReceipt
    at: int
    payer: str
    sound: str


class Known:
    """The desk, indexed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.people = People(desk.cases, desk.receipts)
        self.taken = {
            one.number: Taken(one, moment(one.on_day, one.at_time), *self.people.heard(one.payer)[:2])
            for one in desk.receipts
        }
        accounts = grouped((case.account, case.id) for case in desk.cases if case.account)
        self._accounts = {account: tuple(some) for account, some in accounts.items()}
        self._numbers = Numbers(desk.cases)
        promised = [one for one in desk.receipts if one.way in PROMISED]
        self._by_case = grouped((one.case_id, one) for one in promised)
        self._by_person = grouped((sound, one) for one in promised for sound in self.people.of(one))

    def of_case(self, case_id: str) -> Sequence[OpenReceipt]:
        """The promised receipts of a case."""
        return self._by_case.get(case_id, ())

    def of_person(self, sound: str) -> Sequence[OpenReceipt]:
        """The promised receipts that somebody of this name may pay."""
        return self._by_person.get(sound, ())

    @cached_property
    def scanned(self) -> "ByTime":
        """Receipts of scanned payments, by amount and time."""
        return ByTime(self, (one for one in self.desk.receipts if one.way == "qr"))

    @cached_property
    def promised(self) -> "ByTime":
        """All promised receipts, by amount and time: for suggestions only."""
        return ByTime(self, (one for one in self.desk.receipts if one.way in PROMISED))

    def hear(self, line: OpenLine) -> Heard:
        """What a line says."""
        payer, sound, masked, channel = self.people.heard(line.payer)
        told, masked = ("", False) if channel else (payer, masked)
        words = read(line.memo)
        return Heard(
            line=line,
            at=moment(line.on_day, line.at_time),
            timed=bool(line.at_time),
            bare=words.bare,
            payer=told,
            sound="" if masked or not told else sound,
            masked=masked,
            numbers=words.numbers,
            by_account=self._accounts.get(line.case_account, ()) if line.case_account else (),
            by_number=self._meant(one for one in words.numbers if one.full) if words.numbers else (),
            by_short=self._meant(one for one in words.numbers if not one.full) if words.numbers else (),
            named=_each(sound for sound in words.sounds if self.people.cases(sound)) if words.sounds else (),
            scan=words.scan,
            cash=words.cash,
            terminal=words.terminal or bool(memos.TERMINAL.search(payer)),
            seized=words.seized,
        )

    def _meant(self, written: Iterable[Number]) -> tuple[str, ...]:
        return _each(case for one in written for case in self._numbers.meant(one))

    def is_near(self, heard: Heard, case_id: str) -> bool:
        """Whether a number of the line is one slip away from that of the case."""
        return self._numbers.is_near(heard.numbers, case_id)

    def near(self, heard: Heard) -> set[str]:
        """The cases whose number is one slip away from one of the line."""
        return self._numbers.near(heard.numbers)


class ByTime:
    """Receipts of one amount in the order of their time."""

    def __init__(self, known: Known, receipts: Iterable[OpenReceipt]) -> None:
        found = grouped((one.amount, (known.taken[one.number].at, one.number)) for one in receipts)
        self._found = {amount: sorted(some) for amount, some in found.items()}
        self._taken = known.taken

    def about(self, amount: int, at: int, within: int) -> Iterable[OpenReceipt]:
        """Those of the amount within so many seconds of a moment."""
        some = self._found.get(amount, [])
        first, last = bisect_left(some, (at - within,)), bisect_left(some, (at + within + 1,))
        return (self._taken[number].receipt for _, number in some[first:last])


def _each(some: Iterable[str]) -> tuple[str, ...]:
    """Each once, in order."""
    found = tuple(some)
    return found if len(found) < 2 else tuple(sorted(set(found)))  # noqa: PLR2004 - one is in order


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Values under their keys, in the order given."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
