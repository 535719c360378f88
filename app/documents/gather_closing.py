"""Facts of the papers that take a case up again or close it."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import ZERO
from app.cases import queries as cases
from app.documents import gather_case as case_papers
from app.documents import gather_people as people
from app.documents.bases import basis
from app.documents.gather_people import Matter
from app.documents.gathered import Gathered, Wanted
from app.documents.wording import day, yuan
from app.money import queries as money
from app.money import queries_breach, queries_plans
from app.money.queries_plans import PlanView

STEPS: Final = ("applied_on", "case_number")
WAYS: Final = {"performed": "执行完毕", "settled": "执行完毕", "terminated": "终结执行"}
"""How a case ended, as its closing notice says it; any other end is chosen by hand."""


def resumption_notice(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """恢复执行通知书: from the settlement that was not kept."""
    matter = case_papers.matter(session, actor, wanted)
    plans = money.plans(session, actor.scope, case_ids=[matter.case.id])
    signed = [one.at.day for plan in plans for one in plan.signatures if one.kind == queries_plans.SETTLEMENT]
    resumed = _resumed(session, actor, plans)
    title = case_papers.title_of_case(matter.case)
    given = {
        "addressee": matter.person.name,
        "applicant": title["applicant"],
        "dispute": case_papers.dispute(matter.case),
        "basis": title["basis"],
        "agreed_on": max(signed, default=None),
        "citations": basis(wanted.kind, actor.now.day),
        "contact": people.contact(session, matter),
        **{name: value for name, value in resumed.items() if name in STEPS},
    }
    suggested = {"paid": _paid(session, matter), "resumed_on": actor.now.day, "breach": resumed.get("breach")}
    return case_papers.form(wanted, matter, given, suggested=suggested)


def _resumed(session: Session, actor: Actor, plans: Sequence[PlanView]) -> dict[str, Any]:
    """What was kept of the settlement that is taken up again: the day of the application, the new number, the breach."""
    settled = [one for one in plans if one.state == "in_force"]
    if not settled:
        return {}
    found = queries_breach.breach(session, actor.scope, settled[0].id, actor.now.day)
    steps = {one.step: one for one in found.steps}
    told: dict[str, Any] = {}
    if "applied" in steps:
        told["applied_on"] = steps["applied"].on_day
    if "numbered" in steps:
        told["case_number"] = steps["numbered"].number
    missed = [
        f"应当在{day(one.row.due_on)}前支付的第{one.row.position}期尚欠{yuan(one.lacking)}" for one in found.broken
    ]
    if missed:
        told["breach"] = f"按照协议，你（单位）{'、'.join(missed)}，至今没有付清"
    return told


def closing_notice(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """结案通知书."""
    matter = case_papers.matter(session, actor, wanted)
    ended = cases.concluded(session, [matter.case.id]).get(matter.case.id)
    given = {
        "addressees": [one.name for one in (*matter.case.applicants, *matter.case.debtors)],
        "dispute": case_papers.dispute(matter.case),
        "basis": matter.case.title_number,
        "citations": basis(wanted.kind, actor.now.day),
        "contact": people.contact(session, matter),
    }
    suggested = {
        "way": WAYS.get(ended.kind) if ended else None,
        "closed_on": ended.at.day if ended else None,
        "closed": _paid(session, matter) + _open(session, actor, matter),
        "collected": _paid(session, matter),
        "waived": ZERO,
    }
    return case_papers.form(wanted, matter, given, suggested=suggested)


def _paid(session: Session, matter: Matter) -> int:
    """What was collected in the case."""
    return sum((one.amount for one in money.payments(session, matter.case.id)), ZERO)


def _open(session: Session, actor: Actor, matter: Matter) -> int:
    """What is still owed in it."""
    return money.owed(session, matter.case.id, actor.now.day, matter.court).total
