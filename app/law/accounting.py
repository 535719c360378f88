"""What a closed case's amounts must add up to: collected, given up by the creditor, and still open."""

from dataclasses import dataclass

from app.base.money import ZERO, Money
from app.base.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class ClosingAmounts:
    """The amounts of a conclusion, as the case system asks for them."""

    closed: Money
    collected: Money
    given_up: Money
    still_open: Money

    @property
    def hold(self) -> bool:
        """Whether the three make up what was closed, none of them below nothing."""
        parts = (self.collected, self.given_up, self.still_open)
        return min(parts) >= ZERO and sum(parts) == self.closed


def closing_amounts(closed: Money, collected: Money, given_up: Money = ZERO) -> ClosingAmounts:
    """The amounts with what is still open; refused (`law.amounts_exceed`) when more came in than was closed."""
    found = ClosingAmounts(closed, collected, given_up, closed - collected - given_up)
    if not found.hold:
        raise Refusal("law.amounts_exceed", Kind.INVALID, closed=str(closed), sum=str(collected + given_up))
    return found
