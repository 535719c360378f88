"""Who knocks at the same time (同时敲门), as a squad must know it at the door: which squad, when, within how many minutes.

The other person may belong to a case this squad does not see: only the squad, the hour and whether it has knocked are told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT
from app.base.instant import Instant
from app.field import queries as field
from app.field.rules import RESULTS
from app.sweeps import queries_routes, strikes
from app.sweeps.queries_routes import Loaded
from app.sweeps.strikes import Standing, Strike
from app.sweeps.views import SquadView


@dataclass(frozen=True)
class Partner:
    """The other side of a strike. `squad`, `at` and `knock_at` are empty where nobody goes there any more."""

    standing: Standing
    minutes: int
    """How far apart the two may be."""
    apart: int = 0
    squad: SquadView | None = None
    at: Instant | None = None
    """When the other squad is at its door."""
    knock_at: Instant | None = None
    """When both knock: as soon as the later of the two is there."""
    knocked_at: Instant | None = None
    """When the other squad was at its door in fact."""


def partners(session: Session, sweep_id: UUID, target_ids: Iterable[UUID]) -> dict[UUID, list[Partner]]:
    """By target, the other sides of the strikes that are still ahead of him; those already called on have none."""
    loaded = queries_routes.load(session, sweep_id)
    wanted = set(target_ids)
    tied = [one for one in loaded.strikes if wanted & set(one.ids)]
    knocked = _knocked(session, tied) if tied else {}
    found: dict[UUID, list[Partner]] = {}
    for strike in tied:
        for own in wanted & set(strike.ids) - knocked.keys():
            if own in loaded.stop:
                found.setdefault(own, []).append(_partner(loaded, strike, own, knocked))
    return found


def _knocked(session: Session, tied: Sequence[Strike]) -> dict[UUID, Instant]:
    """When each of them was first called on."""
    seen: dict[UUID, Instant] = {}
    for visit in field.visits_of(session, WHOLE_COURT, target_ids={one for strike in tied for one in strike.ids}):
        if visit.target_id and visit.kind in RESULTS:
            seen.setdefault(visit.target_id, visit.at)
    return seen


def _partner(loaded: Loaded, strike: Strike, own: UUID, knocked: Mapping[UUID, Instant]) -> Partner:
    other = next(one for one in strike.ids if one != own)
    stop = loaded.stop.get(other)
    if stop is None:
        return Partner(Standing.ONE_SIDED, strike.minutes, knocked_at=knocked.get(other))
    at = {one: loaded.stop[one].arrive_at for one in strike.ids}
    how, apart = strikes.standing(strike, at)
    squad = next(one for one in loaded.squads if one.id == stop.squad_id)
    return Partner(how, strike.minutes, apart, squad, stop.arrive_at, max(at.values()), knocked.get(other))
