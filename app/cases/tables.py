"""Cases, their parties, what is owed, what property was found, and their history."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant
from app.base.money import Money


class Case(Row):
    """An enforcement case as the case system filed it."""

    __tablename__ = "cases"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    external_id: Mapped[str | None] = mapped_column(unique=True)
    """The case system's own id."""
    number: Mapped[str] = mapped_column(unique=True)
    cause: Mapped[str]
    category: Mapped[str]
    """finance · livelihood · enterprise · wages · other"""
    title_number: Mapped[str]
    """The judgment or other title that is enforced (执行依据)."""
    title_effective_on: Mapped[date | None]
    performance_due_on: Mapped[date | None]
    """Last day of the period the title gave."""
    filed_on: Mapped[date]
    judge_id: Mapped[UUID | None] = mapped_column(index=True)
    applied_amount: Mapped[Money]
    account_no: Mapped[str] = mapped_column(default="")
    """一案一账号: the case's own account number, imported."""
    account_bank: Mapped[str] = mapped_column(default="")
    notice_served_on: Mapped[date | None]
    added_at: Mapped[Instant]
    import_id: Mapped[UUID | None]


class Person(Row):
    """A natural person or a unit that takes part in cases."""

    __tablename__ = "persons"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """natural · unit"""
    name: Mapped[str] = mapped_column(index=True)
    sex: Mapped[str] = mapped_column(default="")
    id_number: Mapped[str] = mapped_column(default="", index=True)
    birth: Mapped[date | None]
    ethnicity: Mapped[str] = mapped_column(default="")
    work: Mapped[str] = mapped_column(default="")
    deputy: Mapped[str] = mapped_column(default="")
    """'' · county (county level or above) · township: deputy of a people's congress."""
    condition: Mapped[str] = mapped_column(default="")
    """'' · pregnant · nursing · ill: asked before a person is taken."""
    condition_note: Mapped[str] = mapped_column(default="")


class Phone(Row):
    """A telephone number of a person."""

    __tablename__ = "phones"
    __table_args__ = (UniqueConstraint("person_id", "number"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    number: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class Party(Row):
    """A person's part in a case."""

    __tablename__ = "parties"
    __table_args__ = (UniqueConstraint("case_id", "person_id", "standing"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    standing: Mapped[str]
    """applicant · debtor · legal_representative · person_in_charge · actual_controller · agent"""
    position: Mapped[int] = mapped_column(default=1)


class Claim(Row):
    """One head of what the title orders to be paid."""

    __tablename__ = "claims"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    head: Mapped[str]
    amount: Mapped[Money] = mapped_column(CheckConstraint("amount >= 0"))
    interest: Mapped[dict[str, Any] | None]
    """How general interest runs (app.cases.rules.InterestTerms); None when the title names none."""
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=1)


class Finding(Row):
    """Property that an inquiry found (or did not find)."""

    __tablename__ = "findings"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    kind: Mapped[str]
    """deposit · vehicle · real_estate · livestock · wages · none · other"""
    what: Mapped[str]
    found_on: Mapped[date]
    source: Mapped[str]


class CaseEvent(Row):
    """A step in a case's life: added · given (to a judge) · account · concluded · conclusion_cancelled."""

    __tablename__ = "case_events"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str]
    at: Mapped[Instant]
    entered_at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    cancels: Mapped[UUID | None] = mapped_column(unique=True)
    body: Mapped[dict[str, Any]]


class CaseImport(Row):
    """A list that was read: previewed, then accepted as a whole or dropped."""

    __tablename__ = "case_imports"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    state: Mapped[str]
    """previewed · accepted"""
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]
    rows: Mapped[list[Any]]
    faults: Mapped[list[Any]]
    unknown_heads: Mapped[list[str]]
    added: Mapped[int] = mapped_column(default=0)
    accepted_at: Mapped[Instant | None]
