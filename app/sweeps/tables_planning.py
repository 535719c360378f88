"""What planning is made with and what came of it: suppositions, who does not ride, rosters proposed, changes during the morning."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant


class SettingsVersion(Row):
    """The planning settings as they stood from one moment on; the newest is in force."""

    __tablename__ = "planning_settings"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(unique=True)
    from_at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    settings: Mapped[dict[str, Any]]


class DutyNote(Row):
    """Why an officer does not ride on some days, not with somebody, or not to a case; in force until it is ended."""

    __tablename__ = "duty_notes"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """night · leave · apart · recused"""
    officer_id: Mapped[UUID] = mapped_column(index=True)
    other_id: Mapped[UUID | None]
    """Of apart: the other one."""
    case_id: Mapped[UUID | None]
    """Of recused: in which case."""
    from_day: Mapped[date | None]
    until_day: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    ended_at: Mapped[Instant | None]
    ended_by: Mapped[UUID | None]


class StrikeNote(Row):
    """The judge's word on two targets: called on at once (同时敲门), or not. `one_id` is the lesser of the two ids."""

    __tablename__ = "strike_notes"
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sweep_id: Mapped[UUID] = mapped_column(ForeignKey("sweeps.id"), index=True)
    one_id: Mapped[UUID] = mapped_column(ForeignKey("targets.id"))
    other_id: Mapped[UUID] = mapped_column(ForeignKey("targets.id"), index=True)
    together: Mapped[bool]
    minutes: Mapped[int | None]
    """How far apart at most; None: as the court's settings say."""
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]


class RosterRun(Row):
    """One roster proposed for a sweep: what was wanted, and the squads or the rules in conflict."""

    __tablename__ = "roster_runs"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sweep_id: Mapped[UUID] = mapped_column(ForeignKey("sweeps.id"), index=True)
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    wanted: Mapped[dict[str, Any]]
    answer: Mapped[dict[str, Any]]


class PlanChange(Row):
    """A change of the routes proposed after something happened during the sweep; the commander takes it or leaves it."""

    __tablename__ = "plan_changes"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sweep_id: Mapped[UUID] = mapped_column(ForeignKey("sweeps.id"), index=True)
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    event: Mapped[dict[str, Any]]
    """What happened: its kind and whom or what it concerns."""
    stood: Mapped[str]
    """A digest of the routes it was worked out from."""
    change: Mapped[dict[str, Any]]
    """The routes proposed, and the differences in plain values."""
    decided: Mapped[str] = mapped_column(default="")
    """Empty while it waits · accepted · declined"""
    decided_at: Mapped[Instant | None]
    decided_by: Mapped[UUID | None]
