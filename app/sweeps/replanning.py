"""Planning on during the morning: who is left, where the squads are, what must not change, and what a new plan changes. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.sweeps.planning import Call, Door, Lock, Pair, PlanProposal, Problem, Squad, Target, Window, times
from app.sweeps.strikes import Strike

AGAIN: Final = 0.35
"""How much of his chance is left at an address where he was just not met: who is out stays out for a while."""
STANDS: Final = 5
"""How much more a stop is worth than its way once squads are out: nobody is left out to save a drive, only for want of time."""
NOTABLE_S: Final = 600
"""A stop that is made so much earlier or later is told."""
FAR: Final = 10**7
"""Seconds and metres to where no road leads."""


class Happened(StrEnum):
    """What makes a plan need to be thought over."""

    MISSED = "missed"
    DETAINED = "detained"
    DELAYED = "delayed"
    BREAKDOWN = "breakdown"
    ROAD_CLOSED = "road_closed"
    LEAD = "lead"


class Turned(StrEnum):
    """How the plan for one person changed."""

    SQUAD = "squad"
    ADDRESS = "address"
    ORDER = "order"
    ADDED = "added"
    DROPPED = "dropped"
    TIME = "time"
    """Earlier or later, nothing else."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a squad is: at a place, free from then on; `kept`: (target, position from 1) of the stops that stay its own."""

    squad_id: UUID
    place: int
    free_from: int
    kept: tuple[tuple[UUID, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """One stop of a plan, as people compare it."""

    squad_id: UUID
    target_id: UUID
    address_id: UUID
    arrive: int
    opens: int = 0
    """Not before then: the plan has the squad wait."""
    leave: int = 0
    """When the squad drives on; 0: as reckoned."""
    by_hand: bool = False
    """A hand gave it the time from `arrive` to `leave`, whoever is met and whatever comes of it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is otherwise for one person. `before` and `after` are empty where he was, or is, on no route."""

    turned: Turned
    target_id: UUID
    before: Planned | None
    after: Planned | None


@dataclass(frozen=True)
class Morning:
    """What is known at a moment: positions of the squads that go on, who is done with, who was missed where."""

    now: int
    positions: tuple[Position, ...]
    done: frozenset[UUID]
    missed: Mapping[UUID, UUID]
    """Target → the address where nobody was met."""
    closed: frozenset[int] = frozenset()
    """Places no road leads to."""
    sure: Mapping[UUID, tuple[UUID, float]] | None = None
    """Target → an address he was just seen at, and the chance there."""


def left_over(problem: Problem, morning: Morning, stops: Sequence[Planned]) -> Problem:
    """What is still to be planned: squads from where they are, people not done with, the next stop of each squad as it is."""
    here = {one.squad_id: one for one in morning.positions}
    problem = as_it_stands(problem, stops)
    targets = tuple(_target(one, morning) for one in problem.targets if one.id not in morning.done)
    kept = {target_id for one in morning.positions for target_id, _ in one.kept}
    targets = tuple(one for one in targets if one.doors or one.id in kept)
    squads = tuple(
        replace(
            one, start=here[one.id].free_from, start_place=here[one.id].place, end=max(one.end, here[one.id].free_from)
        )
        for one in problem.squads
        if one.id in here
    )
    pairs = tuple(_pairs(problem, {one.id for one in targets}, stops))
    bare = replace(_closed(problem, morning.closed), targets=targets, squads=squads, locks=(), pairs=pairs)
    return _committed(bare, problem, morning, stops)


def as_it_stands(problem: Problem, stops: Sequence[Planned]) -> Problem:
    """The problem with the times that hands gave, and with ends the plan keeps: what it took before nothing has to make good."""
    given = {one.target_id: one for one in stops if one.by_hand}
    last = {one.squad_id: one for one in stops if one.leave}
    return replace(
        problem,
        targets=tuple(_as_given(one, given.get(one.id)) for one in problem.targets),
        squads=tuple(_as_planned_back(problem, one, last.get(one.id)) for one in problem.squads),
    )


def _as_given(target: Target, stop: Planned | None) -> Target:
    if stop is None:
        return target
    stay = stop.leave - stop.arrive
    doors = tuple(
        replace(door, service=stay, knock=None) if door.address_id == stop.address_id else door for door in target.doors
    )
    return replace(target, doors=doors, detained=False)


def _as_planned_back(problem: Problem, squad: Squad, last: Planned | None) -> Squad:
    """The squad with its end where the plan has it back, when that is later."""
    if last is None:
        return squad
    doors = problem.target[last.target_id].doors
    place = next((door.place for door in doors if door.address_id == last.address_id), squad.end_place)
    return replace(squad, end=max(squad.end, last.leave + int(problem.seconds[place][squad.end_place])))


def _pairs(problem: Problem, left: Collection[UUID], stops: Sequence[Planned]) -> Iterable[Pair]:
    """The strikes still ahead: those the plan keeps. One that a hand took apart, or of whom one was met, is none any more."""
    at = {one.target_id: one.arrive for one in stops}
    for pair in problem.pairs:
        ids = (pair.one_id, pair.other_id)
        times_of = [at[one] for one in ids if one in at]
        struck = len(times_of) == len(ids) and max(times_of) - min(times_of) <= pair.within
        if all(one in left for one in ids) and (struck or not times_of):
            yield pair


def as_planned(problem: Problem, proposal: PlanProposal) -> list[Planned]:
    """A plan stop by stop."""
    return [
        Planned(
            route.squad_id,
            visit.target_id,
            problem.target[visit.target_id].doors[visit.door].address_id,
            visit.arrive,
        )
        for route in proposal.routes
        for visit in route.visits
    ]


def left_alone(
    strikes: Iterable[Strike], planned: Collection[UUID], seen: Collection[UUID]
) -> Iterator[tuple[UUID, UUID]]:
    """Strikes that a plan keeps on one side only, before anybody knocked: who is called on, and who is not."""
    for strike in strikes:
        there = [one for one in strike.ids if one in planned]
        if len(there) == 1 and not set(strike.ids) & set(seen):
            yield there[0], next(one for one in strike.ids if one != there[0])


def differences(before: Sequence[Planned], after: Sequence[Planned]) -> list[Difference]:
    """Person by person what is otherwise, what matters most first."""
    old, new = {one.target_id: one for one in before}, {one.target_id: one for one in after}
    moved = _reordered(before, after)
    found = []
    for target_id in dict.fromkeys([*old, *new]):
        turned = _turned(old.get(target_id), new.get(target_id), reordered=target_id in moved)
        if turned:
            found.append(Difference(turned, target_id, old.get(target_id), new.get(target_id)))
    return sorted(found, key=lambda one: list(Turned).index(one.turned))


def _turned(was: Planned | None, now: Planned | None, *, reordered: bool) -> Turned | None:
    if was is None or now is None:
        return Turned.ADDED if was is None else Turned.DROPPED
    if was.squad_id != now.squad_id:
        return Turned.SQUAD
    if was.address_id != now.address_id:
        return Turned.ADDRESS
    if reordered:
        return Turned.ORDER
    return Turned.TIME if abs(was.arrive - now.arrive) >= NOTABLE_S else None


def _reordered(before: Sequence[Planned], after: Sequence[Planned]) -> set[UUID]:
    """Those of one squad who changed places with others that stayed with it."""
    found: set[UUID] = set()
    for squad_id in {one.squad_id for one in before}:
        old = [one.target_id for one in before if one.squad_id == squad_id]
        new = [one.target_id for one in after if one.squad_id == squad_id and one.target_id in old]
        kept = [one for one in old if one in new]
        found |= {a for a, b in zip(kept, new, strict=True) if a != b}
    return found


def _target(one: Target, morning: Morning) -> Target:
    """His doors that are not over, with what the morning taught of him."""
    doors = [door for door in one.doors if door.window.closes > morning.now and door.place not in morning.closed]
    missed_at = morning.missed.get(one.id)
    if missed_at:
        doors = _after_a_miss(doors, missed_at)
    sure = (morning.sure or {}).get(one.id)
    if sure:
        doors = [
            replace(door, chance=sure[1] if door.address_id == sure[0] else (1 - sure[1]) * door.chance)
            for door in doors
        ]
    return replace(
        one,
        doors=tuple(
            replace(
                door,
                points=door.points * STANDS,
                window=Window(max(door.window.opens, morning.now), door.window.closes),
            )
            for door in doors
        ),
    )


def _after_a_miss(doors: Iterable[Door], address_id: UUID) -> list[Door]:
    """He is likelier elsewhere now, and hardly yet where he was missed."""
    found = list(doors)
    gone = max((door.chance for door in found if door.address_id == address_id), default=0.0)
    return [
        replace(
            door,
            chance=round(door.chance * AGAIN, 3)
            if door.address_id == address_id
            else round(min(0.95, door.chance / max(1 - gone, 0.3)), 3),
        )
        for door in found
    ]


def _closed(problem: Problem, closed: frozenset[int]) -> Problem:
    if not closed:
        return problem
    tables = []
    for table in (problem.seconds, problem.metres):
        rows = table.numbers.copy()
        rows[:, list(closed)] = FAR
        tables.append(type(table)(rows))
    return replace(problem, seconds=tables[0], metres=tables[1])


def _committed(bare: Problem, problem: Problem, morning: Morning, stops: Sequence[Planned]) -> Problem:
    """The kept stops of each squad at their positions, at doors that are open as long as it takes."""
    planned = {one.target_id: one for one in stops}
    targets = {one.id: one for one in bare.targets}
    locks: list[Lock] = []
    squads: list[Squad] = []
    for squad in bare.squads:
        at = next(one for one in morning.positions if one.squad_id == squad.id)
        calls = []
        for target_id, position in sorted(at.kept, key=lambda one: one[1]):
            if target_id in targets and target_id in planned and not _cut_off(problem, morning, planned[target_id]):
                target = targets[target_id]
                door = _kept_door(problem.target[target_id], planned[target_id], squad.start)
                targets[target_id] = replace(target, doors=(*target.doors, door), detained=False)
                locks.append(Lock(target_id, squad.id, position, len(target.doors)))
                calls.append(Call(target_id, len(target.doors)))
        alone = replace(bare, targets=tuple(targets.values()))
        squads.append(replace(squad, end=max(squad.end, times(alone, squad, calls).back)))
    return replace(bare, targets=tuple(targets.values()), locks=tuple(locks), squads=tuple(squads))


def _cut_off(problem: Problem, morning: Morning, stop: Planned) -> bool:
    """Whether no road leads to where the stop is."""
    doors = problem.target[stop.target_id].doors
    return any(door.address_id == stop.address_id and door.place in morning.closed for door in doors)


def _kept_door(target: Target, stop: Planned, start: int) -> Door:
    """The door of a stop that stays: open as long as it takes, never before his own hours or before the plan's moment."""
    own = [door for door in target.doors if door.address_id == stop.address_id]
    fixed = next((door for door in own if not door.known), None)
    here = fixed or next((door for door in own if door.window.closes > start), own[-1])
    opens = max(start, stop.opens, fixed.window.opens if fixed else min(door.window.opens for door in own))
    return replace(here, window=Window(opens, FAR), known=False)
