"""What a problem must be before anybody plans on it: said at once and in full, instead of a search that never ends."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

import numpy as np

from app.sweeps.planning.plan import times, weave
from app.sweeps.planning.problem import Door, Problem, Squad, Table, Target, able

MOST_TARGETS: Final = 3_000
"""More than this is several sweeps: the ways between all their places would not fit into memory."""
MOST_SQUADS: Final = 1_000
MOST_S: Final = 7 * 86_400
"""No squad is out, and nobody is called on, for longer than a week."""
EVER: Final = 1 << 40
"""A door open until then is open as long as it takes; searches add times up, and above this they would run over."""
MOST_WAY: Final = 10**9
"""Seconds and metres to where nobody drives; a longer way makes searches run over and never end."""
MOST_POINTS: Final = 10**7
MOST_SEATS: Final = 1_000
MOST_PLACE: Final = 1 << 31
SHOWN: Final = 20
Whole: Final = (int, np.integer)
Number: Final = (float, int, np.floating, np.integer)


class Lack(StrEnum):
    """What is wrong with a problem."""

    TOO_MANY = "too_many"
    """More targets than one sweep holds."""
    TABLE = "table"
    """A table of ways is not square, or smaller than the places that are named."""
    HOLES = "holes"
    """A table has ways that nobody told, or that are longer than any on earth."""
    TARGET = "target"
    """A target, or one of his doors, has a number that cannot be: a stay below nothing, a chance above one."""
    SQUAD = "squad"
    """A squad has one: it is out before the zero of the problem, back before it starts, or for longer than a week."""
    TWICE = "twice"
    """Two targets, or two squads, have the same id."""
    PAIR = "pair"
    """A pair names somebody who is not sought, or one person twice, or no time within which both are called on."""
    LOCK = "lock"
    """A lock names nobody sought, no squad or no door of his, or no place of its own on the route."""
    LOCKS_LATE = "locks_late"
    """The stops fixed on a squad's route are more than it can make within their hours and its own."""
    NO_SQUADS = "no_squads"
    WINDOW = "window"
    """All doors of a target close before they open, or are open only while no squad that may go there is out."""
    UNREACHABLE = "unreachable"
    """Nobody can be reached, visited and left in time by any squad."""


FATAL: Final = frozenset(Lack) - {Lack.NO_SQUADS, Lack.WINDOW, Lack.UNREACHABLE}
"""With these no plan can be made at all; with the others some are left out, and told why."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing wrong: how many there are of it, and the first of the targets, squads or cells (from, to) it is wrong of."""

    lack: Lack
    count: int
    targets: tuple[UUID, ...] = ()
    cells: tuple[tuple[int, int], ...] = ()
    squads: tuple[UUID, ...] = ()

    def __str__(self) -> str:
        named = ", ".join(str(one) for one in (*self.targets, *self.squads, *self.cells))
        return f"{self.lack.value}: {self.count}" + (f" ({named})" if named else "")


class UnplannableError(Exception):
    """No plan can be made; `troubles` tells why."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__("; ".join(str(one) for one in troubles))
        self.troubles = troubles


def require_plannable(problem: Problem) -> None:
    """Raise when no plan can be made at all."""
    fatal = [one for one in troubles(problem) if one.lack in FATAL]
    if fatal:
        raise UnplannableError(fatal)


def troubles(problem: Problem) -> list[Trouble]:
    """Everything wrong with a problem, the fatal first; those that make the rest meaningless alone."""
    many = max(len(problem.targets), len(problem.squads) * MOST_TARGETS // MOST_SQUADS)
    if many > MOST_TARGETS:
        return [Trouble(Lack.TOO_MANY, len(problem.targets))]
    wrong = [*_values(problem), *_names(problem)]
    wrong = wrong or [*_tables(problem)]
    return wrong or [*_locks_late(problem)] or [*_squads(problem)]


def _values(problem: Problem) -> Iterator[Trouble]:
    """Numbers that no search can reckon with."""
    targets = tuple(one.id for one in problem.targets if not _sound_target(one))
    if targets:
        yield Trouble(Lack.TARGET, len(targets), targets=targets[:SHOWN])
    squads = tuple(one.id for one in problem.squads if not _sound_squad(one))
    if squads:
        yield Trouble(Lack.SQUAD, len(squads), squads=squads[:SHOWN])


def _sound_target(one: Target) -> bool:
    return _within(one.seats, 0, MOST_SEATS) and all(_sound_door(door) for door in one.doors)


def _sound_door(door: Door) -> bool:
    """Whether a door is one a squad may stand at; one that closes before it opens is, only nobody ever goes there."""
    return (
        isinstance(door.chance, Number)
        and 0 <= door.chance <= 1
        and _within(door.window.opens, -EVER, EVER)
        and _within(door.window.closes, -EVER, EVER)
        and _within(door.service, 0, MOST_S)
        and (door.knock is None or _within(door.knock, 0, MOST_S))
        and _within(door.points, 0, MOST_POINTS)
        and _within(door.place, -MOST_PLACE, MOST_PLACE)
    )


def _sound_squad(one: Squad) -> bool:
    return (
        _within(one.start, 0, MOST_S)
        and _within(one.end, one.start, MOST_S)
        and _within(one.seats, 0, MOST_SEATS)
        and _within(one.start_place, -MOST_PLACE, MOST_PLACE)
        and _within(one.end_place, -MOST_PLACE, MOST_PLACE)
    )


def _within(value: object, least: int, most: int) -> bool:
    return isinstance(value, Whole) and bool(least <= value <= most)


def _names(problem: Problem) -> Iterator[Trouble]:
    """Ids that stand twice, and pairs and locks that name nobody or nothing."""
    targets, squads = _twice(one.id for one in problem.targets), _twice(one.id for one in problem.squads)
    if targets or squads:
        yield Trouble(Lack.TWICE, len(targets) + len(squads), targets=targets[:SHOWN], squads=squads[:SHOWN])
    odd = [
        pair
        for pair in problem.pairs
        if pair.one_id == pair.other_id
        or not {pair.one_id, pair.other_id} <= problem.target.keys()
        or not _within(pair.within, 0, EVER)
    ]
    if odd:
        ids = dict.fromkeys(one for pair in odd for one in (pair.one_id, pair.other_id))
        yield Trouble(Lack.PAIR, len(odd), targets=tuple(ids)[:SHOWN])
    held = _odd_locks(problem)
    if held:
        yield Trouble(Lack.LOCK, len(held), targets=held[:SHOWN])


def _twice(ids: Iterable[UUID]) -> tuple[UUID, ...]:
    return tuple(one for one, count in Counter(ids).items() if count > 1)


def _odd_locks(problem: Problem) -> tuple[UUID, ...]:
    """Targets with a lock that holds them nowhere, or more than one."""
    again = set(_twice(lock.target_id for lock in problem.locks))
    spots = Counter((lock.squad_id, lock.position) for lock in problem.locks)
    return tuple(
        dict.fromkeys(
            lock.target_id
            for lock in problem.locks
            if lock.target_id in again
            or spots[lock.squad_id, lock.position] > 1
            or lock.target_id not in problem.target
            or lock.squad_id not in problem.squad
            or not _within(lock.position, 1, MOST_PLACE)
            or not _within(lock.door, 0, len(problem.target[lock.target_id].doors) - 1)
        )
    )


def _locks_late(problem: Problem) -> Iterator[Trouble]:
    """Squads whose fixed stops alone are too much: no search can mend what a hand fixed."""
    if not problem.locks:
        return
    held = {squad.id: problem.locks_of(squad.id) for squad in problem.squads}
    late = tuple(squad.id for squad in problem.squads if not times(problem, squad, weave((), held[squad.id])).on_time)
    if late:
        yield Trouble(Lack.LOCKS_LATE, len(late), squads=late[:SHOWN])


def _tables(problem: Problem) -> Iterator[Trouble]:
    places = {door.place for target in problem.targets for door in target.doors}
    places |= {place for squad in problem.squads for place in (squad.start_place, squad.end_place)}
    places |= set() if problem.custody_place is None else {problem.custody_place}
    needed = max(places, default=-1) + 1
    for table in (problem.seconds, problem.metres):
        if not _square(table, needed) or min(places, default=0) < 0:
            yield Trouble(Lack.TABLE, needed)
            continue
        holes = np.argwhere((table.numbers < 0) | (table.numbers > MOST_WAY))
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
