"""登记送达: a paper was served by the office; it is sealed before, and served once."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Deed
from app.base.ids import new_id
from app.base.reading import read
from app.base.refusal import Kind, Refusal
from app.cases import queries as cases
from app.documents import queries, sealing
from app.documents.actions_service import record
from app.documents.catalog import kind_of
from app.documents.queries import Paper
from app.measures.deeds import ServePaper, ServeSummons
from app.staff import queries as staff
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("serving", __name__)
TYPED: Final = ("at", "mode", "receiver", "relation", "refusal_reason", "witness", "recorder_no", "note")


@way_in(pages, "/papers/<uuid:paper_id>/serve", verb="deed.record")
def form(session: Session, actor: Actor, paper_id: UUID) -> ResponseReturnValue:
    """When, how, and to whom the paper was handed."""
    paper = _to_somebody(session, actor, paper_id)
    return render_template(
        "papers_desk/serve.html",
        paper=paper,
        kind=kind_of(paper.kind),
        person=cases.persons(session, [paper.person_id]).get(paper.person_id) if paper.person_id else None,
        modes=sentences.labels("service_mode"),
        officers=[(str(one.id), one.name) for one in staff.officers(session)],
    )


@way_in(pages, "/papers/<uuid:paper_id>/serve", verb="deed.record", methods=["POST"], retry="serving.form")
def serve(session: Session, actor: Actor, paper_id: UUID) -> ResponseReturnValue:
    """Record the service. An unsealed paper is refused."""
    record(session, actor, _deed(_to_somebody(session, actor, paper_id), actor))
    return redirect(url_for("papers.one", paper_id=paper_id))


def _deed(paper: Paper, actor: Actor) -> Deed:
    fields: dict[str, Any] = {name: request.form.get(name, "") for name in TYPED}
    fields |= {"id": new_id(actor.now), "door": "desk", "officer_ids": request.form.getlist("officer_ids")}
    fields |= {"case_id": paper.case_id, "person_id": paper.person_id}
    if paper.kind == "summons":
        return read(ServeSummons, {**fields, "summons_id": paper.subject_id})
    named = {"paper": paper.kind, "paper_id": paper.id, "control_number": paper.control_no}
    return read(ServePaper, {**fields, **named, "proposal_id": paper.approval_id})


def _to_somebody(session: Session, actor: Actor, paper_id: UUID) -> Paper:
    """The paper, if papers of its kind are served on a person."""
    paper = queries.seen(session, actor, paper_id)
    if not sealing.is_served(paper.kind) or paper.case_id is None or paper.person_id is None:
        raise Refusal("paper.not_served", Kind.CONFLICT, paper=kind_of(paper.kind).title)
    return paper
