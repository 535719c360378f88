"""Better tours: PyVRP searches on from the first ones. The only file that knows the library; it loads where it is used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from app.sweeps.planning.arrays import Arrays, Tour, kinds
from app.sweeps.planning.plan import Guard

if TYPE_CHECKING:
    import pyvrp

FORBIDDEN: Final = 10_000_000
"""Metres and seconds to a target that a squad cannot or may not go to: further than any prize."""
RESTART: Final = 400
"""Rounds without gain before the search starts anew: with the library's own number it never does in ten seconds."""
NEIGHBOURS: Final = 150
Seen = Callable[[int, tuple[int, ...], int], None]
"""Told of each tour on the way: the kind of squad, the nodes in order, the cost of the whole plan it was part of."""


def never(step: int, best: int) -> bool:  # noqa: ARG001 - the promise of Guard
    """Let a search go on."""
    return False


@dataclass(frozen=True)
class Pace:
    """How a search goes: rounds without gain before it starts anew, how many neighbours of a node it looks at."""

    restart: int = RESTART
    neighbours: int = NEIGHBOURS


def search(
    arrays: Arrays, *, seed: int, guard: Guard, warm: Sequence[Tour] = (), seen: Seen | None = None, pace: Pace = Pace()
) -> list[Tour] | None:
    """The best tours found until the guard stops; None when no tours that keep all rules were found."""
    import pyvrp  # noqa: PLC0415 - loads where it is used
    from pyvrp.search import NeighbourhoodParams  # noqa: PLC0415 - loads where it is used

    model = _Model(arrays)
    data = model.data()
    steps = iter(range(1, 1 << 62))
    prizes = sum(client.prize for client in data.clients())
    ils = pyvrp.IteratedLocalSearchParams(num_iters_no_improvement=pace.restart, callbacks=_callbacks(model, seen))
    found = pyvrp.solve(
        data,
        stop=lambda cost: guard(next(steps), prizes - int(cost)),
        seed=seed,
        collect_stats=False,
        display=False,
        params=pyvrp.SolveParams(ils=ils, neighbourhood=NeighbourhoodParams(num_neighbours=pace.neighbours)),
        initial_solution=model.solution(data, warm) if warm else None,
    )
    return model.tours(found.best) if found.is_feasible() else None


def _callbacks(model: "_Model", seen: Seen | None) -> Any:
    from pyvrp.IteratedLocalSearch import IteratedLocalSearchCallbacks  # noqa: PLC0415 - loads where it is used

    known: dict[str, tuple[int, ...]] = {}

    class Watching(IteratedLocalSearchCallbacks):
        def on_iteration(self, current: Any, candidate: Any, best: Any, cost_evaluator: Any) -> None:
            if seen is not None and candidate.is_feasible():
                cost = int(cost_evaluator.cost(candidate))
                for route in candidate.routes():
                    words = str(route)
                    if words not in known:
                        known[words] = tuple(model.tour(route))
                    seen(route.vehicle_type(), known[words], cost)

    return Watching()


class _Model:
    """The library's picture of the arrays: squads alike are one type of vehicle, places with the same callers one location."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self.kind = kinds(arrays)
        self.first = [int(np.flatnonzero(self.kind == kind)[0]) for kind in range(int(self.kind.max(initial=-1)) + 1)]
        self.profiles, self.profile = np.unique(arrays.able[self.first], axis=0, return_inverse=True)
        self.profile = self.profile.reshape(-1)
        keys = np.column_stack([arrays.place, self.profiles.T.astype(np.int64)])
        spots, self.spot = np.unique(keys, axis=0, return_inverse=True)
        self.spot = self.spot.reshape(-1)
        depots = [(int(arrays.start_place[squad]), int(arrays.end_place[squad])) for squad in self.first]
        self.depots = sorted({place for pair in depots for place in pair})
        self.places = np.array([*self.depots, *spots[:, 0]], dtype=np.int64)
        self.barred = [
            len(self.depots) + np.flatnonzero(spots[:, 1 + number] == 0) for number in range(len(self.profiles))
        ]

    def data(self) -> "pyvrp.ProblemData":
        """The whole problem."""
        import pyvrp  # noqa: PLC0415 - loads where it is used

        groups, member = self.groups()
        tables = [self.tables(barred) for barred in self.barred]
        return pyvrp.ProblemData(
            [pyvrp.Location(0, 0) for _ in self.places],
            [self.client(node, member.get(node)) for node in range(self.arrays.nodes)],
            [pyvrp.Depot(number) for number in range(len(self.depots))],
            [self.vehicle(kind, squad) for kind, squad in enumerate(self.first)],
            [metres for metres, _ in tables],
            [seconds for _, seconds in tables],
            groups,
        )

    def client(self, node: int, group: int | None) -> "pyvrp.Client":
        """A node; one of several of its target is required by its group, if at all."""
        import pyvrp  # noqa: PLC0415 - loads where it is used

        a = self.arrays
        return pyvrp.Client(
            location=len(self.depots) + int(self.spot[node]),
            delivery=[int(a.load[node])],
            service_duration=int(a.stay[node]),
            tw_early=int(a.opens[node]),
            tw_late=max(int(a.closes[node]), int(a.opens[node])),
            prize=int(a.prize[node]),
            required=bool(a.required[node]) and group is None,
            group=group,
        )

    def vehicle(self, kind: int, squad: int) -> "pyvrp.VehicleType":
        """All squads of one kind."""
        import pyvrp  # noqa: PLC0415 - loads where it is used

        a = self.arrays
        return pyvrp.VehicleType(
            num_available=int((self.kind == kind).sum()),
            capacity=[int(a.capacity[squad])],
            start_depot=self.depots.index(int(a.start_place[squad])),
            end_depot=self.depots.index(int(a.end_place[squad])),
            tw_early=int(a.start[squad]),
            tw_late=int(a.end[squad]),
            profile=int(self.profile[kind]),
        )

    def groups(self) -> tuple[list[Any], dict[int, int]]:
        """Doors of one target exclude one another; a target with one door needs no group."""
        import pyvrp  # noqa: PLC0415 - loads where it is used

        own: dict[int, list[int]] = {}
        for node, target in enumerate(self.arrays.target):
            own.setdefault(int(target), []).append(node)
        several = [nodes for nodes in own.values() if len(nodes) > 1]
        member = {node: number for number, nodes in enumerate(several) for node in nodes}
        required = self.arrays.required
        return [pyvrp.ClientGroup(nodes, required=bool(required[nodes[0]])) for nodes in several], member

    def tables(self, barred: Any) -> tuple[Any, Any]:
        """Metres and seconds as squads of one profile drive them: a door they may not go to is out of reach."""
        pair = np.ix_(self.places, self.places)
        metres, seconds = self.arrays.metres[pair], self.arrays.seconds[pair]
        for table in (metres, seconds):
            table[:, barred] = FORBIDDEN
            np.fill_diagonal(table, 0)
        return metres, seconds

    def solution(self, data: "pyvrp.ProblemData", tours: Sequence[Tour]) -> "pyvrp.Solution":
        """These tours, as the library's."""
        import pyvrp  # noqa: PLC0415 - loads where it is used

        return pyvrp.Solution(
            data, [pyvrp.Route(data, tour, int(self.kind[squad])) for squad, tour in enumerate(tours) if tour]
        )

    def tour(self, route: Any) -> Tour:
        """The nodes of one of the library's routes, from its words ("C3 C1"), which is quicker than to ask each step."""
        return [int(word[1:]) for word in str(route).split() if word[0] == "C"]

    def tours(self, best: "pyvrp.Solution") -> list[Tour]:
        """A tour for each squad: those of a kind in the order of the squads."""
        found: list[Tour] = [[] for _ in range(self.arrays.squads)]
        waiting = {kind: list(np.flatnonzero(self.kind == kind)) for kind in range(len(self.first))}
        for route in best.routes():
            found[waiting[route.vehicle_type()].pop(0)] = self.tour(route)
        return found
