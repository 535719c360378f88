"""A paper's pages as lines of signs with their places, in points from the left and the upper edge."""

from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pdfplumber

MM: Final = 72 / 25.4
LEFT: Final = 28 * MM
RIGHT: Final = (210 - 26) * MM
TOP: Final = 37 * MM
BOTTOM: Final = (297 - 35) * MM
"""The text area of a court paper: 156 × 225 mm."""
SIZE: Final = 16.0


@dataclass(frozen=True)
class Line:
    """One line: its signs from left to right, and the height of their common foot."""

    foot: float
    signs: tuple[dict[str, Any], ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(str(sign["text"]) for sign in self.signs)

    @property
    def left(self) -> float:
        """Where it begins."""
        return float(self.signs[0]["x0"])

    @property
    def right(self) -> float:
        """Where its last sign ends."""
        return max(float(sign["x1"]) for sign in self.signs)

    @property
    def size(self) -> float:
        """The type size of its first sign."""
        return round(float(self.signs[0]["size"]), 1)

    @property
    def faces(self) -> set[str]:
        """The faces it is set in."""
        return {str(sign["fontname"]).partition("+")[2] for sign in self.signs}


def pages_of(content: bytes) -> list[list[Line]]:
    """The lines inside the text area, page by page, from top to bottom."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return [_lines(page) for page in pdf.pages]


def body_of(lines: list[Line]) -> list[Line]:
    """The lines of body size, below the titles."""
    return [line for line in lines if line.size == SIZE]


def _lines(page: Any) -> list[Line]:
    feet: dict[float, list[dict[str, Any]]] = defaultdict(list)
    for sign in page.chars:
        if TOP - 1 < sign["top"] < BOTTOM:
            feet[round(float(page.height) - float(sign["matrix"][5]), 2)].append(sign)
    return [Line(foot, tuple(signs)) for foot, signs in sorted(feet.items())]
