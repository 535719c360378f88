"""What a problem must be before anybody plans on it: said at once and in full, instead of a search that never ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

import numpy as np

from app.sweeps.planning.problem import Problem, Squad, Table, Target, able

MOST_TARGETS: Final = 3_000
"""More than this is several sweeps: the ways between all their places would not fit into memory."""
SHOWN: Final = 20


class Lack(StrEnum):
    """What is wrong with a problem."""

    TOO_MANY = "too_many"
    """More targets than one sweep holds."""
    TABLE = "table"
    """A table of ways is not square, or smaller than the places that are named."""
    HOLES = "holes"
    """A table has ways that nobody told."""
    NO_SQUADS = "no_squads"
    WINDOW = "window"
    """All doors of a target close before they open, or are open only while no squad that may go there is out."""
    UNREACHABLE = "unreachable"
    """Nobody can be reached, visited and left in time by any squad."""


FATAL: Final = frozenset({Lack.TOO_MANY, Lack.TABLE, Lack.HOLES})
"""With these no plan can be made at all; with the others some are left out, and told why."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing wrong: how many there are of it, and the first of the targets or cells (from, to) it is wrong of."""

    lack: Lack
    count: int
    targets: tuple[UUID, ...] = ()
    cells: tuple[tuple[int, int], ...] = ()


class UnplannableError(Exception):
    """No plan can be made; `troubles` tells why."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__("; ".join(f"{one.lack.value}: {one.count}" for one in troubles))
        self.troubles = troubles


def require_plannable(problem: Problem) -> None:
    """Raise when no plan can be made at all."""
    fatal = [one for one in troubles(problem) if one.lack in FATAL]
    if fatal:
        raise UnplannableError(fatal)


def troubles(problem: Problem) -> list[Trouble]:
    """Everything wrong with a problem, the fatal first; those that make the rest meaningless alone."""
    if len(problem.targets) > MOST_TARGETS:
        return [Trouble(Lack.TOO_MANY, len(problem.targets))]
    wrong = [*_tables(problem)]
    return wrong or [*_squads(problem)]


def _tables(problem: Problem) -> Iterator[Trouble]:
    places = {door.place for target in problem.targets for door in target.doors}
    places |= {place for squad in problem.squads for place in (squad.start_place, squad.end_place)}
    places |= set() if problem.custody_place is None else {problem.custody_place}
    needed = max(places, default=-1) + 1
    for table in (problem.seconds, problem.metres):
        if not _square(table, needed) or min(places, default=0) < 0:
            yield Trouble(Lack.TABLE, needed)
            continue
        holes = np.argwhere(table.numbers < 0)
        if len(holes):
            cells = tuple((int(a), int(b)) for a, b in holes[:SHOWN])
            yield Trouble(Lack.HOLES, len(holes), cells=cells)


def _square(table: Table, needed: int) -> bool:
    shape = table.numbers.shape
    return len(shape) == 2 and shape[0] == shape[1] >= needed  # noqa: PLR2004 - rows and columns


def _squads(problem: Problem) -> Iterator[Trouble]:
    if not problem.squads:
        yield Trouble(Lack.NO_SQUADS, 0)
        return
    closed = tuple(one.id for one in problem.targets if one.doors and not _opens(problem, one))
    if closed:
        yield Trouble(Lack.WINDOW, len(closed), targets=closed[:SHOWN])
    if problem.targets and not any(_reached(problem, one) for one in problem.targets):
        yield Trouble(Lack.UNREACHABLE, len(problem.targets), targets=tuple(one.id for one in problem.targets)[:SHOWN])


def _opens(problem: Problem, target: Target) -> bool:
    """Whether one of his doors is open while a squad that may go there is out."""
    crews = [squad for squad in problem.squads if able(squad, target)] or list(problem.squads)
    return any(
        door.window.opens <= door.window.closes and door.window.opens <= squad.end and squad.start <= door.window.closes
        for door in target.doors
        for squad in crews
    )


def _reached(problem: Problem, target: Target) -> bool:
    return any(_in_time(problem, squad, target) for squad in problem.squads if able(squad, target))


def _in_time(problem: Problem, squad: Squad, target: Target) -> bool:
    for door in target.doors:
        there = squad.start + int(problem.seconds[squad.start_place][door.place])
        begin = max(there, door.window.opens)
        back = begin + door.stay + int(problem.seconds[door.place][squad.end_place])
        if door.known and begin <= door.window.closes and back <= squad.end:
            return True
    return False
