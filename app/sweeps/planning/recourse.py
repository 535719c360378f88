"""What the morning changes: where else somebody missed may be, and whom a squad with time to spare should try next.

Second visits (回马枪) come from here and never from the plan: planned beforehand they bring less than they cost, because who is
out at dawn is mostly out at ten as well. No stop that is planned is dropped for one that is suggested.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from app.sweeps.planning.arrays import Arrays, Bools, Floats, Tour
from app.sweeps.planning.greedy import insertions
from app.sweeps.planning.judge import Presence
from app.sweeps.planning.problem import METRES_A_POINT, Ints, Problem

GUARD_S: Final = 1200
"""A suggestion is made only where the squad would be back so long before its end."""
LEAST: Final = 0.08
"""A chance below this is not worth a knock."""


@dataclass(frozen=True)
class Standing:
    """Where a squad is, from when it is free, and the nodes still ahead of it."""

    squad: int
    now: int
    place: int
    ahead: Tour


@dataclass(frozen=True)
class Suggestion:
    """One more call: the node, before which of the stops ahead, how likely he is there, what it brings a second."""

    node: int
    gap: int
    chance: float
    score: float


class Belief:
    """What is thought of each person's whereabouts after all that was seen: the numbers from 0 to 1 that are ruled out."""

    def __init__(self, problem: Problem, arrays: Arrays) -> None:
        self.presence = Presence(problem, arrays)
        self.arrays = arrays
        doors = [problem.target[call.target_id].doors[call.door] for call in arrays.calls]
        self.band: Ints = np.array(
            [np.searchsorted(self.presence.edges, max(door.window.opens, 0), side="right") for door in doors],
            dtype=np.int64,
        )
        self.service: Ints = np.array([door.service for door in doors], dtype=np.int64)
        self.knock: Ints = np.array(
            [door.service if door.knock is None else door.knock for door in doors], dtype=np.int64
        )
        self.worth: Floats = np.array([float(door.points * METRES_A_POINT) for door in doors])
        self.away: Floats = arrays.stay - np.rint(
            np.array([door.chance for door in doors]) * (self.service - self.knock) + self.knock
        )
        self.prior: Floats = np.array([door.chance for door in doors])
        self.chance: Floats = self.prior.copy()
        self.missed: dict[int, list[tuple[float, float]]] = {}

    def miss(self, node: int, at: float) -> None:
        """Nobody was found at this node's address at that time."""
        band = int(np.searchsorted(self.presence.edges, at, side="right"))
        row, target = self.presence.row[node], int(self.arrays.target[node])
        gone = self.missed.setdefault(target, [])
        gone.append((float(self.presence.low[row, band]), float(self.presence.high[row, band])))
        left = 1.0 - _length(gone)
        for mate in np.flatnonzero(self.arrays.target == target).tolist():
            row, band = self.presence.row[mate], self.band[mate]
            low, high = float(self.presence.low[row, band]), float(self.presence.high[row, band])
            inside = _length([(max(a, low), min(b, high)) for a, b in gone])
            self.chance[mate] = max(0.0, (high - low - inside) / left) if left > 0 else 0.0

    def arrays_now(self, standing: Standing, guard: int) -> Arrays:
        """The arrays as this squad stands: what each call is worth and takes by what is thought now."""
        a, squad = self.arrays, standing.squad
        start, place, end = a.start.copy(), a.start_place.copy(), a.end.copy()
        start[squad], place[squad] = standing.now, standing.place
        end[squad] -= guard
        share = np.divide(self.chance, self.prior, out=np.zeros_like(self.prior), where=self.prior > 0)
        stay = self.chance * self.service + (1 - self.chance) * self.knock + self.away * share
        return replace(
            a,
            start=start,
            start_place=place,
            end=end,
            stay=np.rint(stay).astype(np.int64),
            prize=np.rint(self.chance * self.worth).astype(np.int64),
        )


def _length(spans: list[tuple[float, float]]) -> float:
    """How much of a line these spans cover."""
    covered, reached = 0.0, 0.0
    for low, high in sorted(spans):
        covered += max(0.0, high - max(low, reached))
        reached = max(reached, high)
    return covered


def suggest(
    belief: Belief, standing: Standing, free: Callable[[Ints], Bools], *, guard: int = GUARD_S
) -> Suggestion | None:
    """The call that brings most for its time and fits between the stops ahead; None when there is none.

    `free` tells which nodes may be suggested: nobody has found him and no squad has him ahead.
    """
    arrays = belief.arrays_now(standing, guard)
    nodes = np.flatnonzero(arrays.able[standing.squad] & (belief.chance >= LEAST))
    nodes = nodes[free(nodes)]
    if not len(nodes):
        return None
    made = insertions(arrays, standing.squad, standing.ahead, nodes, (0, len(standing.ahead)))
    score = np.where(made.fits & (made.gain > 0), made.gain / made.takes, -np.inf)
    gap, which = np.unravel_index(int(np.argmax(score)), score.shape)
    if score[gap, which] == -np.inf:
        return None
    node = int(nodes[which])
    return Suggestion(node, int(gap), float(belief.chance[node]), float(score[gap, which]))
