"""When a serving process searches its memory for what is no longer needed.

Pages leave little behind that counting does not free, but a search looks at all that is there: the programs, the
templates and the statements of a day as well. What proved to stay is set aside, so that a search meets only what came
since, and searches are small and often rather than rare and long: no page waits for one.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SEARCHES_BEFORE_WHOLE: Final = 2
"""A whole search comes after so many of the younger half; the default of 10 makes each five times as long."""


@contextmanager
def unsearched() -> Iterator[None]:
    """Load without searching: what is loaded stays, and searching it again and again takes a fifth of the start."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def set_aside() -> None:
    """Take what is there now for what stays; it is no longer searched."""
    young, half, _ = gc.get_threshold()
    gc.set_threshold(young, half, SEARCHES_BEFORE_WHOLE)
    gc.collect()
    gc.freeze()


class Answers:
    """Counts the answers of a process and sets aside what stayed after the 1st, 2nd, 4th, 8th … of them.

    Templates and statements are made when a page is first asked for, most of them early. Doubling keeps what another
    thread has in hand at such a moment, and is then never searched, to a few pages' worth in the life of a process.
    """

    def __init__(self) -> None:
        self._count = 0
        self._turn = threading.Lock()

    def given(self) -> None:
        """One more answer has left the process."""
        with self._turn:
            self._count += 1
            doubled = self._count & (self._count - 1) == 0
        if doubled:
            set_aside()
