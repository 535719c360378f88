"""Bad input has a clear answer at once, never a search that does not end."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.sweeps.planning import Lock, Pair, Problem, Table, Window, planner
from app.sweeps.planning.demands import Lack, UnplannableError, troubles
from bench.planning.generator import make
from bench.planning.sweep_files import BadFileError, of_raw, read
from tests.support.watches import steps


def problem() -> Problem:
    return of_raw("drawn", make(12, 2, 1)).problem


def lacks(one: Problem) -> list[Lack]:
    return [trouble.lack for trouble in troubles(one)]


def crewed(one: Problem, **numbers: Any) -> Problem:
    """The problem with other numbers of its first squad."""
    return replace(one, squads=(replace(one.squads[0], **numbers), *one.squads[1:]))


def sought(one: Problem, **numbers: Any) -> Problem:
    """The problem with other numbers of the first door of its second target."""
    first, second, *rest = one.targets
    doors = (replace(second.doors[0], **numbers), *second.doors[1:])
    return replace(one, targets=(first, replace(second, doors=doors), *rest))


def refused(one: Problem) -> list[Lack]:
    """Why planning refuses it."""
    with pytest.raises(UnplannableError) as told:
        planner.plan(one, seed=1, watch=steps(5))
    return [trouble.lack for trouble in told.value.troubles]


def test_a_sound_problem_has_no_trouble() -> None:
    assert troubles(problem()) == []


def test_without_squads_everybody_is_left_out_and_told_why() -> None:
    bare = replace(problem(), squads=())
    assert lacks(bare) == [Lack.NO_SQUADS]
    assert planner.plan(bare, seed=1, watch=steps(5)).proposal.placed == 0


def test_ten_thousand_targets_are_refused_before_anything_is_reckoned() -> None:
    sound = problem()
    many = tuple(replace(sound.targets[0], id=UUID(int=number)) for number in range(10_000))
    with pytest.raises(UnplannableError) as told:
        planner.plan(replace(sound, targets=many), seed=1, watch=steps(5))
    assert [(one.lack, one.count) for one in told.value.troubles] == [(Lack.TOO_MANY, 10_000)]


def test_ways_that_nobody_told_are_counted_and_named() -> None:
    seconds = problem().seconds.numbers.copy()
    seconds[0, 3] = seconds[4, 1] = -1
    holed = replace(problem(), seconds=Table(seconds))
    (trouble,) = troubles(holed)
    assert (trouble.lack, trouble.count, trouble.cells) == (Lack.HOLES, 2, ((0, 3), (4, 1)))
    with pytest.raises(UnplannableError):
        planner.plan(holed, seed=1, watch=steps(5))


def test_a_table_too_small_for_its_places_is_refused() -> None:
    assert Lack.TABLE in lacks(replace(problem(), metres=Table([[0]])))


def test_windows_that_contradict_are_named_and_the_rest_is_planned() -> None:
    sound = problem()
    never = tuple(replace(door, window=Window(9_000, 100)) for door in sound.targets[0].doors)
    odd = replace(sound, targets=(replace(sound.targets[0], doors=never), *sound.targets[1:]))
    (trouble,) = troubles(odd)
    assert (trouble.lack, trouble.targets) == (Lack.WINDOW, (sound.targets[0].id,))
    proposal = planner.plan(odd, seed=1, watch=steps(30)).proposal
    assert sound.targets[0].id in dict(proposal.unplaced)
    assert proposal.placed > 0


def test_when_nobody_can_be_reached_the_plan_is_empty_and_says_so() -> None:
    far = Table(problem().seconds.numbers + 90_000)
    lost = replace(problem(), seconds=far)
    assert lacks(lost) == [Lack.UNREACHABLE]
    assert planner.plan(lost, seed=1, watch=steps(30)).proposal.placed == 0


@pytest.mark.parametrize(
    "numbers",
    [
        {"start": -600},
        {"start": -600, "end": -60},
        {"start": 7200, "end": 3600},
        {"end": 8 * 86_400},
        {"end": 2**70},
        {"start": math.nan},
        {"start": 0.5},
        {"seats": -1},
        {"seats": 2**70},
    ],
)
def test_a_squad_that_is_out_when_nobody_can_be_is_named(numbers: dict[str, Any]) -> None:
    odd = crewed(problem(), **numbers)
    (trouble,) = troubles(odd)
    assert (trouble.lack, trouble.squads) == (Lack.SQUAD, (odd.squads[0].id,))
    assert refused(odd) == [Lack.SQUAD]


@pytest.mark.parametrize("name", ["service", "knock", "points", "chance"])
@pytest.mark.parametrize("value", [-1, -(10**9), 2**62, 2**70, math.nan, math.inf, 1.5])
def test_a_number_of_a_door_that_cannot_be_names_its_target(name: str, value: float) -> None:
    odd = sought(problem(), **{name: value})
    (trouble,) = troubles(odd)
    assert (trouble.lack, trouble.targets) == (Lack.TARGET, (odd.targets[1].id,))
    assert refused(odd) == [Lack.TARGET]


@pytest.mark.parametrize("value", [2**62, -(2**62), 2**70, math.nan, math.inf, 0.5])
def test_hours_that_no_clock_has_name_their_target(value: int) -> None:
    assert refused(sought(problem(), window=Window(value, 9_000))) == [Lack.TARGET]
    assert refused(sought(problem(), window=Window(0, value))) == [Lack.TARGET]


def test_hours_before_zero_and_without_an_end_are_hours() -> None:
    assert troubles(sought(problem(), window=Window(-3_600, 1 << 40))) == []


def test_everything_wrong_with_the_numbers_is_told_at_once() -> None:
    odd = crewed(sought(problem(), service=-1), start=-1)
    odd = replace(odd, targets=(replace(odd.targets[0], seats=-1), *odd.targets[1:]))
    with pytest.raises(UnplannableError) as told:
        planner.plan(odd, seed=1, watch=steps(5))
    assert {one.lack: (*one.targets, *one.squads) for one in told.value.troubles} == {
        Lack.TARGET: (odd.targets[0].id, odd.targets[1].id),
        Lack.SQUAD: (odd.squads[0].id,),
    }
    assert str(odd.squads[0].id) in str(told.value)


def test_the_same_id_twice_is_refused() -> None:
    sound = problem()
    assert refused(replace(sound, targets=(sound.targets[0], *sound.targets))) == [Lack.TWICE]
    assert refused(replace(sound, squads=(sound.squads[0], *sound.squads))) == [Lack.TWICE]


@pytest.mark.parametrize("way", [2**62, 10**10])
@pytest.mark.parametrize("table", ["seconds", "metres"])
def test_a_way_longer_than_any_is_none_that_somebody_told(table: str, way: int) -> None:
    numbers = getattr(problem(), table).numbers.copy()
    numbers[0, 3] = way
    tables: dict[str, Any] = {table: Table(numbers)}
    assert refused(replace(problem(), **tables)) == [Lack.HOLES]


NOBODY = UUID(int=2**100)
LOCKS: list[Callable[[UUID, UUID, UUID], tuple[Lock, ...]]] = [
    lambda _one, _other, crew: (Lock(NOBODY, crew, 1),),
    lambda one, _other, _crew: (Lock(one, NOBODY, 1),),
    lambda one, _other, crew: (Lock(one, crew, 1, 99),),
    lambda one, _other, crew: (Lock(one, crew, 1, -1),),
    lambda one, _other, crew: (Lock(one, crew, 0),),
    lambda one, other, crew: (Lock(one, crew, 1), Lock(other, crew, 1)),
    lambda one, _other, crew: (Lock(one, crew, 1), Lock(one, crew, 2)),
]


@pytest.mark.parametrize("locks", LOCKS)
def test_a_lock_that_holds_nobody_or_nowhere_is_refused(
    locks: Callable[[UUID, UUID, UUID], tuple[Lock, ...]],
) -> None:
    sound = problem()
    one, other, *_ = (target.id for target in sound.targets)
    assert refused(replace(sound, locks=locks(one, other, sound.squads[0].id))) == [Lack.LOCK]


def test_locked_stops_that_nobody_can_make_name_their_squad() -> None:
    sound = sought(problem(), service=90_000)
    odd = replace(sound, locks=(Lock(sound.targets[1].id, sound.squads[1].id, 1),))
    (trouble,) = troubles(odd)
    assert (trouble.lack, trouble.squads) == (Lack.LOCKS_LATE, (sound.squads[1].id,))
    assert refused(odd) == [Lack.LOCKS_LATE]


@pytest.mark.parametrize(("other", "within"), [(0, 600), (None, 600), (1, -1), (1, 2**70), (1, math.nan)])
def test_a_pair_of_one_person_or_with_nobody_or_in_no_time_is_refused(other: int | None, within: int) -> None:
    sound = problem()
    first = sound.targets[0].id
    tied = NOBODY if other is None else sound.targets[other].id
    assert refused(replace(sound, pairs=(Pair(first, tied, within),))) == [Lack.PAIR]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"squads": []}, "no squads"),
        ({"squads": [{"id": "s", "start": 900, "end": 60}]}, "the first is squad 0"),
        ({"targets": "?"}, "not a sweep problem"),
        ({"seconds": [[None]]}, "not in the table of ways"),
    ],
)
def test_a_file_that_cannot_be_planned_says_why(tmp_path: Path, change: dict[str, object], says: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(make(6, 2, 1) | change), "utf-8")
    with pytest.raises(BadFileError, match=says):
        read(path)
