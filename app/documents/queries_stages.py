"""How far papers have come: which wait for a seal, which bear one, which were served."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.base.actor import Actor
from app.documents import sealing
from app.documents.catalog_corrections import CITING, REVOCATION
from app.documents.queries import visible
from app.documents.rules import Event, State
from app.documents.sealing import SEALED_KINDS, Stage
from app.documents.tables import Paper, PaperEvent
from app.documents.tables_seals import PaperSeal

__all__ = ["PaperEvent", "PaperSeal"]
MOST_WAITING = 200
"""As many papers as are sealed in one go; the others follow when these are done."""


def seals(session: Session, paper_ids: Iterable[UUID]) -> dict[UUID, PaperSeal]:
    """The seal each paper bears now."""
    taken_back = aliased(PaperSeal)
    standing = select(PaperSeal).where(
        PaperSeal.paper_id.in_(list(paper_ids)),
        PaperSeal.cancels.is_(None),
        ~select(taken_back.id).where(taken_back.cancels == PaperSeal.id).exists(),
    )
    return {row.paper_id: row for row in session.scalars(standing)}


def seal(session: Session, paper_id: UUID) -> PaperSeal | None:
    """The seal this paper bears now."""
    return seals(session, [paper_id]).get(paper_id)


def service(session: Session, paper_id: UUID) -> PaperEvent | None:
    """The service of this paper, if its deed stands."""
    return services(session, [paper_id]).get(paper_id)


def services(session: Session, paper_ids: Iterable[UUID]) -> dict[UUID, PaperEvent]:
    """The first service of each paper whose deed still stands."""
    events = session.scalars(
        select(PaperEvent)
        .where(PaperEvent.paper_id.in_(list(paper_ids)), PaperEvent.event.in_((Event.SERVED, Event.UNSERVED)))
        .order_by(PaperEvent.at, PaperEvent.id)
    ).all()
    gone = {one.deed_id for one in events if one.event == Event.UNSERVED}
    found: dict[UUID, PaperEvent] = {}
    for one in events:
        if one.event == Event.SERVED and one.deed_id not in gone:
            found.setdefault(one.paper_id, one)
    return found


def service_by(session: Session, deed_id: UUID) -> PaperEvent | None:
    """The paper that this deed served, unless that was taken back."""
    events = session.scalars(select(PaperEvent).where(PaperEvent.deed_id == deed_id)).all()
    if any(one.event == Event.UNSERVED for one in events):
        return None
    return next((one for one in events if one.event == Event.SERVED), None)


def citing(session: Session, paper_id: UUID) -> Sequence[Paper]:
    """The papers that correct or revoke this one, the oldest first; void ones cite nothing any more."""
    asked = select(Paper).where(Paper.subject_id == paper_id, Paper.kind.in_(CITING), Paper.state == State.ISSUED)
    return session.scalars(asked.order_by(Paper.issued_at, Paper.id)).all()


def revocation(session: Session, paper_id: UUID) -> Paper | None:
    """The paper that revoked this one."""
    return next((one for one in citing(session, paper_id) if one.kind == REVOCATION), None)


def correctable(session: Session, paper: Paper) -> bool:
    """Whether a correction or revocation may cite this paper."""
    to_somebody = sealing.is_served(paper.kind) and paper.case_id is not None and paper.person_id is not None
    holds = paper.state == State.ISSUED and paper.kind not in CITING
    return to_somebody and holds and revocation(session, paper.id) is None


def cited(session: Session, paper: Paper) -> Paper | None:
    """The earlier paper that this one corrects or revokes."""
    return session.get(Paper, paper.subject_id) if paper.kind in CITING else None


def stages(session: Session, papers: Iterable[Paper]) -> dict[UUID, Stage]:
    """How far each of these papers has come."""
    listed = list(papers)
    ids = [one.id for one in listed]
    sealed, served = seals(session, ids), services(session, ids)
    return {
        one.id: sealing.stage(one.state, one.kind, sealed=one.id in sealed, served=one.id in served) for one in listed
    }


def waiting(session: Session, actor: Actor) -> Sequence[Paper]:
    """The issued papers that wait for their seal (待用印), the oldest first."""
    taken_back = aliased(PaperSeal)
    sealed = select(PaperSeal.paper_id).where(
        PaperSeal.cancels.is_(None), ~select(taken_back.id).where(taken_back.cancels == PaperSeal.id).exists()
    )
    wanted = [
        Paper.state == State.ISSUED,
        Paper.kind.in_(SEALED_KINDS),
        Paper.id.not_in(sealed),
        *visible(actor),
    ]
    return session.scalars(select(Paper).where(*wanted).order_by(Paper.issued_at, Paper.id).limit(MOST_WAITING)).all()


def register(
    session: Session, actor: Actor, *, limit: int, offset: int = 0
) -> tuple[list[tuple[PaperSeal, Paper]], int]:
    """The register of seals: every entry with its paper, the newest first, and how many there are."""
    both = select(PaperSeal, Paper).join(Paper, Paper.id == PaperSeal.paper_id).where(*visible(actor))
    total = session.scalar(select(func.count()).select_from(both.subquery())) or 0
    newest = both.order_by(PaperSeal.recorded_at.desc(), PaperSeal.id.desc()).limit(limit).offset(offset)
    return [(row[0], row[1]) for row in session.execute(newest)], total
