"""How a plan was kept: row by row, what was late and cured, what is broken; what came of it; whom to remind today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Scope
from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.law.periods import end_of
from app.money import plans, queries, queries_plans
from app.money.calendars import AFTER, BEFORE
from app.money.plans import Course
from app.money.queries_plans import PlanView
from app.money.schedules import Instalment
from app.money.tables_plans import Resumption
from app.money.views import Collected

REMINDED = frozenset({*BEFORE, 0, *(-days for days in AFTER)})


@dataclass(frozen=True)
class Breach:
    """A plan on a day: what became of each row, and what the court did about it."""

    plan: PlanView
    on: date
    courses: tuple[Course, ...]
    steps: tuple[Resumption, ...]
    paid: Money
    """What was paid since the plan was made, the first payment with it."""

    @property
    def settlement(self) -> bool:
        """Whether both sides agreed: then the court resumes only on the creditor's application."""
        return self.plan.settlement is not None and self.plan.agreed_at is not None

    @property
    def broken(self) -> tuple[Course, ...]:
        """Rows that are late and still not covered."""
        return tuple(one for one in self.courses if one.breached)

    @property
    def lacking(self) -> Money:
        """All that was due and is not paid."""
        return sum((one.lacking for one in self.broken), ZERO)

    @property
    def cured(self) -> tuple[Course, ...]:
        """Rows that were late and were paid afterwards."""
        return tuple(one for one in self.courses if one.cured)


@dataclass(frozen=True)
class Reminder:
    """Somebody is to be reminded of a row today: `days` before it, or after it when below zero."""

    plan: PlanView
    row: Instalment
    days: int


def breach(session: Session, scope: Scope, plan_id: UUID, on: date) -> Breach:
    """One plan as it was kept until that day."""
    found = queries_plans.plan(session, scope, plan_id)
    paid = queries.collected(session, None, None, [found.case_id])
    steps = select(Resumption).where(Resumption.plan_id == plan_id).order_by(Resumption.at, Resumption.id)
    own = _paid(found, paid, on)
    total = sum((amount for _, amount in own), ZERO)
    return Breach(found, on, _courses(found, own, on), tuple(session.scalars(steps)), total)


def reminders(session: Session, scope: Scope, on: date) -> list[Reminder]:
    """Rows of plans still running, not covered yet, whose day is 7, 3 or 1 days off, today, or 1, 3 or 7 days ago."""
    signed = [one for one in queries_plans.plans(session, scope) if one.running]
    near = {on + timedelta(days=days): days for days in REMINDED}
    touched = [one for one in signed if any(row.due_on in near for row in one.rows)]
    if not touched:
        return []
    paid = queries.collected(session, None, None, list({one.case_id for one in touched}))
    return [
        Reminder(plan, one.row, near[one.row.due_on])
        for plan in touched
        for one in _courses(plan, _paid(plan, paid, on), on)
        if one.row.due_on in near and one.covered_on is None
    ]


def _paid(plan: PlanView, paid: Sequence[Collected], on: date) -> list[tuple[date, Money]]:
    """What came in for its case since it was made, until that day."""
    own = [(one.at.day, one.amount) for one in paid if one.case_id == plan.case_id and one.at >= plan.made_at]
    return [one for one in own if one[0] <= on]


def _courses(plan: PlanView, own: Sequence[tuple[date, Money]], on: date) -> tuple[Course, ...]:
    return plans.courses(plan.rows, own, on, before=plan.paid_now)


def applied_at(session: Session, plan_ids: Sequence[UUID]) -> dict[UUID, Instant]:
    """When the creditor asked for the title again, by plan."""
    asked = select(Resumption.plan_id, Resumption.on_day).where(
        Resumption.plan_id.in_(plan_ids), Resumption.step == "applied"
    )
    return {row.plan_id: end_of(row.on_day) for row in session.execute(asked.order_by(Resumption.on_day.desc()))}
