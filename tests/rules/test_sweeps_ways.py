"""Ways: by road where known, else estimated; and what the court's own drives taught."""

import pytest

from app.sweeps.ways import Leg, Pace, Spot, paces, tables
from maps.points import Point
from maps.travel import Travel

A, B, C = (Spot(Point(35.85, 106.64), "白阳镇"), Spot(Point(35.9, 106.7), "王洼镇"), Spot(None))


def seconds(*, by_township: dict[str, int] | None = None, slower: int = 100, roads: bool = False) -> list[list[int]]:
    assert A.point
    assert B.point
    known = {(A.point, B.point): (777, 8888)} if roads else {}
    found, _ = tables([A, B, C], Travel(), paces=by_township or {}, known=known, slower=slower)
    return [[int(cell) for cell in row] for row in found.numbers]


def test_a_hole_in_what_is_known_by_road_is_estimated() -> None:
    plain, mixed = seconds(), seconds(roads=True)
    assert mixed[0][1] == 777
    assert mixed[1][0] == plain[1][0]
    assert mixed[0][2] == plain[0][2]


def test_winter_slows_ways_by_road_too() -> None:
    assert seconds(roads=True, slower=150)[0][1] == 1166


def test_a_township_that_takes_longer_does_so_on_the_way_there() -> None:
    plain, slow = seconds(), seconds(by_township={"王洼镇": 150})
    assert slow[0][1] == pytest.approx(plain[0][1] * 1.5, abs=1)
    assert slow[1][0] == plain[1][0]


def test_few_drives_are_drawn_towards_the_estimate() -> None:
    few, many = paces([Leg("王洼镇", 600, 1200)]), paces([Leg("王洼镇", 600, 1200)] * 50)
    assert few["王洼镇"].percent == 117
    assert many["王洼镇"] == Pace(191, 50)


def test_what_cannot_be_is_bounded_and_nonsense_left_out() -> None:
    assert paces([Leg("王洼镇", 60, 100_000)] * 30)["王洼镇"].percent == 300
    assert paces([Leg("", 600, 600), Leg("王洼镇", 0, 5), Leg("王洼镇", 5, 0)]) == {}
