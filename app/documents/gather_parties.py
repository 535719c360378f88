"""Facts of the papers with which somebody answers the court, or is told what will follow."""

from typing import Any, Final

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.cases import queries as cases
from app.documents import gather_case as case_papers
from app.documents import gather_people as people
from app.documents.bases import basis
from app.documents.gather_orders import duties
from app.documents.gather_people import Matter
from app.documents.gather_property import at_the_door, recorders
from app.documents.gathered import Gathered, Wanted
from app.measures import queries as measures
from app.measures.rules import IN_FORCE, ProposalKind

RIGHTS: Final = (
    "出示工作证件，表明身份。告知被询问人：应当如实回答与本案执行有关的问题，作虚假陈述承担法律责任；"
    "认为询问人与本案有利害关系的，可以申请回避；与本案无关的问题可以不答。"
)
FIRST_QUESTION: Final = {"question": "以上权利和义务是否听清？是否申请回避？", "answer": ""}
PUNISHED: Final = frozenset({ProposalKind.DETAIN, ProposalKind.FINE})


def interview_record(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """询问笔录."""
    matter = case_papers.matter(session, actor, wanted)
    person = people.described(session, matter.person)
    given = {
        **{name: person.get(name) for name in ("name", "sex", "born", "id_number", "work", "address")},
        "cause": matter.case.cause,
        "role": matter.role,
        "phone": _phone(session, matter),
    }
    there = at_the_door(session, matter, actor.now)
    suggested = {
        **{name: there[name] for name in ("started", "ended", "place", "officers")},
        "told": RIGHTS,
        "asked": [FIRST_QUESTION],
    }
    return case_papers.form(wanted, matter, given, suggested=suggested, names=recorders(session))


def consequence_notice(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """拒执法律后果告知书."""
    matter = case_papers.matter(session, actor, wanted)
    day = actor.now.day
    given = {
        "addressee": matter.person.name,
        "role": matter.role,
        "dispute": case_papers.dispute(matter.case),
        "basis": matter.case.title_number,
        "punishment": basis("consequence_notice", day),
        "interest": basis("consequence_notice.interest", day),
        "credit": basis("consequence_notice.credit", day),
        "contact": people.contact(session, matter),
    }
    suggested = {"duty": "；".join(duties(session, matter.case.id, "申请执行人"))}
    return case_papers.form(wanted, matter, given, suggested=suggested)


def repentance(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """具结悔过书: what he writes is his own; only who he is and what was decided is printed before."""
    matter = case_papers.matter(session, actor, wanted)
    punished = [
        one
        for one in measures.proposals_of(session, actor.scope, case_ids=[matter.case.id])
        if one.person_id == matter.person.id and one.kind in PUNISHED and one.state in IN_FORCE and one.number
    ]
    known = people.party(session, matter.person)
    given = {name: known.get(name) for name in ("name", "number", "address", "phone")}
    suggested = {"decision_number": punished[-1].number if punished else None}
    return case_papers.form(wanted, matter, given, suggested=suggested)


def address_confirmation(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """送达地址确认书."""
    matter = case_papers.matter(session, actor, wanted)
    known = people.party(session, matter.person)
    given: dict[str, Any] = {
        "cause": matter.case.cause,
        "party": matter.person.name,
        "number": matter.person.id_number,
        "role": matter.role,
        "address": known.get("address"),
        "phone": known.get("phone"),
        "officer": people.judge_name(session, matter.case),
    }
    return case_papers.form(wanted, matter, given)


def _phone(session: Session, matter: Matter) -> str | None:
    phones = cases.phones_of(session, [matter.person.id]).get(matter.person.id, [])
    return phones[0].number if phones else None
