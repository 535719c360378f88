"""What is open, indexed by what lines say; and what one line says, read once."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from app.money import matching_memo as memos
from app.money import matching_names as names
from app.money.matching_memo import Number
from app.money.matching_values import CaseRef, Desk, OpenLine, OpenReceipt, moment

K = TypeVar("K")
V = TypeVar("V")
PROMISED: Final = frozenset({"transfer", "qr"})
"""Ways whose money arrives with a line of its own."""
NOBODY: Final[frozenset[str]] = frozenset()


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
    numbers: Sequence[Number]
    by_account: frozenset[str]
    by_number: frozenset[str]
    by_short: frozenset[str]
    named: frozenset[str]
    """Sounds of the names the memo holds."""
    scan: bool
    cash: bool
    terminal: bool
    seized: bool

    @property
    def spoken(self) -> frozenset[str]:
        """The cases it names by account or number."""
        return self.by_account | self.by_number | self.by_short


class Known:
    """The desk, indexed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.cases = {case.id: case for case in desk.cases}
        self.receipts = {one.number: one for one in desk.receipts}
        self.moments = {one.number: moment(one.on_day, one.at_time) for one in desk.receipts}
        accounts = grouped((case.account, case.id) for case in desk.cases if case.account)
        self.by_account = {account: frozenset(some) for account, some in accounts.items()}
        self._read_numbers(desk.cases)
        self._read_people(desk)
        promised = [one for one in desk.receipts if one.way in PROMISED]
        self.by_case = grouped(((one.case_id, one.amount), one) for one in promised)
        self.by_person = grouped(((sound, one.amount), one) for one in promised for sound in self._people_of(one))
        self.waiting = grouped((one.case_id, one) for one in promised)

    def _read_numbers(self, cases: Sequence[CaseRef]) -> None:
        self.numbers: dict[str, Number] = {}
        by_full: list[tuple[Number, str]] = []
        by_short: list[tuple[tuple[str, int], str]] = []
        for case in cases:
            for number in memos.numbers(memos.bare(case.number))[:1]:
                self.numbers[case.id] = number
                by_full.append((number, case.id))
                by_short.append(((number.type, number.serial), case.id))
        self.by_full, self.by_short = grouped(by_full), grouped(by_short)

    def _read_people(self, desk: Desk) -> None:
        """Whose payment speaks for which case: debtors, relatives that are known, and who paid for it before."""
        self.debtors_of: dict[str, set[str]] = defaultdict(set)
        self.others_of: dict[str, set[str]] = defaultdict(set)
        self.cases_of: dict[str, set[str]] = defaultdict(set)
        for case in desk.cases:
            for name in case.debtors:
                self._know(self.debtors_of, case.id, self._heard_as(name))
            for name in case.relatives:
                self._know(self.others_of, case.id, self._heard_as(name))
        self.payers = {one.number: self._heard_as(one.payer) for one in desk.receipts}
        for one in desk.receipts:
            if self.payers[one.number][1] not in self.debtors_of[one.case_id]:
                self._know(self.others_of, one.case_id, self.payers[one.number])

    @staticmethod
    def _heard_as(name: str) -> tuple[str, str]:
        written = names.plain(name)
        return written, names.sound(written)

    def _people_of(self, one: OpenReceipt) -> set[str]:
        """Whose payment may be this receipt's: its payer's, and that of anyone known to pay for the case."""
        return {self.payers[one.number][1], *self.debtors_of[one.case_id], *self.others_of[one.case_id]}

    def _know(self, people: dict[str, set[str]], case_id: str, name: tuple[str, str]) -> None:
        written, sound = name
        if not names.is_masked(written):
            people[case_id].add(sound)
            self.cases_of[sound].add(case_id)

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
        bare = memos.bare(line.memo)
        payer = names.plain(line.payer)
        told = "" if names.is_channel(payer) else payer
        written = memos.numbers(bare)
        full = [one for one in written if one.full]
        masked = names.is_masked(told)
        return Heard(
            line=line,
            at=moment(line.on_day, line.at_time),
            timed=bool(line.at_time),
            bare=bare,
            payer=told,
            sound="" if masked else names.sound(told),
            masked=masked,
            numbers=written,
            by_account=self.by_account.get(line.case_account, NOBODY) if line.case_account else NOBODY,
            by_number=frozenset(case for one in full for case in self.by_full.get(one, ())),
            by_short=frozenset(case for one in written if not one.full for case in self._short(one)),
            named=frozenset(self._named(line.memo)),
            scan=bool(memos.SCAN.search(bare)),
            cash=bool(memos.CASH.search(bare)),
            terminal=bool(memos.TERMINAL.search(bare) or memos.TERMINAL.search(payer)),
            seized=bool(memos.SEIZED.search(bare)),
        )

    def _short(self, number: Number) -> Iterable[str]:
        for case in self.by_short.get((number.type, number.serial), ()):
            known = self.numbers[case]
            if number.year in ("", known.year) and number.court in ("", known.court):
                yield case

    def _named(self, memo: str) -> Iterable[str]:
        for piece in memos.names(memo):
            heard = names.sound(piece)
            if heard in self.cases_of:
                yield heard

    def is_near(self, heard: Heard, case_id: str) -> bool:
        """Whether a number of the line is one slip away from that of the case."""
        known = self.numbers.get(case_id)
        return known is not None and any(memos.near(one, known) for one in heard.numbers)

    def near(self, heard: Heard) -> set[str]:
        """The cases whose number is one slip away from one of the line; for suggestions only, it looks far."""
        return {case for one in heard.numbers for case in self._near(one)}

    def _near(self, number: Number) -> Iterable[str]:
        for other in memos.variants(number):
            yield from self.by_full.get(other, ()) if other.full else self._short(other)
        for case in self.by_short.get((number.type, number.serial), ()) if number.full else ():
            if memos.near(number, self.numbers[case]):
                yield case


class ByTime:
    """Receipts of one amount in the order of their time."""

    def __init__(self, known: Known, receipts: Iterable[OpenReceipt]) -> None:
        found = grouped((one.amount, (known.moments[one.number], one.number)) for one in receipts)
        self._found = {amount: sorted(some) for amount, some in found.items()}
        self._receipts = known.receipts

    def about(self, amount: int, at: int, within: int) -> Iterable[OpenReceipt]:
        """Those of the amount within so many seconds of a moment."""
        some = self._found.get(amount, [])
        first, last = bisect_left(some, (at - within,)), bisect_left(some, (at + within + 1,))
        return (self._receipts[number] for _, number in some[first:last])


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Values under their keys, in the order given."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
