"""Fees by brackets: for enforcement (执行申请费; not prepaid, borne by the debtor), and for a claim (案件受理费)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal
from app.law.sheets import Line, Sheet, part_of

CITATION: Final = "FEE.execution"
ACCEPTANCE_CITATION: Final = "FEE.acceptance"
FLOOR: Final = Money(50_00)
FLOOR_UP_TO: Final = Money(10_000_00)
BRACKETS: Final = (
    (FLOOR_UP_TO, Money(500_000_00), Fraction(15, 1000)),
    (Money(500_000_00), Money(5_000_000_00), Fraction(10, 1000)),
    (Money(5_000_000_00), Money(10_000_000_00), Fraction(5, 1000)),
    (Money(10_000_000_00), None, Fraction(1, 1000)),
)
"""From, to, share of the part between; the fee is the sum over the brackets."""
ACCEPTANCE_BRACKETS: Final = (
    (FLOOR_UP_TO, Money(100_000_00), Fraction(25, 1000)),
    (Money(100_000_00), Money(200_000_00), Fraction(20, 1000)),
    (Money(200_000_00), Money(500_000_00), Fraction(15, 1000)),
    (Money(500_000_00), Money(1_000_000_00), Fraction(10, 1000)),
    (Money(1_000_000_00), Money(2_000_000_00), Fraction(9, 1000)),
    (Money(2_000_000_00), Money(5_000_000_00), Fraction(8, 1000)),
    (Money(5_000_000_00), Money(10_000_000_00), Fraction(7, 1000)),
    (Money(10_000_000_00), Money(20_000_000_00), Fraction(6, 1000)),
    (Money(20_000_000_00), None, Fraction(5, 1000)),
)
WITHOUT_AMOUNT: Final = (Money(50_00), Money(500_00))
"""Least and most where nothing is to be paid in money."""


def execution_fee(executed: Money) -> Sheet:
    """The fee on an amount of money; nothing for nothing. A negative amount is refused."""
    return _by_brackets(executed, BRACKETS, CITATION)


def acceptance_fee(claimed: Money) -> Sheet:
    """The fee for accepting a claim of property, which costs of the title may name; nothing for nothing."""
    return _by_brackets(claimed, ACCEPTANCE_BRACKETS, ACCEPTANCE_CITATION)


def fee_without_amount(chosen: Money) -> Sheet:
    """The fee of a case without a sum of money: what the court chose, 50 to 500 yuan."""
    least, most = WITHOUT_AMOUNT
    if not least <= chosen <= most:
        raise Refusal("law.fee_without_amount", Kind.INVALID, least=str(least), most=str(most))
    return Sheet((_line(ZERO, Fraction(0), chosen),))


def _by_brackets(amount: Money, brackets: Sequence[tuple[Money, Money | None, Fraction]], citation: str) -> Sheet:
    if amount < ZERO:
        raise Refusal("law.amount_negative", Kind.INVALID, amount=str(amount))
    if not amount:
        return Sheet(())
    lines = [_line(min(amount, FLOOR_UP_TO), Fraction(0), FLOOR, citation)]
    for low, high, share in brackets:
        part = (amount if high is None else min(amount, high)) - low
        if part > ZERO:
            lines.append(_line(part, share, part_of(part, share), citation))
    return Sheet(tuple(lines))


def _line(base: Money, share: Fraction, amount: Money, citation: str = CITATION) -> Line:
    return Line(first=None, last=None, base=base, rate=share, per="once", units=1, amount=amount, citation=citation)
