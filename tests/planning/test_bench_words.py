"""`python -m bench`: a wrong number is named and ends the command at once; a problem without worth or way is measured all the same."""

import pytest

from bench.__main__ import asked_for
from bench.planning.sweep_form import FAR, table


@pytest.mark.parametrize(
    "words",
    [
        "--seconds 0",
        "--seconds -5",
        "--seconds nan",
        "--seconds inf",
        "--seconds soon",
        "--seed -1",
        "--seed 1.5",
        "--n 0",
        "--n 10000",
        "--squads 0",
        "--seeds 0",
        "--scenarios 0",
        "--tours 0",
    ],
)
def test_a_wrong_number_is_named(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as no:
        asked_for(["sweep", *words.split()])
    assert no.value.code == 2
    name, given = words.split()
    told = capsys.readouterr().err
    assert f"argument {name}: '{given}'" in told


def test_right_numbers_are_read() -> None:
    asked = asked_for(["sweep", "--seconds", "0.5", "--seed", "7", "--n", "3000", "--scenarios", "300"])
    assert (asked.seconds, asked.seed, asked.n, asked.scenarios) == (0.5, 7, 3000, 300)


def test_ways_beyond_all_measure_are_as_long_as_the_longest() -> None:
    assert table([[0, 1e308], [10**40, 0]]).numbers.tolist() == [[0, FAR], [FAR, 0]]
