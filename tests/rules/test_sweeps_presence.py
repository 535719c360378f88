"""Chances start from what the court supposes and follow what its visits show."""

from datetime import date, datetime, time, timedelta

import pytest

from app.sweeps.planning_settings import SUPPOSED
from app.sweeps.presence import (
    Band,
    Cell,
    Origin,
    Priors,
    Season,
    Seen,
    Week,
    band_of,
    bands_between,
    learn,
    log_loss,
    season_of,
    week_of,
)

PRIORS = Priors({"home": {Band.DAWN: 0.6, Band.FORENOON: 0.2}, "registered": {Band.DAWN: 0.1}})
TODAY = date(2026, 1, 16)
DAWN = Cell("home", Band.DAWN, Week.WORKDAY, Season.WINTER)


def seen(met: int, missed: int, *, cell: Cell = DAWN, on: date = TODAY) -> list[Seen]:
    return [Seen(cell, True, on)] * met + [Seen(cell, False, on)] * missed


def test_without_visits_the_supposition_stands() -> None:
    chance = learn(PRIORS, [], TODAY).chance(DAWN)
    assert (chance.p, chance.visits, chance.origin) == (0.6, 0, Origin.SUPPOSED)


def test_fewer_visits_than_the_set_number_are_not_learned_from() -> None:
    assert learn(PRIORS, seen(0, 4), TODAY).chance(DAWN).p == 0.6


def test_visits_move_the_chance_and_are_told() -> None:
    chance = learn(PRIORS, seen(1, 9), TODAY).chance(DAWN)
    assert 0.1 < chance.p < 0.3
    assert (chance.visits, chance.met, chance.origin) == (10, 1, Origin.DAY)


def test_visits_at_such_hours_teach_other_days_too() -> None:
    weekend = Cell("home", Band.DAWN, Week.WEEKEND, Season.SUMMER)
    chance = learn(PRIORS, seen(0, 10), TODAY).chance(weekend)
    assert chance.origin == Origin.HOURS
    assert chance.p == pytest.approx(0.6 * 8 / 18)


def test_old_visits_count_less() -> None:
    fresh = learn(PRIORS, seen(0, 10), TODAY).chance(DAWN).p
    old = learn(PRIORS, seen(0, 10, on=TODAY - timedelta(days=1080)), TODAY).chance(DAWN).p
    assert fresh < old < 0.6


def test_nobody_is_certain() -> None:
    assert learn(PRIORS, seen(0, 10_000), TODAY).chance(DAWN).p == 0.01
    assert learn(PRIORS, seen(10_000, 0), TODAY).chance(DAWN).p == 0.99


def test_a_kind_nobody_described_is_met_as_at_a_registered_address() -> None:
    assert learn(PRIORS, [], TODAY).chance(Cell("mill", Band.DAWN, Week.WORKDAY, Season.WINTER)).p == 0.1


def test_the_hours_of_a_day() -> None:
    assert band_of(time(5, 0)) == Band.DAWN
    assert band_of(time(7, 29)) == Band.DAWN
    assert band_of(time(4, 59)) == Band.NIGHT
    assert band_of(time(23, 0)) == Band.NIGHT
    spans = bands_between(datetime(2026, 1, 17, 6, 0), datetime(2026, 1, 17, 9, 30))  # noqa: DTZ001 - a Beijing clock
    assert [(band, a.time(), b.time()) for band, a, b in spans] == [
        (Band.DAWN, time(6), time(7, 30)),
        (Band.MORNING, time(7, 30), time(9)),
        (Band.FORENOON, time(9), time(9, 30)),
    ]


def test_days_and_seasons() -> None:
    assert week_of(date(2026, 1, 17)) == Week.WEEKEND
    assert week_of(date(2026, 1, 16)) == Week.WORKDAY
    assert (season_of(date(2026, 1, 16)), season_of(date(2026, 7, 1))) == (Season.WINTER, Season.SUMMER)


def test_log_loss_is_less_for_who_tells_better() -> None:
    assert log_loss([(0.9, True), (0.1, False)]) < log_loss([(0.5, True), (0.5, False)])
    assert log_loss([]) == 0


def test_noon_at_home_is_a_little_likelier_than_the_forenoon_and_no_reason_to_wait() -> None:
    for kind in ("home", "parents", "registered", "kin"):
        forenoon, noon = (SUPPOSED.of(kind, band) for band in (Band.FORENOON, Band.NOON))
        assert forenoon <= noon <= 1.2 * forenoon
