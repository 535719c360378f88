"""Outlines drawn again with few points, none farther from the old ones than a tolerance.

The faces of the pack were traced by a machine: their cubic outlines have many more joints than their shapes need, and
nearly all bytes of a paper are these. Here neighbouring segments become one run wherever a line, or a quadratic curve
of a few handles, stays within the tolerance; of all ways round a contour the one with fewest points is taken. Joints
stay where they were, so corners stay corners.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from fontTools.cu2qu import curve_to_quadratic
from fontTools.pens.basePen import BasePen
from numpy.typing import NDArray

TOLERANCE: Final = 1.0
"""How far, in thousandths of an em, a new outline may stray from the old one."""
LONGEST: Final = 5
"""As many segments become one run at most."""
HANDLES: Final = 3
"""A run is bent by so many points off the curve at most."""
STEPS: Final = 5
"""Each segment is looked at in as many places."""
ROUNDS: Final = 2
"""How often the places on a new curve are matched anew with those on the old one."""
STIFFNESS: Final = 1e-4
"""What keeps a fit with handles to spare from going astray."""
CORNER: Final = 0.82
"""The cosine of a turn (35 degrees) that no run passes, when both sides of it are ..."""
ARM: Final = 6 * TOLERANCE
"""... at least so long."""
HAIR: Final = 1e-6
"""Below this a number is noise of the machine; decisions are taken beyond it, so that every machine takes the same."""

Points = NDArray[np.float64]
Numbers = NDArray[np.int64]
Drawn = list[tuple[int, int, int]]
"""A contour: x, y, and whether the point lies on the curve."""
Runs = dict[tuple[int, int], list[tuple[int, int]]]
"""By first segment and number of segments: the handles of a run that may stand for them."""


class Tracer(BasePen):  # type: ignore[misc] # reason: the library has no types
    """Takes the contours of a glyph as cubic segments, four points each; a straight one is a cubic as well."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self._traced: list[list[list[tuple[float, float]]]] = []
        self._at = self._first = (0.0, 0.0)

    def contours(self) -> list[Points]:
        """Each contour that has a shape, from its sharpest corner on."""
        return [_from_sharpest(np.array(one, dtype=float)) for one in self._traced if one]

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the pen's own name
        self._traced.append([])
        self._at = self._first = point

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the pen's own name
        (x, y), (to_x, to_y) = self._at, point
        third = ((to_x - x) / 3, (to_y - y) / 3)
        self._curveToOne((x + third[0], y + third[1]), (to_x - third[0], to_y - third[1]), point)

    def _curveToOne(self, one: Any, two: Any, point: Any) -> None:  # noqa: N802 - the pen's own name
        if {one, two, point} != {self._at}:
            self._traced[-1].append([self._at, one, two, point])
        self._at = point

    def _closePath(self) -> None:  # noqa: N802 - the pen's own name
        self._lineTo(self._first)


@dataclass(frozen=True)
class Sheet:
    """The contours of some glyphs in one row of segments, so that they are measured together."""

    segments: Points
    path: Points
    """The places where the segments are looked at, STEPS of each; the last is its end."""
    ends: Numbers
    """Where each contour ends in the row."""
    stops: Numbers
    """For each segment: up to where a run that begins with it may go."""

    def of_runs(self, firsts: Numbers, length: int) -> tuple[Points, Points]:
        """Where these runs start, and the places along them."""
        return self.segments[firsts, 0], self.path[firsts[:, None] * STEPS + np.arange(length * STEPS)]


def redraw(glyphs: Sequence[Sequence[Points]]) -> list[list[Drawn]]:
    """The contours of each glyph with as few points as the tolerance allows, the other way round, as TrueType wants them."""
    row = [contour for glyph in glyphs for contour in glyph]
    if not row:
        return [[] for _ in glyphs]
    sheet = _sheet(row)
    runs = _runs(sheet)
    drawn = [_shortest(sheet, runs, end - len(one), end) for one, end in zip(row, sheet.ends.tolist(), strict=True)]
    taken = iter(drawn)
    return [[next(taken) for _ in glyph] for glyph in glyphs]


def _from_sharpest(contour: Points) -> Points:
    return np.roll(contour, -int(np.argmin(_turns(contour))), axis=0)


def _turns(segments: Points) -> Points:
    """The cosine of the turn where each segment begins, the last one coming before the first."""
    whole = segments[:, 3] - segments[:, 0]
    leaving, arriving = segments[:, 1] - segments[:, 0], segments[:, 3] - segments[:, 2]
    leaving = np.where(_lengths(leaving)[:, None] > 0, leaving, whole)
    arriving = np.roll(np.where(_lengths(arriving)[:, None] > 0, arriving, whole), 1, axis=0)
    both = _lengths(leaving) * _lengths(arriving)
    turns: Points = np.round((leaving * arriving).sum(axis=1) / (both + HAIR), 6)
    return turns


def _lengths(vectors: Points) -> Points:
    lengths: Points = np.sqrt((vectors * vectors).sum(axis=-1))
    return lengths


def _snapped(points: Points) -> Points:
    snapped: Points = np.floor(points + 0.5 + HAIR)
    return snapped


def _sheet(contours: Sequence[Points]) -> Sheet:
    segments = np.concatenate(contours)
    sizes = np.array([len(one) for one in contours])
    ends = np.cumsum(sizes)
    along = np.arange(1, STEPS + 1) / STEPS
    back = 1 - along
    bends = np.stack([back**3, 3 * along * back**2, 3 * along**2 * back, along**3])
    path = np.einsum("mip,is->msp", segments, bends).reshape(-1, 2)
    reach = _lengths(segments[:, 3] - segments[:, 0])
    sharp = (_turns(segments) < CORNER) & (np.minimum(reach, np.roll(reach, 1)) > ARM)
    sharp[ends - sizes] = True
    walls = np.append(np.flatnonzero(sharp), len(segments))
    stops = walls[np.searchsorted(walls, np.arange(len(segments)), side="right")]
    # A contour is never one run: it would begin and end in one point.
    whole = np.flatnonzero(
        (stops - np.arange(len(segments)) == np.repeat(sizes, sizes)) & (np.repeat(sizes, sizes) > 1)
    )
    stops[whole] -= 1
    return Sheet(segments, path, ends, stops)


def _runs(sheet: Sheet) -> Runs:
    """All runs that may stand for one to LONGEST segments.

    One longer than a run that may not is not tried, and one longer than a run of some handles with no fewer.
    """
    runs: Runs = {}
    firsts = np.arange(len(sheet.segments))
    needed = np.zeros(len(firsts), dtype=np.int64)
    for length in range(1, LONGEST + 1):
        firsts = firsts[firsts + length <= sheet.stops[firsts]]
        left = firsts
        for handles in range(min(HANDLES, 2 * length) + 1):
            tried = left[needed[left] <= handles]
            if not tried.size:
                continue
            drawn, strays = _fitted(*sheet.of_runs(tried, length), handles)
            good = strays <= TOLERANCE + HAIR
            found = tried[good]
            runs |= {(int(one), length): _pairs(points) for one, points in zip(found, drawn[good], strict=True)}
            needed[found] = handles
            left = np.setdiff1d(left, found)
        if length == 1:
            runs |= {(int(one), 1): _alone(sheet.segments[one]) for one in left}
        firsts = np.setdiff1d(firsts, left)
    return runs


def _pairs(points: Points) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in points]


def _alone(segment: Points) -> list[tuple[int, int]]:
    """One segment that few handles cannot follow gets as many as it needs."""
    curve = curve_to_quadratic([tuple(point) for point in segment.tolist()], TOLERANCE / 2)
    return _pairs(_snapped(np.array(curve[1:-1])))


def _fitted(start: Points, path: Points, handles: int) -> tuple[Points, Points]:
    """The best places of so many handles for each run, and how far the curve they make strays from the path."""
    end, start_drawn = _snapped(path[:, -1]), _snapped(start)
    steps = _lengths(np.diff(np.concatenate([start[:, None], path], axis=1), axis=1))
    along = np.cumsum(steps, axis=1)
    along /= along[:, -1:] + HAIR
    points = np.stack([start_drawn, end], axis=1)
    for _ in range(ROUNDS + 1 if handles else 0):
        points = _pulled((start_drawn, end), path, handles, along, steps)
        along = _matched(points, path, along)
    points[:, 1:-1] = _snapped(points[:, 1:-1])
    for _ in range(2):
        along = _matched(points, path, along)
    strays = _lengths(path - _shares(along, handles) @ points)[:, :-1].max(axis=1)
    return points[:, 1:-1], strays


def _pulled(ends: tuple[Points, Points], path: Points, handles: int, along: Points, steps: Points) -> Points:
    """The handles by least squares, each place of the path counting as much as the way to it is long."""
    start, end = ends
    shares = _shares(along, handles)
    inner = shares[:, :, 1:-1]
    rest = path - shares[:, :, :1] * start[:, None] - shares[:, :, -1:] * end[:, None]
    weighed = (inner * (steps + HAIR)[..., None]).transpose(0, 2, 1)
    least = STIFFNESS * steps.mean(axis=1)[:, None, None] * np.eye(handles)
    pulled = np.linalg.solve(weighed @ inner + least, weighed @ rest)
    return np.concatenate([start[:, None], pulled, end[:, None]], axis=1)


def _matched(points: Points, path: Points, along: Points) -> Points:
    """The place of the curve nearest to each place of the path: one step of Newton's from where it was."""
    handles = points.shape[1] - 2
    away = path - _shares(along, handles) @ points
    ways = _slopes(points, along)
    nearer: Points = np.clip(along + (away * ways).sum(axis=2) / ((ways * ways).sum(axis=2) + HAIR), 0, 1)
    return nearer


def _shares(along: Points, handles: int) -> Points:
    """What each point of a run (start, handles, end) adds to the place at `along`; joints lie midway between handles."""
    if not handles:
        return np.stack([1 - along, along], axis=2)
    piece, inside = _pieces(along, handles)
    before, after = (1 - inside) ** 2, inside**2
    first, last = piece == 0, piece == handles - 1
    shares = np.zeros((*along.shape, handles + 2))
    run, place = np.ogrid[: along.shape[0], : along.shape[1]]
    shares[run, place, piece] = np.where(first, before, before / 2)
    middle = 2 * inside * (1 - inside) + np.where(first, 0, before / 2) + np.where(last, 0, after / 2)
    shares[run, place, piece + 1] = middle
    shares[run, place, piece + 2] = np.where(last, after, after / 2)
    return shares


def _slopes(points: Points, along: Points) -> Points:
    """Which way, and how fast, a run goes at `along`."""
    handles = points.shape[1] - 2
    if not handles:
        return np.repeat(points[:, 1:] - points[:, :1], along.shape[1], axis=1)
    piece, inside = _pieces(along, handles)
    run = np.arange(len(points))[:, None]
    handle = points[run, piece + 1]
    joint = np.where((piece == 0)[..., None], points[run, piece], (points[run, piece] + handle) / 2)
    other = np.where((piece == handles - 1)[..., None], points[run, piece + 2], (points[run, piece + 2] + handle) / 2)
    part = inside[..., None]
    slopes: Points = 2 * handles * ((1 - part) * (handle - joint) + part * (other - handle))
    return slopes


def _pieces(along: Points, handles: int) -> tuple[Numbers, Points]:
    piece = np.minimum((along * handles).astype(np.int64), handles - 1)
    return piece, along * handles - piece


def _shortest(sheet: Sheet, runs: Runs, begin: int, end: int) -> Drawn:
    """The way round a contour that needs fewest points, backwards."""
    costs, steps = {begin: 0}, dict[int, int]()
    for joint in range(begin, end):
        for length in range(1, min(LONGEST, end - joint) + 1):
            handles = runs.get((joint, length))
            if handles is None:
                continue
            cost = costs[joint] + 1 + len(handles)
            if cost < costs.get(joint + length, cost + 1):
                costs[joint + length], steps[joint + length] = cost, length
    drawn: Drawn = []
    joint = end
    while joint > begin:
        length = steps[joint]
        (x, y), *_ = _pairs(_snapped(sheet.segments[joint - 1 : joint, 3]))
        drawn += [(x, y, 1), *((x, y, 0) for x, y in reversed(runs[joint - length, length]))]
        joint -= length
    return _without_implied(drawn)


def _without_implied(drawn: Drawn) -> Drawn:
    """A joint exactly midway between two handles goes without saying."""
    kept = []
    for number, (x, y, on) in enumerate(drawn):
        (x_before, y_before, on_before), (x_after, y_after, on_after) = (
            drawn[number - 1],
            drawn[(number + 1) % len(drawn)],
        )
        bent = not on_before and not on_after
        if not (on and bent and x_before + x_after == 2 * x and y_before + y_after == 2 * y):
            kept.append((x, y, on))
    return kept
