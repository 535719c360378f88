"""Questions about papers and their numbers."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.base.actor import Scope
from app.base.instant import Instant
from app.base.refusal import missing
from app.documents.rules import Event, State, holes
from app.documents.tables import Paper, PaperCounter, PaperEvent


def paper(session: Session, scope: Scope, paper_id: UUID) -> Paper:
    """The paper; refuse as missing what is not there or not his to see. A paper of no case is the whole court's."""
    found = session.get(Paper, paper_id)
    if found is None or not scope.admits(found.case_id):
        raise missing("paper")
    return found


def papers_of_case(session: Session, scope: Scope, case_id: UUID) -> Sequence[Paper]:
    """Issued and voided papers of a case, the newest first."""
    scope.require(case_id)
    wanted = select(Paper).where(Paper.case_id == case_id, Paper.state.in_((State.ISSUED, State.VOIDED)))
    return session.scalars(wanted.order_by(Paper.issued_at.desc(), Paper.id)).all()


def issued_for(session: Session, subject_ids: Iterable[UUID]) -> dict[UUID, list[Paper]]:
    """The issued papers about each subject (summons, proposal, receipt, squad …), the oldest first."""
    wanted = select(Paper).where(Paper.subject_id.in_(list(subject_ids)), Paper.state == State.ISSUED)
    found: dict[UUID, list[Paper]] = {}
    for row in session.scalars(wanted.order_by(Paper.issued_at, Paper.id)):
        if row.subject_id is not None:
            found.setdefault(row.subject_id, []).append(row)
    return found


def prints(session: Session, paper_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How often each paper was printed."""
    wanted = (
        select(PaperEvent.paper_id, func.count())
        .where(PaperEvent.paper_id.in_(list(paper_ids)), PaperEvent.event == Event.PRINTED)
        .group_by(PaperEvent.paper_id)
    )
    return {row[0]: row[1] for row in session.execute(wanted)}


def events_of(session: Session, paper_id: UUID) -> Sequence[PaperEvent]:
    """What happened to a paper, in order."""
    return session.scalars(
        select(PaperEvent).where(PaperEvent.paper_id == paper_id).order_by(PaperEvent.at, PaperEvent.id)
    ).all()


def returned_number(session: Session, series: str, year: int) -> int | None:
    """The lowest number that was given back and has no new holder."""
    holder = aliased(Paper)
    taken = select(holder.id).where(
        holder.series == series,
        holder.year == year,
        holder.number == Paper.number,
        holder.state != State.RETURNED,
    )
    return session.scalar(
        select(func.min(Paper.number)).where(
            Paper.series == series, Paper.year == year, Paper.state == State.RETURNED, ~taken.exists()
        )
    )


def counter(session: Session, series: str, year: int) -> PaperCounter | None:
    """The counter of a series and year."""
    return session.get(PaperCounter, (series, year))


def stale_reservations(session: Session, before: Instant) -> Sequence[Paper]:
    """Numbers reserved earlier and neither issued nor given back: their process died."""
    return session.scalars(
        select(Paper).where(Paper.state == State.RESERVED, Paper.reserved_at < before).order_by(Paper.id)
    ).all()


def missing_numbers(session: Session) -> dict[str, list[int]]:
    """For each series and year the numbers nobody ever held; empty when the numbering is whole."""
    found: dict[str, list[int]] = {}
    for row in session.scalars(select(PaperCounter)):
        taken = session.scalars(select(Paper.number).where(Paper.series == row.series, Paper.year == row.year))
        if gaps := holes(row.last, taken):
            found[f"{row.series}{row.year}"] = gaps
    return found


def stored_hashes(session: Session) -> Sequence[str]:
    """The hashes of all bytes that must be in the store of papers."""
    return session.scalars(select(Paper.sha256).where(Paper.sha256.is_not(None)).distinct()).all()  # type: ignore[return-value] # reason: the condition leaves no None


def state_of(session: Session, paper_id: UUID) -> str | None:
    """Where the paper stands now."""
    return session.scalar(select(Paper.state).where(Paper.id == paper_id))
