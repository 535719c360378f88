"""Bad input has a clear answer at once, never a search that does not end."""

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from app.sweeps.planning import Problem, Table, Window, planner
from app.sweeps.planning.demands import Lack, UnplannableError, troubles
from bench.planning.generator import make
from bench.planning.sweep_files import BadFileError, of_raw, read
from tests.support.watches import steps


def problem() -> Problem:
    return of_raw("drawn", make(12, 2, 1)).problem


def lacks(one: Problem) -> list[Lack]:
    return [trouble.lack for trouble in troubles(one)]


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
    ("change", "says"),
    [
        ({"squads": []}, "no squads"),
        ({"targets": "?"}, "not a sweep problem"),
        ({"seconds": [[None]]}, "not in the table of ways"),
    ],
)
def test_a_file_that_cannot_be_planned_says_why(tmp_path: Path, change: dict[str, object], says: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(make(6, 2, 1) | change), "utf-8")
    with pytest.raises(BadFileError, match=says):
        read(path)
