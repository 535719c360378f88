"""Allocation and distribution with their sheets: who gets what, by which article, and by whose agreement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction
from typing import Final

from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal
from app.law.allocation import LAWFUL_ORDER, ORDER_CITATIONS, Head, allocate, pro_rata
from app.law.sheets import Line, Sheet

PRO_RATA_CITATION: Final = "EXEC.same_title_pro_rata"
COSTS_CITATION: Final = "CPLI.distribution.costs_first"
PLAN_CITATION: Final = "CPLI.distribution.plan"
OBJECTION_CITATION: Final = "CPLI.distribution.objection"
OBJECTION_DAYS: Final = 15
"""Within so many days of receiving the plan a creditor or the debtor objects in writing."""
ANSWER_DAYS: Final = 15
"""Within so many days of being told of an objection the others oppose it; unopposed, the plan is changed by it."""
SUIT_DAYS: Final = 15
"""Within so many days of being told who opposes it the objector sues; else the plan stands as it was."""
AGREED_CITATION: Final = "DII.order"
"""The law's own order holds unless the parties agree otherwise."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Both sides agreed on another order: when, and where it is recorded (settlement, record). Never by word alone."""

    order: tuple[Head, ...]
    on: date
    record: str


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One row of an allocation: a head, what was owed under it, what it got, and why it stands there."""

    head: Head
    owed: Money
    got: Money
    citation: str


@dataclass(frozen=True, slots=True)
class Allocation:
    """A payment shared out over one debt, to be printed."""

    paid: Money
    lines: tuple[HeadLine, ...]
    agreement: Agreement | None = None

    @property
    def total(self) -> Money:
        """What was shared out; always what was paid."""
        return Money(sum(line.got for line in self.lines))


class Rank(IntEnum):
    """In which order creditors of one debtor are served."""

    COSTS = 1
    """Costs of enforcement."""
    PREFERRED = 2
    """Claims with a right to be satisfied first out of this very property."""
    ORDINARY = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """What one creditor asks of the proceeds; `name` is an id or a number, never shown by the law itself."""

    name: str
    amount: Money
    rank: Rank = Rank.ORDINARY


def allocated(
    paid: Money,
    owed: Mapping[Head, Money],
    order: Sequence[Head] = LAWFUL_ORDER,
    agreement: Agreement | None = None,
) -> Allocation:
    """The sheet of `allocate`, in the court's order or in the one both sides agreed on and recorded.

    Refused (invalid): an agreement without its record (`law.agreement_unrecorded`), and what `allocate` refuses.
    """
    if agreement is not None and not agreement.record.strip():
        raise Refusal("law.agreement_unrecorded", Kind.INVALID)
    followed = agreement.order if agreement else tuple(order)
    shares = allocate(paid, owed, followed)
    heads = [*followed, Head.TO_REFUND]
    lines = [
        HeadLine(head, owed.get(head, ZERO), shares.get(head, ZERO), AGREED_CITATION if agreement else _why(head))
        for head in heads
        if owed.get(head) or shares.get(head)
    ]
    return Allocation(paid, tuple(lines), agreement)


def distributed(total: Money, claims: Sequence[Claim]) -> tuple[Sheet, tuple[Money, ...]]:
    """The proceeds among several creditors: rank by rank, pro rata within a rank; a fen is never lost.

    The sheet has one row a claim, in the order given; the shares are the same amounts.
    """
    shares = dict.fromkeys(range(len(claims)), ZERO)
    rest = total
    for rank in Rank:
        places = [place for place, claim in enumerate(claims) if claim.rank is rank]
        for place, share in zip(places, pro_rata(rest, [claims[one].amount for one in places]), strict=True):
            shares[place] = share
        rest -= sum(shares[place] for place in places)
    lines = tuple(_line(claim, shares[place]) for place, claim in enumerate(claims))
    return Sheet(lines), tuple(shares.values())


def _why(head: Head) -> str:
    """Why a head stands where it stands; what is given back follows from the order itself."""
    return ORDER_CITATIONS.get(head, "CC.order_of_heads")


def _line(claim: Claim, share: Money) -> Line:
    rate = Fraction(int(share), int(claim.amount)) if claim.amount else Fraction(0)
    citation = COSTS_CITATION if claim.rank is not Rank.ORDINARY else PRO_RATA_CITATION
    return Line(
        first=None, last=None, base=claim.amount, rate=rate, per="once", units=1, amount=share, citation=citation
    )
