"""Which bank line pays which receipt: exact matches only, unique both ways, each with two pieces of evidence at least."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

from app.base.money import Money

K = TypeVar("K")
V = TypeVar("V")
EARLY: Final = timedelta(days=1)
LATE: Final = timedelta(days=15)
"""A line may stand this long before or after what it pays."""
_NOISE: Final = re.compile(r"[\s()\[\]【】〔〕<>《》_\-—.,，。:：;；/]+")
_OTHER: Final = re.compile(r"诉讼费|受理费|保全费|鉴定费|公告费|民初|退汇|退回|退票|冲正|结息|利息收入|手续费")
"""Words of money that is no payment upon a debt, or of a payout that came back: left to a person."""
_NUMBER: Final = re.compile(r"(?:19|20)\d{2}[一-龥]\d{0,6}[一-龥]{1,6}\d{1,7}(?!\d)")


class Rule(StrEnum):
    """Why a line is taken for something, the strongest first."""

    SLIP = "slip"
    """The number of a hand-over slip in the memo, and its sum."""
    CASE_RECEIPT = "case_receipt"
    """The case's own account or its number, the payer, and the amount of one open receipt."""
    PAYER_RECEIPT = "payer_receipt"
    """The payer and the amount of one open receipt, and nothing that speaks for another case."""
    CASE_PAYER = "case_payer"
    """The case by account or number and its debtor as the payer; no receipt is open in the case."""
    BY_HAND = "by_hand"
    """A person said so, with a reason."""


class Evidence(StrEnum):
    """One thing that speaks for a match."""

    SLIP_NUMBER = "slip_number"
    AMOUNT = "amount"
    CASE_ACCOUNT = "case_account"
    CASE_NUMBER = "case_number"
    PAYER = "payer"
    DEBTOR = "debtor"


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line that brought money in, with what is still open of it."""

    id: UUID
    on_day: date
    amount: Money
    payer: str
    case_account: str
    memo: str


@dataclass(frozen=True, slots=True)
class OpenReceipt:
    """A promised payment whose money has not come."""

    number: str
    case_id: UUID
    on_day: date
    amount: Money
    payer: str


@dataclass(frozen=True, slots=True)
class OpenSlip:
    """Cash that finance took over and that has not been seen at the bank."""

    number: str
    on_day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class CaseRef:
    """A case as lines may speak of it."""

    id: UUID
    number: str
    account: str
    debtors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line, what explains it, and why; `token` is what a person confirms."""

    line_id: UUID
    rule: Rule
    evidence: tuple[Evidence, ...]
    case_id: UUID | None = None
    receipt_number: str | None = None
    slip_number: str | None = None

    @property
    def token(self) -> str:
        """The whole proposal in one word: when it has changed since it was shown, it is not the same word."""
        target = self.receipt_number or self.slip_number or str(self.case_id)
        return f"{self.line_id}|{self.rule}|{target}"


@dataclass(frozen=True, slots=True)
class Desk:
    """All that is open, as the matcher needs it."""

    lines: Sequence[OpenLine]
    receipts: Sequence[OpenReceipt]
    slips: Sequence[OpenSlip]
    cases: Sequence[CaseRef]


_Found = tuple[str, Proposal]
"""The target's name and the proposal to it."""


def propose(desk: Desk) -> tuple[Proposal, ...]:
    """The proposals, by line; the answer does not depend on the order of anything.

    Layer after layer, from the strongest evidence to the weakest; within a layer a pair counts only when the line
    has no other target and the target no other line.
    """
    known = _Known(desk)
    asked = [line for line in desk.lines if not _OTHER.search(line.memo)]
    taken: set[str] = set()
    found: dict[UUID, Proposal] = {}
    layers: tuple[Callable[[OpenLine], list[_Found]], ...] = (known.slips, known.case_receipts, known.payer_receipts)
    for layer in layers:
        pairs = {
            line.id: [pair for pair in layer(line) if pair[0] not in taken] for line in asked if line.id not in found
        }
        chosen = _unique(pairs)
        found.update(chosen)
        taken |= {one.receipt_number or one.slip_number or "" for one in chosen.values()}
    rest = (line for line in asked if line.id not in found)
    found.update({line.id: one for line in rest if (one := known.case_payer(line))})
    return tuple(found[line_id] for line_id in sorted(found))


def key_of(number: str) -> str:
    """A case or slip number without brackets, dashes and its 号: how memos are compared."""
    return _bare(number).removesuffix("号")


def _unique(pairs: Mapping[UUID, Sequence[_Found]]) -> dict[UUID, Proposal]:
    wanted_by: dict[str, int] = defaultdict(int)
    for candidates in pairs.values():
        for target, _ in candidates:
            wanted_by[target] += 1
    return {
        line_id: candidates[0][1]
        for line_id, candidates in pairs.items()
        if len(candidates) == 1 and wanted_by[candidates[0][0]] == 1
    }


def _bare(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text))


def _in_time(line: OpenLine, day: date) -> bool:
    return day - EARLY <= line.on_day <= day + LATE


class _Known:
    """What is open, indexed by what lines say."""

    def __init__(self, desk: Desk) -> None:
        self.cases = {case.id: case for case in desk.cases}
        self.by_account = _grouped((case.account, case) for case in desk.cases if case.account)
        self.by_number = _grouped((key_of(case.number), case) for case in desk.cases)
        self.by_case = _grouped(((one.case_id, one.amount), one) for one in desk.receipts)
        self.by_payer = _grouped(((one.payer, one.amount), one) for one in desk.receipts)
        self.waiting = {one.case_id for one in desk.receipts}
        self.slip_keys = [(key_of(slip.number), slip) for slip in desk.slips]

    def slips(self, line: OpenLine) -> list[_Found]:
        """Slips named in the memo with exactly this sum."""
        memo = _bare(line.memo)
        named = [slip for key, slip in self.slip_keys if re.search(rf"{re.escape(key)}(?!\d)", memo)]
        return [
            (
                slip.number,
                Proposal(line.id, Rule.SLIP, (Evidence.SLIP_NUMBER, Evidence.AMOUNT), slip_number=slip.number),
            )
            for slip in named
            if slip.amount == line.amount and line.on_day >= slip.on_day
        ]

    def case_receipts(self, line: OpenLine) -> list[_Found]:
        """Receipts of the case the line speaks of, of this amount, when the payer agrees too."""
        case, evidence = self._case_of(line)
        if case is None:
            return []
        pairs = []
        for receipt in self.by_case.get((case.id, line.amount), ()):
            who = self._who(line, receipt.payer, case)
            if who and _in_time(line, receipt.on_day):
                why = (*evidence, Evidence.AMOUNT, who)
                pairs.append((receipt.number, Proposal(line.id, Rule.CASE_RECEIPT, why, case.id, receipt.number)))
        return pairs

    def payer_receipts(self, line: OpenLine) -> list[_Found]:
        """Receipts of this payer and amount, unless the line speaks of another case."""
        if not line.payer:
            return []
        spoken = self._spoken_of(line)
        return [
            (
                receipt.number,
                Proposal(
                    line.id, Rule.PAYER_RECEIPT, (Evidence.PAYER, Evidence.AMOUNT), receipt.case_id, receipt.number
                ),
            )
            for receipt in self.by_payer.get((line.payer, line.amount), ())
            if _in_time(line, receipt.on_day) and (not spoken or spoken == {receipt.case_id})
        ]

    def case_payer(self, line: OpenLine) -> Proposal | None:
        """The case the line speaks of, when its debtor pays and no receipt of the case is open."""
        case, evidence = self._case_of(line)
        if case is None or case.id in self.waiting or line.payer not in case.debtors:
            return None
        return Proposal(line.id, Rule.CASE_PAYER, (*evidence, Evidence.DEBTOR), case.id)

    def _spoken_of(self, line: OpenLine) -> set[UUID]:
        """The cases the line names by account or number."""
        numbers = _NUMBER.findall(_bare(line.memo))
        by_number = [case for number in numbers for case in self.by_number.get(number, ())]
        return {case.id for case in (*self.by_account.get(line.case_account, ()), *by_number)}

    def _case_of(self, line: OpenLine) -> tuple[CaseRef | None, tuple[Evidence, ...]]:
        """The one case the line speaks of, and how; none when it names none, or several."""
        spoken = self._spoken_of(line)
        if len(spoken) != 1:
            return None, ()
        case = self.cases[spoken.pop()]
        named = (Evidence.CASE_ACCOUNT,) if case.account and case.account == line.case_account else ()
        written = (Evidence.CASE_NUMBER,) if key_of(case.number) in _bare(line.memo) else ()
        return case, (*named, *written)

    @staticmethod
    def _who(line: OpenLine, payer: str, case: CaseRef) -> Evidence | None:
        if line.payer and line.payer == payer:
            return Evidence.PAYER
        return Evidence.DEBTOR if line.payer and line.payer in case.debtors else None


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
