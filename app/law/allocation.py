"""Who gets what of a payment: the heads of one debt in the lawful order, and shares among several creditors."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeAlias

from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal


class Head(StrEnum):
    """One part of what is owed in an enforcement case, or of what a payment is shared into."""

    EXECUTION_FEE = "execution_fee"
    """申请执行费, owed to the court."""
    COSTS = "costs"
    """实现债权的有关费用: court costs advanced, appraisal, announcement and the like."""
    GENERAL_INTEREST = "general_interest"
    """一般债务利息, by the words of the title."""
    PRINCIPAL = "principal"
    """主债务, with damages and lawyers' fees the title fixes as sums."""
    DOUBLED_INTEREST = "doubled_interest"
    """加倍部分债务利息."""
    DELAY_FEE = "delay_fee"
    """迟延履行金, where the duty is not one of money."""
    TO_REFUND = "to_refund"
    """More than is owed: to be given back."""


Shares: TypeAlias = dict[Head, Money]
"""How a payment is shared out; heads that get nothing are left out."""


LAWFUL_ORDER: Final = (
    Head.EXECUTION_FEE,
    Head.COSTS,
    Head.GENERAL_INTEREST,
    Head.PRINCIPAL,
    Head.DOUBLED_INTEREST,
    Head.DELAY_FEE,
)
"""The default: costs of enforcement first, then the title's debt, then the doubled part."""
CREDITOR_FIRST: Final = (*LAWFUL_ORDER[1:], Head.EXECUTION_FEE)
"""The other order courts use: the court's own fee comes last."""
ORDER_CITATIONS: Final = {
    Head.EXECUTION_FEE: "CPLI.distribution.costs_first",
    Head.COSTS: "CC.order_of_heads",
    Head.GENERAL_INTEREST: "CC.order_of_heads",
    Head.PRINCIPAL: "CC.order_of_heads",
    Head.DOUBLED_INTEREST: "DII.order",
    Head.DELAY_FEE: "CPLI.delay_fee",
}
"""Why each head stands where it stands: keys of the citation registry."""


def allocate(paid: Money, owed: Mapping[Head, Money], order: Sequence[Head] = LAWFUL_ORDER) -> Shares:
    """Fill the heads of a debt in the given order; what is left is to refund; never lose a fen.

    A negative payment or debt is refused (invalid), and so is an order that leaves out a head that is owed.
    """
    _check(paid, owed, order)
    shares: Shares = {}
    rest = paid
    for head in order:
        shares[head] = min(rest, owed.get(head, ZERO))
        rest -= shares[head]
    shares[Head.TO_REFUND] = rest
    return {head: part for head, part in shares.items() if part > ZERO}


def checked_order(order: Sequence[Head]) -> tuple[Head, ...]:
    """An order a court may set: every head once, and the doubled part after the title's debt."""
    if sorted(order) != sorted(LAWFUL_ORDER):
        raise Refusal("law.order_incomplete", Kind.INVALID)
    if order.index(Head.DOUBLED_INTEREST) < order.index(Head.PRINCIPAL):
        raise Refusal("law.order_doubled_first", Kind.INVALID)
    return tuple(order)


def pro_rata(total: Money, claims: Sequence[Money]) -> tuple[Money, ...]:
    """Share `total` in the proportion of the claims, by largest remainder, ties to the earlier claim.

    No claim gets more than it is; what exceeds all claims together is not shared out. Negative input is refused.
    """
    if total < ZERO or any(claim < ZERO for claim in claims):
        raise Refusal("law.allocation_negative", Kind.INVALID)
    return tuple(claims) if total >= sum(claims) else apportioned(total, claims)


def apportioned(total: Money, weights: Sequence[int]) -> tuple[Money, ...]:
    """`total` in the proportion of the weights: floors, then a fen each by largest remainder, ties to the earlier."""
    whole = sum(weights)
    parts = [divmod(int(total) * weight, whole) for weight in weights]
    left = total - sum(floor for floor, _ in parts)
    first_served = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))[:left]
    return tuple(Money(floor + (place in first_served)) for place, (floor, _) in enumerate(parts))


def _check(paid: Money, owed: Mapping[Head, Money], order: Sequence[Head]) -> None:
    if paid < ZERO or any(debt < ZERO for debt in owed.values()):
        raise Refusal("law.allocation_negative", Kind.INVALID)
    if len(set(order)) != len(order) or any(head not in order for head, debt in owed.items() if debt):
        raise Refusal("law.order_incomplete", Kind.INVALID)
