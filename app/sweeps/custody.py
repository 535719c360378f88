"""The way of a detained person: from his door by the medical check to the nearest custody place, and how long until it admits him. Pure.

To planning all this is one place: the way there from each door is the shortest of all ways by a check to a custody place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.base.instant import Instant
from app.court.custody_places import CustodyPlace
from app.sweeps.planning import Table
from app.sweeps.planning.problem import Ints

EXAMINED_S: Final = 1_800
"""How long a medical check takes."""


@dataclass(frozen=True)
class Custody:
    """The custody places of a court in travel tables: `first` is the row of the first place, in their order."""

    places: tuple[CustodyPlace, ...]
    first: int

    def rows(self, *, examines: bool) -> list[int]:
        """The rows of the places where people are examined, or admitted."""
        return [self.first + number for number, one in enumerate(self.places) if one.examines == examines]

    @property
    def place(self) -> int:
        """The row that stands for all of them."""
        return self.first + len(self.places)

    def joined(self, seconds: Table, metres: Table) -> tuple[Table, Table]:
        """The tables with one row and column more, which stand for the way into custody."""
        import numpy as np  # noqa: PLC0415 - loads where it is used

        ways, lengths = seconds.numbers, metres.numbers
        checks, goals = self.rows(examines=True), self.rows(examines=False)
        out_s, out_m = ways[goals].min(axis=0), lengths[goals].min(axis=0)
        if checks:
            legs = [
                (ways[:, c] + ways[c, g] + EXAMINED_S, lengths[:, c] + lengths[c, g]) for c in checks for g in goals
            ]
        else:
            legs = [(ways[:, g], lengths[:, g]) for g in goals]
        into_s = np.stack([one for one, _ in legs])
        best = into_s.argmin(axis=0)
        columns = np.arange(len(ways))
        into_m = np.stack([one for _, one in legs])[best, columns]
        return _grown(ways, into_s[best, columns], out_s), _grown(lengths, into_m, out_m)

    def held(self, seconds: Table, place: int, ready: Instant) -> int:
        """Seconds a squad waits with a person taken at a place and ready to go then, until some custody place admits him.

        A place that is closed for the day by then is none; where no place admits anybody, no wait is planned.
        """
        way = int(seconds[place][self.place])
        waits = []
        for number, one in enumerate(self.places):
            if not one.examines:
                there = ready.beijing.hour * 3600 + ready.beijing.minute * 60 + int(seconds[place][self.first + number])
                opens = one.opens.hour * 3600 + one.opens.minute * 60 if one.opens else 0
                closes = one.closes.hour * 3600 + one.closes.minute * 60 if one.closes else 1 << 30
                if there <= closes:
                    waits.append(max(there, opens) - (there - int(seconds[place][self.first + number])) - way)
        return max(min(waits, default=0), 0)


def _grown(numbers: Ints, into: Ints, out: "Sequence[int] | Ints") -> Table:
    """A square table with the last column `into` and the last row `out`."""
    import numpy as np  # noqa: PLC0415 - loads where it is used

    wide = np.column_stack([numbers, into])
    return Table(np.vstack([wide, [*out, 0]]))
