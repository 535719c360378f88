"""Simultaneous strikes: two who would warn one another are visited within minutes of each other, or neither of them.

The plan that knows of no pairs is where it begins. Each pair is taken out of it and put where its two can be called on at once
and most is brought; then all tours trade stops as in any plan, the paired at the moment of their pair alone. Where nothing is
gained any more, pairs are taken out with others that lie near, put in anew and the rest grows around them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.sweeps.planning import strikes
from app.sweeps.planning.arrays import Tour, compiled
from app.sweeps.planning.large import LATE_MOST, Large
from app.sweeps.planning.moments import Moments
from app.sweeps.planning.plan import Watch
from app.sweeps.planning.portfolio import Aim, Found
from app.sweeps.planning.problem import Problem
from app.sweeps.planning.trading import LEAST, Standing

APART: Final = 0.45
"""How often pairs alone are taken out, and nothing else is torn open."""
WITH_TORN: Final = 0.3
"""How often pairs are taken out besides."""
BOTH: Final = 2
SOME: Final = 2
"""How many at most; and so many of those that are left alone are tried again."""


def plan(problem: Problem, loose: Sequence[Tour], *, seed: int, watch: Watch, aim: Aim | None = None) -> Found:
    """The best plan in which every pair is struck together or left alone, from one that knows of none.

    Nobody may be in two pairs, and nothing locked.
    """
    return Striking(problem, seed, watch, aim or Aim(), loose).made()


class Striking(Large):
    """A plan with strikes in the making."""

    def __init__(self, problem: Problem, seed: int, watch: Watch, aim: Aim, loose: Sequence[Tour]) -> None:
        self.moments = Moments(problem, compiled(problem))
        self.kept = list(self.moments.at)
        a, paired = self.moments.arrays, self.moments.mate
        bare = [[node for node in tour if int(a.target[node]) not in paired] for tour in loose]
        super().__init__(problem, seed, watch, aim, first=bare, arrays=a)
        self.trading.mate = paired
        self.was = list(self.moments.at)
        self.strike(sorted(range(len(self.moments.couples)), key=lambda number: (-self.prize(number), number)))

    def prize(self, number: int) -> int:
        """What a pair is worth at best."""
        a, moments = self.arrays, self.moments
        return sum(int(a.prize[moments.nodes[one]].max(initial=0)) for one in moments.couples[number].both)

    def struck(self) -> list[int]:
        """The pairs that are not left alone."""
        return [number for number, at in enumerate(self.moments.at) if at is not None]

    def squads_of(self, number: int) -> list[int]:
        """The squads that strike this pair now."""
        owner = self.trading.market.owner
        return [int(owner[one]) for one in self.moments.couples[number].both if owner[one] >= 0]

    def moment(self, number: int, at: int | None) -> None:
        """Set the moment of a pair; what was weighed by another one is weighed anew."""
        same = self.moments.at[number] == at
        self.moments.set(number, at)
        if same:
            return
        both = self.moments.couples[number].both
        weighed = self.trading.weighed
        for squad in self.squads:
            weighed[squad] = [one for one in weighed[squad] if one.exchange.come not in both]
        for squad in self.squads_of(number):
            weighed[squad] = []

    def take_out(self, numbers: Iterable[int]) -> set[int]:
        """Leave these pairs alone; the squads that have somebody less to visit."""
        touched: set[int] = set()
        for number in numbers:
            crews = self.squads_of(number)
            self.moment(number, None)
            both, a, now = self.moments.couples[number].both, self.arrays, self.trading.now
            left = [tuple(one for one in now.tours[squad] if int(a.target[one]) not in both) for squad in crews]
            if crews:
                self.trading.put(crews, left)
            touched.update(crews)
        return touched

    def strike(self, numbers: Iterable[int]) -> set[int]:
        """Put these pairs, which are left alone, where they bring most; the squads that have somebody more to visit."""
        touched: set[int] = set()
        for number in numbers:
            way = self.best_way(number)
            if way is not None:
                self.moment(number, way.moment)
                self.trading.put(way.squads, way.tours)
                touched.update(way.squads)
        return touched

    def best_way(self, number: int) -> strikes.Way | None:
        """The way to strike a pair that gains most, if any does."""
        trading = self.trading
        self.moments.open(number)
        many = list(strikes.ways(self.moments, number, trading.now.tours))
        at_once = [way for way in many if not way.waits]
        gains = self.gains(at_once)
        for way in many:
            if way.waits:
                self.moments.set(number, way.moment)
                gains.append((self.gains([way])[0][0], way))
        self.moments.set(number, None)
        gain, best = max(gains, key=lambda pair: pair[0], default=(0.0, None))
        return best if gain > LEAST else None

    def gains(self, ways: Sequence[strikes.Way]) -> list[tuple[float, strikes.Way]]:
        """What these ways would bring more than the tours there are."""
        if not ways:
            return []
        trading = self.trading
        likely = trading.full.of(
            [squad for way in ways for squad in way.squads], [tour for way in ways for tour in way.tours]
        )
        worth = (likely.value - trading.price * likely.late).reshape(-1, 2).sum(axis=1)
        now = trading.now.worth(trading.price)
        return [
            (float(gain - now[list(way.squads)].sum()), way) for gain, way in zip(worth.tolist(), ways, strict=True)
        ]

    def retime(self) -> None:
        """Give each pair the moment in the middle of its calls."""
        now = self.trading.now
        for number, before in enumerate(self.moments.at):
            if before is None:
                continue
            crews = self.squads_of(number)
            was = self.times(crews)
            self.moments.open(number)
            both = self.moments.couples[number].both
            begins = [
                time
                for squad, times in zip(crews, self.times(crews), strict=True)
                for node, time in zip(now.tours[squad], times, strict=False)
                if int(self.arrays.target[node]) in both
            ]
            self.moment(number, strikes.middle(min(begins), max(begins), self.moments.couples[number].within))
            if was != self.times(crews):
                self.trading.put(crews, [now.tours[squad] for squad in crews])

    def times(self, crews: Sequence[int]) -> list[list[int]]:
        """When these squads call on whom."""
        return [self.arrays.arrivals(squad, self.trading.now.tours[squad]) for squad in crews]

    def look(self) -> float:
        """As ever; the moments of the best plan are kept."""
        before = self.best
        late = super().look()
        if self.best is not before:
            self.kept = list(self.moments.at)
        return late

    def opened(self) -> set[int]:
        """Some tours torn open, or pairs taken out, or both; pairs are put in anew before anybody else."""
        self.was = list(self.moments.at)
        lot = self.lot.random()
        touched = super().opened() if lot >= APART else set()
        out = self.parted()
        if lot < APART + WITH_TORN:
            out += self.some([number for number in self.struck() if number not in out])
        more = self.some([number for number, at in enumerate(self.moments.at) if at is None])
        touched |= self.take_out(out)
        return touched | self.strike(self.lot.permutation([*out, *more]).tolist())

    def some(self, numbers: list[int]) -> list[int]:
        """One or a few of these pairs."""
        many = int(self.lot.integers(1, SOME + 1))
        return [int(one) for one in self.lot.permutation(numbers)[:many]]

    def parted(self) -> list[int]:
        """The pairs of which somebody was torn out."""
        return [number for number in self.struck() if len(self.squads_of(number)) != BOTH]

    def settled(self) -> None:
        """Nobody waits longer than he must."""
        self.retime()

    def restore(self, many: Sequence[int], before: Standing) -> None:
        """The moments as well."""
        target = self.arrays.target
        owner = {int(target[node]): squad for squad in many for node in before.tours[squad]}
        for number, couple in enumerate(self.moments.couples):
            if couple.one in owner or not set(self.squads_of(number)).isdisjoint(many):
                self.moment(number, self.was[number])
        super().restore(many, before)

    def ties(self, before: Sequence[tuple[int, ...]], after: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
        """And those that strike together, before or now."""
        yield from super().ties(before, after)
        target = self.arrays.target
        for tours in (before, after):
            owner = {int(target[node]): squad for squad, tour in enumerate(tours) for node in tour}
            for couple in self.moments.couples:
                if couple.one in owner and couple.other in owner:
                    yield owner[couple.one], owner[couple.other]

    def eased(self) -> Standing | None:
        """Pairs are left alone first, those whose squads are late most often before others."""
        tours = self.trading.now.tours
        while struck := self.struck():
            late = self.fresh.of(self.squads, tours).late
            if late.mean() <= LATE_MOST:
                break
            self.take_out([max(struck, key=lambda number: (late[self.squads_of(number)].sum(), -number))])
        eased = super().eased()
        self.kept = list(self.moments.at) if eased else [None] * len(self.kept)
        return eased

    def judged(self, best: Standing) -> Found:
        """By the moments it was made for."""
        self.moments.back(self.kept)
        return super().judged(best)
