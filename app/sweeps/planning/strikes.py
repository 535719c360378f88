"""Ways to strike a pair: each of its two put into the tour of a squad of its own, at times close to one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.sweeps.planning.arrays import Arrays, Floats
from app.sweeps.planning.exchange import A_SECOND
from app.sweeps.planning.greedy import spare
from app.sweeps.planning.moments import Moments
from app.sweeps.planning.problem import Ints

BUCKET_S: Final = 600
"""Of all ways into one tour that begin within so many seconds the best is looked at."""
HOUR_S: Final = 3_600
"""And of all ways for the same two squads within so many."""
WAYS: Final = 16
"""How many ways to strike a pair are weighed."""


@dataclass(frozen=True, slots=True)
class Way:
    """Two squads' tours with the two of a pair in them, and the moment from which both are called on."""

    squads: tuple[int, int]
    tours: tuple[tuple[int, ...], tuple[int, ...]]
    moment: int
    waits: bool
    """Whether a squad waits for that moment."""


@dataclass(frozen=True)
class _Side:
    """Ways to put one of the pair in; a row each."""

    squad: Ints
    begin: Ints
    """When he would be called on."""
    latest: Ints
    """Until when that can wait."""
    score: Floats
    tours: list[tuple[int, ...]]


def ways(moments: Moments, number: int, tours: Sequence[tuple[int, ...]]) -> Iterator[Way]:
    """The ways to strike this pair, which is in none of the tours, that seem to bring most. Its doors must be open."""
    couple = moments.couples[number]
    one, other = (_side(moments, target, tours) for target in couple.both)
    apart = one.begin[:, None] - other.begin[None, :]
    wait = np.maximum(np.abs(apart) - couple.within, 0)
    slack = np.where(apart < 0, (one.latest - one.begin)[:, None], (other.latest - other.begin)[None, :])
    fits = (one.squad[:, None] != other.squad[None, :]) & (wait <= slack)
    score = np.where(fits, one.score[:, None] + other.score[None, :] - A_SECOND * wait, -np.inf).ravel()
    for pick in _varied(score, one, other):
        if score[pick] > -np.inf:
            a, b = divmod(pick, len(other.squad))
            begins = sorted((int(one.begin[a]), int(other.begin[b])))
            yield Way(
                (int(one.squad[a]), int(other.squad[b])),
                (one.tours[a], other.tours[b]),
                middle(begins[0], begins[1], couple.within),
                bool(wait.ravel()[pick] > 0),
            )


def _varied(score: Floats, one: _Side, other: _Side) -> list[int]:
    """The rows and columns, counted through, of the best: one for any two squads and hour."""
    squads = int(max(one.squad.max(initial=0), other.squad.max(initial=0))) + 1
    hours = np.maximum(one.begin[:, None], other.begin[None, :]) // HOUR_S
    kind = ((hours * squads + one.squad[:, None]) * squads + other.squad[None, :]).ravel()
    order = np.argsort(-score, kind="stable")
    _, first = np.unique(kind[order], return_index=True)
    return [int(one) for one in order[np.sort(first)[:WAYS]]]


def middle(early: int, late: int, within: int) -> int:
    """The moment for two calls: as much room before the first as behind the last; the early one waits where it must."""
    return max(late - within, (early + late - within) // 2, 0)


def _side(moments: Moments, target: int, tours: Sequence[tuple[int, ...]]) -> _Side:
    """The best ways to put a target in: for each squad and every few minutes one."""
    a = moments.arrays
    rows: list[tuple[int, int, int, float, tuple[int, ...]]] = []
    for squad, tour in enumerate(tours):
        nodes = moments.nodes[target]
        nodes = nodes[a.able[squad, nodes] & (a.prize[nodes] > 0)]
        if len(nodes):
            rows += _into(a, squad, tour, nodes, moments)
    return _Side(
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([row[1] for row in rows], dtype=np.int64),
        np.array([row[2] for row in rows], dtype=np.int64),
        np.array([row[3] for row in rows], dtype=np.float64),
        [row[4] for row in rows],
    )


def _into(
    a: Arrays, squad: int, tour: tuple[int, ...], nodes: Ints, moments: Moments
) -> list[tuple[int, int, int, float, tuple[int, ...]]]:
    """The best ways into one tour, or into what is left of it without a stop that is not paired, by when they begin."""
    best: dict[int, tuple[int, int, int, float, tuple[int, ...]]] = {}
    shorter = [(*tour[:n], *tour[n + 1 :]) for n, node in enumerate(tour) if int(a.target[node]) not in moments.mate]
    now = _merit(a, squad, tour)
    for base in (tour, *shorter):
        leave, latest, places = spare(a, squad, base)
        before, after, here = places[:-1], places[1:], a.place[nodes]
        begin = np.maximum(leave[:, None] + a.seconds[np.ix_(before, here)], a.opens[nodes])
        on = a.stay[nodes] + a.seconds[np.ix_(here, after)].T
        until = np.minimum(latest[:, None] - on, a.closes[nodes])
        longer = a.metres[np.ix_(before, here)] + a.metres[np.ix_(here, after)].T
        gone = a.metres[before, after][:, None] if base else np.zeros((1, 1), dtype=np.int64)
        takes = begin + on - (leave + a.seconds[before, after])[:, None]
        score = a.prize[nodes] - longer + gone - A_SECOND * takes + (_merit(a, squad, base) - now)
        flat = np.where(begin <= until, score, -np.inf).ravel()
        for pick in np.argsort(-flat, kind="stable").tolist():
            if flat[pick] == -np.inf:
                break
            gap, which = divmod(pick, len(nodes))
            at, bucket = int(begin[gap, which]), int(begin[gap, which]) // BUCKET_S
            if bucket not in best or flat[pick] > best[bucket][3]:
                made = (*base[:gap], int(nodes[which]), *base[gap:])
                best[bucket] = (squad, at, int(until[gap, which]), float(flat[pick]), made)
    return list(best.values())


def _merit(a: Arrays, squad: int, tour: tuple[int, ...]) -> float:
    """What a tour is worth, less the time it takes."""
    return a.worth(squad, tour) - A_SECOND * float(a.arrivals(squad, list(tour))[-1])
