"""The way into custody: by the check to the nearest place, held back until somebody admits him."""

from datetime import date, time

import pytest

from app.base.instant import Instant
from app.court.custody_places import CustodyPlace, NoCustodyPlaceError, read_custody_places
from app.sweeps.custody import EXAMINED_S, Custody
from app.sweeps.planning import Table
from maps.points import Point

HERE = Point(35.85, 106.64)
ADMITS = CustodyPlace("县拘留所", HERE, time(8), time(20))
FAR = CustodyPlace("市拘留所", HERE)
CHECK = CustodyPlace("县医院", HERE, examines=True)
ROWS = Table([[0, 600, 900], [600, 0, 300], [900, 300, 0]])
"""The court, and two places beyond it."""


def at(clock: str) -> Instant:
    return Instant.beijing_time(date(2026, 1, 17), time.fromisoformat(clock))


def test_places_are_read_line_by_line_with_their_hours() -> None:
    found = read_custody_places("彭阳县拘留所 35.8452,106.6501 8:00-20:00\n\n体检 彭阳县人民医院 35.8500，106.6400\n")
    assert found == (
        CustodyPlace("彭阳县拘留所", Point(35.8452, 106.6501), time(8), time(20)),
        CustodyPlace("彭阳县人民医院", Point(35.85, 106.64), examines=True),
    )
    assert read_custody_places("") == ()


@pytest.mark.parametrize(
    "text",
    ["彭阳县拘留所", "拘留所 95.8452,106.6501", "拘留所 35.8452,106.6501 20:00-8:00", "体检 医院 35.8452,106.6501", "所 35.8452,106.6501 25:00-26:00"],
)  # fmt: skip
def test_a_line_that_names_no_place_is_refused(text: str) -> None:
    with pytest.raises(NoCustodyPlaceError):
        read_custody_places(text)


def test_the_nearest_of_several_places_counts_from_each_door() -> None:
    custody = Custody((ADMITS, FAR), first=1)
    seconds, metres = custody.joined(ROWS, ROWS)
    assert [int(one) for one in seconds.numbers[:, custody.place]] == [600, 0, 0, 0]
    assert [int(one) for one in seconds.numbers[custody.place]] == [600, 0, 0, 0]
    assert int(metres[0][custody.place]) == 600


def test_whoever_is_examined_first_is_driven_there_on_the_way() -> None:
    custody = Custody((CHECK, FAR), first=1)
    seconds, metres = custody.joined(ROWS, ROWS)
    assert int(seconds[0][custody.place]) == 600 + 300 + EXAMINED_S
    assert int(metres[0][custody.place]) == 900
    assert int(seconds[custody.place][0]) == 900


def test_a_squad_waits_with_whom_it_took_until_somebody_admits_him() -> None:
    alone = Custody((ADMITS,), first=1)
    short = Table([[0, 600], [600, 0]])
    seconds, _ = alone.joined(short, short)
    assert alone.held(seconds, 0, at("06:50")) == 3600
    assert alone.held(seconds, 0, at("09:00")) == 0
    assert alone.held(seconds, 0, at("21:00")) == 0
    both = Custody((ADMITS, FAR), first=1)
    seconds, _ = both.joined(ROWS, ROWS)
    assert both.held(seconds, 0, at("06:50")) == 300
