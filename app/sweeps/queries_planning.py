"""What planning asks the store: the settings in force, and what the court's own visits showed."""

import json
from functools import lru_cache
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.remembering import remembered
from app.field import queries as field
from app.field.rules import VisitKind
from app.places import queries as places
from app.sweeps.planning_settings import PlanningSettings
from app.sweeps.presence import Cell, Learned, Seen, learn
from app.sweeps.tables import Stop
from app.sweeps.tables_planning import SettingsVersion


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


def _stop_addresses(session: Session) -> dict[UUID, UUID]:
    """To which address the stop of each target leads."""
    rows = session.execute(select(Stop.target_id, Stop.address_id))
    return {row.target_id: row.address_id for row in rows}
