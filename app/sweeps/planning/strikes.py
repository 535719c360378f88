"""Pairs moved as one: every way to put the two of a pair into two tours at the same time, and the best of these ways."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.sweeps.planning.arrays import Arrays, Floats
from app.sweeps.planning.greedy import insertions, spare
from app.sweeps.planning.pool import Key
from app.sweeps.planning.problem import Ints
from app.sweeps.planning.slots import Slots

A_SECOND: Final = 10.0
"""Metres that a squad's second is worth when ways to strike are compared: about what a day brings for each."""
WAYS: Final = 30
"""How many ways are tried for a pair."""


@dataclass
class Best:
    """For each marked node (column) the best way into one tour."""

    squad: int
    score: Floats
    tours: list[tuple[int, ...]]


class Strikes:
    """The ways to strike pairs in the slots of a problem."""

    def __init__(self, slots: Slots) -> None:
        self.slots, self.arrays = slots, slots.arrays
        self.nodes: Ints = np.flatnonzero(slots.slot >= 0)
        self.slot: Ints = slots.slot[self.nodes]
        self.target: Ints = self.arrays.target[self.nodes]
        self.mate = {one: other for pair in slots.pairs for one, other in (pair, pair[::-1])}
        self.count = int(self.slot.max(initial=-1)) + 1

    def ways(self, crews: Sequence[tuple[int, Key]]) -> list[Key]:
        """The tours of the best ways to strike each pair; each squad with the tour it drives now."""
        bests = [self.best(squad, key[1]) for squad, key in crews]
        found: list[Key] = []
        for pair in self.slots.pairs:
            for one, other, first, second in self.together(pair, bests):
                found += [
                    (crews[one][1][0], bests[one].tours[first]),
                    (crews[other][1][0], bests[other].tours[second]),
                ]
        return list(dict.fromkeys(found))

    def best(self, squad: int, tour: tuple[int, ...]) -> Best:
        """The best way into a tour, or into what is left of it without one or two of its stops, for each marked node."""
        a = self.arrays
        best = Best(squad, np.full(len(self.nodes), -np.inf), [()] * len(self.nodes))
        now = self.merit(squad, tour)
        for base in _bases(a, tour):
            there = set(a.target[list(base)].tolist())
            gone = there | {self.mate[one] for one in there if one in self.mate}
            free = np.flatnonzero(a.able[squad, self.nodes] & ~np.isin(self.target, list(gone)))
            if not len(free):
                continue
            made = insertions(a, squad, list(base), self.nodes[free], (0, len(base)))
            merit = self.merit(squad, base) - now
            score = np.where(made.fits, made.gain - A_SECOND * made.takes + merit, -np.inf)
            gaps, top = score.argmax(axis=0), score.max(axis=0)
            for one in np.flatnonzero(top > best.score[free]).tolist():
                column, gap = int(free[one]), int(gaps[one])
                best.score[column] = top[one]
                best.tours[column] = (*base[:gap], int(self.nodes[column]), *base[gap:])
        return best

    def merit(self, squad: int, tour: tuple[int, ...]) -> float:
        """What a tour is worth, less the time it takes."""
        leave, _, places = spare(self.arrays, squad, tour)
        back = leave[-1] + self.arrays.seconds[places[-2], places[-1]] if tour else leave[-1]
        return self.arrays.worth(squad, tour) - A_SECOND * float(back)

    def together(self, pair: tuple[int, int], bests: Sequence[Best]) -> Iterator[tuple[int, int, int, int]]:
        """The best ways to have two squads at the two of a pair in one slot or in neighbouring ones: squads and columns."""
        sides = [self.by_slot(target, bests) for target in pair]
        (first, first_of), (second, second_of) = sides
        shifted = [_shifted(second, shift) for shift in (-1, 0, 1)]
        near, which = np.max(shifted, axis=0), np.argmax(shifted, axis=0) - 1
        both = first[:, None, :] + near[None, :, :]
        both[np.arange(len(bests)), np.arange(len(bests))] = -np.inf
        flat = both.reshape(-1, self.count)
        top = flat.max(axis=0)
        for slot in np.argsort(-top, kind="stable")[:WAYS].tolist():
            if top[slot] > -np.inf:
                one, other = divmod(int(flat[:, slot].argmax()), len(bests))
                there = slot + int(which[other, slot])
                yield one, other, int(first_of[one, slot]), int(second_of[other, there])

    def by_slot(self, target: int, bests: Sequence[Best]) -> tuple[Floats, Ints]:
        """For each tour (row) and slot (column) the score of the best node of a target, and its column."""
        score = np.full((len(bests), self.count), -np.inf)
        column = np.zeros((len(bests), self.count), dtype=np.int64)
        own = np.flatnonzero(self.target == target)
        for row, best in enumerate(bests):
            for one in own[np.argsort(best.score[own], kind="stable")].tolist():
                score[row, self.slot[one]] = best.score[one]
                column[row, self.slot[one]] = one
        return score, column


def _bases(arrays: Arrays, tour: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The tour; without any one of its stops; without one that another answers and one more."""
    fixed, marks = arrays.required, arrays.marks
    shorter = [(*tour[:n], *tour[n + 1 :]) for n, node in enumerate(tour) if not fixed[node]]
    marked = [(*tour[:n], *tour[n + 1 :]) for n, node in enumerate(tour) if marks[node]]
    twice = [(*one[:n], *one[n + 1 :]) for one in marked for n, node in enumerate(one) if not fixed[node]]
    return list(dict.fromkeys([tour, *shorter, *twice]))


def _shifted(score: Floats, shift: int) -> Floats:
    """Column `slot` holds what was in column `slot + shift`; -inf beyond the ends."""
    found = np.full_like(score, -np.inf)
    if shift > 0:
        found[:, :-shift] = score[:, shift:]
    elif shift < 0:
        found[:, -shift:] = score[:, :shift]
    else:
        found[:] = score
    return found
