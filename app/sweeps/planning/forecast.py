"""What tours are likely to bring, for a search that asks a hundred thousand times.

The same mornings as the judge's, with two differences that make few of them tell as much as many: who is met is counted with
his chance instead of by lot, and where people are and how fast a squad drives is spread evenly over the mornings. By lot is
only how long a call takes, and so how late it gets.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.sweeps.planning.arrays import Arrays, Bools, Floats, Small
from app.sweeps.planning.judge import AT_COURT_S, EMPTY, GRACE_S, Judge, padded
from app.sweeps.planning.problem import AT_CUSTODY_S, METRES_A_POINT, Ints, Problem

Places: TypeAlias = NDArray[np.int32]
SOFT_S: Final = 300
"""So long before and after the moment from which a squad is late it counts in part: few mornings tell it better then."""
AT_ONCE: Final = 40_000
"""Mornings of tours that are gone through together: as many as stay near the processor."""


@dataclass(frozen=True)
class Likely:
    """Of each tour: points as metres less the way, and on what share of mornings the squad is late."""

    value: Floats
    late: Floats


class Forecast:
    """Tells of tours what they are likely to bring. The same seed draws the same mornings."""

    def __init__(self, problem: Problem, arrays: Arrays, *, mornings: int, seed: int) -> None:
        judge = Judge(problem, arrays, scenarios=mornings, seed=seed)
        lot = np.random.default_rng(seed)
        self.arrays, self.mornings = arrays, mornings
        even = np.array((np.arange(mornings) + 0.5) / mornings, dtype=np.float64)
        self.where: Small = _dealt(lot, np.tile(even, (len(problem.targets), 1)))
        paces: Floats = np.sort(judge.pace, axis=None)
        usual = paces[(even * len(paces)).astype(np.int64)] if len(paces) else even
        self.pace: Small = _dealt(lot, np.tile(usual, (arrays.squads, 1)))
        self.leg: Small = judge.leg.astype(np.float32)
        self.talk: Small = judge.talk.astype(np.float32)
        self.places = len(arrays.seconds)
        self.seconds: Small = arrays.ways[0].ravel()
        self.metres: Small = arrays.ways[1].ravel()
        presence = judge.presence
        self.bands = len(presence.edges) + 1
        self.band: NDArray[np.int32] = _bands(presence.edges, int(arrays.end.max(initial=0)))
        self.row: Ints = presence.row * self.bands
        self.low: Small = presence.low.astype(np.float32).ravel()
        self.high: Small = presence.high.astype(np.float32).ravel()
        self.chance: Small = self.high - self.low
        self.service: Small = judge.service.astype(np.float32)
        self.knock: Small = judge.knock.astype(np.float32)
        self.points: Floats = (judge.points * METRES_A_POINT).astype(np.float64)
        self.taken, self.detained = judge.taken, judge.detained
        self.seats, self.custody = judge.seats, judge.custody

    def first(self, mornings: int) -> "Forecast":
        """The same with the first of its mornings alone: a rougher word, sooner."""
        few = object.__new__(Forecast)
        few.__dict__.update(self.__dict__, mornings=min(mornings, self.mornings))
        for name in ("where", "pace", "leg", "talk"):
            setattr(few, name, np.ascontiguousarray(getattr(self, name)[:, :mornings]))
        return few

    def of(self, squads: Sequence[int], tours: Sequence[Sequence[int]]) -> Likely:
        """Each tour, driven by its squad."""
        order = np.argsort([-len(tour) for tour in tours], kind="stable")
        value, late = np.zeros(len(tours)), np.zeros(len(tours))
        many = max(1, AT_ONCE // self.mornings)
        for begin in range(0, len(tours), many):
            rows = order[begin : begin + many]
            crews = np.array([squads[row] for row in rows], dtype=np.int64)
            drive = _Drive(self, crews, [list(tours[row]) for row in rows])
            value[rows], late[rows] = drive.lived()
        return Likely(value, late)


def _dealt(lot: np.random.Generator, rows: Floats) -> Small:
    """Each row in an order of its own."""
    dealt: Small = lot.permuted(rows, axis=1).astype(np.float32)
    return dealt


def _bands(edges: Ints, end: int) -> NDArray[np.int32]:
    """For each second up to the last edge, or until the last squad is back: between which edges it lies."""
    last = max(min(int(edges.max(initial=0)), end), 0) + 1
    return np.searchsorted(edges, np.arange(last + 1), side="right").astype(np.int32)


class _Drive:
    """Some tours, the longest first, on all mornings at once."""

    def __init__(self, forecast: Forecast, crews: Ints, tours: Sequence[list[int]]) -> None:
        a = forecast.arrays
        self.of, self.crews = forecast, crews
        self.nodes, self.waits = padded(a, crews.tolist(), tours)
        shape = (len(crews), forecast.mornings)
        self.pace: Small = forecast.pace[crews]
        self.end: Small = a.end[crews].astype(np.float32)[:, None]
        self.home: Places = a.end_place[crews].astype(np.int32)[:, None]
        self.now: Small = np.broadcast_to(a.start[crews].astype(np.float32)[:, None], shape).copy()
        self.at: Places = np.broadcast_to(a.start_place[crews].astype(np.int32)[:, None], shape).copy()
        self.seats = np.zeros(shape, dtype=np.int8)
        self.value: Floats = np.zeros(len(crews))

    def lived(self) -> tuple[Floats, Floats]:
        """Go through all stops and back: the value and the lateness of each tour."""
        lengths = (self.nodes != EMPTY).sum(axis=1)
        for step in range(self.nodes.shape[1]):
            rows = int((lengths > step).sum())
            if rows:
                self.stop(rows, self.nodes[:rows, step], self.waits[:rows, step])
        way = self.at * self.of.places + self.home
        self.value -= self.of.metres.take(way).mean(axis=1)
        back = self.now + self.of.seconds.take(way) * self.pace
        return self.value, np.clip((back - self.end - (GRACE_S - SOFT_S)) / (2 * SOFT_S), 0, 1).mean(axis=1)

    def stop(self, rows: int, node: Ints, wait: Ints) -> None:
        """The next stop of the first so many tours."""
        of, target = self.of, self.of.arrays.target[node]
        at, now, pace = self.at[:rows], self.now[:rows], self.pace[:rows]
        place = of.arrays.place[node].astype(np.int32)[:, None]
        way = at * of.places + place
        arrive = of.seconds.take(way)
        arrive *= pace
        arrive *= of.leg[target]
        arrive += now
        np.maximum(arrive, wait.astype(np.float32)[:, None], out=arrive)
        knock = of.knock[node][:, None]
        back = of.seconds.take(place * of.places + self.home[:rows])
        goes = arrive + knock + back * pace <= self.end[:rows]
        band = of.band.take(arrive.astype(np.int32), mode="clip")
        band += of.row[node].astype(np.int32)[:, None]
        met = np.where(goes, of.chance.take(band), 0).mean(axis=1)
        self.value[:rows] += of.points[node] * met - np.where(goes, of.metres.take(way), 0).mean(axis=1)
        where = of.where[target]
        there = goes & (of.low.take(band) <= where) & (where < of.high.take(band))
        takes = np.where(there, of.service[node][:, None], knock)
        takes *= of.talk[target]
        takes += arrive
        self.now[:rows] = np.where(goes, takes, now)
        self.at[:rows] = np.where(goes, place, at)
        few = np.flatnonzero(of.taken[target] | of.detained[target])
        if len(few):
            self.bring(few, target[few], place[few], there[few])

    def bring(self, rows: Ints, target: Ints, place: Places, there: Bools) -> None:
        """A detained person goes to the custody place; when the seats are full, the squad drives to the court."""
        of = self.of
        seats = self.seats[rows] + (there & of.taken[target][:, None])
        away = there & of.detained[target][:, None]
        full = there & ~away & (seats >= of.seats[self.crews[rows]][:, None])
        goal = np.where(away, np.int32(of.custody), self.home[rows])
        way = place * of.places + goal
        gone = away | full
        handing = np.where(away, np.float32(AT_CUSTODY_S), np.float32(AT_COURT_S))
        self.now[rows] += np.where(gone, of.seconds.take(way, mode="clip") * self.pace[rows] + handing, np.float32(0))
        self.value[rows] -= np.where(gone, of.metres.take(way, mode="clip"), 0).mean(axis=1)
        self.at[rows] = np.where(gone, goal, self.at[rows])
        self.seats[rows] = np.where(away, np.maximum(seats - 1, 0), np.where(full, 0, seats))
