"""Closing a month: what must agree with what, and what stands between bank and books (余额调节表)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from app.base.money import ZERO, Money
from app.base.refusal import Fault, Kind, Refusal
from app.law.periods import add_months
from app.money.rules import ASSETS, OFF_TRUST, AccountKind

MONTH: Final = re.compile(r"((?:19|2[01])[0-9]{2})-(0[1-9]|1[0-2])")
IN_TRANSIT: Final = (AccountKind.CASH_IN_HAND, AccountKind.CASH_AT_FINANCE, AccountKind.TRANSFER_AWAITED)
"""Booked and not yet at the bank: the first half of the table."""
OWN: Final = (AccountKind.OUTGOING, AccountKind.CHARGES)
"""The bank took it and the books have not placed it: the second half, with a minus."""
HELD: Final = (
    AccountKind.CASE,
    AccountKind.FEE,
    AccountKind.FINE,
    AccountKind.REFUND,
    AccountKind.DEPOSITED,
    AccountKind.UNCLAIMED,
    AccountKind.OPENING,
    AccountKind.INTEREST,
)
"""Whose money it is."""


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month."""

    first: date

    @classmethod
    def read(cls, text: str) -> "Month":
        """`2026-01`, or a refusal."""
        found = MONTH.fullmatch(text.strip())
        if not found:
            raise Refusal("closing.month", Kind.INVALID, faults=(Fault("month", "closing.month"),))
        return cls(date(int(found[1]), int(found[2]), 1))

    @property
    def last(self) -> date:
        """Its last day."""
        return add_months(self.first, 1) - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True)
class Figures:
    """What stood at the end of a month, and what moved in it. Three ways to the same sum must agree."""

    month: Month
    opening: Mapping[AccountKind, Money]
    closing: Mapping[AccountKind, Money]
    bank_told: Money | None
    """What the bank said at the end of the month."""
    cases_by_papers: Money
    """What the receipts, claimed lines and payouts themselves add up to."""
    cases_by_book: Money
    """What the accounts of the cases add up to."""
    lost_numbers: tuple[str, ...] = ()

    @property
    def bank_booked(self) -> Money:
        """The ledger's balance at the bank."""
        return self.closing.get(AccountKind.BANK, ZERO)

    @property
    def bank_difference(self) -> Money:
        """Ledger less bank."""
        return ZERO if self.bank_told is None else self.bank_booked - self.bank_told

    @property
    def cases_difference(self) -> Money:
        """Accounts of cases less what their papers say."""
        return self.cases_by_book - self.cases_by_papers

    @property
    def adjusted_bank(self) -> Money:
        """The bank's balance with what is on its way to it, less what is on its way from it."""
        told = self.bank_booked if self.bank_told is None else self.bank_told
        coming = Money(sum(self.closing.get(kind, ZERO) for kind in IN_TRANSIT))
        return told + coming - self.closing.get(AccountKind.PAYING, ZERO)

    @property
    def adjusted_books(self) -> Money:
        """All that is held for somebody, less what the bank took and the books have not placed."""
        held = Money(sum(self.closing.get(kind, ZERO) for kind in HELD))
        return held - Money(sum(self.closing.get(kind, ZERO) for kind in OWN))

    @property
    def trial(self) -> Money:
        """One side of the books less the other."""
        signed = (
            amount if kind in ASSETS else -amount for kind, amount in self.closing.items() if kind not in OFF_TRUST
        )
        return Money(sum(signed))

    def document(self) -> dict[str, Any]:
        """The figures as they are kept, in fen."""
        return {
            "month": str(self.month),
            "opening": {kind.value: int(self.opening.get(kind, ZERO)) for kind in AccountKind},
            "closing": {kind.value: int(self.closing.get(kind, ZERO)) for kind in AccountKind},
            "bank_told": None if self.bank_told is None else int(self.bank_told),
            "adjusted_bank": int(self.adjusted_bank),
            "adjusted_books": int(self.adjusted_books),
            "cases_by_papers": int(self.cases_by_papers),
            "cases_by_book": int(self.cases_by_book),
        }


def faults(figures: Figures) -> tuple[Fault, ...]:
    """Everything that does not agree; nothing when the month may be closed."""
    found = [Fault("month", "closing.no_bank")] if figures.bank_told is None and figures.bank_booked else []
    for code, difference in (
        ("closing.bank", figures.bank_difference),
        ("closing.cases", figures.cases_difference),
        ("closing.trial", figures.trial),
        ("closing.adjusted", figures.adjusted_bank - figures.adjusted_books),
    ):
        if difference:
            found.append(Fault("month", code, (("difference", str(difference)),)))
    if figures.lost_numbers:
        found.append(Fault("month", "closing.numbers", (("numbers", "、".join(figures.lost_numbers[:10])),)))
    return tuple(found)


def require_agreeing(figures: Figures) -> None:
    """Refuse to close a month in which something does not agree, naming all of it."""
    found = faults(figures)
    if found:
        raise Refusal("closing.blocked", Kind.CONFLICT, faults=found, month=str(figures.month))
