"""From facts to an issued paper: a number in one short transaction, the paper outside any, its issue in another."""

from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from app.base import media
from app.base.actor import Actor
from app.base.store import Store
from app.documents import actions, queries, queries_proof
from app.documents.actions import IssuePaper, ReservePaper
from app.documents.approvals import no_approval
from app.documents.catalog import Approval, PaperKind, kind_of
from app.documents.facts import Facts
from app.documents.fonts import fonts_in_force
from app.documents.glyphs import require_glyphs
from app.documents.imprint import Imprint
from app.documents.rules import State
from app.documents.tables import Paper


def press(
    store: Store,
    actor: Actor,
    kind: str,
    facts: Facts,
    *,
    case_id: UUID | None = None,
    person_id: UUID | None = None,
    subject_id: UUID | None = None,
    approval_id: UUID | None = None,
    papers_folder: Path,
    own_fonts: Path | None = None,
    mark: str = "",
    keys: Path | None = None,
) -> Paper:
    """Issue one paper. What can be refused is refused before a number is touched; what fails later gives it back.

    `keys`: the folder of the keys that verification codes are made with; without it papers bear none.
    It opens its own transactions: never call it inside one.
    """
    form = kind_of(kind)
    _require(form, facts, approval_id, own_fonts)
    wanted = ReservePaper(
        kind=kind, case_id=case_id, person_id=person_id, subject_id=subject_id, approval_id=approval_id
    )
    with store.writing() as session:
        paper = actions.reserve(session, actor, wanted)
        proof = queries_proof.proof(session, paper, keys) if keys else None
    try:
        imprint = Imprint(paper.control_no, mark, proof)
        deed = _made(form, facts, paper, imprint, folder=papers_folder, own_fonts=own_fonts)
        with store.writing() as session:
            return actions.issue(session, actor, deed)
    except BaseException:
        _give_back(store, actor, paper.id)
        raise


def _require(form: PaperKind, facts: Facts, approval_id: UUID | None, own_fonts: Path | None) -> None:
    if not isinstance(facts, form.facts):
        raise TypeError(f"{form.key} is made from {form.facts.__name__}, not {type(facts).__name__}")
    if form.approval not in {Approval.NONE, Approval.SIGNED} and approval_id is None:
        raise no_approval(form)
    require_glyphs(facts, fonts_in_force(own_fonts).coverage)


def _made(
    form: PaperKind, facts: Facts, paper: Paper, imprint: Imprint, *, folder: Path, own_fonts: Path | None
) -> IssuePaper:
    """The rendered paper, its bytes already kept: bytes without a row harm nobody, a row without bytes would."""
    from app.documents import render  # noqa: PLC0415 - the PDF library loads where it is first used

    content = render.render(form, facts, imprint, own_fonts=own_fonts)
    return IssuePaper(
        paper_id=paper.id,
        facts=facts.model_dump(mode="json"),
        mark=imprint.mark,
        proof=asdict(imprint.proof) if imprint.proof else None,
        sha256=media.keep(folder, content),
        size=len(content),
        made_with=render.provenance(own_fonts),
    )


def _give_back(store: Store, actor: Actor, paper_id: UUID) -> None:
    """Return the number unless the issue went through after all."""
    with store.writing() as session:
        if queries.state_of(session, paper_id) == State.RESERVED:
            actions.return_number(session, actor, paper_id)
