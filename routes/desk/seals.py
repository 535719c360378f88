"""用印登记: what waits for a seal, ticked off in one go, and the register of what was sealed by whom."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import Fault, Kind, Refusal
from app.documents import queries_stages as queries
from app.documents.actions_seals import SealByHand, TakeBackSeal, seal_by_hand, take_back
from app.documents.catalog import KINDS
from app.staff import queries as staff
from routes.desk import papers_shown as shown
from routes.gate import way_in
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


def _typed() -> dict[str, Any]:
    """The form: every ticked paper with its copies, and what holds for all of them."""
    ticked = request.form.getlist("paper")
    if not ticked:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("papers", "paper.none_ticked"),))
    told = {name: request.form.get(name, "") for name in ("sealed_at", "sealed_by", "note")}
    return {**told, "papers": [{"paper_id": one, "copies": request.form.get(f"copies-{one}", "")} for one in ticked]}
