"""A promise was broken: the judge looks at it, the creditor may apply, filing gives the number. Nothing resumes by itself."""

from datetime import date
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Sha256
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.law.case_numbers import CaseNumber
from app.money import ledger, queries_breach
from app.money.tables_plans import Resumption
from app.trail import actions as trail

STEP: Final = "plan.resume"
RESUMED: Final = "执恢"


class ResumptionStep(Command):
    """The judge looked at the breach, the creditor applied, filing gave the number, or the court refused."""

    plan_id: UUID
    step: Literal["reviewed", "applied", "numbered", "refused"]
    on_day: date
    number: CaseNumber | None = None
    note: Annotated[str, StringConstraints(max_length=1000)] = ""
    scan: Sha256 | None = None
    """The application as the creditor signed it."""


def record_resumption(session: Session, actor: Actor, deed: ResumptionStep) -> Resumption:
    """Keep a step.

    Refused: a day to come, no proof of the application, no 执恢 number, no settlement in force, all of it performed
    by then, a step out of its order.
    """
    ledger.lock(session)
    _require_whole(deed, actor.now.day)
    found = queries_breach.breach(session, actor.scope, deed.plan_id, deed.on_day)
    if deed.step != "reviewed" and not found.settlement:
        raise Refusal("resumption.no_settlement", Kind.CONFLICT)
    if deed.step in {"applied", "numbered"} and not found.broken:
        raise Refusal("resumption.performed", Kind.CONFLICT)
    if deed.step == "numbered" and "applied" not in [one.step for one in found.steps]:
        raise Refusal("resumption.not_applied", Kind.CONFLICT)
    row = Resumption(
        id=new_id(actor.now),
        plan_id=deed.plan_id,
        step=deed.step,
        number=str(deed.number or ""),
        note=deed.note,
        scan=deed.scan,
        on_day=deed.on_day,
        at=actor.now,
        by_id=actor.id,
    )
    session.add(row)
    session.flush()
    trail.write(session, actor, STEP, case=found.plan.case_id, subject=row.id, content=deed.model_dump(mode="json"))
    return row


def _require_whole(deed: ResumptionStep, today: date) -> None:
    """Every field that is wrong, named at once."""
    faults = []
    if deed.on_day > today:
        faults.append(Fault("on_day", "resumption.future"))
    if deed.step == "numbered" and (deed.number is None or RESUMED not in str(deed.number)):
        faults.append(Fault("number", "resumption.number"))
    if deed.step == "applied" and not (deed.scan or deed.note):
        faults.append(Fault("note", "resumption.no_proof"))
    if deed.step == "refused" and not deed.note:
        faults.append(Fault("note", "resumption.no_reason"))
    if faults:
        raise Refusal(faults[0].code, Kind.INVALID, faults=tuple(faults))
