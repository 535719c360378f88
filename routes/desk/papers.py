"""Papers: which can be made, the making, the frozen bytes, prints, voids."""

from collections.abc import Sequence
from functools import partial
from typing import Final
from uuid import UUID

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import missing
from app.base.store import Store
from app.cases import queries as cases
from app.cases.search import Search, search
from app.documents import actions, gather, offers, press, queries, sealing, seizing
from app.documents import queries_stages as stages
from app.documents.actions import VoidPaper
from app.documents.approvals import require_signed
from app.documents.catalog import FIELD, kind_of
from app.documents.facts import Facts
from app.documents.gathered import Gathered, Wanted
from app.documents.queries import Sought
from app.measures.gathering import GateClosed
from app.measures.views import FindingView
from app.staff import queries as staff
from routes import context
from routes.deployment import deployment
from routes.desk import measures_shown, paper_fields
from routes.desk import papers_chain as chains
from routes.desk import papers_shown as shown
from routes.gate import Afterwards, Answer, way_in
from routes.paging import asked_page, pager
from routes.words import sentences

pages = Blueprint("papers", __name__)
PAGE: Final = 50
MARK: Final = "演示"


@pages.app_template_global()
def paper_verb(kind: str) -> str:
    """The verb that making a paper of this kind takes."""
    return "paper.make" if kind in FIELD else "paper.issue"


@way_in(pages, "/papers", verb="paper.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """The papers that left the office, by case, kind and state."""
    asked = {name: request.args.get(name, "").strip() for name in ("q", "kind", "state")}
    page = asked_page(request.args)
    sought = Sought(_case_ids(session, actor, asked["q"]), asked["kind"], asked["state"])
    found, total = queries.papers(session, actor, sought, limit=PAGE, offset=(page - 1) * PAGE)
    return render_template(
        "papers_desk/listing.html",
        rows=shown.rows(session, actor, found),
        asked=asked,
        kinds=shown.kinds(),
        states=[pair for pair in sentences.labels("paper_state") if pair[0] in queries.SHOWN],
        pager=pager("papers.listing", page, max(1, -(-total // PAGE)), total, **asked),
    )


@way_in(pages, "/cases/<uuid:case_id>/papers", verb="paper.view")
def offer(session: Session, actor: Actor, case_id: UUID) -> ResponseReturnValue:
    """The papers of a case, and for those who issue: which can be made now, which not, and why."""
    case = cases.case(session, actor.scope, case_id)
    issued = queries.papers_of_case(session, actor.scope, case_id)
    found = offers.of_case(session, actor, case_id) if actor.may("paper.make") else []
    return render_template(
        "papers_desk/offer.html",
        case=case,
        rows=shown.rows(session, actor, issued),
        offers=shown.offers(found),
        persons={party.person.id: party.person for party in case.parties},
    )


@way_in(pages, "/papers/draft", verb="paper.make")
def draft(session: Session, actor: Actor, closed: Sequence[FindingView] = ()) -> ResponseReturnValue:
    """One paper before it is made: what is known, what is asked, what is missing, and the gate."""
    wanted = read(Wanted, shown.wanted())
    kind = kind_of(wanted.kind)
    gathered = gather.gather(session, actor, wanted)
    candidate = offers.offer(session, actor, offers.Candidate(wanted), gates=_gates(session, actor, gathered))
    refused = g.get("refusal") or candidate.refusal
    return render_template(
        "papers_desk/draft.html",
        kind=kind,
        wanted=wanted.model_dump(mode="json", exclude_none=True),
        known=shown.known(kind, gathered),
        fields=paper_fields.fields(kind, gathered, shown.typed() if request.method == "POST" else None),
        lacking=shown.lacking(refused if candidate.ready or candidate.fillable else None),
        refusal=None,  # the page names what is missing itself, with the fields beside it
        faults=paper_fields.own_faults(gathered, g.get("faults") or ()),
        offered=shown.offers([candidate])[0],
        gate=measures_shown.gate(closed),
        case=cases.case(session, actor.scope, gathered.about.case_id) if gathered.about.case_id else None,
    )


@way_in(pages, "/papers/make", verb="paper.make", methods=["POST"], retry="papers.draft")
def make(session: Session, actor: Actor) -> Answer:
    """Issue the paper: the law is asked first, then every fact; the number is taken once this transaction is over."""
    wanted = read(Wanted, shown.wanted())
    gathered = gather.gather(session, actor, wanted)
    gather.require_allowed(session, actor, wanted.kind, gathered)
    facts = gather.facts_of(gathered, wanted.kind, shown.typed())
    require_signed(session, kind_of(wanted.kind), dict(facts))
    try:
        seizing.require_seizable(session, actor, kind_of(wanted.kind), gathered.about, facts)
    except GateClosed as no:
        return measures_shown.shown_closed(draft, session, actor, no.findings)
    return Afterwards(partial(_press, actor=actor, kind=wanted.kind, facts=facts, gathered=gathered))


@way_in(pages, "/papers/<uuid:paper_id>", verb="paper.view")
def one(session: Session, actor: Actor, paper_id: UUID) -> ResponseReturnValue:
    """One paper: facts, hash, what happened to it."""
    paper = queries.seen(session, actor, paper_id)
    events = queries.events_of(session, paper_id)
    seal, service = stages.seal(session, paper_id), stages.service(session, paper_id)
    names = staff.names(session, [*(event.by_id for event in events), paper.issued_by])
    return render_template(
        "papers_desk/one.html",
        paper=paper,
        kind=kind_of(paper.kind),
        facts=shown.kept(paper),
        events=events,
        names=names,
        rows=shown.rows(session, actor, [paper]),
        seal=seal,
        service=service,
        citing=stages.citing(session, paper_id),
        cited=stages.cited(session, paper),
        correctable=stages.correctable(session, paper),
        served_on=sealing.is_served(paper.kind) and paper.person_id is not None,
        chain=chains.steps(chains.Told(paper, events, seal, service, names)),
    )


@way_in(pages, "/papers/<uuid:paper_id>/pdf", verb="paper.view")
def pdf(session: Session, actor: Actor, paper_id: UUID) -> ResponseReturnValue:
    """The frozen bytes; the same ones each time."""
    paper = queries.seen(session, actor, paper_id)
    if paper.sha256 is None:
        raise missing("paper")
    content = media.fetch(deployment().settings.papers, paper.sha256)
    named = shown.disposition(shown.file_name(session, paper), paper.control_no)
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": named})


@way_in(pages, "/papers/<uuid:paper_id>/void", verb="paper.void")
def void_form(session: Session, actor: Actor, paper_id: UUID) -> ResponseReturnValue:
    """Why is the paper no longer good?"""
    paper = queries.seen(session, actor, paper_id)
    return render_template("papers_desk/void.html", paper=paper, kind=kind_of(paper.kind))


@way_in(pages, "/papers/<uuid:paper_id>/void", verb="paper.void", methods=["POST"], retry="papers.void_form")
def declare_void(session: Session, actor: Actor, paper_id: UUID) -> ResponseReturnValue:
    """Declare the paper void; its number and bytes stay."""
    actions.void(session, actor, read(VoidPaper, {**request.form.to_dict(), "paper_id": paper_id}))
    return redirect(url_for("papers.one", paper_id=paper_id))


def _press(store: Store, *, actor: Actor, kind: str, facts: Facts, gathered: Gathered) -> ResponseReturnValue:
    here, about = deployment().settings, gathered.about
    paper = press.press(
        store,
        actor,
        kind,
        facts,
        case_id=about.case_id,
        person_id=about.person_id,
        subject_id=about.subject_id,
        approval_id=about.approval_id,
        papers_folder=here.papers,
        own_fonts=here.fonts,
        keys=here.keys,
        mark=MARK if context.demonstration() else "",
    )
    return redirect(url_for("papers.one", paper_id=paper.id))


def _case_ids(session: Session, actor: Actor, q: str) -> frozenset[UUID] | None:
    """The cases a search text means; None for all."""
    if not q:
        return None
    found = search(session, actor.scope, read(Search, {"q": q}))
    return frozenset(case.id for case in found.cases)


def _gates(session: Session, actor: Actor, gathered: Gathered) -> offers.Gates:
    return offers.gates(session, actor, gathered.about.approval_id) if gathered.about.approval_id else {}
