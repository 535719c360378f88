"""Questions about papers and their numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from app.base.actor import Actor, Scope
from app.base.instant import Instant
from app.base.refusal import missing
from app.base.remembering import remember, remembered
from app.documents.catalog_corrections import REVOCATION
from app.documents.rules import Event, State, holes
from app.documents.tables import Paper, PaperCounter, PaperEvent
from app.documents.tables_seals import PaperSeal

__all__ = ["Paper"]

SHOWN: Final = (State.ISSUED, State.VOIDED)
"""What left the office; a number that was given back is nobody's paper."""


def paper(session: Session, scope: Scope, paper_id: UUID) -> Paper:
    """The paper; refuse as missing what is not there or not his to see. A paper of no case is the whole court's."""
    found = session.get(Paper, paper_id)
    if found is None or not scope.admits(found.case_id):
        raise missing("paper")
    return found


def seen(session: Session, actor: Actor, paper_id: UUID) -> Paper:
    """The paper as this person may see it. A paper of no case is seen by the whole court, its squad, and who made it."""
    found = session.get(Paper, paper_id)
    if found is None:
        raise missing("paper")
    own = found.case_id is None and (found.subject_id in actor.squad_ids or found.reserved_by == actor.id)
    if not (own or actor.scope.admits(found.case_id)):
        raise missing("paper")
    return found


@dataclass(frozen=True)
class Sought:
    """Which papers a list is to show; empty means any."""

    case_ids: frozenset[UUID] | None = None
    kind: str = ""
    state: str = ""


def papers(
    session: Session, actor: Actor, sought: Sought, *, limit: int, offset: int = 0
) -> tuple[Sequence[Paper], int]:
    """The papers this person may see that left the office, the newest first, and how many there are in all."""
    wanted = [Paper.state.in_([sought.state] if sought.state in SHOWN else SHOWN), *visible(actor)]
    if sought.case_ids is not None:
        wanted.append(Paper.case_id.in_(sought.case_ids))
    if sought.kind:
        wanted.append(Paper.kind == sought.kind)
    total = session.scalar(select(func.count()).select_from(Paper).where(*wanted)) or 0
    asked = select(Paper).where(*wanted).order_by(Paper.issued_at.desc(), Paper.id.desc())
    return session.scalars(asked.limit(limit).offset(offset)).all(), total


def visible(actor: Actor) -> list[ColumnElement[bool]]:
    """The conditions under which a paper is this person's to see."""
    if actor.scope.whole_court:
        return []
    own = Paper.case_id.is_(None) & (Paper.subject_id.in_(actor.squad_ids) | (Paper.reserved_by == actor.id))
    return [Paper.case_id.in_(actor.scope.case_ids) | own]


@remembered
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


def holding(session: Session, kind: str, subject_id: UUID) -> Paper | None:
    """The paper of that kind that holds for a subject, or is being made; a void or revoked one holds no longer."""
    return next((one for one in _held(session, subject_id) if one.kind == kind), None)


@remembered
def _held(session: Session, subject_id: UUID) -> Sequence[Paper]:
    return _held_of(session, [subject_id])


def tell_held(session: Session, subject_ids: Iterable[UUID]) -> None:
    """Ask once for the papers that hold for all these subjects; a remembering session answers from it."""
    wanted = set(subject_ids)
    found = _held_of(session, wanted)
    for one in wanted:
        about: Sequence[Paper] = [paper for paper in found if paper.subject_id == one]
        remember(session, _held, about, one)


def _held_of(session: Session, subject_ids: Iterable[UUID]) -> Sequence[Paper]:
    held = Paper.state.in_((State.RESERVED, State.ISSUED))
    revoked = aliased(Paper)
    gone = select(revoked.id).where(
        revoked.subject_id == Paper.id, revoked.kind == REVOCATION, revoked.state == State.ISSUED
    )
    return session.scalars(select(Paper).where(Paper.subject_id.in_(list(subject_ids)), held, ~gone.exists())).all()


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


def reserved_by(session: Session, account_id: UUID | None) -> Sequence[Paper]:
    """Numbers this person holds for papers that are not issued yet."""
    return session.scalars(
        select(Paper).where(Paper.state == State.RESERVED, Paper.reserved_by == account_id).order_by(Paper.id)
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
    """The hashes of all bytes that must be in the store of papers: the frozen ones, and copies under a seal."""
    frozen = select(Paper.sha256).where(Paper.sha256.is_not(None))
    sealed = select(PaperSeal.sealed_sha256).where(PaperSeal.sealed_sha256.is_not(None))
    return [str(one) for one in session.scalars(frozen.union(sealed))]


def state_of(session: Session, paper_id: UUID) -> str | None:
    """Where the paper stands now."""
    return session.scalar(select(Paper.state).where(Paper.id == paper_id))


def last_facts(session: Session, kind: str) -> Mapping[str, Any]:
    """The facts of the newest paper of a kind: what stays the same from paper to paper is suggested from there."""
    newest = select(Paper.facts).where(Paper.kind == kind, Paper.state == State.ISSUED).order_by(Paper.issued_at.desc())
    return session.scalar(newest.limit(1)) or {}


def voided_since(session: Session, since: Instant) -> Sequence[Paper]:
    """The papers declared void since that moment."""
    ids = select(PaperEvent.paper_id).where(PaperEvent.event == Event.VOIDED, PaperEvent.at >= since)
    return session.scalars(select(Paper).where(Paper.id.in_(ids)).order_by(Paper.control_no)).all()


def issued_titles(session: Session, person_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Which kinds of papers stand issued about each person, the oldest first, each kind once."""
    asked = select(Paper.person_id, Paper.kind).where(
        Paper.person_id.in_(list(person_ids)), Paper.state == State.ISSUED
    )
    found: dict[UUID, list[str]] = {}
    for person_id, kind in session.execute(asked.order_by(Paper.issued_at, Paper.id)):
        if person_id and kind not in found.setdefault(person_id, []):
            found[person_id].append(kind)
    return found


def newest_issued(
    session: Session, kind: str, case_id: UUID | None, person_id: UUID | None, subject_id: UUID | None
) -> Paper | None:
    """The newest paper of that kind that stands issued about these; any subject where none is named."""
    wanted = [Paper.kind == kind, Paper.case_id == case_id, Paper.person_id == person_id, Paper.state == State.ISSUED]
    if subject_id is not None:
        wanted.append(Paper.subject_id == subject_id)
    return session.scalar(select(Paper).where(*wanted).order_by(Paper.issued_at.desc(), Paper.id.desc()).limit(1))
