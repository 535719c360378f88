"""Strikes of a sweep: what the judge said by hand, and how each stands on the routes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.sweeps import strikes
from app.sweeps.strikes import Strike, TiedByHand
from app.sweeps.tables_planning import StrikeNote
from app.sweeps.views import RouteView, TargetView


@dataclass(frozen=True)
class Called:
    """Where one of a strike stands: which squad is at the door, when; empty where he is on no route."""

    target: TargetView
    squad: str = ""
    at: Instant | None = None


@dataclass(frozen=True)
class StrikeView:
    """A strike with both its doors."""

    strike: Strike
    one: Called
    other: Called
    standing: str
    apart: int
    """Minutes between the two; 0 where not both are on a route."""

    def mate_of(self, target_id: UUID) -> Called:
        """The other one."""
        return self.other if self.one.target.id == target_id else self.one


def told(session: Session, sweep_id: UUID) -> list[TiedByHand]:
    """What the judge tied and untied."""
    rows = session.scalars(select(StrikeNote).where(StrikeNote.sweep_id == sweep_id).order_by(StrikeNote.id))
    return [TiedByHand(row.one_id, row.other_id, row.together, row.minutes) for row in rows]


def of_pair(session: Session, one_id: UUID, other_id: UUID) -> StrikeNote | None:
    """The judge's word on two targets, if there is one."""
    asked = select(StrikeNote).where(StrikeNote.one_id == one_id, StrikeNote.other_id == other_id)
    return session.scalar(asked)


def of_target(session: Session, target_id: UUID) -> list[StrikeNote]:
    """Every word on a target."""
    asked = select(StrikeNote).where(or_(StrikeNote.one_id == target_id, StrikeNote.other_id == target_id))
    return list(session.scalars(asked))


def shown(tied: Iterable[Strike], targets: Sequence[TargetView], routes: Iterable[RouteView]) -> list[StrikeView]:
    """The strikes whose two are both among these targets, as they stand on these routes."""
    known = {one.id: Called(one) for one in targets}
    for route in routes:
        for stop in route.stops:
            if stop.target_id in known:
                known[stop.target_id] = Called(stop.target, route.squad.name, stop.arrive_at)
    found = []
    for strike in tied:
        if all(one in known for one in strike.ids):
            one, other = (known[target_id] for target_id in strike.ids)
            at = {called.target.id: called.at for called in (one, other) if called.at}
            how, apart = strikes.standing(strike, at)
            found.append(StrikeView(strike, one, other, how.value, apart))
    return found
