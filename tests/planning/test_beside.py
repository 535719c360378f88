"""Two searches beside one another: the better plan is taken, whoever ends first; one that dies leaves the other."""

import multiprocessing
import os
import signal
import struct
import subprocess
import sys
import time
from dataclasses import replace
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from app.sweeps.beside import Second, better, worth_it
from app.sweeps.planning import Problem, greedy, propose
from app.sweeps.planning.check import faults
from app.sweeps.planning.searching import never
from tests.support.make_sweeps import hills

GONE_S = 60


def still() -> bool:
    return False


@pytest.fixture(scope="module")
def problem() -> Problem:
    return hills(7, targets=40)


def test_a_second_search_brings_a_plan_of_its_own_and_its_process_is_gone(problem: Problem) -> None:
    with Second(problem, seed=3, seconds=0.5) as second:
        found = second.plan(still)
    assert found is not None
    assert faults(problem, found) == []
    assert found.placed > 0
    assert not second.process.is_alive()


def test_a_second_search_that_is_killed_leaves_the_first(problem: Problem) -> None:
    with Second(problem, seed=3, seconds=60) as second:
        assert second.process.pid
        os.kill(second.process.pid, signal.SIGKILL)
        assert second.plan(still) is None


def test_a_second_search_that_dies_while_it_speaks_leaves_the_first(problem: Problem) -> None:
    second = Second(problem, seed=3, seconds=60)
    second.ear, mouth = multiprocessing.get_context("spawn").Pipe(duplex=False)
    os.write(mouth.fileno(), struct.pack("!i", 100_000) + b"half a plan")
    mouth.close()
    assert second.plan(still) is None
    second.ear.close()


def test_where_no_second_process_can_begin_the_first_search_stands_alone(
    problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_process: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(SpawnProcess, "start", full)
    with Second(problem, seed=3, seconds=60) as second:
        assert second.plan(still) is None


def test_a_second_search_whose_problem_nobody_can_plan_leaves_the_first(problem: Problem) -> None:
    odd = replace(problem, squads=(replace(problem.squads[0], start=-60), *problem.squads[1:]))
    with Second(odd, seed=3, seconds=60) as second:
        assert second.plan(still) is None


KILLED = """
import os, signal
from app.sweeps.beside import Second
from tests.support.make_sweeps import hills
with Second(hills(7, targets=40), seed=3, seconds=600) as second:
    print(second.process.pid, flush=True)
    signal.pause()
"""


def runs(pid: int) -> bool:
    """Whether a process lives; one that ended and was not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_second_search_does_not_outlive_a_first_process_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        pid = int(first.stdout.readline())
        assert runs(pid)
        first.kill()
    until = time.monotonic() + GONE_S
    while runs(pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not runs(pid)


def test_nobody_waits_for_it_when_it_is_enough_or_the_work_breaks_off(problem: Problem) -> None:
    with Second(problem, seed=3, seconds=60) as second:
        assert second.plan(lambda: True) is None
    assert not second.process.is_alive()
    with pytest.raises(KeyError), Second(problem, seed=3, seconds=60) as second:
        raise KeyError
    assert not second.process.is_alive()


def test_the_plan_that_brings_more_is_taken_in_either_order(problem: Problem) -> None:
    good = greedy.solve(problem, seed=0, guard=never)
    none = propose(problem, {})
    assert better(problem, good, none, seed=1) == better(problem, none, good, seed=1) == good


def test_one_processor_and_few_targets_search_once(problem: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    assert worth_it(problem)
    assert not worth_it(hills(7, targets=12))
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0})
    assert not worth_it(problem)
