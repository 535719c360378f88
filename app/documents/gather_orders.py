"""Facts of the papers that open a case: from its title, its parties and the court's profile."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.cases import queries as cases
from app.documents import gather_case as case_papers
from app.documents import gather_people as people
from app.documents import wording
from app.documents.bases import basis
from app.documents.gathered import Gathered, Wanted
from app.law.clock_rules import CLOCKS
from app.law.fee import execution_fee
from app.law.periods import add_months

LENGTHS: Final = {rule.key: rule.period.length for rule in CLOCKS}
YEAR: Final = 12
SANCTIONS: Final = (
    "拒绝报告、虚假报告或者无正当理由逾期报告的，本院可以根据情节轻重予以罚款、拘留；"
    "单位有上述行为的，可以对其主要负责人或者直接责任人员予以罚款、拘留；构成犯罪的，依法追究刑事责任。"
)


def execution_notice(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """执行通知书: what the title orders, into the case's account."""
    matter = case_papers.matter(session, actor, wanted)
    given = {
        **case_papers.title_of_case(matter.case),
        **case_papers.officer(session, matter),
        "addressee": matter.person.name,
        "effective_on": matter.case.title_effective_on,
        "account": case_papers.account(matter.court, matter.case),
        "citations": basis(wanted.kind, actor.now.day),
        "address": matter.court.address,
    }
    suggested = {
        "duties": duties(session, matter.case.id, given["applicant"]),
        "fee": execution_fee(matter.case.applied_amount).total,
    }
    return case_papers.form(wanted, matter, given, suggested=suggested)


def property_report(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """报告财产令: one year back from the day the execution notice came, or comes with this order."""
    matter = case_papers.matter(session, actor, wanted)
    noticed = matter.case.notice_served_on or actor.now.day
    given = {
        **case_papers.title_of_case(matter.case),
        **case_papers.officer(session, matter),
        "addressee": matter.person.name,
        "since": a_year_before(noticed),
        "change_days": LENGTHS["report_supplement"],
        "citations": basis(wanted.kind, actor.now.day),
        "sanctions": SANCTIONS,
    }
    return case_papers.form(wanted, matter, given, suggested={"within": LENGTHS["property_report"]})


def duties(session: Session, case_id: UUID, applicant: Any) -> list[str]:
    """What the title orders, head by head, as it was registered."""
    claims = cases.title(session, case_id).claims
    return [f"向{applicant}支付{people.HEADS.get(one.head, one.head)}{wording.yuan(one.amount)}" for one in claims]


def a_year_before(day: date) -> date:
    """The same day a year earlier."""
    return add_months(day, -YEAR)
