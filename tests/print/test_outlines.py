"""Outlines of the font pack are drawn with few points, and still look the same."""

from collections.abc import Sequence
from math import cos, pi, sin

import numpy as np
import pytest
from fontTools.pens.basePen import BasePen

from scripts.outlines import TOLERANCE, Drawn, Tracer, redraw

Place = tuple[float, float]
BETWEEN = 1.7 * TOLERANCE
"""Between the places that are looked at, a curve may stray a little more."""


def drawn_by(*contours: Sequence[tuple[Place, ...]]) -> list[Drawn]:
    """Contours of which each part is told by its points behind the first: one for a line, three for a curve."""
    pen: BasePen = Tracer(None)
    for (start,), *parts in contours:
        pen.moveTo(start)
        for part in parts:
            pen.lineTo(*part) if len(part) == 1 else pen.curveTo(*part)
        pen.closePath()
    (drawn,) = redraw([pen.contours()])
    return drawn


def place_on_wave(angle: float, size: float) -> Place:
    """A place of a round shape with a wave on it."""
    far = size * (1 + 0.15 * sin(3 * angle))
    return far * cos(angle), far * sin(angle)


def wavy(parts: int, size: float) -> list[tuple[Place, ...]]:
    """The shape told in many more curves than it needs."""

    def way(angle: float) -> Place:
        (x, y), (to_x, to_y) = place_on_wave(angle - 1e-4, size), place_on_wave(angle + 1e-4, size)
        return (to_x - x) / 2e-4, (to_y - y) / 2e-4

    told: list[tuple[Place, ...]] = [(place_on_wave(0, size),)]
    step = 2 * pi / parts
    for angle in (step * number for number in range(parts)):
        (x, y), (to_x, to_y) = place_on_wave(angle, size), place_on_wave(angle + step, size)
        (dx, dy), (to_dx, to_dy) = way(angle), way(angle + step)
        third = step / 3
        told.append(((x + dx * third, y + dy * third), (to_x - to_dx * third, to_y - to_dy * third), (to_x, to_y)))
    return told


def along(contour: Drawn) -> np.ndarray:
    """Places all along a drawn contour."""
    full: list[tuple[float, float, int]] = []
    for number, (x, y, on) in enumerate(contour):
        x_before, y_before, on_before = contour[number - 1]
        if not on and not on_before:
            full.append(((x + x_before) / 2, (y + y_before) / 2, 1))
        full.append((x, y, on))
    joints = [number for number, (_, _, on) in enumerate(full) if on]
    full = full[joints[0] :] + full[: joints[0] + 1]
    places = []
    at = 0
    while at < len(full) - 1:
        bent = not full[at + 1][2]
        start, handle, end = full[at][:2], full[at + 1][:2], full[at + 1 + bent][:2]
        if not bent:
            handle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        for part in np.linspace(0, 1, 20, endpoint=False):
            shares = ((1 - part) ** 2, 2 * part * (1 - part), part**2)
            places.append(
                [
                    sum(share * point[axis] for share, point in zip(shares, (start, handle, end), strict=True))
                    for axis in (0, 1)
                ]
            )
        at += 1 + bent
    return np.array(places)


def farthest(places: np.ndarray, others: np.ndarray) -> float:
    """How far a place lies from the nearest of the others at most."""
    away = places[:, None] - others[None]
    return float(np.hypot(away[..., 0], away[..., 1]).min(axis=1).max())


@pytest.mark.parametrize(("parts", "size"), [(40, 60.0), (60, 300.0), (36, 420.0)])
def test_a_curve_of_too_many_parts_is_drawn_in_its_place_with_few_points(parts: int, size: float) -> None:
    (contour,) = drawn_by(wavy(parts, size))
    assert len(contour) < parts
    whole = np.array([place_on_wave(angle, size) for angle in np.linspace(0, 2 * pi, 3000)])
    drawn = along(contour)
    assert farthest(drawn, whole) <= BETWEEN
    assert farthest(whole[::10], drawn) <= BETWEEN + size / 40


def test_corners_stay_where_they_are_and_the_way_round_is_turned() -> None:
    corners: list[Place] = [(0, 0), (400, 0), (400, 30), (0, 30)]
    (contour,) = drawn_by([(corners[0],), *((corner,) for corner in corners[1:])])
    assert sorted((x, y) for x, y, _ in contour) == sorted(corners)
    assert all(on for *_, on in contour)
    turns = sum(
        x * to_y - to_x * y for (x, y, _), (to_x, to_y, _) in zip(contour, [*contour[1:], contour[0]], strict=True)
    )
    assert turns < 0


def test_a_side_told_in_pieces_becomes_one_line() -> None:
    (contour,) = drawn_by([((0, 0),), ((130, 0),), ((260, 1),), ((400, 0),), ((400, 300),), ((0, 300),)])
    assert len(contour) == 4


def test_a_loop_of_one_curve_keeps_its_shape() -> None:
    (contour,) = drawn_by([((0, 0),), ((300, 500), (-300, 500), (0, 0))])
    assert along(contour)[:, 1].max() == pytest.approx(375, abs=2)


def test_a_glyph_without_an_outline_stays_empty() -> None:
    assert redraw([[], []]) == [[], []]


def test_glyphs_drawn_together_are_drawn_as_alone() -> None:
    pens = []
    for size in (80.0, 350.0):
        pen = Tracer(None)
        (start,), *parts = wavy(24, size)
        pen.moveTo(start)
        for part in parts:
            pen.curveTo(*part)
        pen.closePath()
        pens.append(pen.contours())
    assert redraw(pens) == [*redraw(pens[:1]), *redraw(pens[1:])]
