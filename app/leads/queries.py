"""What can be asked about leads. Who gave a lead is a question of its own, with a verb of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.instant import Instant
from app.base.refusal import missing
from app.court import queries as court
from app.law.deadlines import Clock
from app.leads import rules
from app.leads.rules import ANSWERS, Check, Result
from app.leads.tables import Lead, LeadCheck

PAGE: Final = 50
State = Literal["waiting", "answered"]


@dataclass(frozen=True)
class CheckView:
    """One look into a lead."""

    id: UUID
    at: Instant
    by_id: UUID | None
    result: str
    note: str


@dataclass(frozen=True)
class LeadView:
    """A lead with what came of it; it never tells who gave it."""

    id: UUID
    case_id: UUID
    person_id: UUID
    about: str
    source: str
    content: str
    urgent: bool
    received_at: Instant
    due_on: date
    entered_by: UUID | None
    checks: tuple[CheckView, ...]

    @property
    def result(self) -> str:
        """What the newest answer said; open without one."""
        answer = rules.answer(Check(check.at, Result(check.result)) for check in self.checks)
        return answer.result if answer else Result.OPEN


@dataclass(frozen=True)
class Found:
    """One page of leads, those due first first."""

    leads: tuple[LeadView, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def lead(session: Session, scope: Scope, lead_id: UUID) -> LeadView:
    """One lead, or a refusal as missing."""
    row = session.get(Lead, lead_id)
    if row is None or not scope.admits(row.case_id):
        raise missing("lead")
    return _views(session, [row])[0]


def listing(session: Session, scope: Scope, state: State = "waiting", page: int = 1) -> Found:
    """The leads that wait, those due first first; or those answered, the newest first."""
    fits = (_within(scope), ~_answered() if state == "waiting" else _answered())
    total = session.scalar(select(func.count()).select_from(Lead).where(*fits)) or 0
    page = min(page, max(1, -(-total // PAGE)))
    order = (Lead.due_on, Lead.received_at) if state == "waiting" else (Lead.received_at.desc(),)
    asked = select(Lead).where(*fits).order_by(*order, Lead.id).limit(PAGE).offset((page - 1) * PAGE)
    return Found(tuple(_views(session, session.scalars(asked).all())), total, page)


def of_case(session: Session, scope: Scope, case_id: UUID) -> list[LeadView]:
    """Every lead of a case, newest first."""
    asked = select(Lead).where(Lead.case_id == case_id, _within(scope)).order_by(Lead.received_at.desc(), Lead.id)
    return _views(session, session.scalars(asked).all())


def open_leads(session: Session, scope: Scope, case_ids: Iterable[UUID]) -> list[LeadView]:
    """The leads of these cases that wait, those due first first."""
    asked = select(Lead).where(Lead.case_id.in_(set(case_ids)), _within(scope), ~_answered())
    return _views(session, session.scalars(asked.order_by(Lead.due_on, Lead.received_at, Lead.id)).all())


def waiting(session: Session, scope: Scope) -> int:
    """How many leads wait to be looked into."""
    return session.scalar(select(func.count()).select_from(Lead).where(_within(scope), ~_answered())) or 0


def confirmed(session: Session, case_ids: Iterable[UUID]) -> list[LeadView]:
    """The leads of these cases that proved true, newest first."""
    asked = select(Lead).where(Lead.case_id.in_(set(case_ids)), _answered()).order_by(Lead.received_at.desc(), Lead.id)
    return [one for one in _views(session, session.scalars(asked).all()) if one.result == Result.TRUE]


def givers(session: Session, actor: Actor, leads: Iterable[LeadView]) -> dict[UUID, str]:
    """Who gave these leads; nothing for those who may not know."""
    wanted = {one.id for one in leads if actor.scope.admits(one.case_id)}
    if not wanted or not actor.may("lead.giver"):
        return {}
    return {row.id: row.giver for row in session.execute(select(Lead.id, Lead.giver).where(Lead.id.in_(wanted)))}


def clocks(session: Session, leads: Iterable[LeadView], now: Instant) -> dict[UUID, Clock]:
    """The clock of each lead: until when it must be looked into, and by which article."""
    days = court.calendar(session)
    found = {}
    for one in leads:
        checks = [Check(check.at, Result(check.result)) for check in one.checks]
        found[one.id] = rules.clock_of(str(one.id), one.received_at, checks, now, urgent=one.urgent, calendar=days)
    return found


def running_clocks(session: Session, scope: Scope, now: Instant) -> dict[UUID, Clock]:
    """The clocks of all leads that wait and that he may see."""
    rows = session.scalars(select(Lead).where(_within(scope), ~_answered())).all()
    return clocks(session, _views(session, rows), now)


def _within(scope: Scope) -> ColumnElement[bool]:
    return Lead.id.is_not(None) if scope.whole_court else Lead.case_id.in_(scope.case_ids)


def _answered() -> ColumnElement[bool]:
    return exists().where(LeadCheck.lead_id == Lead.id, LeadCheck.result.in_(ANSWERS))


def _views(session: Session, rows: Sequence[Lead]) -> list[LeadView]:
    asked = (
        select(LeadCheck).where(LeadCheck.lead_id.in_([row.id for row in rows])).order_by(LeadCheck.at, LeadCheck.id)
    )
    checks: dict[UUID, list[CheckView]] = {}
    for check in session.scalars(asked):
        seen = CheckView(check.id, check.at, check.by_id, check.result, check.note)
        checks.setdefault(check.lead_id, []).append(seen)
    return [
        LeadView(
            id=row.id,
            case_id=row.case_id,
            person_id=row.person_id,
            about=row.about,
            source=row.source,
            content=row.content,
            urgent=row.urgent,
            received_at=row.received_at,
            due_on=row.due_on,
            entered_by=row.entered_by,
            checks=tuple(checks.get(row.id, ())),
        )
        for row in rows
    ]
