"""How long a squad drives where no road network is loaded: the straight line, made longer, at one speed. It says so: 估算（无路网）.

The detour over the straight line is 1.32 in the plain and grows with relief (Annals of GIS 2021: 1.324 over 25 Chinese cities;
Kim et al. 2015: 1.435 in mountainous Gangwon), hence 1.45 for the loess hills; a court calibrates it from its own logs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from maps.ground import GroundError
from maps.points import EARTH_RADIUS_M, Point

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LABEL: Final = "估算（无路网）"
SECONDS_AN_HOUR: Final = 3600
METRES_A_KILOMETRE: Final = 1000

Matrix: TypeAlias = "NDArray[np.int64]"


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
        return int(self.matrix([a, b])[1][0, 1])

    def seconds(self, a: Point, b: Point) -> int:
        """Whole seconds on the way with its start and stop; 0 where the two are one place."""
        return self._seconds(self.metres(a, b))

    def matrix(self, points: Sequence[Point]) -> tuple[Matrix, Matrix]:
        """Seconds and metres from each point (row) to each (column); the same both ways. All at once: thousands in a blink."""
        import numpy as np  # noqa: PLC0415 - loads where it is used

        lat = np.radians(np.array([point.lat for point in points], dtype=np.float64))
        lon = np.radians(np.array([point.lon for point in points], dtype=np.float64))
        half_lat = np.sin((lat[None, :] - lat[:, None]) / 2)
        half_lon = np.sin((lon[None, :] - lon[:, None]) / 2)
        chord = half_lat**2 + np.cos(lat[:, None]) * np.cos(lat[None, :]) * half_lon**2
        straight = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(1.0, np.sqrt(chord)))
        metres = np.rint(straight * self.detour).astype(np.int64)
        drive = np.rint(metres / METRES_A_KILOMETRE / self.kmh * SECONDS_AN_HOUR).astype(np.int64)
        return np.where(metres == 0, 0, drive + self.stop_overhead_s), metres

    def _seconds(self, metres: int) -> int:
        if metres == 0:
            return 0
        return self.stop_overhead_s + round(metres / METRES_A_KILOMETRE / self.kmh * SECONDS_AN_HOUR)
