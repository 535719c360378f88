"""Paired targets by the clock: whoever is to be visited at the same time as another gets a node for every few minutes.

A slot is half as long as the two may be apart, so that two visits in the same slot or in neighbouring ones are always close enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.sweeps.planning.arrays import Arrays, Tour
from app.sweeps.planning.problem import Ints, Problem


@dataclass(frozen=True)
class Slots:
    """Arrays in which the nodes of paired targets stand once more for each slot they can be visited in."""

    arrays: Arrays
    origin: Ints
    """For each node the one it is a copy of; of one that is no copy itself."""
    slot: Ints
    """For each node the number of its slot; -1: it has none."""
    pairs: tuple[tuple[int, int], ...]
    """The targets that answer one another, by their numbers."""

    def timed(self, squad: int, tour: Sequence[int]) -> Tour:
        """The same tour with every paired stop as the copy of the slot it falls into."""
        paired = {target for pair in self.pairs for target in pair}
        times = self.arrays.arrivals(squad, tour)
        return [
            self.copy(node, time) if int(self.arrays.target[node]) in paired else int(node)
            for node, time in zip(tour, times, strict=False)
        ]

    def copy(self, node: int, time: int) -> int:
        """The copy of a node that is open at that time."""
        a = self.arrays
        fits = (self.origin == self.origin[node]) & (self.slot >= 0) & (a.opens <= time) & (time <= a.closes)
        return int(np.flatnonzero(fits)[0])


def slotted(problem: Problem, arrays: Arrays) -> Slots:
    """The arrays with a copy of every paired node for each slot. A pair of which one is locked is left as it comes: locks win."""
    number = {one.id: place for place, one in enumerate(problem.targets)}
    start, end = int(arrays.start.min(initial=0)), int(arrays.end.max(initial=0))
    rows = [(node, int(arrays.opens[node]), int(arrays.closes[node]), 0, -1) for node in range(arrays.nodes)]
    answers: dict[int, frozenset[int]] = {}
    pairs: list[tuple[int, int]] = []
    for pair in problem.pairs:
        if pair.one_id in problem.locked or pair.other_id in problem.locked or pair.within <= 0:
            continue
        sides = (number[pair.one_id], number[pair.other_id])
        pairs.append(sides)
        length = (pair.within + 1) // 2
        count = max((end - start) // length + 1, 0)
        marks = [len(answers) + 1 + side * count for side in (0, 1)]
        for own, mate in (marks, marks[::-1]):
            for slot in range(count):
                near = range(max(slot - 1, 0), min(slot + 2, count))
                answers[own + slot] = frozenset(mate + other for other in near)
        for target, first in zip(sides, marks, strict=True):
            for node in np.flatnonzero(arrays.target == target).tolist():
                rows += _copies(arrays, node, first, range(start, start + count * length, length), length)
    timed = replace(
        arrays.only([row[0] for row in rows]),
        opens=np.array([row[1] for row in rows], dtype=np.int64),
        closes=np.array([row[2] for row in rows], dtype=np.int64),
        marks=tuple(row[3] for row in rows),
        answers=answers,
    )
    paired = [target for sides in pairs for target in sides]
    timed.able[:, np.isin(timed.target, paired) & (np.array(timed.marks) == 0)] = False
    return Slots(
        timed,
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([row[4] for row in rows], dtype=np.int64),
        tuple(pairs),
    )


def _copies(
    arrays: Arrays, node: int, first: int, opens: Sequence[int], length: int
) -> list[tuple[int, int, int, int, int]]:
    """The copies of a node in the slots that open then: origin, opening, closing, mark, slot."""
    found = []
    for slot, begin in enumerate(opens):
        early = max(begin, int(arrays.opens[node]))
        late = min(begin + length - 1, int(arrays.closes[node]))
        if early <= late:
            found.append((node, early, late, first + slot, slot))
    return found
