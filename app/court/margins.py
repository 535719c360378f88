"""Margins of a court's own papers. The form leaves 156 × 225 mm to the text; some provinces shift it on the sheet. Pure."""

import re
from dataclasses import dataclass
from typing import Final

HOUSE: Final = "37/26/35/28"
"""Top, right, bottom and left in millimetres, as the form of 2016 has them."""
SIDE: Final = range(20, 46)
"""What a side may have: less does not print, more is no margin."""
SHEET_WIDTH: Final = 210
SHEET_HEIGHT: Final = 297
TEXT_WIDTH: Final = range(152, 161)
"""A line holds 28 signs, or 27 where a binding takes its part."""
TEXT_HEIGHT: Final = range(218, 237)
_TYPED: Final = re.compile(r"(\d{2})/(\d{2})/(\d{2})/(\d{2})")


class NoMarginsError(ValueError):
    """These margins leave no room for the form of court papers."""


@dataclass(frozen=True, slots=True)
class Margins:
    """What stays white on each side, in millimetres."""

    top: int
    right: int
    bottom: int
    left: int

    def __str__(self) -> str:
        """As it is typed."""
        return f"{self.top}/{self.right}/{self.bottom}/{self.left}"


def read_margins(text: str) -> Margins:
    """The margins typed as 上/右/下/左; NoMarginsError when the text would no longer have its form."""
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        raise NoMarginsError(text)
    margins = Margins(*(int(one) for one in found.groups()))
    sides = (margins.top, margins.right, margins.bottom, margins.left)
    wide, high = SHEET_WIDTH - margins.left - margins.right, SHEET_HEIGHT - margins.top - margins.bottom
    if not all(side in SIDE for side in sides) or wide not in TEXT_WIDTH or high not in TEXT_HEIGHT:
        raise NoMarginsError(text)
    return margins
