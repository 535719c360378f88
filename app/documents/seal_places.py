"""Where a seal belongs on a paper: over its date (骑年压月). The paper itself marks the spot, and only there is it set."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf

SPOT: Final = "seal"
"""The name under which a file marks the middle of its seal; templates give it to the element inside `.seal`."""


@dataclass(frozen=True, slots=True)
class SealPlace:
    """A page, counted from zero, and the middle of the seal on it, in points from the lower left corner."""

    page: int
    across: float
    up: float


def place_of(content: bytes) -> SealPlace | None:
    """The marked spot; None on a paper that has none."""
    with pikepdf.open(BytesIO(content)) as pdf:
        if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
            return None
        named = pikepdf.NameTree(pdf.Root.Names.Dests)
        if SPOT not in named:
            return None
        spot = named[SPOT]
        page = next(place for place, one in enumerate(pdf.pages) if one.obj.objgen == spot[0].objgen)
        return SealPlace(page, float(spot[2]), float(spot[3]))
