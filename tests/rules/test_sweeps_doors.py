"""The doors of a target: each address in each band of his hours, with its chance."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.sweeps.doors import Span, Spot, by_hand, doors_of
from app.sweeps.planning import Door
from app.sweeps.planning_settings import SUPPOSED
from app.sweeps.presence import Learned
from tests.support.people import DAWN

HOME = Spot(UUID(int=1), "home", 1)
WORK = Spot(UUID(int=2), "work", 2)
HOUR = 3600


def doors(*spots: Spot, span: Span | None = None) -> list[Door]:
    found = doors_of(
        spots,
        starts=DAWN,
        span=span or Span(0, 6 * HOUR),
        points=50,
        service_s=1500,
        knock_s=420,
        chance=Learned(SUPPOSED).chance,
    )
    return list(found)


def test_each_address_has_a_door_in_each_band() -> None:
    found = doors(HOME, WORK)
    hours = [(one.window.opens, one.window.closes) for one in found if one.place == 1]
    assert hours == [(0, 5399), (5400, 10799), (10800, 19799), (19800, 21600)]
    assert len(found) == 8
    assert {one.knock for one in found} == {420}


def test_he_is_likelier_at_home_before_work_and_at_work_before_noon() -> None:
    found = {(one.place, one.window.opens): one.chance for one in doors(HOME, WORK)}
    assert found[1, 0] > found[1, 10800]
    assert found[2, 10800] > found[2, 0]


def test_nobody_is_at_two_places_at_once() -> None:
    many = [Spot(UUID(int=number), "home", number) for number in range(1, 5)]
    assert sum(one.chance for one in doors(*many) if one.window.opens == 0) == pytest.approx(0.95, abs=0.01)


def test_the_hours_of_the_judge_bound_them() -> None:
    found = doors(HOME, span=Span(HOUR, 2 * HOUR))
    assert [(one.window.opens, one.window.closes) for one in found] == [(3600, 5399), (5400, 7200)]
    assert [one.window.opens for one in doors(HOME, span=Span(HOUR, HOUR))] == [HOUR]


def test_a_scrap_of_a_band_is_no_door() -> None:
    assert len(doors(HOME, span=Span(5400 - 60, 2 * HOUR))) == 1


def test_a_door_by_hand_is_open_all_the_time_and_never_chosen_by_a_proposal() -> None:
    door = by_hand(HOME, span=Span(0, HOUR), stay_s=1200, points=50)
    assert (door.known, door.stay, door.window.closes) == (False, 1200, HOUR)
    assert DAWN + timedelta(seconds=door.window.opens) == DAWN
