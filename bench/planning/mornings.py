"""A plan with recourse, lived through morning by morning: after each stop the squad takes up what is suggested."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from app.sweeps.planning.arrays import Arrays, Bools, Tour
from app.sweeps.planning.judge import AT_COURT_S, GRACE_S, Judge, Verdict
from app.sweeps.planning.problem import AT_CUSTODY_S, Ints, Problem
from app.sweeps.planning.recourse import Belief, Standing, suggest

WAYS_MOST = 6
"""Suggestions taken up at one time by one squad."""


def with_recourse(problem: Problem, judge: Judge, tours: Sequence[Tour], guard: int) -> Verdict:
    """What the plan brings when every suggestion is taken up, on all mornings of the judge."""
    days = [_Day(problem, judge, number, guard).lived(tours) for number in range(judge.scenarios)]
    found = np.array([len(day.found) for day in days], dtype=float)
    return Verdict(
        found=float(found.mean()),
        points=float(np.mean([day.points for day in days])),
        metres=float(np.mean([day.metres for day in days])),
        late=float(np.mean([day.late for day in days])) / max(len(tours), 1),
        error=float(found.std() / np.sqrt(judge.scenarios)),
    )


@dataclass
class _Day:
    problem: Problem
    judge: Judge
    number: int
    guard: int
    found: set[int] = field(default_factory=set)
    points: float = 0.0
    metres: float = 0.0
    late: int = 0

    def __post_init__(self) -> None:
        self.arrays: Arrays = self.judge.arrays
        self.belief = Belief(self.problem, self.arrays)
        self.seats = [0] * self.arrays.squads
        self.dropped: set[int] = set()
        self.ahead: list[Tour] = []

    def lived(self, tours: Sequence[Tour]) -> "_Day":
        """From the first squad that starts to the last that is back."""
        a = self.arrays
        self.ahead = [list(tour) for tour in tours]
        queue = [(float(a.start[squad]), squad, int(a.start_place[squad])) for squad in range(a.squads)]
        heapq.heapify(queue)
        while queue:
            now, squad, place = heapq.heappop(queue)
            self.take_up(squad, now, place)
            if self.ahead[squad]:
                now, place = self.stop(squad, now, place, self.ahead[squad].pop(0))
                heapq.heappush(queue, (now, squad, place))
                continue
            self.metres += float(a.metres[place, a.end_place[squad]])
            back = now + a.seconds[place, a.end_place[squad]] * self.judge.pace[squad, self.number]
            self.late += bool(back - a.end[squad] > GRACE_S)
        return self

    def take_up(self, squad: int, now: float, place: int) -> None:
        """Whatever is suggested to this squad now."""
        for _ in range(WAYS_MOST):
            told = suggest(
                self.belief, Standing(squad, round(now), place, self.ahead[squad]), self.free, guard=self.guard
            )
            if told is None:
                return
            self.ahead[squad].insert(told.gap, told.node)

    def free(self, nodes: Ints) -> Bools:
        """Nodes of persons not found and ahead of nobody."""
        busy = self.found | self.dropped | {int(self.arrays.target[node]) for tour in self.ahead for node in tour}
        kept: Bools = ~np.isin(self.arrays.target[nodes], list(busy))
        return kept

    def stop(self, squad: int, now: float, place: int, node: int) -> tuple[float, int]:
        """One stop by the judge's rules: when and where the squad is free again."""
        a, judge, day = self.arrays, self.judge, self.number
        target, here, pace = int(a.target[node]), int(a.place[node]), float(judge.pace[squad, day])
        there = now + a.seconds[place, here] * pace * judge.leg[target, day]
        planned = now + a.seconds[place, here]
        arrive = max(float(there), float(a.opens[node]) if planned < a.opens[node] else 0.0)
        home = a.seconds[here, a.end_place[squad]] * pace
        if target in self.found or arrive + judge.knock[node] + home > a.end[squad]:
            self.dropped.add(target)
            return now, place
        self.metres += float(a.metres[place, here])
        row, band = judge.presence.row[node], int(np.searchsorted(judge.presence.edges, arrive, side="right"))
        if not judge.presence.low[row, band] <= judge.where[target, day] < judge.presence.high[row, band]:
            self.belief.miss(node, arrive)
            return arrive + float(judge.knock[node] * judge.talk[target, day]), here
        self.found.add(target)
        self.points += float(judge.points[node])
        return self.bring(squad, arrive + float(judge.service[node] * judge.talk[target, day]), here, target)

    def bring(self, squad: int, now: float, here: int, target: int) -> tuple[float, int]:
        """To the custody place, or to the court when the seats are full."""
        a, judge = self.arrays, self.judge
        pace = float(judge.pace[squad, self.number])
        self.seats[squad] += bool(judge.taken[target])
        if judge.detained[target]:
            self.seats[squad] = max(0, self.seats[squad] - 1)
            self.metres += float(a.metres[here, judge.custody])
            return now + float(a.seconds[here, judge.custody]) * pace + AT_CUSTODY_S, judge.custody
        if self.seats[squad] >= judge.seats[squad]:
            court = int(a.end_place[squad])
            self.seats[squad] = 0
            self.metres += float(a.metres[here, court])
            return now + float(a.seconds[here, court]) * pace + AT_COURT_S, court
        return now, here
