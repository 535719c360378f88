"""A line beside a receipt: what speaks for the pair, what against, and whether it could be at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeVar

from app.money import matching_names as names
from app.money.matching_known import Heard, Known
from app.money.matching_values import DAY, Doubt, Evidence, OpenReceipt

S = TypeVar("S", Evidence, Doubt)
HOUR: Final = 3600
MINUTE: Final = 60
EARLY: Final = 2 * HOUR
"""A line may stand this long before its receipt: the officer writes when the payer has sent."""
LATE: Final = 15 * DAY
PROMPT: Final = 4 * HOUR
PROMPT_SCAN: Final = 10 * MINUTE
FEES: Final = (200, 500, 550, 1000)
"""Fees that banks withhold from a transfer, in fen."""
NO_FEE_OR_FEE: Final = frozenset({0, *FEES})
REFERENCES: Final = frozenset({Evidence.CASE_ACCOUNT, Evidence.CASE_NUMBER, Evidence.SHORT_NUMBER})
WHO: Final = {
    Evidence.PAYER: 3,
    Evidence.PAYER_SOUND: 2,
    Evidence.PAYER_MASKED: 2,
    Evidence.DEBTOR: 1,
    Evidence.RELATIVE: 1,
}
"""How closely the payer agrees with the receipt."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A line and a receipt that may belong together; `who` is how closely the payer agrees, 0 when he is unknown."""

    heard: Heard
    receipt: OpenReceipt
    fee: int
    evidence: frozenset[Evidence]
    doubts: frozenset[Doubt]
    who: int
    delay: int
    only_his: bool = False
    """Whether the memo names people, and they are known from this case alone."""

    @property
    def prompt(self) -> bool:
        """Whether the money came when the receipt was written."""
        return Evidence.PROMPT in self.evidence

    @property
    def referred(self) -> bool:
        """Whether the line names the case, by account or number."""
        return bool(self.evidence & REFERENCES)

    @property
    def possible(self) -> bool:
        """Whether it competes with other pairs: something beside amount and day speaks for it, and nothing against."""
        if self.doubts & {Doubt.OTHER_CASE, Doubt.OTHER_PAYER, Doubt.LATE}:
            return False
        named = {Evidence.MEMO_NAME, Evidence.NEAR_NUMBER} & self.evidence
        return bool(self.referred or self.who or named)

    def beats(self, other: "Pair") -> bool:
        """Whether this one is better in the payer or the promptness, worse in neither, and no less refers to the case."""
        mine, its = (self.who, self.prompt), (other.who, other.prompt)
        if other.referred and not self.referred:
            return False
        return mine != its and all(one >= two for one, two in zip(mine, its, strict=True))


def candidates(known: Known, heard: Heard, amount: int) -> list[OpenReceipt]:
    """Receipts of that amount that the line's words, account or payer lead to, each once."""
    return [one for one in _led_to(known, heard) if one.amount == amount]


def with_fees(known: Known, heard: Heard) -> list[tuple[OpenReceipt, int]]:
    """Receipts of the line's amount, or of it and a known fee, that its words, account or payer lead to; and the fee."""
    amount = heard.line.amount
    return [(one, one.amount - amount) for one in _led_to(known, heard) if one.amount - amount in NO_FEE_OR_FEE]


def _led_to(known: Known, heard: Heard) -> Iterable[OpenReceipt]:
    sounds = {heard.sound, *heard.named} - {""}
    if not heard.spoken and len(sounds) == 1:
        return known.of_person(*sounds)
    found = [one for case in sorted(heard.spoken) for one in known.of_case(case)]
    found += [one for sound in sorted(sounds) for one in known.of_person(sound)]
    return {one.number: one for one in found}.values()


def scans(known: Known, heard: Heard) -> Iterable[OpenReceipt]:
    """Receipts of scanned payments of this sum, written within minutes of the line."""
    return known.scanned.about(heard.line.amount, heard.at, PROMPT_SCAN)


def pair(known: Known, heard: Heard, receipt: OpenReceipt, fee: int = 0) -> Pair:
    """The line beside the receipt."""
    evidence = {Evidence.FEE if fee else Evidence.AMOUNT}
    doubts: set[Doubt] = set()
    _refer(known, heard, receipt.case_id, evidence, doubts)
    who = _payer(known, heard, receipt, evidence, doubts)
    delay = heard.at - known.taken[receipt.number].at
    _time(heard, receipt, delay, evidence, doubts)
    only_his = bool(heard.named) and all(known.people.cases(name) == (receipt.case_id,) for name in heard.named)
    return Pair(heard, receipt, fee, _one_of(frozenset(evidence)), _one_of(frozenset(doubts)), who, delay, only_his)


@cache
def _one_of(some: frozenset[S]) -> frozenset[S]:
    """The same set each time: there are few kinds of pairs and very many pairs."""
    return some


def refer(known: Known, heard: Heard, case_id: str) -> tuple[set[Evidence], set[Doubt]]:
    """How the line speaks of a case, and of another."""
    evidence: set[Evidence] = set()
    doubts: set[Doubt] = set()
    _refer(known, heard, case_id, evidence, doubts)
    return evidence, doubts


def _refer(known: Known, heard: Heard, case_id: str, evidence: set[Evidence], doubts: set[Doubt]) -> None:
    if heard.by_account:
        if case_id in heard.by_account:
            evidence.add(Evidence.CASE_ACCOUNT)
        else:
            doubts.add(Doubt.OTHER_CASE)
    if case_id in heard.by_number:
        evidence.add(Evidence.CASE_NUMBER)
    elif case_id in heard.by_short:
        evidence.add(Evidence.SHORT_NUMBER)
    elif heard.numbers:
        torn = heard.by_account and heard.by_number
        if not torn and known.is_near(heard, case_id):
            evidence.add(Evidence.NEAR_NUMBER)
        else:
            doubts.add(Doubt.OTHER_CASE)
    if heard.named:
        if any(known.people.belongs(name, case_id) for name in heard.named):
            evidence.add(Evidence.MEMO_NAME)
        else:
            doubts.add(Doubt.OTHER_CASE)


def _payer(known: Known, heard: Heard, receipt: OpenReceipt, evidence: set[Evidence], doubts: set[Doubt]) -> int:
    found = _who(known, heard, receipt)
    if found:
        evidence.add(found)
        return WHO[found]
    if heard.payer:
        doubts.add(Doubt.OTHER_PAYER)
    return 0


def _who(known: Known, heard: Heard, receipt: OpenReceipt) -> Evidence | None:
    if not heard.payer:
        return None
    taken = known.taken[receipt.number]
    if heard.masked:
        return Evidence.PAYER_MASKED if names.fits_mask(heard.payer, taken.payer) else None
    if heard.payer == taken.payer:
        return Evidence.PAYER
    return Evidence.PAYER_SOUND if heard.sound == taken.sound else who_of(known, heard, receipt.case_id)


def who_of(known: Known, heard: Heard, case_id: str) -> Evidence | None:
    """Whether the payer is one of the people of a case."""
    if not heard.sound:
        return None
    if heard.sound in known.people.debtors(case_id):
        return Evidence.DEBTOR
    return Evidence.RELATIVE if heard.sound in known.people.others(case_id) else None


def _time(heard: Heard, receipt: OpenReceipt, delay: int, evidence: set[Evidence], doubts: set[Doubt]) -> None:
    timed = heard.timed and bool(receipt.at_time)
    early = delay < -EARLY if timed else heard.line.on_day < receipt.on_day
    if early or delay > LATE:
        doubts.add(Doubt.LATE)
    limit = PROMPT_SCAN if receipt.way == "qr" else PROMPT
    if timed and -limit // 4 <= delay <= limit:
        evidence.add(Evidence.PROMPT)
    elif heard.line.on_day == receipt.on_day:
        evidence.add(Evidence.DAY)
