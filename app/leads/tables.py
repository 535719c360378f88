"""Leads and the checks made of them."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant


class Lead(Row):
    """Somebody knows something of a debtor's whereabouts or property. Who gave it stays confidential."""

    __tablename__ = "leads"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    person_id: Mapped[UUID]
    about: Mapped[str]
    """whereabouts · property"""
    source: Mapped[str]
    """applicant · village_cadre · grid_officer · police · own_visit · other"""
    giver: Mapped[str] = mapped_column(default="")
    content: Mapped[str]
    urgent: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[Instant]
    due_on: Mapped[date] = mapped_column(index=True)
    entered_by: Mapped[UUID | None]
    entered_at: Mapped[Instant]


class LeadCheck(Row):
    """One look into a lead: by whom, with what result."""

    __tablename__ = "lead_checks"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("leads.id"), index=True)
    at: Mapped[Instant]
    entered_at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    result: Mapped[str]
    """true · false · open"""
    note: Mapped[str]
