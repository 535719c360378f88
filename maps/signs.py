"""The colours and shapes of a map, in one place for the map and its legend. Colour alone never tells: shape and a sign say it too."""

from enum import StrEnum
from typing import Final

UNASSIGNED: Final = "#5b6470"
"""Squad 0: what no squad has taken."""

COLOURS: Final = (UNASSIGNED, "#0b5fa5", "#b0441a", "#0f7566", "#8a2d6b", "#7a6000", "#4b3fa3", "#2f6b1f", "#a3123a")
"""By squad number. Told apart with the common kinds of colour-blindness; white on each has a contrast of at least 4.5."""


class Shape(StrEnum):
    """The outline of a mark on the map; each measure has one of its own."""

    DISC = "disc"
    SQUARE = "square"
    DIAMOND = "diamond"
    SHIELD = "shield"
    HEXAGON = "hexagon"
    DROP = "drop"


SHAPES: Final = tuple(Shape)


def colour_of(squad: int) -> str:
    """The colour of a squad by its number; beyond the last they begin again after grey."""
    return COLOURS[0] if squad < 1 else COLOURS[1 + (squad - 1) % (len(COLOURS) - 1)]


def shape_of(place: int) -> Shape:
    """The shape of the measure at that place of the legend."""
    return SHAPES[place % len(SHAPES)]
