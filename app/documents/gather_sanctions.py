"""Facts of the papers around a punishment: from the approved proposal, or from what was found so far."""

from typing import Final

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Kind, Refusal
from app.documents import gather_case as case_papers
from app.documents import gather_measures as on_measures
from app.documents import gather_people as people
from app.documents import queries
from app.documents.bases import basis
from app.documents.gathered import Gathered, Wanted
from app.law.grounds import ground
from app.measures.rules import DeedKind, ProposalKind

ABLE: Final = ("CPL.detention.refusal_to_perform", "CPLI.refusal.able")
"""What a debtor is warned of who can perform and does not."""
RELEASED: Final = "其承认并改正错误"


def fine_decision(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """罚款决定书: from the proposal the president approved."""
    found, matter = on_measures.approved_matter(session, actor, wanted, ProposalKind.FINE)
    own = ground(found.ground, actor.now.day)
    given = {
        **case_papers.described(session, matter),
        "case_number": found.number,
        "role": matter.role,
        "enforcement_case": matter.case.number,
        "dispute": case_papers.dispute(matter.case),
        "findings": on_measures.findings(found, matter),
        "evidence": list(found.act.evidence) if found.act else [],
        "reasoning": own.label,
        "citations": basis(wanted.kind, actor.now.day, *on_measures.grounds_of(found, matter, actor)),
        "amount": found.amount,
        "reconsideration_days": on_measures.RECONSIDERATION_DAYS,
        "superior": matter.court.superior,
    }
    before = queries.last_facts(session, wanted.kind)
    about = on_measures.about(found)
    return case_papers.form(wanted, matter, given, suggested={"account": before.get("account")}, about=about)


def release_notice(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """提前解除拘留通知书: to the place that holds the person; who was never admitted needs none."""
    found, matter = on_measures.approved_matter(session, actor, wanted, ProposalKind.EARLY_RELEASE)
    detention = people.proposal(session, actor.scope, found.of_id) if found.of_id else None
    log = on_measures.log_of(session, actor, found)
    admitted = next((one.at for one in reversed(log) if one.kind == DeedKind.ADMIT), None)
    if admitted is None:
        raise Refusal("paper.not_in_custody", Kind.CONFLICT)
    given = {
        "addressee": matter.court.police,
        "place": matter.court.custody_place,
        "decision_number": detention.number if detention else None,
        "person": people.described(session, matter.person),
        "days": detention.days if detention else None,
        "admitted_on": admitted.day,
        "citations": basis(wanted.kind, actor.now.day),
        "released_on": actor.now.day,
        "contact": people.contact(session, matter),
    }
    about = on_measures.about(found)
    return case_papers.form(wanted, matter, given, suggested={"reason": RELEASED}, about=about)


def detention_warning(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """预拘留通知书."""
    return _warning(session, actor, wanted)


def fine_warning(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """预罚款通知书."""
    return _warning(session, actor, wanted)


def _warning(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    matter = case_papers.matter(session, actor, wanted)
    given = {
        "addressee": matter.person.name,
        "role": matter.role,
        "dispute": case_papers.dispute(matter.case),
        "citations": basis(wanted.kind, actor.now.day, *ABLE),
        "contact": people.contact(session, matter),
    }
    return case_papers.form(wanted, matter, given)
