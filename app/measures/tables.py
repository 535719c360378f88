"""Measures against persons: summonses, proposals with their approvals, and what was done."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.deed_rows import DeedRow
from app.base.instant import Instant
from app.base.money import Money


class Summons(Row):
    """A 传票: who is to come where, when and why. Its service and the failure to come are deeds."""

    __tablename__ = "summonses"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    appear_at: Mapped[Instant]
    place: Mapped[str]
    matter: Mapped[str]
    drawn_at: Mapped[Instant]
    drawn_by: Mapped[UUID | None]


class Act(Row):
    """One act that may be sanctioned: what the person did, when. One act, one sanction of a kind."""

    __tablename__ = "acts"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    happened_at: Mapped[Instant]
    what: Mapped[str]
    evidence: Mapped[list[str]]


class Proposal(Row):
    """What a judge asks the president to allow: 拘传, 拘留, 罚款."""

    __tablename__ = "proposals"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """compel · detain · fine · early_release"""
    case_id: Mapped[UUID] = mapped_column(index=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    act_id: Mapped[UUID | None] = mapped_column(ForeignKey("acts.id"))
    ground: Mapped[str] = mapped_column(default="")
    """Key of the ground, down to the item."""
    reason: Mapped[str]
    days: Mapped[int | None]
    amount: Mapped[Money | None]
    number: Mapped[str | None]
    """The 司惩 number, entered from case filing."""
    of_id: Mapped[UUID | None] = mapped_column(ForeignKey("proposals.id"))
    """The detention that an early release ends."""
    facts: Mapped[dict[str, Any]]
    """Answers to the gate's questions: app.measures.answers."""
    proposed_at: Mapped[Instant]
    proposed_by: Mapped[UUID | None]


class Decision(Row):
    """A step of the approval: discussed, endorsed, approved, rejected, withdrawn; reported, ratified, revoked."""

    __tablename__ = "decisions"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposals.id"), index=True)
    step: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    basis: Mapped[str]
    """online · paper · case_system"""
    reason: Mapped[str] = mapped_column(default="")
    gate: Mapped[list[Any]]
    """What the gate answered at that moment, requirement by requirement."""
    told: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What belongs to the step: who took part, how it was reported, by whose authority, on which registration."""


class Registration(Row):
    """A decision taken outside, on paper or in the case system, as one person entered it; it counts once checked."""

    __tablename__ = "registrations"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposals.id"), index=True)
    basis: Mapped[str]
    """paper · case_system"""
    approver_id: Mapped[UUID]
    decided_at: Mapped[Instant]
    """When he signed, or decided in the case system."""
    endorser_id: Mapped[UUID | None]
    endorsed_at: Mapped[Instant | None]
    reason: Mapped[str]
    overrides: Mapped[list[str]]
    scan: Mapped[str | None]
    """The hash of the scan of the signed 审批表."""
    number: Mapped[str]
    """The number of the approval in the case system."""
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]


class RegistrationCheck(Row):
    """What a second person found when he held a registration against its original."""

    __tablename__ = "registration_checks"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registrations.id"), unique=True)
    agrees: Mapped[bool]
    remark: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]


class Authorisation(Row):
    """The president or the director lets somebody decide in his place, for these kinds and these days.

    A row that names an older one ends it.
    """

    __tablename__ = "authorisations"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[str]
    """president · director: whose step the other may take"""
    for_id: Mapped[UUID]
    to_id: Mapped[UUID] = mapped_column(index=True)
    kinds: Mapped[list[str]]
    from_at: Mapped[Instant]
    until_at: Mapped[Instant]
    reason: Mapped[str]
    ends_id: Mapped[UUID | None] = mapped_column(ForeignKey("authorisations.id"), unique=True)
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]


class MeasureDeed(DeedRow):
    """What was done: summoned, served, compelled, questioned, announced, handed over, family told, released."""

    __tablename__ = "measure_deeds"
    __table_args__ = ({"info": APPEND_ONLY},)
    proposal_id: Mapped[UUID | None] = mapped_column(ForeignKey("proposals.id"), index=True)
    summons_id: Mapped[UUID | None] = mapped_column(ForeignKey("summonses.id"), index=True)


class FlagReview(Row):
    """A judge looked at a flagged deed (of any room) and wrote down what he found."""

    __tablename__ = "flag_reviews"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    deed_id: Mapped[UUID] = mapped_column(index=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    remark: Mapped[str]
