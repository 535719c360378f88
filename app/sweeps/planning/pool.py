"""Tours worth choosing from: collected on the way of every search, judged on the same mornings, packed into the best plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

import numpy as np

from app.sweeps.planning.arrays import Arrays, Tour, kinds
from app.sweeps.planning.judge import Judge
from app.sweeps.planning.near import Locks
from app.sweeps.planning.packing import PER_MILLE, Choice, Column, allowed, pack, worth
from app.sweeps.planning.problem import METRES_A_POINT

MOST: Final = 4_000
"""Tours that are judged; those of the best plans first."""
Key: TypeAlias = tuple[int, tuple[int, ...]]
"""The kind of squad and the nodes in order."""


@dataclass
class Pool:
    """Tours by kind of squad, with the cost of the best plan each was part of."""

    arrays: Arrays
    cost: dict[Key, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kind = kinds(self.arrays)
        self.count = [int((self.kind == kind).sum()) for kind in range(int(self.kind.max(initial=-1)) + 1)]
        self.first = [int(np.flatnonzero(self.kind == kind)[0]) for kind in range(len(self.count))]

    def seen(self, kind: int, tour: tuple[int, ...], cost: int) -> None:
        """Keep a tour; the promise of `Seen`."""
        key = (kind, tour)
        if tour and cost < self.cost.get(key, cost + 1):
            self.cost[key] = cost

    def keep(self, tours: Sequence[Tour]) -> list[Key]:
        """Keep the tours of a whole plan, before all others."""
        keys = [(int(self.kind[squad]), tuple(tour)) for squad, tour in enumerate(tours) if tour]
        self.cost.update(dict.fromkeys(keys, -1))
        return keys

    def best(self, most: int = MOST) -> list[Key]:
        """The tours of the best plans."""
        return sorted(self.cost, key=lambda key: (self.cost[key], key))[:most]

    def spread(self, keys: Iterable[Key]) -> list[Tour]:
        """A tour for each squad: those of a kind in the order of the squads."""
        tours: list[Tour] = [[] for _ in range(self.arrays.squads)]
        waiting = {kind: list(np.flatnonzero(self.kind == kind)) for kind in range(len(self.count))}
        for kind, tour in keys:
            tours[waiting[kind].pop(0)] = list(tour)
        return tours


@dataclass
class Judged:
    """Columns with what they bring on the judge's mornings; grows while the plan is polished."""

    pool: Pool
    judge: Judge
    late: int
    """Per mille of mornings a squad may be late, on the mean."""
    locks: Locks
    number: dict[Key, int] = field(default_factory=dict)
    columns: list[Column] = field(default_factory=list)

    def add(self, keys: Iterable[Key]) -> None:
        """Judge tours that are not judged yet and have their locked stops where they belong."""
        put = [(kind, self.locks.put(self.pool.first[kind], tour)) for kind, tour in keys]
        new = [key for key in dict.fromkeys(put) if key[1] and key not in self.number]
        if not new:
            return
        found = self.judge.outcomes([self.pool.first[kind] for kind, _ in new], [list(tour) for _, tour in new])
        value = np.rint(found.points * METRES_A_POINT - found.metres).astype(int)
        late = np.rint(found.late * PER_MILLE).astype(int)
        for key, worth_m, often in zip(new, value, late, strict=True):
            targets = frozenset(int(target) for target in self.judge.arrays.target[list(key[1])])
            self.number[key] = len(self.columns)
            self.columns.append(Column(key[0], targets, int(worth_m), int(often)))

    def known(self, keys: Sequence[Key]) -> list[Key]:
        """Of these tours, judged now where they were not, those that can be driven."""
        self.add(keys)
        return [key for key in keys if key in self.number]

    @property
    def choice(self) -> Choice:
        """All that may be chosen."""
        required = self.judge.arrays.target[self.judge.arrays.required]
        return Choice(
            self.columns,
            self.pool.count,
            required=frozenset(int(one) for one in required),
            late=self.late * sum(self.pool.count),
        )

    def packed(self, hint: Sequence[Key], *, effort: float, seed: int, among: Sequence[Key] | None = None) -> list[Key]:
        """The best tours together; never worse than the hinted ones where those are allowed.

        Where locked stops make lateness certain, the plan is the best without that rule.
        """
        keys = list(dict.fromkeys([*hint, *(self.number if among is None else among)]))
        few = replace(self.choice, columns=[self.columns[self.number[key]] for key in keys])
        found = pack(few, hint=range(len(hint)), effort=effort, seed=seed)
        if not allowed(few, found):
            found = pack(replace(few, late=None), hint=range(len(hint)), effort=effort, seed=seed)
        return [keys[one] for one in found]

    def eased(self, keys: Sequence[Key]) -> list[Key]:
        """These tours, those that are late most often cut short until all together are late seldom enough."""
        eased = self.known(keys)
        required = self.judge.arrays.required
        while not self.allowed(eased):
            cut = [key for key in eased if self.columns[self.number[key]].late and not required[key[1][-1]]]
            if not cut:
                break
            worst = max(cut, key=lambda key: (self.columns[self.number[key]].late, key))
            shorter = (worst[0], worst[1][:-1])
            self.add([shorter])
            eased.remove(worst)
            if shorter in self.number:
                eased.append(shorter)
        return eased

    def value(self, keys: Sequence[Key]) -> int:
        """What these tours bring together, in metres."""
        return worth(self.choice, [self.number[key] for key in keys])

    def allowed(self, keys: Sequence[Key]) -> bool:
        """Whether these tours may be chosen together."""
        return allowed(self.choice, [self.number[key] for key in keys])
