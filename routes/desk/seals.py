"""用印登记: what waits for a seal, ticked off in one go, and the register of what was sealed by whom."""

from functools import partial
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import Fault, Kind, Refusal, missing
from app.base.store import Store
from app.documents import queries as papers
from app.documents import queries_stages as queries
from app.documents import seal_press, sealers
from app.documents.actions_seals import SealByHand, TakeBackSeal, seal_by_hand, take_back
from app.documents.catalog import KINDS
from app.documents.sealers import Sealer
from app.staff import queries as staff
from routes import context
from routes.deployment import deployment
from routes.desk import papers_shown as shown
from routes.gate import Afterwards, way_in
from routes.paging import asked_page, pager

pages = Blueprint("seals", __name__)
PAGE: Final = 50


@way_in(pages, "/papers/seals", verb="seal.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """The papers that wait for a seal, and the register."""
    page = asked_page(request.args)
    entries, total = queries.register(session, actor, limit=PAGE, offset=(page - 1) * PAGE)
    return render_template(
        "papers_desk/seals.html",
        waiting=shown.rows(session, actor, queries.waiting(session, actor)),
        copies={key: kind.copies for key, kind in KINDS.items()},
        seals={key: kind.seal for key, kind in KINDS.items()},
        entries=entries,
        rows=shown.rows(session, actor, [paper for _, paper in entries]),
        taken_back={row.cancels for row, _ in entries},
        recorders=staff.names(session, {row.recorded_by for row, _ in entries}),
        electronic=bool(sealers.address(deployment().settings.sealer, demonstration=context.demonstration())),
        pager=pager("seals.listing", page, max(1, -(-total // PAGE)), total),
    )


@way_in(pages, "/papers/seals", verb="seal.record", methods=["POST"], retry="seals.listing")
def record(session: Session, actor: Actor) -> ResponseReturnValue:
    """These papers were sealed by hand."""
    seal_by_hand(session, actor, read(SealByHand, _typed()))
    return redirect(url_for("seals.listing"))


@way_in(pages, "/papers/<uuid:paper_id>/unseal", verb="seal.record", methods=["POST"], retry="papers.one")
def unseal(session: Session, actor: Actor, paper_id: UUID) -> ResponseReturnValue:
    """An entry was wrong: the paper waits for its seal again."""
    take_back(session, actor, read(TakeBackSeal, {"reason": request.form.get("reason", ""), "paper_id": paper_id}))
    return redirect(url_for("papers.one", paper_id=paper_id))


@way_in(pages, "/papers/<uuid:paper_id>/e-seal", verb="seal.record", methods=["POST"])
def electronic(session: Session, actor: Actor, paper_id: UUID) -> Afterwards:
    """Let the court's system seal the paper, outside any transaction."""
    papers.seen(session, actor, paper_id)
    return Afterwards(partial(_sealed, actor=actor, paper_id=paper_id, system=_required(), court=g.profile.name))


@way_in(pages, "/papers/<uuid:paper_id>/sealed.pdf", verb="paper.view")
def sealed_pdf(session: Session, actor: Actor, paper_id: UUID) -> ResponseReturnValue:
    """The copy under the electronic seal; the same bytes each time."""
    paper, seal = papers.seen(session, actor, paper_id), queries.seal(session, paper_id)
    if seal is None or seal.sealed_sha256 is None:
        raise missing("paper")
    content = media.fetch(deployment().settings.papers, seal.sealed_sha256)
    named = shown.disposition(shown.file_name(session, paper), paper.control_no)
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": named})


def _required() -> Sealer:
    """The electronic seal of this deployment, or a refusal."""
    found = sealers.sealer(deployment().settings.sealer, demonstration=context.demonstration())
    if found is None:
        raise Refusal("paper.no_sealer", Kind.CONFLICT)
    return found


def _sealed(store: Store, *, actor: Actor, paper_id: UUID, system: Sealer, court: str) -> ResponseReturnValue:
    folder = deployment().settings.papers
    seal_press.seal(store, actor, paper_id, system=system, court=court, papers_folder=folder)
    return redirect(url_for("papers.one", paper_id=paper_id))


def _typed() -> dict[str, Any]:
    """The form: every ticked paper with its copies, and what holds for all of them."""
    ticked = request.form.getlist("paper")
    if not ticked:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("papers", "paper.none_ticked"),))
    told = {name: request.form.get(name, "") for name in ("sealed_at", "sealed_by", "note")}
    return {**told, "papers": [{"paper_id": one, "copies": request.form.get(f"copies-{one}", "")} for one in ticked]}
