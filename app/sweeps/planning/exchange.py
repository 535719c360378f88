"""What one tour can give up and take in: each exchange is one change of one tour, worth trying by the plan's own times."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from app.sweeps.planning.arrays import Arrays, Floats, Small
from app.sweeps.planning.greedy import spare
from app.sweeps.planning.near import Locks
from app.sweeps.planning.problem import Ints

NOBODY: Final = -1
A_SECOND: Final = 25
"""Metres that a second of a squad's morning is worth, where exchanges are weighed in haste."""
NEAR: Final = 400
"""The calls that are tried for a tour: those that would bring most by the plan's own times."""
TRIED: Final = 8
"""Of them, the ways to take one in that are looked at for each stop given up."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A tour as it would be: without the target `gone`, with the target `come`; NOBODY: none."""

    squad: int
    gone: int
    come: int
    tour: tuple[int, ...]


@dataclass(frozen=True)
class Market:
    """Who may go where: for each target the squad that visits him, and what that squad would lose without him."""

    arrays: Arrays
    locks: Locks
    owner: Ints
    loss: Floats

    @cached_property
    def seconds(self) -> tuple[Small, Small]:
        """Ways from (rows) a place to others, and to (rows) a place from others."""
        there = self.arrays.ways[0]
        return there, np.ascontiguousarray(there.T)

    @cached_property
    def metres(self) -> tuple[Small, Small]:
        """The same in metres."""
        there = self.arrays.ways[1]
        return there, np.ascontiguousarray(there.T)

    @cached_property
    def nodes(self) -> list[Ints]:
        """Of each squad the nodes it may visit and would."""
        return [np.flatnonzero(row & (self.arrays.prize > 0)) for row in self.arrays.able]

    def exchanges(self, squad: int, tour: Sequence[int], *, only_more: bool) -> list[Exchange]:
        """Changes of this tour that keep all its rules. `only_more`: nobody is given up."""
        found: dict[tuple[int, ...], Exchange] = {tuple(tour): Exchange(squad, NOBODY, NOBODY, tuple(tour))}
        for gone, come, made in self.changes(squad, list(tour), only_more=only_more):
            put = self.locks.put(squad, tuple(made))
            if put or not made:
                moved = gone == come
                found.setdefault(put, Exchange(squad, NOBODY if moved else gone, NOBODY if moved else come, put))
        return list(found.values())[1:]

    def changes(self, squad: int, tour: list[int], *, only_more: bool) -> Iterator[tuple[int, int, list[int]]]:
        """Who goes, who comes, and the tour then."""
        a = self.arrays
        look = Look(self, squad, tour)
        gives = [] if only_more else [index for index, node in enumerate(tour) if not a.required[node]]
        for index in [NOBODY, *gives]:
            gone, base = NOBODY, tour
            if index != NOBODY:
                gone, base = int(a.target[tour[index]]), [*tour[:index], *tour[index + 1 :]]
                yield gone, NOBODY, base
            for gap, node in look.best_ways(index):
                yield gone, int(a.target[node]), [*base[:gap], node, *base[gap:]]


class Look:
    """All that could be taken into one tour, whoever of it is given up."""

    def __init__(self, market: Market, squad: int, tour: list[int]) -> None:
        self.market, self.squad, self.tour = market, squad, tour
        a = market.arrays
        self.places = np.array([a.start_place[squad], *a.place[tour], a.end_place[squad]], dtype=np.int64)
        nodes = market.nodes[squad]
        owner = market.owner[a.target[nodes]]
        own = (owner == squad) | (owner == NOBODY)
        price = np.where(own, 0.0, market.loss[a.target[nodes]]) if len(nodes) else np.zeros(0)
        self.take(nodes, price)
        if len(nodes) > NEAR:
            score = self.score(NOBODY, any_time=True).max(axis=0)
            few = np.sort(np.argpartition(-score, NEAR - 1)[:NEAR])
            self.take(nodes[few], price[few])
        self.here = np.isin(a.target[self.nodes], a.target[tour])
        self.mate = a.target[self.nodes]

    def take(self, nodes: Ints, price: Floats) -> None:
        """Look at these nodes; `price`: what another squad would lose by each."""
        a, market = self.market.arrays, self.market
        at = a.place[nodes]
        self.nodes = nodes
        self.out: Small = market.seconds[0][self.places][:, at]
        self.back: Small = market.seconds[1][self.places][:, at]
        self.away: Small = market.metres[0][self.places][:, at] + A_SECOND * self.out
        self.home: Small = market.metres[1][self.places][:, at] + A_SECOND * self.back
        self.opens: Small = a.opens[nodes].astype(np.float32)
        self.closes: Small = a.closes[nodes].astype(np.float32)
        self.stay: Small = a.stay[nodes].astype(np.float32)
        self.gain: Small = (a.prize[nodes] - A_SECOND * a.stay[nodes] - price).astype(np.float32)

    def score(self, index: int, *, any_time: bool = False) -> Small:
        """What each node (columns) in each gap (rows) of the tour without that stop seems to bring."""
        a, tour = self.market.arrays, self.tour
        base = tour if index == NOBODY else [*tour[:index], *tour[index + 1 :]]
        stops = list(range(len(self.places)))
        if index != NOBODY:
            del stops[index + 1]
        before, after = stops[:-1], stops[1:]
        leave, latest, places = spare(a, self.squad, base)
        direct = A_SECOND * a.seconds[places[:-1], places[1:]] + a.metres[places[:-1], places[1:]]
        if not base:
            direct = direct * 0
        arrive = self.out[before]
        arrive += leave.astype(np.float32)[:, None]
        wait = np.maximum(self.opens - arrive, 0)
        score = self.gain - self.away[before] - self.home[after] - A_SECOND * wait
        score += direct.astype(np.float32)[:, None]
        fits = arrive <= self.closes
        if not any_time:
            arrive += wait
            arrive += self.stay
            arrive += self.back[after]
            fits &= arrive <= latest.astype(np.float32)[:, None]
        found: Small = np.where(fits, score, np.float32(-np.inf))
        return found

    def best_ways(self, index: int) -> Iterator[tuple[int, int]]:
        """The gaps and nodes that seem to bring most when that stop is given up."""
        if not len(self.nodes):
            return
        score = self.score(index)
        gone = NOBODY if index == NOBODY else int(self.market.arrays.target[self.tour[index]])
        score[:, self.here & (self.mate != gone)] = -np.inf
        if index != NOBODY:
            score[index, self.nodes == self.tour[index]] = -np.inf
        flat = score.ravel()
        few = min(TRIED, len(flat))
        for one in np.argpartition(-flat, few - 1)[:few].tolist():
            if flat[one] > -np.inf:
                gap, which = divmod(one, len(self.nodes))
                yield gap, int(self.nodes[which])
