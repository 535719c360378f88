"""`python -m bench`: a wrong number is named and ends the command at once; a problem without worth or way is measured all the same."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.__main__ import asked_for, main
from bench.planning.generator import make
from bench.planning.sweep_form import FAR, table

VRPTW = """R1

VEHICLE
NUMBER     CAPACITY
  2         200

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

 0 40 50 0 0 1236 0
 1 45 68 10 912 967 90
 2 45 70 30 825 870 90
"""
TOPTW = "4 3 2 1\n0 100\n0 0 0 0 0 0 0 0 100\n1 3 4 1 7 0 0 0 50\n2 0 5 1 8 0 0 0 50\n"
BEST = "file,best\nr1,100\n"


@pytest.fixture
def refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], str]:
    """`refused("vrptw")`: what `python -m bench` says of the folder, which it does not measure."""

    def said(kind: str) -> str:
        monkeypatch.setattr("sys.argv", ["bench", kind, "--dir", str(tmp_path), "--seconds", "1"])
        assert main() == 2
        told = capsys.readouterr()
        assert told.out == ""
        return told.err

    return said


@pytest.mark.parametrize(
    ("kind", "files", "says"),
    [
        ("vrptw", ("", BEST), "r1.txt: no line with the number of vehicles"),
        ("vrptw", ("nothing but words", BEST), "r1.txt: no line with the number of vehicles"),
        ("vrptw", (VRPTW.replace("  2   ", "  0   "), BEST), "r1.txt: no line with the number of vehicles"),
        ("vrptw", (VRPTW.replace("10 912", "ten 912").replace("825 870", "870 825"), BEST), "times: line 11, 12"),
        ("vrptw", (VRPTW.replace("45 68 10 912 967 90", "45 68"), BEST), "line 11"),
        ("vrptw", (VRPTW.replace("45 68 10", "45 68 -10"), BEST), "line 11"),
        ("vrptw", (VRPTW.replace("45 68", "nan 1e400"), BEST), "line 11"),
        ("vrptw", (VRPTW.split(" 1 45", maxsplit=1)[0], BEST), "a customer at least"),
        ("vrptw", (VRPTW, "R1,100\n"), "best.csv: the first line names the columns"),
        ("vrptw", (VRPTW, "file,best\nr1,much\nr2,-1\n"), "best.csv: no value above 0, or no number of tours: r1, r2"),
        ("toptw", ("", BEST), "r1.txt: the first line tells no number of tours"),
        ("toptw", (TOPTW.replace("4 3", "4 x"), BEST), "r1.txt: the first line tells no number of tours"),
        ("toptw", (TOPTW.replace("4 1 7", "4 one 7"), BEST), "line 4"),
        ("toptw", (TOPTW, "file,best,m\nr1,15,few\n"), "no number of tours: r1"),
        ("toptw", (TOPTW, "file,best\nr1_m2,0\n"), "no value above 0"),
    ],
)
def test_a_file_of_routes_that_is_none_says_where(
    tmp_path: Path, refused: Callable[[str], str], kind: str, files: tuple[str, str], says: str
) -> None:
    for name, text in zip(("r1.txt", "best.csv"), files, strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    assert says in refused(kind)


@pytest.mark.parametrize("kind", ["vrptw", "toptw"])
def test_every_file_that_is_no_text_is_named(tmp_path: Path, refused: Callable[[str], str], kind: str) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"\xff\xfe\x00\x01")
    said = refused(kind)
    assert "a.txt: not a text" in said
    assert "b.txt: not a text" in said


@pytest.mark.parametrize("kind", ["sweep", "scale", "replan", "sync", "calib"])
def test_every_sweep_file_that_is_none_is_named_before_anything_is_measured(
    tmp_path: Path, refused: Callable[[str], str], kind: str
) -> None:
    (tmp_path / "a.json").write_text('{"targets": [', "utf-8")
    (tmp_path / "b.json").write_bytes(b"\xff\xfe")
    (tmp_path / "c.json").write_text("[" * 100_000, "utf-8")
    (tmp_path / "d.json").mkdir()
    (tmp_path / "e.json").write_text(json.dumps(make(6, 2, 1)), "utf-8")
    (tmp_path / "f.json").write_text("{}", "utf-8")
    said = refused(kind)
    assert [line[:1] for line in said.splitlines() if ": not a sweep problem" in line] == list("abcdf")


def test_a_place_where_no_plan_can_be_written_is_named_before_anything_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", "utf-8")
    with pytest.raises(SystemExit):
        asked_for(["sweep", "--plans", str(taken)])
    assert "argument --plans" in capsys.readouterr().err


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
