"""How long a squad drives where no road network is loaded: the straight line, made longer, at one speed. It says so: 估算（无路网）.

The detour over the straight line is 1.32 in the plain and grows with relief (Annals of GIS 2021: 1.324 over 25 Chinese cities;
Kim et al. 2015: 1.435 in mountainous Gangwon), hence 1.45 for the loess hills; a court calibrates it from its own logs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from maps.ground import GroundError
from maps.points import Point, great_circle_metres

LABEL: Final = "估算（无路网）"
SECONDS_AN_HOUR: Final = 3600
METRES_A_KILOMETRE: Final = 1000

Matrix = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Travel:
    """Detour over the straight line, speed on the road, and the time lost at each start and stop."""

    detour: float = 1.45
    kmh: float = 34.0
    stop_overhead_s: int = 90
    label: str = LABEL

    def __post_init__(self) -> None:
        if not (self.detour >= 1 and self.kmh > 0 and self.stop_overhead_s >= 0):
            raise GroundError("travel.impossible", detour=self.detour, kmh=self.kmh, overhead=self.stop_overhead_s)

    def metres(self, a: Point, b: Point) -> int:
        """Whole metres by road, estimated."""
        return round(great_circle_metres(a, b) * self.detour)

    def seconds(self, a: Point, b: Point) -> int:
        """Whole seconds on the way with its start and stop; 0 where the two are one place."""
        return self._seconds(self.metres(a, b))

    def matrix(self, points: Sequence[Point]) -> tuple[Matrix, Matrix]:
        """Seconds and metres from each point (row) to each (column); the same both ways."""
        metres = [[0] * len(points) for _ in points]
        for i, start in enumerate(points):
            for j in range(i):
                metres[i][j] = metres[j][i] = self.metres(start, points[j])
        seconds = tuple(tuple(self._seconds(length) for length in row) for row in metres)
        return seconds, tuple(map(tuple, metres))

    def _seconds(self, metres: int) -> int:
        if metres == 0:
            return 0
        return self.stop_overhead_s + round(metres / METRES_A_KILOMETRE / self.kmh * SECONDS_AN_HOUR)
