"""Strikes (同时敲门): who would warn one another is called on within minutes. Pure: who is tied to whom, and how it stands.

Co-debtors of one case who live apart are tied of themselves; the judge ties and unties by hand. Who lives under one roof is
visited together instead.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import combinations
from typing import Final
from uuid import UUID

from app.base.instant import Instant
from app.sweeps.rules import SquadFinding, Tone
from app.sweeps.views import TargetView
from maps.points import great_circle_metres

NEIGHBOURS_M: Final = 60
"""Nearer than that nobody needs to warn anybody: they see the squad at the other's door."""
AT_ONCE: Final = 3
"""Of more co-debtors than that only those worth most are tied of themselves: so many squads are rarely in one place."""


@dataclass(frozen=True, slots=True)
class TiedByHand:
    """The judge's word on two targets: struck at once within so many minutes, or not (None: as the court's settings say)."""

    one_id: UUID
    other_id: UUID
    together: bool
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Strike:
    """Two targets to be called on within so many minutes. `by_hand`: the judge tied them."""

    one_id: UUID
    other_id: UUID
    minutes: int
    by_hand: bool = False

    @property
    def ids(self) -> tuple[UUID, UUID]:
        """Both."""
        return self.one_id, self.other_id


class Standing(StrEnum):
    """How the two of a strike stand on the routes."""

    AT_ONCE = "at_once"
    APART = "apart"
    ONE_SIDED = "one_sided"
    NEITHER = "neither"
    """On no route, neither of them."""


def strikes_of(targets: Sequence[TargetView], told: Iterable[TiedByHand], minutes: int) -> tuple[Strike, ...]:
    """Every strike of a sweep: those the judge tied, and co-debtors who live apart, unless he untied them."""
    words = {frozenset((one.one_id, one.other_id)): one for one in told}
    here = {one.id for one in targets}
    by_hand = [
        Strike(one.one_id, one.other_id, one.minutes or minutes, by_hand=True)
        for ids, one in words.items()
        if one.together and ids <= here
    ]
    of_themselves = [
        Strike(one.id, other.id, minutes)
        for one, other in _co_debtors(targets)
        if frozenset((one.id, other.id)) not in words
    ]
    order = {one.id: number for number, one in enumerate(targets)}
    return tuple(sorted([*by_hand, *of_themselves], key=lambda one: (order[one.one_id], order[one.other_id])))


def _co_debtors(targets: Sequence[TargetView]) -> Iterator[tuple[TargetView, TargetView]]:
    """Two by two those of one case who live apart, of each roof whoever is worth most."""
    cases: dict[UUID, list[TargetView]] = {}
    for one in sorted(targets, key=lambda one: (-one.weight, one.position)):
        roofs = cases.setdefault(one.case_id, [])
        if one.located and not any(other.person.id == one.person.id or one_roof(one, other) for other in roofs):
            roofs.append(one)
    for roofs in cases.values():
        tied = sorted(roofs[:AT_ONCE], key=lambda one: one.position)
        yield from combinations(tied, 2)


def one_roof(one: TargetView, other: TargetView) -> bool:
    """Whether two live under one roof, or so near that nobody could tell."""
    a, b = one.address, other.address
    if a is None or b is None:
        return False
    if a.point and b.point:
        return great_circle_metres(a.point, b.point) < NEIGHBOURS_M
    return "".join(a.raw.split()) == "".join(b.raw.split())


def standing(strike: Strike, at: Mapping[UUID, Instant]) -> tuple[Standing, int]:
    """How a strike stands when its two are called on at these moments, and how many minutes they are apart."""
    times = [at[one] for one in strike.ids if one in at]
    if len(times) < len(strike.ids):
        return (Standing.ONE_SIDED if times else Standing.NEITHER), 0
    apart = max(times) - min(times)
    minutes = int(apart.total_seconds()) // 60
    return (Standing.AT_ONCE if apart <= timedelta(minutes=strike.minutes) else Standing.APART), minutes


def findings(
    strikes: Iterable[Strike], at: Mapping[UUID, Instant], names: Mapping[UUID, str]
) -> Iterator[SquadFinding]:
    """A warning for each strike that the routes as they stand would give away."""
    for strike in strikes:
        how, minutes = standing(strike, at)
        facts = {"one": names[strike.one_id], "other": names[strike.other_id]}
        if how is Standing.APART:
            yield SquadFinding(None, "", "sweeps.whole.strike_apart", Tone.WARN, facts=facts | {"minutes": minutes})
        if how is Standing.ONE_SIDED:
            yield SquadFinding(None, "", "sweeps.whole.strike_one_sided", Tone.WARN, facts=facts)
