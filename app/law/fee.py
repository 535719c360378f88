"""The fee for enforcement (执行申请费): not prepaid, borne by the debtor, by brackets of the amount executed."""

from fractions import Fraction
from typing import Final

from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal
from app.law.sheets import Line, Sheet, part_of

CITATION: Final = "FEE.execution"
FLOOR: Final = Money(50_00)
FLOOR_UP_TO: Final = Money(10_000_00)
BRACKETS: Final = (
    (FLOOR_UP_TO, Money(500_000_00), Fraction(15, 1000)),
    (Money(500_000_00), Money(5_000_000_00), Fraction(10, 1000)),
    (Money(5_000_000_00), Money(10_000_000_00), Fraction(5, 1000)),
    (Money(10_000_000_00), None, Fraction(1, 1000)),
)
"""From, to, share of the part between; the fee is the sum over the brackets."""
WITHOUT_AMOUNT: Final = (Money(50_00), Money(500_00))
"""Least and most where nothing is to be paid in money."""


def execution_fee(executed: Money) -> Sheet:
    """The fee on an amount of money; nothing for nothing. A negative amount is refused."""
    if executed < ZERO:
        raise Refusal("law.amount_negative", Kind.INVALID, amount=str(executed))
    if not executed:
        return Sheet(())
    lines = [_line(min(executed, FLOOR_UP_TO), Fraction(0), FLOOR)]
    for low, high, share in BRACKETS:
        part = (executed if high is None else min(executed, high)) - low
        if part > ZERO:
            lines.append(_line(part, share, part_of(part, share)))
    return Sheet(tuple(lines))


def fee_without_amount(chosen: Money) -> Sheet:
    """The fee of a case without a sum of money: what the court chose, 50 to 500 yuan."""
    least, most = WITHOUT_AMOUNT
    if not least <= chosen <= most:
        raise Refusal("law.fee_without_amount", Kind.INVALID, least=str(least), most=str(most))
    return Sheet((_line(ZERO, Fraction(0), chosen),))


def _line(base: Money, share: Fraction, amount: Money) -> Line:
    return Line(first=None, last=None, base=base, rate=share, per="once", units=1, amount=amount, citation=CITATION)
