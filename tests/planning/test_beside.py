"""Two searches beside one another: the better plan is taken, whoever ends first; one that dies leaves the other."""

import os
import signal

import pytest

from app.sweeps.beside import Second, better, worth_it
from app.sweeps.planning import Problem, greedy, propose
from app.sweeps.planning.check import faults
from app.sweeps.planning.searching import never
from tests.support.make_sweeps import hills


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
