"""Mornings lived through by lot: what a tour really brings when people are out, roads are slow and talks are long.

A person's whereabouts is drawn once a morning, so that who is out at dawn is out at ten as well. Squads, ways and talks have
noise of their own. A stop is dropped when the squad could not be back in time after knocking. Full seats force a way to the
court, a detention a way to the custody place. Every tour is judged on the same mornings, so that two of them can be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from app.sweeps.planning.arrays import Arrays, Bools, Floats, Tour
from app.sweeps.planning.problem import AT_CUSTODY_S, Ints, Problem

SCENARIOS: Final = 300
AT_COURT_S: Final = 600
"""How long handing over at the court takes."""
GRACE_S: Final = 600
"""A squad is late when it is back more than so long after its end."""
PACE: Final = 0.2
"""Spread of a squad's pace on the road through the whole morning, of the logarithm."""
LEG: Final = 0.1
"""Spread of a single way."""
TALK: Final = 16
"""Shape of the time at a door: a quarter of it up or down is usual."""
EMPTY: Final = -1
"""No further stop."""


@dataclass(frozen=True)
class Outcomes:
    """What R tours bring on the mean of all mornings; `late`: the share of mornings the squad was late."""

    found: Floats
    points: Floats
    """Points of who was found: each in full."""
    metres: Floats
    late: Floats
    spread: Floats
    """Standard deviation of `found` over the mornings."""


@dataclass(frozen=True)
class Verdict:
    """What a whole plan brings: sums over its tours; `late`: mean share of squads late. `error`: of `found`, standard."""

    found: float
    points: float
    metres: float
    late: float
    error: float


class Judge:
    """Lives a problem's tours through the same mornings again and again. The same seed draws the same mornings."""

    def __init__(self, problem: Problem, arrays: Arrays, *, scenarios: int = SCENARIOS, seed: int = 0) -> None:
        lot = np.random.default_rng(seed)
        self.problem, self.arrays, self.scenarios = problem, arrays, scenarios
        targets = len(problem.targets)
        self.where: Floats = lot.random((targets, scenarios))
        self.pace: Floats = np.exp(lot.normal(0, PACE, (arrays.squads, scenarios)))
        self.leg: Floats = np.exp(lot.normal(0, LEG, (targets, scenarios)))
        self.talk: Floats = lot.gamma(TALK, 1 / TALK, (targets, scenarios))
        self.presence = Presence(problem, arrays)
        doors = [problem.target[call.target_id].doors[call.door] for call in arrays.calls]
        self.service: Ints = np.array([door.service for door in doors], dtype=np.int64)
        self.knock: Ints = np.array(
            [door.service if door.knock is None else door.knock for door in doors], dtype=np.int64
        )
        self.points: Ints = np.array([door.points for door in doors], dtype=np.int64)
        custody = problem.custody_place
        self.custody = -1 if custody is None else custody
        self.taken: Bools = np.array([one.taken for one in problem.targets], dtype=np.bool_)
        self.detained: Bools = np.array([one.detained for one in problem.targets], dtype=np.bool_) & (
            custody is not None
        )
        self.seats: Ints = np.array([max(squad.seats, 1) for squad in problem.squads], dtype=np.int64)

    def verdict(self, tours: Sequence[Tour], *, at_once: bool = False) -> Verdict:
        """The whole plan: one tour for each squad in order. `at_once`: nobody waits for a door to open."""
        outcomes = self.outcomes(range(len(tours)), tours, at_once=at_once)
        return Verdict(
            found=float(outcomes.found.sum()),
            points=float(outcomes.points.sum()),
            metres=float(outcomes.metres.sum()),
            late=float(outcomes.late.mean()) if len(tours) else 0.0,
            error=float(np.sqrt((outcomes.spread**2).sum() / self.scenarios)),
        )

    def outcomes(self, squads: Sequence[int], tours: Sequence[Tour], *, at_once: bool = False) -> Outcomes:
        """What each of these tours brings when its squad drives it."""
        nodes, waits = padded(self.arrays, squads, tours)
        return Morning(self, np.array(squads, dtype=np.int64), nodes, waits * (not at_once)).lived()

    def waits(self, squad: int, tour: Tour) -> list[int]:
        """Not before when each stop is made: the opening of its door where the plan waits for it, else at once."""
        a, clock, at, found = self.arrays, int(self.arrays.start[squad]), int(self.arrays.start_place[squad]), []
        for node in tour:
            there = clock + int(a.seconds[at, a.place[node]])
            found.append(int(a.opens[node]) if there < a.opens[node] else 0)
            clock, at = max(there, int(a.opens[node])) + int(a.stay[node]), int(a.place[node])
        return found


class Presence:
    """Where each person may be at what time: his addresses share out the numbers from 0 to 1, hour band by hour band."""

    def __init__(self, problem: Problem, arrays: Arrays) -> None:
        edges = {
            edge
            for one in problem.targets
            for door in one.doors
            for edge in (door.window.opens, door.window.closes + 1)
        }
        self.edges: Ints = np.array(sorted(edges), dtype=np.int64)
        rows: dict[tuple[int, object], int] = {}
        low: list[Floats] = []
        high: list[Floats] = []
        for number, target in enumerate(problem.targets):
            below: Floats = np.zeros(len(self.edges) + 1)
            for address in dict.fromkeys(door.address_id for door in target.doors):
                here: Floats = np.zeros(len(self.edges) + 1)
                for door in target.doors:
                    if door.address_id == address:
                        first, last = np.searchsorted(self.edges, (door.window.opens, door.window.closes), side="right")
                        here[first : last + 1] = np.maximum(here[first : last + 1], door.chance)
                rows[number, address] = len(low)
                low.append(below)
                below = below + here
                high.append(below)
        self.low: Floats = np.array(low).reshape(len(low), len(self.edges) + 1)
        self.high: Floats = np.array(high).reshape(len(high), len(self.edges) + 1)
        doors = [problem.target[call.target_id].doors[call.door] for call in arrays.calls]
        self.row: Ints = np.array(
            [rows[int(target), door.address_id] for target, door in zip(arrays.target, doors, strict=True)],
            dtype=np.int64,
        )

    def there(self, node: Ints, arrive: Floats, where: Floats) -> Bools:
        """Whether the person of each node (R) is at its address at these times (R × K)."""
        band = np.searchsorted(self.edges, arrive, side="right")
        row = self.row[node][:, None]
        found: Bools = (self.low[row, band] <= where) & (where < self.high[row, band])
        return found


def padded(arrays: Arrays, squads: Sequence[int], tours: Sequence[Tour]) -> tuple[Ints, Ints]:
    """The tours as one table, filled up with EMPTY; and not before when each stop is made."""
    most = max((len(tour) for tour in tours), default=0)
    nodes = np.full((len(tours), most), EMPTY, dtype=np.int64)
    for row, tour in enumerate(tours):
        nodes[row, : len(tour)] = tour
    crews = np.array(squads, dtype=np.int64)
    waits = np.zeros_like(nodes)
    clock, at = arrays.start[crews].copy(), arrays.start_place[crews].copy()
    for step in range(most):
        node = nodes[:, step]
        on = node != EMPTY
        there = clock + arrays.seconds[at, arrays.place[node]]
        opens = arrays.opens[node]
        waits[:, step] = np.where(on & (there < opens), opens, 0)
        clock = np.where(on, np.maximum(there, opens) + arrays.stay[node], clock)
        at = np.where(on, arrays.place[node], at)
    return nodes, waits


class Morning:
    """R tours on K mornings at once: each step makes one stop of every tour."""

    def __init__(self, judge: Judge, crews: Ints, nodes: Ints, waits: Ints) -> None:
        self.judge, self.crews, self.nodes, self.waits = judge, crews, nodes, waits
        a = judge.arrays
        shape = (len(crews), judge.scenarios)
        self.now: Floats = np.broadcast_to(a.start[crews][:, None].astype(float), shape).copy()
        self.at: Ints = np.broadcast_to(a.start_place[crews][:, None], shape).copy()
        self.seats: Ints = np.zeros(shape, dtype=np.int64)
        self.found: Floats = np.zeros(shape)
        self.points: Floats = np.zeros(shape)
        self.metres: Floats = np.zeros(shape)

    @cached_property
    def pace(self) -> Floats:
        """How fast each squad drives on each morning."""
        return self.judge.pace[self.crews]

    def lived(self) -> Outcomes:
        """Go through all stops and back."""
        a = self.judge.arrays
        for step in range(self.nodes.shape[1]):
            rows = np.flatnonzero(self.nodes[:, step] != EMPTY)
            if len(rows):
                self.stop(rows, self.nodes[rows, step], self.waits[rows, step])
        home = a.end_place[self.crews][:, None]
        self.metres += a.metres[self.at, home]
        back = self.now + a.seconds[self.at, home] * self.pace
        late = back - a.end[self.crews][:, None] > GRACE_S
        return Outcomes(
            found=self.found.mean(axis=1),
            points=self.points.mean(axis=1),
            metres=self.metres.mean(axis=1),
            late=late.mean(axis=1),
            spread=self.found.std(axis=1),
        )

    def stop(self, rows: Ints, node: Ints, wait: Ints) -> None:
        """One stop of each of these tours: dropped, not found, or found with all that follows."""
        judge, a = self.judge, self.judge.arrays
        target, place = a.target[node], a.place[node][:, None]
        pace, at, now = self.pace[rows], self.at[rows], self.now[rows]
        arrive = np.maximum(now + a.seconds[at, place] * pace * judge.leg[target], wait[:, None])
        home = a.seconds[place, a.end_place[self.crews[rows]][:, None]]
        goes = arrive + judge.knock[node][:, None] + home * pace <= a.end[self.crews[rows]][:, None]
        goes &= a.able[self.crews[rows], node][:, None]
        there = goes & judge.presence.there(node, arrive, judge.where[target])
        takes = np.where(there, judge.service[node][:, None], judge.knock[node][:, None])
        self.metres[rows] += np.where(goes, a.metres[at, place], 0)
        self.found[rows] += there
        self.points[rows] += there * judge.points[node][:, None]
        self.now[rows] = np.where(goes, arrive + takes * judge.talk[target], now)
        self.at[rows] = np.where(goes, place, at)
        self.seats[rows] += there & judge.taken[target][:, None]
        self.bring(rows, node, there)

    def bring(self, rows: Ints, node: Ints, there: Bools) -> None:
        """A detained person goes to the custody place; when the seats are full, the squad drives to the court."""
        judge, a = self.judge, self.judge.arrays
        place = np.broadcast_to(a.place[node][:, None], there.shape)
        away = there & judge.detained[a.target[node]][:, None]
        full = there & ~away & (self.seats[rows] >= judge.seats[self.crews[rows]][:, None])
        court = a.end_place[self.crews[rows]][:, None]
        goal = np.where(away, judge.custody, court)
        gone = away | full
        handing = np.where(away, AT_CUSTODY_S, AT_COURT_S)
        self.now[rows] += np.where(gone, a.seconds[place, goal] * self.pace[rows] + handing, 0)
        self.metres[rows] += np.where(gone, a.metres[place, goal], 0)
        self.at[rows] = np.where(gone, goal, self.at[rows])
        self.seats[rows] = np.where(away, np.maximum(self.seats[rows] - 1, 0), np.where(full, 0, self.seats[rows]))
