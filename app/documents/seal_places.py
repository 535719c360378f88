"""Where a seal belongs on a paper: over its date (骑年压月), and on each part that somebody takes with him.

The paper itself marks the spots, and only there is it sealed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pikepdf

SPOT: Final = "seal"
"""The name under which a file marks the middle of its seal; templates give it to the element inside `.seal`."""
PART: Final = "seal-{}"
"""The same on the second part of a sheet that is cut apart, on the third, and so on."""


@dataclass(frozen=True, slots=True)
class SealPlace:
    """A page, counted from zero, and the middle of the seal on it, in points from the lower left corner."""

    page: int
    across: float
    up: float


def places_of(content: bytes) -> tuple[SealPlace, ...]:
    """The marked spots, part by part; none on a paper that marks none."""
    import pikepdf  # noqa: PLC0415 - loads where it is used

    with pikepdf.open(BytesIO(content)) as pdf:
        if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
            return ()
        return tuple(_marked(pdf))


def _marked(pdf: "pikepdf.Pdf") -> Iterator[SealPlace]:
    import pikepdf  # noqa: PLC0415 - loads where it is used

    named, name, part = pikepdf.NameTree(pdf.Root.Names.Dests), SPOT, 1
    while name in named:
        spot = named[name]
        page = next(place for place, one in enumerate(pdf.pages) if one.obj.objgen == spot[0].objgen)
        yield SealPlace(page, float(spot[2]), float(spot[3]))
        part += 1
        name = PART.format(part)
