"""What the demonstration's seal looks like: a red ring around the words 演示印章, drawn as outlines."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

WORDS: Final = "演示印章"
SIZE: Final = 119
"""42 mm in points: the size of a court's seal."""
RED: Final = "0.78 0.05 0.05"
GLYPH: Final = 34
RING: Final = 0.5523
"""How far the handles of four curves lie to make a circle."""


class _Outline(BasePen):  # type: ignore[misc] # reason: the library has no types
    """Writes the outline of a glyph as a path of a page, scaled and moved to its place."""

    def __init__(self, glyphs: Any, scale: float, left: float, low: float) -> None:
        super().__init__(glyphs)
        self.lines: list[str] = []
        self._scale, self._left, self._low = scale, left, low

    def _at(self, *points: tuple[float, float]) -> str:
        return " ".join(f"{self._left + x * self._scale:.2f} {self._low + y * self._scale:.2f}" for x, y in points)

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the library's name
        self.lines.append(f"{self._at(point)} m")

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the library's name
        self.lines.append(f"{self._at(point)} l")

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802 - the library's name
        self.lines.append(f"{self._at(*points)} c")

    def _closePath(self) -> None:  # noqa: N802 - the library's name
        self.lines.append("h")


def drawn(face: Path) -> bytes:
    """The seal as the operators of a page, in a square of `SIZE` points."""
    return "\n".join([f"{RED} rg {RED} RG 3 w", *_ring(SIZE / 2, SIZE / 2 - 3), "S", *_words(face)]).encode("ascii")


def _words(face: Path) -> Iterator[str]:
    font = TTFont(face, fontNumber=0, lazy=True)
    glyphs, names, scale = font.getGlyphSet(), font.getBestCmap(), GLYPH / font["head"].unitsPerEm
    for place, sign in enumerate(WORDS):
        left = SIZE / 2 + (place % 2 - 1) * GLYPH
        low = SIZE / 2 - (place // 2) * GLYPH + GLYPH * 0.12
        pen = _Outline(glyphs, scale, left, low)
        glyphs[names[ord(sign)]].draw(pen)
        yield from pen.lines
        yield "f"


def _ring(middle: float, radius: float) -> Iterator[str]:
    near, far, arm = middle - radius, middle + radius, radius * RING
    yield f"{far:.2f} {middle:.2f} m"
    for points in (
        (far, middle + arm, middle + arm, far, middle, far),
        (middle - arm, far, near, middle + arm, near, middle),
        (near, middle - arm, middle - arm, near, middle, near),
        (middle + arm, near, far, middle - arm, far, middle),
    ):
        yield " ".join(f"{one:.2f}" for one in points) + " c"
