"""Facts of the papers that restrict a debtor."""

from typing import Final

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.cases.rules import Standing
from app.cases.views import CaseBrief
from app.documents import consumption
from app.documents import gather_case as case_papers
from app.documents import gather_people as people
from app.documents.bases import basis
from app.documents.clauses import articles
from app.documents.gather_orders import duties
from app.documents.gathered import Gathered, Wanted
from app.law.listing import TERM, terms

LISTING: Final = ("DISHONEST.term", "DISHONEST.correction")
"""What the decision to list a debtor rests on beside the statute: how long, and how an error is put right."""
LINKED = (Standing.LEGAL_REPRESENTATIVE, Standing.PERSON_IN_CHARGE, Standing.ACTUAL_CONTROLLER)
"""Who answers for a unit."""


def consumption_order(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """限制消费令. Refused (conflict, `law.citation_unconfirmed`) until a lawyer of this court read what it rests on."""
    matter = case_papers.matter(session, actor, wanted)
    given = {
        **case_papers.described(session, matter),
        "dispute": case_papers.dispute(matter.case),
        "citations": (*basis(wanted.kind, actor.now.day), *articles(consumption.RESTS_ON, actor.now.day)),
    }
    suggested = {
        "duty": "；".join(duties(session, matter.case.id, "申请执行人")),
        "linked": _linked(matter.case) if given["unit"] else None,
        "items": consumption.PROHIBITED,
        "starts": actor.now.day,
        "release": consumption.RELEASE,
        "exemption": consumption.EXEMPTION,
        "consequences": consumption.CONSEQUENCES,
        "report_phone": matter.court.phone,
        "approved_on": actor.now.day,
    }
    names = {"approved_by": case_papers.presidents(session)}
    return case_papers.form(wanted, matter, given, suggested=suggested, names=names)


def discredit_decision(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """纳入失信决定书. Refused (conflict, `law.citation_unconfirmed`) until a lawyer of this court read what it rests on."""
    matter = case_papers.matter(session, actor, wanted)
    given = {
        **case_papers.described(session, matter),
        "dispute": case_papers.dispute(matter.case),
        "basis": matter.case.title_number,
        "citations": (*basis(wanted.kind, actor.now.day), *articles(LISTING, actor.now.day)),
        "contact": people.contact(session, matter),
    }
    suggested = {
        "duty": "；".join(duties(session, matter.case.id, "申请执行人")),
        "term": TERM,
        "approved_on": actor.now.day,
    }
    names = {"approved_by": case_papers.presidents(session), "term": terms()}
    return case_papers.form(wanted, matter, given, suggested=suggested, names=names)


def _linked(case: CaseBrief) -> list[str]:
    return [f"{one.name}，{people.STANDINGS[standing]}" for standing in LINKED for one in case.of_standing(standing)]
