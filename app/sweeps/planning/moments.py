"""When pairs are struck: whoever is paired can be visited at the moment of his pair alone, and at none while it has none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.sweeps.planning.arrays import Arrays
from app.sweeps.planning.problem import Ints, Problem


@dataclass(frozen=True, slots=True)
class Couple:
    """A pair by the numbers of its targets, and the seconds they may be apart."""

    one: int
    other: int
    within: int

    @property
    def both(self) -> tuple[int, int]:
        """The two of them."""
        return self.one, self.other


class Moments:
    """The moments of pairs. The doors of the paired in `arrays` follow them; whoever searches there keeps every strike."""

    def __init__(self, problem: Problem, arrays: Arrays) -> None:
        number = {one.id: place for place, one in enumerate(problem.targets)}
        self.couples = tuple(Couple(number[one.one_id], number[one.other_id], one.within) for one in problem.pairs)
        self.mate = {one: other for pair in self.couples for one, other in (pair.both, pair.both[::-1])}
        self.arrays = replace(arrays, opens=arrays.opens.copy(), closes=arrays.closes.copy())
        self.opens, self.closes = arrays.opens, arrays.closes
        self.nodes: dict[int, Ints] = {one: np.flatnonzero(arrays.target == one) for one in self.mate}
        self.at: list[int | None] = [None] * len(self.couples)
        self.back(self.at)

    def back(self, at: Sequence[int | None]) -> None:
        """As it was when the moments were these."""
        for number, moment in enumerate(at):
            self.set(number, moment)

    def set(self, number: int, moment: int | None) -> None:
        """Strike this pair from that moment on, for as long as its two may be apart; None: leave it alone."""
        self.at[number] = moment
        couple, a = self.couples[number], self.arrays
        for target in couple.both:
            nodes = self.nodes[target]
            if moment is None:
                a.opens[nodes], a.closes[nodes] = 0, -1
            else:
                opens = np.maximum(self.opens[nodes], moment)
                closes = np.minimum(self.closes[nodes], moment + couple.within)
                a.opens[nodes] = np.where(opens <= closes, opens, 0)
                a.closes[nodes] = np.where(opens <= closes, closes, -1)

    def open(self, number: int) -> None:
        """Let the doors of this pair be open as long as they are, to look for a moment; `set` must follow."""
        for target in self.couples[number].both:
            nodes = self.nodes[target]
            self.arrays.opens[nodes], self.arrays.closes[nodes] = self.opens[nodes], self.closes[nodes]
