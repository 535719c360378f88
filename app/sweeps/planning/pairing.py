"""Strikes in a plan that stands: who would warn one another is called on within minutes by different squads, or nobody of them.

A group is all who are tied together by pairs. What a hand fixed is never moved: the others of its group come to its moment.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Final
from uuid import UUID

import numpy as np

from app.sweeps.planning import greedy
from app.sweeps.planning.arrays import Arrays, Tour, free_calls
from app.sweeps.planning.plan import Call, PlanProposal, Route, propose, times, weave, worth
from app.sweeps.planning.problem import Door, Problem, Squad, Target, Window, able

MOMENTS: Final = 8
"""How many moments are tried for a group that the plan does not strike at once by itself."""
PATIENCE_S: Final = 2_700
"""How long a squad may wait near a door for the others of a group before another moment is sought."""
LATER_S: Final = (900, 1800, 3600, 5400, 7200)
"""How much later than they are called on now a group is thought of, where its moment cannot be kept."""
A_SECOND_M: Final = 2
"""What a second of waiting costs, in metres: a squad that waits for hours near a door could call on others."""
SQUADS: Final = 5
"""How many squads are thought of for each person of a group."""

HELD: Final = 2
"""How much more than anybody else a search gives for one who is struck together with another."""
NEAR: Final = 8
"""Of a large sweep's squads only those that come so near are tried."""

Free = dict[UUID, list[Call]]
"""The calls of each squad that no hand fixed, in order."""


@dataclass(frozen=True)
class _Put:
    """One call more on a squad's route, and what that brings."""

    squad_id: UUID
    calls: tuple[Call, ...]
    gain: int


def groups(problem: Problem) -> list[tuple[tuple[UUID, ...], int]]:
    """Who is tied together by pairs, with the seconds they may be apart; who is worth most comes first."""
    tied: dict[UUID, set[UUID]] = {}
    within: dict[UUID, int] = {}
    for pair in problem.pairs:
        both = tied.get(pair.one_id, {pair.one_id}) | tied.get(pair.other_id, {pair.other_id})
        least = min(pair.within, *(within.get(one, pair.within) for one in both))
        for one in both:
            tied[one], within[one] = both, least
    order = {one.id: number for number, one in enumerate(problem.targets)}
    found = dict.fromkeys(tuple(sorted(many, key=lambda one: order[one])) for many in tied.values())
    return [(many, within[many[0]]) for many in sorted(found, key=lambda many: -_weight(problem, many))]


def alone(problem: Problem) -> bool:
    """Whether nobody is in more than one pair."""
    ids = [one for pair in problem.pairs for one in (pair.one_id, pair.other_id)]
    return len(ids) == len(set(ids))


def held(problem: Problem, proposal: PlanProposal) -> Problem:
    """The problem with every door at which the plan waits for longer than the door asks open from that moment only."""
    waits = {
        visit.target_id: (visit.door, visit.arrive)
        for route in proposal.routes
        for visit in route.visits
        if visit.wait and visit.arrive > problem.target[visit.target_id].doors[visit.door].window.opens
    }
    return _narrowed(problem, {one: (door, Window(opens, 1 << 40)) for one, (door, opens) in waits.items()})


def of_tours(problem: Problem, arrays: Arrays, tours: Sequence[Tour]) -> tuple[Problem, Free]:
    """The problem narrowed to the moments at which these tours strike (the doors of the paired in the arrays), and their calls."""
    paired = {one for pair in problem.pairs for one in (pair.one_id, pair.other_id)}
    moments = {
        arrays.calls[node].target_id: (
            arrays.calls[node].door,
            Window(int(arrays.opens[node]), int(arrays.closes[node])),
        )
        for tour in tours
        for node in tour
        if arrays.calls[node].target_id in paired
    }
    return _narrowed(problem, moments), free_calls(problem, arrays, tours)


def struck(problem: Problem, free: Mapping[UUID, Sequence[Call]]) -> tuple[Problem, PlanProposal]:
    """The plan with every group struck at once or left alone, and the problem narrowed to the moments of the strikes."""
    work, now = problem, {squad.id: list(free.get(squad.id, ())) for squad in problem.squads}
    for group, within in groups(problem):
        work, now = _one_group(work, now, group, within)
    met = {call.target_id for calls in now.values() for call in calls}
    hidden = {one for group, _ in groups(problem) for one in group} - met - problem.locked.keys()
    open_now = replace(work, targets=tuple(replace(one, doors=()) if one.id in hidden else one for one in work.targets))
    now = free_of(problem, greedy.mend(open_now, now, lambda _step, _best: False))
    while alone_now := _parted(problem, propose(work, now)):
        now = {squad_id: [call for call in calls if call.target_id not in alone_now] for squad_id, calls in now.items()}
    return work, propose(work, now)


def _parted(problem: Problem, proposal: PlanProposal) -> set[UUID]:
    """Whoever is tied to somebody called on without the other, or too far from him, and no hand fixed him there."""
    met = {visit.target_id for route in proposal.routes for visit in route.visits}
    spread = apart(problem, proposal.routes)
    wrong: set[UUID] = set()
    for pair in problem.pairs:
        ids, far = (pair.one_id, pair.other_id), spread[pair.one_id, pair.other_id]
        wrong |= {*ids} if met & {*ids} and (far is None or far > pair.within) else set()
    tied = {one for group, _ in groups(problem) if wrong & {*group} for one in group}
    return (tied & met) - problem.locked.keys()


def around(problem: Problem, work: Problem, proposal: PlanProposal) -> Problem:
    """The problem for a search around the strikes of a plan: who is struck has this one door and is hardly given up, who is left alone none.

    `work`: the problem narrowed to the moments of these strikes.
    """
    met = {visit.target_id: visit.door for route in proposal.routes for visit in route.visits}
    tied = {one for group, _ in groups(problem) for one in group} - problem.locked.keys()

    def seen(one: Target) -> Target:
        if one.id not in tied:
            return one
        doors = tuple(
            replace(door, points=door.points * HELD) if number == met.get(one.id) else replace(door, known=False)
            for number, door in enumerate(one.doors)
        )
        return replace(one, doors=doors)

    return replace(work, targets=tuple(seen(one) for one in work.targets), pairs=())


def free_of(problem: Problem, proposal: PlanProposal) -> Free:
    """The calls of a plan that no hand fixed."""
    return {
        route.squad_id: [call for call in route.calls if call.target_id not in problem.locked]
        for route in proposal.routes
    }


def _one_group(work: Problem, now: Free, group: tuple[UUID, ...], within: int) -> tuple[Problem, Free]:
    """One group as it stands where it can be held together, else moved to the moment that brings most, else left out."""
    fixed = [one for one in group if one in work.locked]
    free = [one for one in group if one not in work.locked]
    visits = {visit.target_id: visit for route in propose(work, now).routes for visit in route.visits}
    seen = [visits[one] for one in group if one in visits]
    last = max((visit.arrive for visit in seen), default=0)
    soon = last - within - min((visit.arrive for visit in seen), default=0) <= PATIENCE_S
    if len(seen) == len(group) and soon and (not free or all(visits[one].arrive >= last - within for one in fixed)):
        moment = Window(last - within, last)
        there = _narrowed(work, {visit.target_id: (visit.door, moment) for visit in seen})
        if all(route.on_time for route in propose(there, now).routes):
            return there, now
        if not free:
            mended = free_of(there, greedy.mend(there, now, lambda _step, _best: False))
            shorter = {
                squad_id: [call for call in calls if call in now[squad_id]] for squad_id, calls in mended.items()
            }
            return (there, shorter) if all(route.on_time for route in propose(there, shorter).routes) else (work, now)
    if not free:
        return work, now
    bare = {squad_id: [call for call in calls if call.target_id not in group] for squad_id, calls in now.items()}
    around = [visit.arrive for visit in seen] if not fixed else [visits[one].arrive for one in fixed]
    best: tuple[int, Problem, Free] | None = None
    for moment in _moments(work, group, within, around=around, only=bool(fixed)):
        found = _placed(work, bare, (free, fixed), moment)
        if found and (best is None or found[0] > best[0]):
            best = found
    return (best[1], best[2]) if best else (work, bare)


def _placed(
    work: Problem, bare: Free, people: tuple[list[UUID], list[UUID]], moment: Window
) -> tuple[int, Problem, Free] | None:
    """Everybody of a group within this moment, each by a squad of his own: what it brings, or nothing where it cannot be."""
    free, fixed = people
    there = _all_narrowed(work, [*free, *fixed], moment)
    routes = propose(there, bare).routes
    if not all(route.on_time for route in routes):
        return None
    taken = {route.squad_id for route in routes if any(visit.target_id in fixed for visit in route.visits)}
    puts = [_puts(there, bare, target_id, taken) for target_id in free]
    if not all(puts):
        return None
    chosen = max(_together(puts), key=lambda many: sum(put.gain for put in many), default=None)
    if chosen is None:
        return None
    order = {**bare, **{put.squad_id: list(put.calls) for put in chosen}}
    kept = {call.target_id: call.door for put in chosen for call in put.calls if call.target_id in free}
    kept |= {one: work.locked[one].door for one in fixed}
    return sum(put.gain for put in chosen), _narrowed(work, {one: (kept[one], moment) for one in kept}), order


def _together(puts: Sequence[Sequence[_Put]]) -> Iterator[tuple[_Put, ...]]:
    """One of each person's ways, no squad twice."""
    squads = sorted({put.squad_id for many in puts for put in many}, key=str)
    ways = [{put.squad_id: put for put in many} for many in puts]
    for chosen in permutations(squads, len(puts)):
        if all(squad_id in way for squad_id, way in zip(chosen, ways, strict=True)):
            yield tuple(way[squad_id] for squad_id, way in zip(chosen, ways, strict=True))


def _puts(there: Problem, bare: Free, target_id: UUID, taken: set[UUID]) -> list[_Put]:
    """The best way for each of the squads that serve best."""
    target = there.target[target_id]
    crews = [squad for squad in there.squads if squad.id not in taken and able(squad, target)]
    found = [_best_put(there, squad, bare[squad.id], target) for squad in _nearest(there, bare, crews, target)]
    return sorted((put for put in found if put), key=lambda put: -put.gain)[:SQUADS]


def _nearest(there: Problem, bare: Free, crews: Sequence[Squad], target: Target) -> list[Squad]:
    """The squads that come nearest to one of his open doors, in the problem's order."""
    places = [door.place for door in target.doors if _open(door)]
    if len(crews) <= NEAR or not places:
        return list(crews)

    def way(squad: Squad) -> int:
        stops = [there.target[call.target_id].doors[call.door].place for call in bare[squad.id]]
        return int(there.seconds.numbers[np.ix_([squad.start_place, *stops], places)].min())

    chosen = sorted(crews, key=lambda squad: (way(squad), str(squad.id)))[:NEAR]
    return [squad for squad in crews if squad in chosen]


def _best_put(there: Problem, squad: Squad, calls: Sequence[Call], target: Target) -> _Put | None:
    locks = there.locks_of(squad.id)
    now = times(there, squad, weave(calls, locks))
    before = _brings(there, now)
    best: _Put | None = None
    for number, door in enumerate(target.doors):
        if not _open(door):
            continue
        for index in range(len(calls) + 1):
            if not locks and not _may_fit(there, squad, now, door, index):
                continue
            more = [*calls[:index], Call(target.id, number), *calls[index:]]
            route = times(there, squad, weave(more, locks))
            gain = _brings(there, route) - before
            if route.on_time and (best is None or gain > best.gain):
                best = _Put(squad.id, tuple(more), gain)
    return best


def _may_fit(there: Problem, squad: Squad, now: Route, door: Door, index: int) -> bool:
    """Whether the door may be open when the squad comes to it there, and the next one still is afterwards."""
    visits, seconds = now.visits, there.seconds.numbers
    place, leave = squad.start_place, squad.start
    if index:
        last = visits[index - 1]
        place, leave = there.target[last.target_id].doors[last.door].place, last.leave
    begin = max(leave + int(seconds[place, door.place]), door.window.opens)
    if begin > door.window.closes or index == len(visits):
        return begin <= door.window.closes
    following = there.target[visits[index].target_id].doors[visits[index].door]
    return begin + door.stay + int(seconds[door.place, following.place]) <= following.window.closes


def _brings(problem: Problem, route: Route) -> int:
    """The value of a route, less what its squad could do while it waits."""
    return worth(problem, route) - sum(visit.wait for visit in route.visits) * A_SECOND_M


def _moments(
    work: Problem, group: Sequence[UUID], within: int, *, around: Sequence[int], only: bool
) -> Iterator[Window]:
    """When a group might be struck: around the moments it is called on anyway, then where it is likeliest met."""
    half = max(within // 2, 1)
    tried = [one - half for one in around] + ([one - within for one in around] if only else [])
    if only:
        tried += list(around)
    else:
        tried += [max(around) + later for later in LATER_S] if around else []
        opens = sorted({door.window.opens for one in group for door in work.target[one].doors if door.known})
        closes = {door.window.closes - within for one in group for door in work.target[one].doors if door.known}
        grid = sorted({*opens, *(one for one in closes if one > 0)}, key=lambda at: (-_likely(work, group, at), at))
        tried += grid[:MOMENTS]
    yield from (Window(at, at + within) for at in dict.fromkeys(tried))


def _likely(work: Problem, group: Sequence[UUID], at: int) -> int:
    """What calling on everybody then is worth; nothing where somebody has no door open."""
    best = [
        max((door.metres for door in work.target[one].doors if door.known and _at(door, at)), default=0)
        for one in group
    ]
    return sum(best) if all(best) else 0


def _at(door: Door, at: int) -> bool:
    return door.window.opens <= at <= door.window.closes


def _open(door: Door) -> bool:
    return door.known and max(door.window.opens, 0) <= door.window.closes


def _weight(problem: Problem, group: Sequence[UUID]) -> int:
    return sum(max((door.metres for door in problem.target[one].doors), default=0) for one in group)


def _cut(door: Door, moment: Window) -> Door:
    opens, closes = max(door.window.opens, moment.opens), min(door.window.closes, moment.closes)
    return replace(door, window=Window(opens, closes))


def _narrowed(problem: Problem, moments: Mapping[UUID, tuple[int, Window]]) -> Problem:
    """The problem with one door of each of these open at that moment only."""
    if not moments:
        return problem
    targets = tuple(
        replace(
            one,
            doors=tuple(
                _cut(door, moments[one.id][1]) if number == moments[one.id][0] else door
                for number, door in enumerate(one.doors)
            ),
        )
        if one.id in moments
        else one
        for one in problem.targets
    )
    return replace(problem, targets=targets)


def _all_narrowed(problem: Problem, ids: Sequence[UUID], moment: Window) -> Problem:
    """The problem with every door of these open at that moment only."""
    targets = tuple(
        replace(one, doors=tuple(_cut(door, moment) for door in one.doors)) if one.id in ids else one
        for one in problem.targets
    )
    return replace(problem, targets=targets)


def apart(problem: Problem, routes: Sequence[Route]) -> dict[tuple[UUID, UUID], int | None]:
    """For each pair how far apart its two are called on; None where not both of them are."""
    begins = {visit.target_id: visit.arrive for route in routes for visit in route.visits}
    return {
        (pair.one_id, pair.other_id): abs(begins[pair.one_id] - begins[pair.other_id])
        if pair.one_id in begins and pair.other_id in begins
        else None
        for pair in problem.pairs
    }
