"""A second search with a seed of its own, in a process of its own, while this one searches too; the better plan of both is taken.

No store, no state: numbers go in, a plan comes back, and the process is gone. Loads the solvers: import it where it is used.
"""

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Final, Self

from app.sweeps.effort import Limit, watch
from app.sweeps.planning import PlanProposal, Problem, planner

log = logging.getLogger("fieldwrit")
MANY: Final = 30
"""Targets from which another seed brings more than its process costs."""
APART: Final = 10_007
"""How far the second seed is from the first: searches of one plan count on from theirs in small steps."""
OVER_S: Final = 10.0
"""How long after its seconds a second search is waited for on a machine that is busy; then the first plan stands alone."""
LOOK_S: Final = 0.5
PROMISE: Final = 0.1
"""On at most so many mornings a squad may be late."""


def worth_it(problem: Problem) -> bool:
    """Whether there is a processor for a second search, and enough to search for."""
    return len(problem.targets) >= MANY and len(os.sched_getaffinity(0)) > 1


@dataclass
class Second:
    """The second search, from its start to its end; leaving the block ends it, whatever it is doing."""

    problem: Problem
    seed: int
    seconds: float

    def __enter__(self) -> Self:
        spawn = multiprocessing.get_context("spawn")
        self.ear, mouth = spawn.Pipe(duplex=False)
        asked = (mouth, self.problem, (self.seed + APART) % 2**31, self.seconds)
        self.process: BaseProcess = spawn.Process(target=_searched, args=asked, daemon=True)
        try:
            self.process.start()
        except OSError as no:
            log.warning("no second search: %s", no)  # no memory or no more processes: the first plan stands alone
        finally:
            mouth.close()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.pid is not None:
            self.process.kill()
            self.process.join()
        self.ear.close()

    def plan(self, look: Callable[[], bool]) -> PlanProposal | None:
        """What it found; none when it did not begin, died or is waited for too long. `look` is asked meanwhile whether it is enough."""
        until = time.monotonic() + self.seconds + OVER_S
        while not self.ear.poll(LOOK_S):
            if look() or time.monotonic() > until:
                return None
        try:
            found: PlanProposal = self.ear.recv()
        except (EOFError, OSError):  # it died before it spoke, or in the middle of it
            return None
        return found


def better(problem: Problem, one: PlanProposal, other: PlanProposal, *, seed: int) -> PlanProposal:
    """On mornings that neither search has seen: the plan that keeps the promise on late squads, then the one that brings more."""

    def brings(proposal: PlanProposal) -> tuple[bool, float]:
        verdict = planner.expected(problem, proposal, seed=seed + 2 * APART)
        return verdict.late <= PROMISE, verdict.points

    return max(one, other, key=brings)


def _searched(mouth: Connection, problem: Problem, seed: int, seconds: float) -> None:
    """In the second process: search, say what was found, end. It ends early when nobody is left to tell."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the first process stops this one with it
    parent = multiprocessing.parent_process()

    def alone(_spent: float, _best: int) -> bool:
        return parent is None or not parent.is_alive()

    mouth.send(planner.plan(problem, seed=seed, watch=watch(Limit(seconds), alone)).proposal)
