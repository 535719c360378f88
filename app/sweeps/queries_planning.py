"""What planning asks the store: the settings in force, and what the court's own visits showed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT
from app.base.instant import Instant
from app.base.money import Money
from app.base.remembering import remembered
from app.cases import queries as cases
from app.field import queries as field
from app.field.rules import VisitKind
from app.leads import queries as leads
from app.leads.rules import About, Result
from app.places import queries as places
from app.places.queries import AddressView
from app.sweeps.planning_settings import PlanningSettings
from app.sweeps.presence import Cell, Learned, Seen, learn
from app.sweeps.tables import Stop
from app.sweeps.tables_planning import SettingsVersion
from app.sweeps.ways import Leg, Pace
from app.sweeps.ways import paces as learned_paces
from app.sweeps.weighting import Worth, strongest, worth_of


@remembered
def settings(session: Session) -> PlanningSettings:
    """The planning settings in force; the house's own until the court set some."""
    newest = select(SettingsVersion.settings).order_by(SettingsVersion.version.desc()).limit(1)
    written = session.scalar(newest)
    return PlanningSettings() if written is None else _read(json.dumps(written, sort_keys=True))


@lru_cache(maxsize=8)
def _read(written: str) -> PlanningSettings:
    return PlanningSettings.model_validate_json(written)


def versions(session: Session) -> list[SettingsVersion]:
    """Every version, the newest first."""
    return list(session.scalars(select(SettingsVersion).order_by(SettingsVersion.version.desc()).limit(50)))


def next_version(session: Session) -> int:
    """The number of the version to come."""
    return (session.scalar(select(func.max(SettingsVersion.version))) or 0) + 1


def seen(session: Session, now: Instant) -> list[Seen]:
    """What every logged visit to a planned stop showed: somebody was met, or nobody was. Oldest first.

    Of several good lines at one door within one band the first counts; a miss counts each time.
    """
    results = field.results_until(session, now)
    address_of = _stop_addresses(session)
    kinds = places.kinds(session, set(address_of.values()))
    found: list[Seen] = []
    met: set[tuple[UUID, Cell]] = set()
    for target_id, kind, at in results:
        address_kind = kinds.get(address_of.get(target_id, target_id))
        if address_kind is None:
            continue
        cell = Cell.at(address_kind, at.beijing)
        if kind == VisitKind.MISS:
            found.append(Seen(cell, met=False, on=at.day))
        elif (target_id, cell) not in met:
            met.add((target_id, cell))
            found.append(Seen(cell, met=True, on=at.day))
    return found


def learned(session: Session, now: Instant) -> Learned:
    """The chances as the court knows them now."""
    return learn(settings(session).priors, seen(session, now), now.day)


def worth(session: Session, case_id: UUID, person_id: UUID, left: Money, now: Instant) -> Worth:
    """What finding a person is worth by the court's own weighting, ground by ground."""
    case = cases.briefs(session, WHOLE_COURT, [case_id])[case_id]
    told = [one for one in leads.of_case(session, WHOLE_COURT, case_id) if one.person_id == person_id]
    results = [one.result for one in told if one.about == About.WHEREABOUTS]
    return worth_of(
        settings(session).weighting,
        category=case.category,
        left=left,
        filed_on=case.filed_on,
        today=now.day,
        lead=strongest(["" if result == Result.OPEN else result for result in results]),
    )


def paces(session: Session, now: Instant) -> dict[str, Pace]:
    """What the squads' own drives taught of each township: from the last line at one door to the first at the next.

    A drive counts only where the first door has more than its arrival, or nobody was met there: else the talk is in it.
    """
    address_of = _stop_addresses(session)
    spots = places.by_ids(session, list(set(address_of.values())))
    travel = settings(session).travel(now)
    legs = []

    def _spot(door: _Door) -> AddressView | None:
        address_id = address_of.get(door.target_id)
        return spots.get(address_id) if address_id else None

    for before, after in pairwise(_doors(field.lines_of_squads(session, now))):
        a, b = _spot(before), _spot(after)
        if before.squad_id != after.squad_id or before.last.day != after.first.day or not before.done or not (a and b):
            continue
        if a.point and b.point and a.point != b.point:
            taken = int((after.first - before.last).total_seconds())
            legs.append(Leg(b.township, travel.seconds(a.point, b.point), taken))
    return learned_paces(legs)


@dataclass
class _Door:
    """One squad at one target: its first and last line, and whether the last one came when it left."""

    squad_id: UUID
    target_id: UUID
    first: Instant
    last: Instant
    done: bool


def _doors(lines: Iterable[tuple[UUID, UUID, str, Instant]]) -> list[_Door]:
    found: list[_Door] = []
    for squad_id, target_id, kind, at in lines:
        if found and (found[-1].squad_id, found[-1].target_id) == (squad_id, target_id):
            found[-1].last, found[-1].done = at, True
        else:
            found.append(_Door(squad_id, target_id, at, at, done=kind == VisitKind.MISS))
    return found


def _stop_addresses(session: Session) -> dict[UUID, UUID]:
    """To which address the stop of each target leads."""
    rows = session.execute(select(Stop.target_id, Stop.address_id))
    return {row.target_id: row.address_id for row in rows}
