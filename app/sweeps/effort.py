"""How much effort a plan may cost: a watch over CPU seconds for people, or over steps where the same plan must come out again. Pure."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.sweeps.planning import Watch

SECONDS: Final = 10
SECONDS_BETWEEN_REPORTS: Final = 1.0


@dataclass(frozen=True)
class Limit:
    """How long to search: CPU seconds for people, steps where the same plan must come out again."""

    seconds: float | None = SECONDS
    steps: int | None = None


def watch(limit: Limit, report: Callable[[float, int], bool]) -> Watch:
    """A watch over the limit that reports once a second of computing and ends when the report says that it is enough.

    Reporting may raise to give up.
    """
    begun = told = time.thread_time()
    step, enough = 0, False

    def spent(best: int) -> float:
        nonlocal told, step, enough
        step += 1
        now = time.thread_time()
        if now - told >= SECONDS_BETWEEN_REPORTS:
            told = now
            enough = report(now - begun, best)
        if enough:
            return 1.0
        by_time = (now - begun) / limit.seconds if limit.seconds else 0.0
        return max(by_time, step / limit.steps if limit.steps else 0.0)

    return spent


def quiet(_spent: float, _best: int) -> bool:
    """Say nothing, and go on."""
    return False
