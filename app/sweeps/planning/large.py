"""A large sweep: all tours at once trade stops, and where nothing is gained any more, some are torn open and grow again.

How often squads are late is told by mornings that were not searched on; it sets the price of being late, so that risk is
taken where it brings most. What a stir made stays where it is better: squads that gave one another somebody stand or fall
together.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from app.sweeps.planning import greedy, searching
from app.sweeps.planning.arrays import Arrays, Tour, compiled, free_calls, tours_of
from app.sweeps.planning.forecast import Forecast
from app.sweeps.planning.judge import Judge
from app.sweeps.planning.near import Locks
from app.sweeps.planning.plan import Watch
from app.sweeps.planning.portfolio import Aim, Found
from app.sweeps.planning.problem import Problem
from app.sweeps.planning.trading import LATE_PRICE, Standing, Trading

LARGE: Final = 300
"""Targets from which a sweep is planned so whatever is asked."""
SQUADS: Final = 5
"""And more squads than these."""
MORNINGS: Final = 512
"""What is searched on."""
FRESH: Final = 1_000
"""What tells how late a whole plan makes the squads."""
FRESH_SEED: Final = 77
LATE: Final = 0.094
"""The share of mornings a squad may be late on the mean, where the price is steered to; the promise is 0.1."""
LATE_MOST: Final = 0.097
"""With more than that no plan is kept."""
STEER: Final = 12.0
"""How fast the price follows: of its logarithm, for each unit of lateness."""
STEER_MOST: Final = 0.3
PRICE_MOST: Final = 4 * LATE_PRICE
EVERY: Final = 3
"""Rounds or stirs between two looks at the fresh mornings."""
A_SPOT: Final = 8
"""One spot is torn open for so many squads."""
CROWD: Final = 3
"""Tours of a spot."""
TORN: Final = 3
"""Neighbouring stops that a tour loses at most."""
SETTLING: Final = 12
"""Rounds after which a stir is left as it is."""
DONE: Final = 0.97
"""The share of the effort after which nothing more is begun."""


def plan(problem: Problem, *, seed: int, watch: Watch, aim: Aim | None = None) -> Found:
    """The best plan the effort brings; the same problem, seed and steps give the same plan."""
    return Large(problem, seed, watch, aim or Aim()).made()


def further(problem: Problem, found: Found, *, seed: int, watch: Watch, aim: Aim | None = None) -> Found:
    """The same from a plan there is."""
    return Large(problem, seed, watch, aim or Aim(), first=found.tours).made()


class Large:
    """One large plan in the making; from nothing, or from these tours."""

    def __init__(
        self,
        problem: Problem,
        seed: int,
        watch: Watch,
        aim: Aim,
        *,
        first: Sequence[Tour] | None = None,
        arrays: Arrays | None = None,
    ) -> None:
        self.problem, self.seed, self.watch, self.aim = problem, seed, watch, aim
        self.arrays = arrays or compiled(problem)
        self.squads = range(self.arrays.squads)
        self.lot = np.random.default_rng(seed)
        self.locks = Locks.of(problem, self.arrays)
        self.fresh = Forecast(problem, self.arrays, mornings=FRESH, seed=seed + FRESH_SEED)
        self.best: Standing | None = None
        first = self.first() if first is None else first
        self.keep(first)
        full = Forecast(problem, self.arrays, mornings=MORNINGS, seed=seed)
        self.trading = Trading(self.arrays, self.locks, full, first)
        self.start = self.trading.now.copy()

    def first(self) -> list[Tour]:
        """The plan to start from: the one given where it can be driven, filled up; else the greedy one."""
        routes = greedy.mend(self.problem, dict(self.aim.first), searching.never).routes
        locked = self.problem.locked
        free = {route.squad_id: [call for call in route.calls if call.target_id not in locked] for route in routes}
        return tours_of(self.problem, self.arrays, free)

    def keep(self, tours: Sequence[Sequence[int]]) -> None:
        """Tell whoever keeps the best plan so far."""
        if self.aim.kept:
            self.aim.kept(free_calls(self.problem, self.arrays, [list(tour) for tour in tours]))

    def made(self) -> Found:
        """Trade, stir, and judge what came of it on other mornings."""
        self.look()
        self.traded()
        while not self.over():
            for _ in range(EVERY):
                if not self.over():
                    self.stir()
            self.steer()
        return self.judged(self.best or self.eased() or self.start)

    def judged(self, best: Standing) -> Found:
        """The plan, judged on mornings that were not searched on."""
        tours = [list(tour) for tour in best.tours]
        verdict = Judge(self.problem, self.arrays, scenarios=self.aim.scenarios, seed=self.seed + 1).verdict(tours)
        return Found(self.arrays, tours, verdict)

    def over(self) -> bool:
        """Whether the effort is spent, or there is nobody to plan."""
        best = int(self.best.value.sum()) if self.best else 0
        return self.watch(best) >= DONE or not any(self.trading.now.tours)

    def traded(self) -> None:
        """Round after round until nothing is gained."""
        open_to = set(self.squads)
        rounds = 0
        while open_to and not self.over():
            open_to = self.trading.round(open_to)
            rounds += 1
            if rounds % EVERY == 0:
                self.steer()
        self.steer()

    def look(self) -> float:
        """How late the plan is on fresh mornings. It is kept when it is the best that is late seldom enough."""
        tours = self.trading.now.tours
        likely = self.fresh.of(self.squads, tours)
        late = float(likely.late.mean()) if len(self.squads) else 0.0
        if late <= LATE_MOST and (self.best is None or likely.value.sum() > self.best.value.sum()):
            self.best = Standing(list(tours), likely.value, likely.late)
            self.keep(tours)
        return late

    def steer(self) -> None:
        """Set the price of being late by how late the plan is."""
        off = STEER * (self.look() - LATE)
        dearer = self.trading.price * float(np.exp(np.clip(off, -STEER_MOST, STEER_MOST)))
        self.trading.price = min(dearer, PRICE_MOST)

    def eased(self) -> Standing | None:
        """The tours as they are, those that are late most often cut short until all together are late seldom enough.

        None where locked stops make lateness certain.
        """
        tours, required = self.trading.now.tours, self.arrays.required
        likely = self.fresh.of(self.squads, tours)
        eased = Standing(list(tours), likely.value, likely.late)
        while len(self.squads) and eased.late.mean() > LATE_MOST:
            cut = [
                squad
                for squad, tour in enumerate(eased.tours)
                if tour and not required[tour[-1]] and eased.late[squad] > 0
            ]
            if not cut:
                return None
            worst = max(cut, key=lambda squad: (eased.late[squad], squad))
            eased.tours[worst] = eased.tours[worst][:-1]
            likely = self.fresh.of([worst], [eased.tours[worst]])
            eased.value[worst], eased.late[worst] = likely.value[0], likely.late[0]
        return eased

    def stir(self) -> None:
        """Tear some tours open, let them grow and trade again; keep what is better."""
        before = self.trading.now.copy()
        touched = grown = self.opened()
        while grown:
            grown = self.trading.round(grown, only_more=True)
            touched = touched | grown
        for _ in range(SETTLING):
            if not touched or self.over():
                break
            touched = self.trading.round(touched)
        self.settled()
        self.take_back(before)

    def opened(self) -> set[int]:
        """The squads whose tours have room now."""
        return set(self.torn())

    def settled(self) -> None:
        """Nothing is gained any more."""

    def torn(self) -> dict[int, tuple[int, ...]]:
        """Here and there some neighbouring stops of tours that lie together are taken out."""
        a, now = self.arrays, self.trading.now
        planned = np.array([node for tour in now.tours for node in tour], dtype=np.int64)
        torn: dict[int, tuple[int, ...]] = {}
        for _ in range(max(1, len(self.squads) // A_SPOT)):
            centre = int(self.lot.choice(planned))
            near = planned[np.argsort(a.metres[a.place[centre], a.place[planned]], kind="stable")]
            crowd = 0
            for node in near.tolist():
                squad = int(self.trading.market.owner[a.target[node]])
                if squad not in torn and crowd < CROWD:
                    torn[squad] = self.without_some(squad, node)
                    crowd += 1
        self.trading.put(list(torn), list(torn.values()))
        return torn

    def without_some(self, squad: int, node: int) -> tuple[int, ...]:
        """A tour without this stop and some beside it; locked stops stay."""
        tour = self.trading.now.tours[squad]
        many = int(self.lot.integers(1, TORN + 1))
        first = max(0, tour.index(node) - int(self.lot.integers(0, many)))
        left = (*tour[:first], *(one for one in tour[first : first + many] if self.arrays.required[one]))
        put = self.locks.put(squad, (*left, *tour[first + many :]))
        return put if put or not self.arrays.required[list(tour)].any() else tour

    def take_back(self, before: Standing) -> None:
        """Give squads their tours of before where the new ones are no better."""
        trading = self.trading
        gain = trading.now.worth(trading.price) - before.worth(trading.price)
        for many in self.bound(before.tours, trading.now.tours):
            if gain[many].sum() <= 0:
                self.restore(many, before)
        trading.own()

    def restore(self, many: Sequence[int], before: Standing) -> None:
        """Give these squads their tours of before."""
        for squad in many:
            self.trading.change(squad, before.tours[squad], float(before.value[squad]), float(before.late[squad]))

    def bound(self, before: Sequence[tuple[int, ...]], after: Sequence[tuple[int, ...]]) -> Iterator[list[int]]:
        """Squads whose tours are others now, with those that are tied to them."""
        group = list(self.squads)
        for squad, mate in self.ties(before, after):
            one, other = group[squad], group[mate]
            if one != other:
                group = [one if label == other else label for label in group]
        for label in dict.fromkeys(group):
            many = [squad for squad in self.squads if group[squad] == label]
            if any(before[squad] != after[squad] for squad in many):
                yield many

    def ties(self, before: Sequence[tuple[int, ...]], after: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
        """Squads that gave one another somebody."""
        target = self.arrays.target
        was = {int(target[node]): squad for squad, tour in enumerate(before) for node in tour}
        for squad, tour in enumerate(after):
            for node in tour:
                yield squad, was.get(int(target[node]), squad)
