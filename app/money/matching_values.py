"""What the matcher is told and what it answers: frozen values, amounts in fen, names of things as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Final

DAY: Final = 86_400
"""Seconds of a day."""


class Kind(StrEnum):
    """What a line is."""

    ONE_TO_ONE = "one_to_one"
    ONE_TO_MANY = "one_to_many"
    """One receipt, paid in several transfers."""
    MANY_TO_ONE = "many_to_one"
    """Cash of several receipts, paid in at once."""
    CASH_SINGLE = "cash_single"
    TERMINAL_GROSS = "pos_gross"
    TERMINAL_NET = "pos_net"
    """A terminal's day, less the acquirer's fee."""
    FEE_CUT = "fee_cut"
    CASE_ONLY = "case_only"
    DOUBLE_PAYMENT = "double_payment"
    UNIDENTIFIED = "unidentified"
    NOT_ENFORCEMENT = "not_enforcement"
    REVERSED = "reversed"
    REVERSAL = "reversal"
    DISBURSE = "disburse"
    RETURNED = "returned_disbursement"
    BANK_MISC = "bank_misc"


class Rule(StrEnum):
    """Why a line is taken for something, the strongest first."""

    SLIP = "slip"
    """The number of a hand-over slip in the memo, or its day and squad, and its sum."""
    SLIP_SUM = "slip_sum"
    """Cash of exactly a slip's sum on its day; no other slip or line has that sum."""
    SQUAD_SUM = "squad_sum"
    """All the cash a squad took on one day, with the officer's name in the memo or no other way to the sum."""
    TERMINAL_DAY = "terminal_day"
    """A terminal's day and the sum of all its receipts."""
    SPLIT = "split"
    """Several transfers from one account that together are one receipt."""
    CASE_RECEIPT = "case_receipt"
    """The case's own account or its number, the payer, and the amount of one open receipt."""
    PAYER_RECEIPT = "payer_receipt"
    """The payer and the amount of one open receipt, and nothing that speaks for another case."""
    SCAN_RECEIPT = "scan_receipt"
    """A scanned payment within minutes of its receipt, with the masked name or the case."""
    FEE_RECEIPT = "fee_receipt"
    """As the two above, less a known fee of the bank."""
    NEAR_NUMBER = "near_number"
    """A case number one sign off, the payer, and the amount."""
    CASE_PAYER = "case_payer"
    """The case by account or number and one of its people as the payer, or one of its people named whom another pays for."""
    REPEATED = "repeated"
    """The same account paid the same sum with the same words again."""
    CASE_NAMED = "case_named"
    """Only a suggestion: the case by one piece of evidence."""
    AMOUNT_ONLY = "amount_only"
    """Only a suggestion: sum and time, and nothing else."""
    BY_HAND = "by_hand"
    """A person said so, with a reason."""


class Evidence(StrEnum):
    """One thing that speaks for a match."""

    SLIP_NUMBER = "slip_number"
    SQUAD_DAY = "squad_day"
    OFFICER = "officer"
    TERMINAL = "terminal"
    TERMINAL_DATE = "terminal_date"
    AMOUNT = "amount"
    SUM = "sum"
    FEE = "fee"
    ONLY_SUM = "only_sum"
    CASH = "cash"
    SAME_ACCOUNT = "same_account"
    CASE_ACCOUNT = "case_account"
    CASE_NUMBER = "case_number"
    SHORT_NUMBER = "short_number"
    NEAR_NUMBER = "near_number"
    PAYER = "payer"
    PAYER_SOUND = "payer_sound"
    PAYER_MASKED = "payer_masked"
    DEBTOR = "debtor"
    RELATIVE = "relative"
    MEMO_NAME = "memo_name"
    PROMPT = "prompt"
    """Within minutes (scan) or hours (transfer) of the receipt."""
    DAY = "day"
    PAYOUT_NUMBER = "payout_number"
    PAYEE_ACCOUNT = "payee_account"
    PAYEE = "payee"
    RETURN_WORDS = "return_words"
    """The bank says that money it was to pay out comes back."""


class Doubt(StrEnum):
    """One thing that speaks against a suggestion."""

    OTHER_CASE = "other_case"
    """The line also speaks of another case."""
    OTHER_PAYER = "other_payer"
    """The payer is known to nobody in this case."""
    ALSO_FITS = "also_fits"
    """Something else fits the line as well."""
    OTHER_LINE = "other_line"
    """Another line fits the receipt as well."""
    AMOUNT_DIFFERS = "amount_differs"
    LATE = "late"
    ONE_PIECE = "one_piece"
    """One piece of evidence alone."""
    ALREADY_PAID = "already_paid"
    """The same payment was matched before: this may be one too many."""
    RECEIPT_OPEN = "receipt_open"
    """A receipt of the case still waits for money."""
    ACCOUNT_DIFFERS = "account_differs"
    PAYEE_DIFFERS = "payee_differs"
    OTHER_PAYOUT = "other_payout"
    """The line writes the number of another payout."""
    NOT_RETURNED = "not_returned"
    """Neither the words nor the account say that a payout came back."""
    EARLIER = "earlier"
    """The line is older than the order at the bank."""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line of the bank with what is still open of it; money out is negative."""

    id: str
    on_day: date
    amount: int
    payer: str = ""
    case_account: str = ""
    memo: str = ""
    """Summary and the payer's words."""
    at_time: str = ""
    payer_account: str = ""


@dataclass(frozen=True, slots=True)
class OpenReceipt:
    """A payment taken at a door whose money has not been seen at the bank. `way`: transfer · qr · cash · terminal."""

    number: str
    case_id: str
    on_day: date
    amount: int
    payer: str
    way: str = "transfer"
    at_time: str = ""
    officers: tuple[str, ...] = ()
    squad: str = ""
    terminal: str = ""


@dataclass(frozen=True, slots=True)
class OpenSlip:
    """A hand-over slip whose cash has not been seen at the bank."""

    number: str
    on_day: date
    amount: int
    receipt_numbers: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenPayout:
    """A payout ordered at the bank on that day. `left`: seen leaving there, so that it can only come back."""

    id: str
    number: str
    on_day: date
    amount: int
    payee: str = ""
    account: str = ""
    left: bool = False


@dataclass(frozen=True, slots=True)
class CaseRef:
    """A case as lines may speak of it. `relatives`: people known to pay for it; `removed`: those a clerk took off that list."""

    id: str
    number: str
    account: str = ""
    debtors: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """All that is open, as the matcher needs it."""

    lines: Sequence[OpenLine]
    receipts: Sequence[OpenReceipt]
    slips: Sequence[OpenSlip]
    cases: Sequence[CaseRef]
    payouts: Sequence[OpenPayout] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Lines, what explains them, and why. `fee` is what the bank withheld of the whole."""

    line_ids: tuple[str, ...]
    kind: Kind
    rule: Rule
    evidence: tuple[Evidence, ...]
    case_id: str | None = None
    receipt_numbers: tuple[str, ...] = ()
    slip_number: str | None = None
    fee: int = 0
    doubts: tuple[Doubt, ...] = ()

    @property
    def token(self) -> str:
        """The whole proposal in one word: when it has changed since it was shown, it is not the same word."""
        target = "+".join(self.receipt_numbers) or self.slip_number or self.case_id or ""
        return f"{'+'.join(self.line_ids)}|{self.rule}|{target}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the matcher found: what is sure, what each line is that is no payment, and what a person is asked."""

    sure: tuple[Proposal, ...]
    flags: Mapping[str, Kind] = field(default_factory=dict)
    suggestions: Mapping[str, tuple[Proposal, ...]] = field(default_factory=dict)
    reversals: Mapping[str, str] = field(default_factory=dict)
    """A line the bank took back → the line that takes it back."""


def moment(day: date, at_time: str) -> int:
    """Seconds on one long clock; noon when no time is told."""
    if not at_time:
        return day.toordinal() * DAY + DAY // 2
    told = time.fromisoformat(at_time)
    return day.toordinal() * DAY + told.hour * 3600 + told.minute * 60 + told.second
