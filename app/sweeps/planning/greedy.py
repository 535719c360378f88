"""The first plan, at once: again and again the target that brings the most for its way goes where it costs least."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from app.sweeps.planning.plan import Call, Guard, PlanProposal, Route, propose, times, weave, worth
from app.sweeps.planning.problem import Problem, Squad, Target, able


@dataclass(frozen=True, slots=True)
class Insertion:
    """The best place for one target on one squad's route, and what the route gains by it."""

    gain: int
    squad_id: UUID
    index: int
    call: Call


@dataclass
class Draft:
    """A plan in the making: the free calls of each squad."""

    problem: Problem
    free: dict[UUID, list[Call]] = field(default_factory=dict)
    known: dict[tuple[UUID, UUID], Insertion | None] = field(default_factory=dict)

    def route(self, squad: Squad, free: list[Call]) -> Route:
        """The squad's route with these free calls and its locked stops."""
        return times(self.problem, squad, weave(free, self.problem.locks_of(squad.id)))

    def best(self, squad: Squad, target: Target) -> Insertion | None:
        """The best insertion of a target into a squad's route, remembered until that route changes."""
        key = (squad.id, target.id)
        if key not in self.known:
            self.known[key] = max(self._insertions(squad, target), key=lambda one: (one.gain, -one.index), default=None)
        return self.known[key]

    def _insertions(self, squad: Squad, target: Target) -> Iterator[Insertion]:
        if not able(squad, target):
            return
        here = self.free.setdefault(squad.id, [])
        now = worth(self.problem, self.route(squad, here))
        for number, door in enumerate(target.doors):
            if not door.known:
                continue
            call = Call(target.id, number)
            for index in range(len(here) + 1):
                route = self.route(squad, [*here[:index], call, *here[index:]])
                if route.on_time:
                    yield Insertion(worth(self.problem, route) - now, squad.id, index, call)

    def put(self, chosen: Insertion) -> None:
        """Do it, and forget what was known of that route."""
        self.free[chosen.squad_id].insert(chosen.index, chosen.call)
        self.known = {key: one for key, one in self.known.items() if key[0] != chosen.squad_id}


def solve(problem: Problem, *, seed: int, guard: Guard) -> PlanProposal:  # noqa: ARG001 - the promise of Solver
    """Insert the most gainful target until none fits. Draws nothing by lot: the seed does not matter."""
    return fill(problem, {}, guard)


def fill(problem: Problem, free: dict[UUID, list[Call]], guard: Guard) -> PlanProposal:
    """Keep the free calls given, and insert what still fits."""
    draft = Draft(problem, {squad.id: list(free.get(squad.id, [])) for squad in problem.squads})
    placed = {call.target_id for calls in draft.free.values() for call in calls} | set(problem.locked)
    waiting = [target for target in problem.targets if target.id not in placed]
    step = gained = 0
    while waiting and not guard(step, gained):
        found = [one for target in waiting for squad in problem.squads if (one := draft.best(squad, target))]
        chosen = max(found, key=lambda one: one.gain, default=None)
        if chosen is None or chosen.gain <= 0:
            break
        draft.put(chosen)
        waiting = [target for target in waiting if target.id != chosen.call.target_id]
        step, gained = step + 1, gained + chosen.gain
    return propose(problem, draft.free)


def mend(problem: Problem, free: dict[UUID, list[Call]], guard: Guard) -> PlanProposal:
    """Make free calls keep their times beside the locked stops: leave out the least worth, then insert what fits."""
    kept: dict[UUID, list[Call]] = {}
    for squad in problem.squads:
        calls = list(free.get(squad.id, []))
        while calls and not times(problem, squad, weave(calls, problem.locks_of(squad.id))).on_time:
            calls.remove(min(calls, key=lambda call: problem.target[call.target_id].doors[call.door].points))
        kept[squad.id] = calls
    return fill(problem, kept, guard)
