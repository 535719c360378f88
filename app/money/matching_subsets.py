"""Which receipts add up to a sum, and whether only one choice of them does."""

from collections.abc import Sequence
from itertools import combinations
from typing import Final

MOST: Final = 40
"""More receipts than this are never searched: nothing that large is unique."""
SEVERAL: Final = 2


def only_subset(amounts: Sequence[int], total: int) -> tuple[int, ...] | None:
    """The places of the only amounts that add up to the total; nothing when none do, or several choices do.

    Counts all choices exactly (sum by sum, never more than two of each), so "only" is no guess.
    """
    if not 0 < len(amounts) <= MOST or total <= 0 or sum(amounts) < total:
        return None
    steps = [{0: 1}]
    for amount in amounts:
        before = steps[-1]
        after = dict(before)
        for reached, ways in before.items():
            if reached + amount <= total:
                after[reached + amount] = min(after.get(reached + amount, 0) + ways, SEVERAL)
        steps.append(after)
    if steps[-1].get(total) != 1:
        return None
    return _walk_back(amounts, steps, total)


def reaches(amounts: Sequence[int], total: int) -> bool:
    """Whether any choice of the amounts adds up to the total; yes when there are too many to say."""
    if len(amounts) > MOST:
        return True
    reached = {0}
    for amount in amounts:
        reached |= {one + amount for one in reached if one + amount <= total}
    return total in reached


def fewest_left_out(amounts: Sequence[int], total: int, most: int) -> list[tuple[int, ...]]:
    """Choices that add up to the total, those that leave out the fewest amounts first; at most `most` of them."""
    excess, found = sum(amounts) - total, []
    if excess < 0 or len(amounts) > MOST:
        return []
    everything = range(len(amounts))
    for count in range(min(len(amounts), 4)):
        for left in combinations(everything, count):
            if sum(amounts[at] for at in left) == excess:
                found.append(tuple(at for at in everything if at not in left))
                if len(found) >= most:
                    return found
    return found


def _walk_back(amounts: Sequence[int], steps: Sequence[dict[int, int]], total: int) -> tuple[int, ...]:
    chosen = []
    for at in range(len(amounts) - 1, -1, -1):
        if not steps[at].get(total):
            chosen.append(at)
            total -= amounts[at]
    return tuple(reversed(chosen))
