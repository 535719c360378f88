"""What-if as a drawing: a bar for each variant, with the span in which the mean of the mornings lies. Plain numbers for a template."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 640
LEFT: Final = 150
ROW: Final = 44
CERTAIN: Final = 2.0
"""Standard errors to either side that are drawn."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One variant: how long its bar is, where its span begins and ends, and the number at its end."""

    name: str
    y: int
    width: float
    low: float
    high: float
    found: float


def bars(rows: Sequence[tuple[str, float, float]]) -> list[Bar]:
    """The bars of (name, found, error), all by one scale that begins at nobody."""
    most = max((found + CERTAIN * error for _, found, error in rows), default=0) or 1
    scale = (WIDTH - LEFT - 60) / most
    return [
        Bar(
            name,
            number * ROW,
            round(found * scale, 1),
            round(LEFT + max(found - CERTAIN * error, 0) * scale, 1),
            round(LEFT + (found + CERTAIN * error) * scale, 1),
            round(found, 1),
        )
        for number, (name, found, error) in enumerate(rows)
    ]
