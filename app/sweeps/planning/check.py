"""The independent check that gates every plan: it shares no arithmetic with the solvers or with `times`."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from app.sweeps.planning.plan import PlanProposal, Route, Visit
from app.sweeps.planning.problem import AT_CUSTODY_S, Door, Problem


class Wrong(StrEnum):
    """What can be wrong with a plan."""

    SQUADS = "squads"
    """Not exactly one route for each squad, in their order."""
    TARGET_UNKNOWN = "target_unknown"
    TARGET_TWICE = "target_twice"
    TARGET_FORGOTTEN = "target_forgotten"
    DOOR_UNKNOWN = "door_unknown"
    """No such door, or one of unknown position that nobody locked."""
    UNABLE = "unable"
    TOO_FAST = "too_fast"
    """There before it is possible to be."""
    EARLY = "early"
    LATE = "late"
    CUT_SHORT = "cut_short"
    """Left before the time of the visit was over, or told another time than was stayed."""
    BACK = "back"
    """Back before it is possible, or after the squad's end."""
    LENGTH = "length"
    LOCK = "lock"
    STRIKE = "strike"
    """Of two who would warn one another one is left alone, or they are called on too far apart; no hand wanted it so."""


@dataclass(frozen=True, slots=True)
class PlanFault:
    """One thing wrong: where."""

    wrong: Wrong
    squad_id: UUID | None = None
    target_id: UUID | None = None


def faults(problem: Problem, proposal: PlanProposal) -> list[PlanFault]:
    """Everything wrong with a plan; empty when it may be shown."""
    if [route.squad_id for route in proposal.routes] != [squad.id for squad in problem.squads]:
        return [PlanFault(Wrong.SQUADS)]
    found = list(_census(problem, proposal))
    if found:
        return found
    return [fault for route in proposal.routes for fault in (*_calls(problem, route), *_locks(problem, route))] or [
        *(fault for route in proposal.routes for fault in _schedule(problem, route)),
        *_strikes(problem, proposal),
    ]


def _census(problem: Problem, proposal: PlanProposal) -> Iterator[PlanFault]:
    told = [visit.target_id for route in proposal.routes for visit in route.visits]
    told += [target_id for target_id, _ in proposal.unplaced]
    known = {target.id for target in problem.targets}
    for target_id in sorted(set(told), key=str):
        if target_id not in known:
            yield PlanFault(Wrong.TARGET_UNKNOWN, target_id=target_id)
        if told.count(target_id) > 1:
            yield PlanFault(Wrong.TARGET_TWICE, target_id=target_id)
    for target_id in sorted(known - set(told), key=str):
        yield PlanFault(Wrong.TARGET_FORGOTTEN, target_id=target_id)


def _calls(problem: Problem, route: Route) -> Iterator[PlanFault]:
    squad = problem.squad[route.squad_id]
    for visit in route.visits:
        target = problem.target[visit.target_id]
        fixed = visit.target_id in problem.locked
        if not 0 <= visit.door < len(target.doors) or not (fixed or target.doors[visit.door].known):
            yield PlanFault(Wrong.DOOR_UNKNOWN, squad.id, target.id)
        lacking = target.needs - squad.abilities
        if not fixed and (lacking or target.seats > squad.seats or target.id in squad.barred):
            yield PlanFault(Wrong.UNABLE, squad.id, target.id)


def _locks(problem: Problem, route: Route) -> Iterator[PlanFault]:
    """A locked stop stands at its position, or, when the route is too short for that, behind all free stops."""
    seen = [visit.target_id for visit in route.visits]
    last_free = max((number for number, one in enumerate(seen, 1) if one not in problem.locked), default=0)
    here = sorted((lock for lock in problem.locks if lock.squad_id == route.squad_id), key=lambda lock: lock.position)
    order = [lock.target_id for lock in here]
    if [one for one in seen if one in order] != order:
        yield PlanFault(Wrong.LOCK, route.squad_id)
        return
    for lock in here:
        place = seen.index(lock.target_id) + 1
        behind = last_free < place < lock.position
        stays = place == lock.position or behind
        if not stays or route.visits[place - 1].door != lock.door:
            yield PlanFault(Wrong.LOCK, route.squad_id, lock.target_id)


def _strikes(problem: Problem, proposal: PlanProposal) -> Iterator[PlanFault]:
    """Both of a pair within its time, or neither; a stop fixed by hand stands whatever becomes of the other."""
    at = {visit.target_id: (route.squad_id, visit.arrive) for route in proposal.routes for visit in route.visits}
    for pair in problem.pairs:
        ids = (pair.one_id, pair.other_id)
        here, by_hand = [one for one in ids if one in at], [one for one in ids if one in problem.locked]
        if len(by_hand) == len(ids) or not here:
            continue
        if len(here) == 1:
            if here != by_hand:
                yield PlanFault(Wrong.STRIKE, at[here[0]][0], here[0])
        elif max(at[one][1] for one in ids) - min(at[one][1] for one in ids) > pair.within:
            yield PlanFault(Wrong.STRIKE, at[pair.other_id][0], pair.other_id)


def _schedule(problem: Problem, route: Route) -> Iterator[PlanFault]:
    squad = problem.squad[route.squad_id]
    doors = [problem.target[visit.target_id].doors[visit.door] for visit in route.visits]
    for visit, door in zip(route.visits, doors, strict=True):
        yield from _at_the_door(route.squad_id, visit, door)
        if visit.leave - visit.arrive != _expected(problem, visit, door):
            yield PlanFault(Wrong.CUT_SHORT, squad.id, visit.target_id)
    if not doors:
        if route.back != squad.start or route.metres:
            yield PlanFault(Wrong.BACK, squad.id)
        return
    places = [squad.start_place, *(door.place for door in doors), squad.end_place]
    leaves = [squad.start, *(visit.leave for visit in route.visits)]
    arrives = [*(visit.arrive for visit in route.visits), route.back]
    lengths = [*(visit.metres for visit in route.visits), route.back_metres]
    drives = [*(visit.drive for visit in route.visits), route.back_drive]
    for number, (a, b) in enumerate(pairwise(places)):
        target_id = route.visits[number].target_id if number < len(doors) else None
        if drives[number] != problem.seconds[a][b] or arrives[number] < leaves[number] + drives[number]:
            yield PlanFault(Wrong.TOO_FAST, squad.id, target_id)
        if lengths[number] != problem.metres[a][b]:
            yield PlanFault(Wrong.LENGTH, squad.id, target_id)
    if route.back > squad.end or route.late:
        yield PlanFault(Wrong.BACK, squad.id)


def _at_the_door(squad_id: UUID, visit: Visit, door: Door) -> Iterator[PlanFault]:
    if visit.arrive < door.window.opens:
        yield PlanFault(Wrong.EARLY, squad_id, visit.target_id)
    if visit.arrive > door.window.closes or visit.late:
        yield PlanFault(Wrong.LATE, squad_id, visit.target_id)


def _expected(problem: Problem, visit: Visit, door: Door) -> int:
    """Seconds at a door: as long as it takes when found, else as long as a knock, by their chances; custody by its own."""
    found = float(door.chance)
    nobody = float(door.service if door.knock is None else door.knock)
    there = round(nobody + found * (door.service - nobody))
    if not problem.target[visit.target_id].detained or problem.custody_place is None:
        return there
    way = int(problem.seconds[door.place][problem.custody_place]) + int(
        problem.seconds[problem.custody_place][door.place]
    )
    return there + round(found * (way + AT_CUSTODY_S))
