"""From facts to an issued paper: a number in one short transaction, the paper outside any, its issue in another."""

from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from app.base import media
from app.base.actor import Actor
from app.base.store import Store
from app.court import queries as court
from app.documents import actions, queries, queries_proof
from app.documents.actions import IssuePaper, ReservePaper
from app.documents.approvals import no_approval
from app.documents.catalog import Approval, PaperKind, kind_of
from app.documents.facts import Facts
from app.documents.fonts import fonts_in_force
from app.documents.gathered import About
from app.documents.glyphs import require_glyphs
from app.documents.imprint import Imprint
from app.documents.pool import Made
from app.documents.rules import State
from app.documents.tables import Paper


@dataclass(frozen=True)
class Place:
    """Where papers are kept, and what they are made with. Without keys they bear no code of verification."""

    papers: Path
    own_fonts: Path | None = None
    mark: str = ""
    keys: Path | None = None


@dataclass(frozen=True)
class Begun:
    """A paper that has its number and is on its way."""

    paper: Paper
    facts: Facts
    imprint: Imprint


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
    place = Place(papers_folder, own_fonts, mark, keys)
    about = About(case_id, person_id, subject_id, approval_id)
    begun = start(store, actor, kind, facts, about=about, place=place)
    try:
        from app.documents import render  # noqa: PLC0415 - the PDF library loads where it is first used

        content = render.render(kind_of(kind), facts, begun.imprint, own_fonts=own_fonts)
        return finish(store, actor, begun, Made(content, render.provenance(own_fonts)), place)
    except BaseException:
        give_back(store, actor, begun.paper.id)
        raise


def start(store: Store, actor: Actor, kind: str, facts: Facts, *, about: About, place: Place) -> Begun:
    """Ask all that can refuse the paper, then reserve its number; who starts also finishes or gives back."""
    _require(kind_of(kind), facts, about.approval_id, place.own_fonts)
    with store.writing() as session:
        paper = actions.reserve(session, actor, ReservePaper(kind=kind, **asdict(about)))
        proof = queries_proof.proof(session, paper, place.keys) if place.keys else None
        margins = court.profile(session).paper_margins
    return Begun(paper, facts, Imprint(paper.control_no, place.mark, proof, margins))


def finish(store: Store, actor: Actor, begun: Begun, made: Made, place: Place) -> Paper:
    """Keep the bytes, then issue the paper: bytes without a row harm nobody, a row without bytes would."""
    imprint = begun.imprint
    deed = IssuePaper(
        paper_id=begun.paper.id,
        facts=begun.facts.model_dump(mode="json"),
        mark=imprint.mark,
        proof=asdict(imprint.proof) if imprint.proof else None,
        margins=imprint.margins,
        sha256=media.keep(place.papers, made.content),
        size=len(made.content),
        made_with=made.made_with,
    )
    with store.writing() as session:
        return actions.issue(session, actor, deed)


def _require(form: PaperKind, facts: Facts, approval_id: UUID | None, own_fonts: Path | None) -> None:
    if not isinstance(facts, form.facts):
        raise TypeError(f"{form.key} is made from {form.facts.__name__}, not {type(facts).__name__}")
    if form.approval not in {Approval.NONE, Approval.SIGNED} and approval_id is None:
        raise no_approval(form)
    require_glyphs(facts, fonts_in_force(own_fonts).coverage)


def give_back(store: Store, actor: Actor, paper_id: UUID) -> None:
    """Return the number unless the issue went through after all."""
    with store.writing() as session:
        if queries.state_of(session, paper_id) == State.RESERVED:
            actions.return_number(session, actor, paper_id)
