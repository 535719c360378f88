"""Tours that trade stops: round by round one change of each, weighed by what mornings are likely to bring.

A change that takes a target from another tour goes together with the best that tour can do without him. Of all changes those
that gain most are made first; a round changes each tour once at most.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np

from app.sweeps.planning.arrays import Arrays, Floats
from app.sweeps.planning.exchange import NOBODY, Exchange, Market
from app.sweeps.planning.forecast import Forecast
from app.sweeps.planning.near import Locks

ROUGH: Final = 64
"""Mornings of the first look at a change."""
LOOKED_AT: Final = 16
"""The changes of a tour that are worth a look on all mornings, besides the best without each of its stops."""
LEAST: Final = 300.0
"""Metres that a change must gain."""
LATE_PRICE: Final = 550_000.0
"""Metres that it costs to be late on all mornings, to begin with."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An exchange, and what its tour brings then."""

    exchange: Exchange
    value: float
    late: float


@dataclass
class Standing:
    """Tours, one for each squad, with what each is likely to bring."""

    tours: list[tuple[int, ...]]
    value: Floats
    late: Floats

    def copy(self) -> "Standing":
        """The same, to come back to."""
        return Standing(list(self.tours), self.value.copy(), self.late.copy())

    def worth(self, price: float) -> Floats:
        """Of each tour: its value less the price of being late."""
        found: Floats = self.value - price * self.late
        return found


class Trading:
    """Tours as they stand, and who would gain by whom."""

    def __init__(self, arrays: Arrays, locks: Locks, forecast: Forecast, tours: Sequence[Sequence[int]]) -> None:
        self.arrays, self.full, self.rough = arrays, forecast, forecast.first(ROUGH)
        self.squads = range(arrays.squads)
        self.price = LATE_PRICE
        self.mate: Mapping[int, int] = {}
        likely = forecast.of(self.squads, tours)
        self.now = Standing([tuple(tour) for tour in tours], likely.value, likely.late)
        targets = len(forecast.where)
        self.market = Market(arrays, locks, np.full(targets, NOBODY), np.zeros(targets))
        self.weighed: list[list[Weighed]] = [[] for _ in self.squads]
        self.own()

    def own(self) -> None:
        """Tell the market who visits whom."""
        self.market.owner[:] = NOBODY
        for squad, tour in enumerate(self.now.tours):
            self.market.owner[self.arrays.target[list(tour)]] = squad

    def put(self, squads: Sequence[int], tours: Sequence[tuple[int, ...]]) -> None:
        """Give these squads other tours."""
        likely = self.full.of(squads, tours)
        for squad, tour, value, late in zip(squads, tours, likely.value, likely.late, strict=True):
            self.change(squad, tour, float(value), float(late))
        self.own()

    def change(self, squad: int, tour: tuple[int, ...], value: float, late: float) -> None:
        """Give a squad a tour of which it is known what it brings."""
        self.now.tours[squad], self.now.value[squad], self.now.late[squad] = tour, value, late
        self.weighed[squad] = []

    def round(self, squads: set[int], *, only_more: bool = False) -> set[int]:
        """Weigh the changes of these tours, and make those of all that go together; the squads whose tour is another now."""
        for squad in squads:
            self.weighed[squad] = []
        tours = self.now.tours
        self.weigh([self.market.exchanges(squad, tours[squad], only_more=only_more) for squad in sorted(squads)])
        changed: set[int] = set()
        moved: set[int] = set()
        for many in self.moves():
            exchanges = [one.exchange for one in many]
            come = [one.come for one in exchanges if one.come != NOBODY]
            if changed.isdisjoint(one.squad for one in exchanges) and moved.isdisjoint(come):
                moved.update(chain(come, (one.gone for one in exchanges if one.gone != NOBODY)))
                changed.update(one.squad for one in exchanges)
                for one in many:
                    self.change(one.exchange.squad, one.exchange.tour, one.value, one.late)
        self.own()
        return changed

    def foreign(self, exchange: Exchange) -> bool:
        """Whether it takes somebody from another squad."""
        owner = self.market.owner
        return exchange.come != NOBODY and int(owner[exchange.come]) not in (NOBODY, exchange.squad)

    def parts(self, exchange: Exchange) -> bool:
        """Whether one of a pair would be left to himself, or both to one squad."""
        mate = self.mate.get(exchange.come, NOBODY)
        return exchange.gone in self.mate or (mate != NOBODY and int(self.market.owner[mate]) == exchange.squad)

    def weigh(self, offers: Sequence[Sequence[Exchange]]) -> None:
        """Look at all on some mornings, and at the best on all."""
        flat = list(chain.from_iterable(offers))
        likely = self.rough.of([one.squad for one in flat], [one.tour for one in flat])
        rough = iter((likely.value - self.price * likely.late).tolist())
        best: list[Exchange] = []
        for many in offers:
            best += self.best([(next(rough), one) for one in many])
        likely = self.full.of([one.squad for one in best], [one.tour for one in best])
        for one, value, late in zip(best, likely.value.tolist(), likely.late.tolist(), strict=True):
            self.weighed[one.squad].append(Weighed(one, value, late))

    def best(self, offers: Sequence[tuple[float, Exchange]]) -> list[Exchange]:
        """Of the changes of one tour those worth a second look: the best, and the best without each stop."""
        if not offers:
            return []
        squad = offers[0][1].squad
        likely = self.rough.of([squad], [self.now.tours[squad]])
        before = float(likely.value[0] - self.price * likely.late[0])
        without: dict[int, tuple[float, int]] = {}
        gains: list[tuple[float, int]] = []
        for number, (worth, one) in enumerate(offers):
            if one.gone != NOBODY and one.come == NOBODY:
                self.market.loss[one.gone] = before - worth
            if one.gone != NOBODY and not self.foreign(one):
                without[one.gone] = max((worth, -number), without.get(one.gone, (worth, -number)))
            gains.append((worth - (float(self.market.loss[one.come]) if self.foreign(one) else 0.0), -number))
        chosen = {*(-number for _, number in without.values())}
        chosen.update(-number for _, number in sorted(gains, reverse=True)[:LOOKED_AT])
        return [offers[number][1] for number in sorted(chosen)]

    def moves(self) -> Iterator[list[Weighed]]:
        """Changes that gain, the best first, each with what another tour does without whom it takes."""
        before = self.now.worth(self.price).tolist()
        gains = [
            (one.value - self.price * one.late - before[one.exchange.squad], one)
            for one in chain.from_iterable(self.weighed)
        ]
        without: dict[int, tuple[float, Weighed]] = {}
        for gain, one in gains:
            gone = one.exchange.gone
            if gone != NOBODY and not self.foreign(one.exchange):
                without[gone] = max((gain, one), without.get(gone, (gain, one)), key=lambda pair: pair[0])
        found: list[tuple[float, list[Weighed]]] = []
        for gain, one in gains:
            if self.parts(one.exchange):
                continue
            if not self.foreign(one.exchange):
                found.append((gain, [one]))
            elif one.exchange.come in without:
                more, other = without[one.exchange.come]
                found.append((gain + more, [one, other]))
        found = [pair for pair in found if pair[0] > LEAST]
        yield from (many for _, many in sorted(found, key=lambda pair: -pair[0]))
