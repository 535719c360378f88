"""Times by road, kept: asked of the court's own service or file once for each way, outside any transaction."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.base.store import Store
from app.places.tables import TravelTime
from maps.ground import GroundError
from maps.points import Point
from maps.road_times import GraphHopper, MatrixFile, Osrm, RoadTimes, Valhalla, rounded

SERVICES: Final[dict[str, Callable[[str], RoadTimes]]] = {
    "osrm": Osrm,
    "valhalla": Valhalla,
    "graphhopper": GraphHopper,
    "file": lambda path: MatrixFile(Path(path)),
}


def source_of(setting: str) -> RoadTimes | None:
    """The source that a setting such as `osrm http://127.0.0.1:5000` or `file /srv/ways.csv` names; none for an empty one."""
    if not setting:
        return None
    kind, _space, where = setting.partition(" ")
    if kind not in SERVICES or not where.strip():
        raise Refusal("places.roads_setting", Kind.INVALID)
    return SERVICES[kind](where.strip())


def known(session: Session, points: Sequence[Point]) -> dict[tuple[Point, Point], tuple[int, int]]:
    """Seconds and metres by road between these points, as far as they were ever answered."""
    spots: dict[str, list[Point]] = {}
    for point in points:
        spots.setdefault(_key(point), []).append(point)
    asked = select(TravelTime).where(TravelTime.start.in_(spots), TravelTime.goal.in_(spots)).order_by(TravelTime.at)
    return {
        (start, goal): (row.seconds, row.metres)
        for row in session.scalars(asked)
        for start in spots[row.start]
        for goal in spots[row.goal]
    }


def fetch(store: Store, source: RoadTimes, points: Sequence[Point], now: Instant) -> str:
    """Ask for the ways between these points that nobody answered yet, and keep the answers; empty, or why nothing came.

    A source that is silent or talks nonsense is no reason not to plan: the estimate stands for what is missing.
    """
    wanted = list({_key(point): point for point in points}.values())
    with store.reading() as session:
        have = known(session, wanted)
    open_points = [one for one in wanted if any((one, other) not in have for other in wanted if other != one)]
    if not open_points:
        return ""
    try:
        seconds, metres = source.matrix(wanted)
    except GroundError as no:
        return f"places.{no.code.replace('.', '_')}"
    with store.writing() as session:
        for row, start in enumerate(wanted):
            for column, goal in enumerate(wanted):
                drive, length = seconds[row][column], metres[row][column]
                if row != column and drive is not None and length is not None:
                    values = {"seconds": drive, "metres": length, "at": now}
                    session.merge(TravelTime(source=source.name, start=_key(start), goal=_key(goal), **values))
    return ""


def _key(point: Point) -> str:
    lat, lon = rounded(point)
    return f"{lat:.4f},{lon:.4f}"
