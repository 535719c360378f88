"""Watches over the effort of a plan, counted in steps so that the same plan comes out again."""

import random

from app.sweeps.planning import Watch


def steps(most: int) -> Watch:
    """So many steps."""
    done = iter(range(1, 1 << 30))
    return lambda best: next(done) / most  # noqa: ARG005 - the promise of Watch


def lot(seed: int) -> random.Random:
    """A drawing that comes out the same again."""
    return random.Random(seed)  # noqa: S311 - no secret
