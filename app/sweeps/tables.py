"""Sweeps: targets, squads, stops, roll-call."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant
from app.base.money import Money


class Sweep(Row):
    """A 专项行动. `number` is the small number people and the terminal call it by."""

    __tablename__ = "sweeps"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str]
    category: Mapped[str]
    aim: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    commander_id: Mapped[UUID] = mapped_column(index=True)
    risks: Mapped[str] = mapped_column(default="")
    planned_by: Mapped[UUID | None]
    published_at: Mapped[Instant | None]
    published_by: Mapped[UUID | None]


class Target(Row):
    """One person of one case whom the sweep seeks."""

    __tablename__ = "targets"
    __table_args__ = (UniqueConstraint("sweep_id", "case_id", "person_id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sweep_id: Mapped[UUID] = mapped_column(ForeignKey("sweeps.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    measure: Mapped[str]
    """Planned measure: serve · compel · detain · persuade"""
    value: Mapped[Money]
    weight: Mapped[int] = mapped_column(default=50)
    """How much finding this person is worth to the judge, 1 to 100."""
    plan: Mapped[str] = mapped_column(default="")
    """一人一策"""
    risks: Mapped[str] = mapped_column(default="")
    address_id: Mapped[UUID | None]
    """The address to knock at first."""
    service_minutes: Mapped[int] = mapped_column(default=20)
    """How long the squad is expected to stay."""
    open_from: Mapped[Instant | None]
    """Not before; kept here and not at the stop, so that a new proposal of routes keeps it."""
    open_until: Mapped[Instant | None]
    """Not later than: the squad stands at the door by then."""
    position: Mapped[int]


class Vehicle(Row):
    """A car of the court."""

    __tablename__ = "vehicles"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    plate: Mapped[str] = mapped_column(unique=True)
    seats: Mapped[int]


class Squad(Row):
    """People and a car on one route."""

    __tablename__ = "squads"
    __table_args__ = (UniqueConstraint("sweep_id", "position"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sweep_id: Mapped[UUID] = mapped_column(ForeignKey("sweeps.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    vehicle_id: Mapped[UUID | None] = mapped_column(ForeignKey("vehicles.id"))
    leader_id: Mapped[UUID | None]
    printer: Mapped[str] = mapped_column(default="", server_default="")
    """The printer that goes along, as a line of the court's profile names one; empty: none."""


class Member(Row):
    """An officer of a squad."""

    __tablename__ = "squad_members"
    squad_id: Mapped[UUID] = mapped_column(ForeignKey("squads.id"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)


class Stop(Row):
    """A target's place on a squad's route. `locked`: the judge fixed it by hand, no proposal moves it."""

    __tablename__ = "stops"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    squad_id: Mapped[UUID] = mapped_column(ForeignKey("squads.id"), index=True)
    target_id: Mapped[UUID] = mapped_column(ForeignKey("targets.id"), unique=True)
    address_id: Mapped[UUID]
    position: Mapped[int]
    """1 for the first stop of the squad."""
    arrive_at: Mapped[Instant]
    leave_at: Mapped[Instant]
    locked: Mapped[bool] = mapped_column(default=False)
    stay_s: Mapped[int | None]
    """Seconds a proposal plans there, found or not with their chances; None: placed by hand, as long as the target says."""
    opens_at: Mapped[Instant | None]
    """Not before: a proposal waits there for the hours in which he is likelier met."""
    chance: Mapped[int | None]
    """Percent with which a proposal expected to meet him."""


class RollCall(Row):
    """签到: an officer or a car was there, or (a correction) was not. The source of officer-turns and vehicle-turns."""

    __tablename__ = "roll_calls"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sweep_id: Mapped[UUID] = mapped_column(ForeignKey("sweeps.id"), index=True)
    squad_id: Mapped[UUID | None]
    officer_id: Mapped[UUID | None]
    vehicle_id: Mapped[UUID | None]
    on_day: Mapped[date]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    cancels: Mapped[UUID | None] = mapped_column(unique=True)


class PlanRun(Row):
    """One proposal of routes: what was asked, with which seed, what it gave."""

    __tablename__ = "plan_runs"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sweep_id: Mapped[UUID] = mapped_column(ForeignKey("sweeps.id"), index=True)
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    seed: Mapped[int]
    summary: Mapped[dict[str, Any]]
