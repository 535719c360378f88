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
from maps.road_times import TIMEOUT_S, Cells, GraphHopper, MatrixFile, Osrm, RoadTimes, Valhalla, rounded

SERVICES: Final[dict[str, Callable[[str, float], RoadTimes]]] = {
    "osrm": lambda address, patience_s: Osrm(address, patience_s=patience_s),
    "valhalla": lambda address, patience_s: Valhalla(address, patience_s=patience_s),
    "graphhopper": lambda address, patience_s: GraphHopper(address, patience_s=patience_s),
    "file": lambda path, _patience_s: MatrixFile(Path(path)),
}


def source_of(setting: str, patience_s: float = TIMEOUT_S) -> RoadTimes | None:
    """The source that a setting such as `osrm http://127.0.0.1:5000` or `file /srv/ways.csv` names; none for an empty one."""
    if not setting:
        return None
    kind, _space, where = setting.partition(" ")
    if kind not in SERVICES or not where.strip():
        raise Refusal("places.roads_setting", Kind.INVALID)
    return SERVICES[kind](where.strip(), patience_s)


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
        tables = source.matrix(wanted)
    except GroundError as no:
        return _why(no)
    _keep(store, source, wanted, wanted, tables=tables, now=now)
    return ""


def fetch_new(store: Store, source: RoadTimes, points: Sequence[Point], now: Instant) -> str:
    """Ask only for the ways to and from points of which nothing was ever answered: a lead of this morning.

    The first silence ends the asking; the estimate stands for what is missing.
    """
    wanted = list({_key(point): point for point in points}.values())
    with store.reading() as session:
        answered = {point for way in known(session, wanted) for point in way}
    new = [one for one in wanted if one not in answered]
    if not new or len(wanted) == 1:
        return ""
    old = [one for one in wanted if one in answered]
    try:
        for starts, goals in ((new, wanted), (old, new)):
            if starts:
                _keep(store, source, starts, goals, tables=source.between(starts, goals), now=now)
    except GroundError as no:
        return _why(no)
    return ""


def _why(no: GroundError) -> str:
    return f"places.{no.code.replace('.', '_')}"


def _keep(
    store: Store,
    source: RoadTimes,
    starts: Sequence[Point],
    goals: Sequence[Point],
    *,
    tables: tuple[Cells, Cells],
    now: Instant,
) -> None:
    """Keep every cell that was answered."""
    seconds, metres = tables
    with store.writing() as session:
        for row, start in enumerate(starts):
            for column, goal in enumerate(goals):
                drive, length = seconds[row][column], metres[row][column]
                if start != goal and drive is not None and length is not None:
                    values = {"seconds": drive, "metres": length, "at": now}
                    session.merge(TravelTime(source=source.name, start=_key(start), goal=_key(goal), **values))


def _key(point: Point) -> str:
    lat, lon = rounded(point)
    return f"{lat:.4f},{lon:.4f}"
