"""The best plan so far of a search, as plain values in the row of its job: a search that was stopped, or whose worker died, goes on from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.jobs.actions import Result, Task
from app.sweeps import reasons
from app.sweeps.planning import Call, Problem, propose

if TYPE_CHECKING:
    from app.sweeps.planning.portfolio import Aim

Best = dict[str, list[list[Any]]]
"""By squad: target, address and arrival of each free stop in order."""
First = tuple[tuple[UUID, tuple[Call, ...]], ...]


def as_best(problem: Problem, free: Mapping[UUID, Sequence[Call]]) -> Best:
    """Free calls as plain values that outlive the problem they were made for."""
    return {
        str(route.squad_id): [
            [
                str(visit.target_id),
                str(problem.target[visit.target_id].doors[visit.door].address_id),
                visit.arrive,
            ]
            for visit in route.visits
            if visit.target_id not in problem.locked
        ]
        for route in propose(problem, free).routes
    }


def as_first(problem: Problem, best: Best) -> First:
    """The same as calls of this problem: who is sought no more, or at no such address, is left out."""
    addresses = {one.id: {door.address_id for door in one.doors if door.known} for one in problem.targets}
    orders = {
        squad.id: [
            (UUID(target_id), UUID(address_id), int(arrive))
            for target_id, address_id, arrive in best.get(str(squad.id), [])
            if UUID(target_id) not in problem.locked and UUID(address_id) in addresses.get(UUID(target_id), ())
        ]
        for squad in problem.squads
    }
    if not any(orders.values()):
        return ()
    return tuple((squad_id, tuple(calls)) for squad_id, calls in reasons.calls_of(problem, orders).items())


@dataclass
class Progress:
    """How far a search is, written into the row of its job: seconds spent, the best plan so far and its gain over the first."""

    task: Task
    problem: Problem
    seconds: int
    spent_before: int = 0
    best: Best = field(default_factory=dict)
    first_value: int | None = None
    gain: int = 0
    """In percent; as it was while nothing new is told."""
    shown: bool = False
    enough: bool = False
    """Whether somebody said that the best so far will do."""

    def aim(self, best: Best) -> "Aim":
        """How the plan is made: from the best there is, every better one kept."""
        from app.sweeps.planning.portfolio import Aim  # noqa: PLC0415 - loads where it is used

        self.best = best
        return Aim(first=as_first(self.problem, best), kept=self.keep)

    def keep(self, free: Mapping[UUID, Sequence[Call]]) -> None:
        """A better plan; the first one is shown at once."""
        self.best = as_best(self.problem, free)
        if not self.shown:
            self.shown = True
            self.report(0.0, 0)

    def report(self, spent: float, best: int) -> bool:
        """Once a second: write it down; answers whether somebody said that it is enough."""
        if self.first_value is None and best:
            self.first_value = best
        first = self.first_value or 1
        self.gain = round(100 * (best - first) / max(abs(first), 1)) if best else self.gain
        with self.task.store.writing() as session:
            done = min(self.spent_before + int(spent), self.seconds)
            row = self.task.report_in(session, done, self.seconds)
            row.result = self.told()
            self.enough = bool(row.args.get("enough"))
            return self.enough

    def told(self) -> Result:
        """What the page shows, and what a search that goes on starts from."""
        placed = sum(len(many) for many in self.best.values()) + len(self.problem.locks)
        return {"gain": self.gain, "best": self.best, "placed": placed}
