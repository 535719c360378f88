"""Facts of the papers that correct or revoke: what the earlier paper was is known, what is wrong with it is typed."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Kind, Refusal, missing
from app.documents import gather_case as case_papers
from app.documents import gather_people as people
from app.documents import queries, queries_stages, sealing
from app.documents.catalog import kind_of
from app.documents.catalog_corrections import CITING
from app.documents.gather_people import Matter
from app.documents.gathered import About, Gathered, Wanted
from app.documents.rules import State
from app.documents.tables import Paper


def correction_notice(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """补正通知书."""
    paper, matter = _cited(session, actor, wanted)
    given = _given(paper, matter) | {"contact": people.contact(session, matter)}
    return case_papers.form(wanted, matter, given, about=_about(paper))


def revocation_decision(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """撤销决定书."""
    paper, matter = _cited(session, actor, wanted)
    names = {"approved_by": case_papers.presidents(session)}
    suggested = {"approved_on": actor.now.day}
    return case_papers.form(
        wanted, matter, _given(paper, matter), suggested=suggested, names=names, about=_about(paper)
    )


def _cited(session: Session, actor: Actor, wanted: Wanted) -> tuple[Paper, Matter]:
    """The earlier paper with its case. Refused (conflict) when it is void, revoked, or goes to nobody."""
    if wanted.subject_id is None:
        raise missing("paper")
    paper = queries.seen(session, actor, wanted.subject_id)
    if not sealing.is_served(paper.kind) or paper.kind in CITING or paper.case_id is None or paper.person_id is None:
        raise Refusal("paper.not_correctable", Kind.CONFLICT, paper=kind_of(paper.kind).title)
    if paper.state != State.ISSUED:
        raise Refusal("paper.not_issued", Kind.CONFLICT, control_no=paper.control_no)
    if queries_stages.revocation(session, paper.id):
        raise Refusal("paper.revoked", Kind.CONFLICT, control_no=paper.control_no)
    return paper, people.matter(session, actor, paper.case_id, paper.person_id)


def _given(paper: Paper, matter: Matter) -> dict[str, Any]:
    number = paper.facts.get("case_number") or paper.control_no
    dated = date.fromisoformat(paper.facts["dated"])
    title = kind_of(paper.kind).title
    cited = {"title": title, "number": number, "control_no": paper.control_no, "dated": dated}
    return {"addressee": matter.person.name, "cited": cited}


def _about(paper: Paper) -> About:
    """Filed under the case and the person of the earlier paper, which is its subject: so each leads to the other."""
    return About(paper.case_id, paper.person_id, paper.id)
