"""How these tests are spread over the processes of a run: the longest first, and whoever shares a court stays together."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

LONGEST: Final = ("test_day", "test_planning", "test_pages", "test_answers")
"""These begin first, so that no process waits long for another at the end."""
ALONE: Final = ("test_pages", "test_answers")
"""Files whose tests any process takes one by one; those of another file use one court, one after the other."""


def longest_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests of this folder with the longest first, in the places they had; whatever else was collected stays."""
    here = [item for item in items if item.path.parent == Path(__file__).parent]
    ordered = iter(sorted(here, key=_turn))
    return [next(ordered) if item.path.parent == Path(__file__).parent else item for item in items]


def _turn(item: pytest.Item) -> int:
    return LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST)


class ByCourt(LoadScopeScheduling):  # type: ignore[misc] # reason: the library has no types
    """Hands out the tests of one court at once, in the order in which they were collected."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return nodeid if Path(file).stem in ALONE else file
