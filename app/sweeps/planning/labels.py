"""One tour at a time, stop by stop in the order of the clock: of all ways to a node only the few that brought most are kept.

This is label setting (Righini and Salani 2008) with a bounded number of labels for each node: quick, and not exact.
"""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Final

import numpy as np

from app.sweeps.planning.arrays import Arrays, Bools, Floats
from app.sweeps.planning.problem import Ints

ENDS: Final = 12
"""Tours that are told of each drawing, the best first."""
SPARE: Final = 3
"""For each way kept, how many are looked at again once others have come to the same node."""


@dataclass(frozen=True)
class Width:
    """How much is kept: ways to each node, and into how many parts the shift is cut."""

    keep: int = 5
    parts: int = 60
    hurry: float = 0.0
    """Metres that a way is held to be worse for each second it is later than another."""


def drawn(arrays: Arrays, squad: int, prize: Ints, width: Width = Width()) -> list[tuple[int, ...]]:
    """The best tours found for one squad when calls are worth these prizes (metres, one for each node); best first."""
    return _Drawing(arrays, squad, prize, width).tours()


@dataclass(frozen=True)
class _Labels:
    """Ways that end at a node: what is known of each."""

    node: Ints
    begin: Ints
    """When the call there begins."""
    worth: Ints
    """Prizes less the way so far."""
    load: Ints
    number: Ints
    """Its place in the book of all labels."""
    seen: Bools
    """Labels × targets: who was called on."""

    def of(self, which: "Ints | Bools") -> "_Labels":
        """Only these, in this order."""
        return _Labels(*(getattr(self, field.name)[which] for field in fields(self)))

    def and_(self, other: "_Labels") -> "_Labels":
        """Both."""
        return _Labels(
            *(np.concatenate([getattr(self, field.name), getattr(other, field.name)]) for field in fields(self))
        )


class _Drawing:
    """The labels of one squad, made in the order of the clock."""

    def __init__(self, arrays: Arrays, squad: int, prize: Ints, width: Width) -> None:
        self.arrays, self.squad, self.width = arrays, squad, width
        self.all = np.flatnonzero(arrays.able[squad] & (prize > 0))
        self.few = arrays.only(self.all)
        self.prize = prize[self.all]
        self.best = np.full((len(self.all), width.keep), -np.inf)
        """The scores of the best labels of each node, best first."""
        self.book: list[tuple[Ints, Ints, Ints]] = []
        """Node, the label before it (-1: none) and worth of all labels made."""
        self.made = 0

    @cached_property
    def seconds(self) -> Ints:
        """From node to node."""
        return self.few.seconds[np.ix_(self.few.place, self.few.place)]

    @cached_property
    def metres(self) -> Ints:
        """From node to node."""
        return self.few.metres[np.ix_(self.few.place, self.few.place)]

    @cached_property
    def latest(self) -> Ints:
        """When the call at each node must begin at the latest, so that the squad is back in time."""
        home = self.few.seconds[self.few.place, self.few.end_place[self.squad]]
        latest: Ints = np.minimum(self.few.closes, self.few.end[self.squad] - home - self.few.stay)
        return latest

    @cached_property
    def who(self) -> Ints:
        """The target of each node, counted from 0."""
        return np.unique(self.few.target, return_inverse=True)[1].reshape(-1)

    def tours(self) -> list[tuple[int, ...]]:
        """The best tours, each set of targets once."""
        waiting = self.first()
        if not len(waiting.node):
            return []
        part = (int(self.latest.max()) - int(waiting.begin.min())) / self.width.parts + 1
        while len(waiting.node):
            now = waiting.begin < waiting.begin.min() + part
            labels = self.kept(waiting.of(now))
            waiting = waiting.of(~now)
            if len(labels.node):
                waiting = waiting.and_(self.further(labels))
        return self.ends()

    def first(self) -> _Labels:
        """The ways from the start to every node."""
        few, start, count = self.few, int(self.few.start_place[self.squad]), len(self.all)
        begin = np.maximum(few.start[self.squad] + few.seconds[start, few.place], few.opens)
        node = np.flatnonzero((begin <= self.latest) & (few.load <= few.capacity[self.squad]))
        none = np.zeros(count, dtype=np.int64)
        nobody = np.zeros((count, int(self.who.max(initial=-1)) + 1), dtype=np.bool_)
        nowhere = _Labels(node=none, begin=none, worth=none, load=none, number=none - 1, seen=nobody)
        return self.noted(nowhere.of(node), node, begin[node], self.prize[node] - few.metres[start, few.place[node]])

    def kept(self, labels: _Labels) -> _Labels:
        """Those that are among the best of their node, the ones before them included."""
        keep = self.width.keep
        order, rank = self.ranked(labels)
        labels, rank = labels.of(order[rank < keep]), rank[rank < keep]
        score = self.score(labels.worth, labels.begin)
        good = score > self.best[labels.node, keep - 1 - rank]
        new = np.full(self.best.shape, -np.inf)
        new[labels.node, rank] = score
        self.best = -np.sort(-np.hstack([self.best, new]), axis=1)[:, :keep]
        return labels.of(good)

    def further(self, labels: _Labels) -> _Labels:
        """One call more, wherever it can still be made and may yet be among the best of its node."""
        few, here = self.few, labels.node
        begin = np.maximum((labels.begin + few.stay[here])[:, None] + self.seconds[here], few.opens)
        worth = labels.worth[:, None] + self.prize - self.metres[here]
        score = self.score(worth, begin)
        free = (begin <= self.latest) & ~labels.seen[:, self.who] & (score > self.best[:, -1])
        free &= labels.load[:, None] + few.load <= few.capacity[self.squad]
        most = SPARE * self.width.keep
        if len(here) > most:
            score[~free] = -np.inf
            free &= score >= -np.partition(-score, most - 1, axis=0)[most - 1]
        before, node = np.nonzero(free)
        return self.noted(labels.of(before), node, begin[before, node], worth[before, node])

    def score(self, worth: Ints, begin: Ints) -> Floats:
        """What labels are compared by."""
        return worth - self.width.hurry * begin

    def ranked(self, labels: _Labels) -> tuple[Ints, Ints]:
        """The order of labels, node by node and best first, and how many of its node stand before each."""
        order = np.lexsort((labels.begin, -self.score(labels.worth, labels.begin), labels.node))
        node = labels.node[order]
        start = np.flatnonzero(np.diff(node, prepend=-1))
        return order, np.arange(len(node)) - np.repeat(start, np.diff(np.append(start, len(node))))

    def noted(self, before: _Labels, node: Ints, begin: Ints, worth: Ints) -> _Labels:
        """One call more at the end of each of these labels, written down so that the way can be told later."""
        seen = before.seen.copy()
        seen[np.arange(len(node)), self.who[node]] = True
        self.book.append((node, before.number, worth))
        number = self.made + np.arange(len(node))
        self.made += len(node)
        return _Labels(node, begin, worth, before.load + self.few.load[node], number, seen)

    def ends(self) -> list[tuple[int, ...]]:
        """The tours that end best."""
        node, before, worth = (np.concatenate(column) for column in zip(*self.book, strict=True))
        back = self.few.metres[self.few.place, self.few.end_place[self.squad]]
        found: dict[frozenset[int], tuple[int, ...]] = {}
        for label in np.argsort(back[node] - worth, kind="stable")[: 8 * ENDS].tolist():
            tour: list[int] = []
            at = label
            while at >= 0:
                tour.append(int(self.all[node[at]]))
                at = int(before[at])
            found.setdefault(frozenset(tour), tuple(reversed(tour)))
        return list(found.values())[:ENDS]
