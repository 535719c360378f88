"""用印: a seal was set by hand on papers, or an entry of the register is taken back."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Sha256
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.documents import queries, queries_stages, sealing
from app.documents.actions import held, note
from app.documents.catalog import kind_of
from app.documents.rules import Event
from app.documents.tables import Paper
from app.documents.tables_seals import PaperSeal
from app.trail import actions as trail

Hand = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Remark = Annotated[str, StringConstraints(max_length=200)]


class Stamped(Command):
    """One paper under the seal, and in how many copies."""

    paper_id: UUID
    copies: Annotated[int, Field(ge=1, le=99)]


class SealByHand(Command):
    """These papers were sealed: when, and by whose hand."""

    papers: Annotated[tuple[Stamped, ...], Field(min_length=1, max_length=queries_stages.MOST_WAITING)]
    sealed_at: Instant
    sealed_by: Hand
    note: Remark = ""


class SealElectronically(Command):
    """The court's system sealed a paper; the copy it gave back is kept under this hash."""

    paper_id: UUID
    sealed_by: Hand
    sealed_sha256: Sha256
    sealed_size: Annotated[int, Field(ge=1)]


class TakeBackSeal(Command):
    """An entry of the register is wrong, and why."""

    paper_id: UUID
    reason: Annotated[str, StringConstraints(min_length=2, max_length=200)]


def seal_by_hand(session: Session, actor: Actor, deed: SealByHand) -> list[PaperSeal]:
    """Enter the seals. Refused (conflict): `paper.bears_no_seal`, `paper.not_sealable`, `paper.blank`,
    `paper.sealed_already`; (invalid) a time that cannot be.
    """
    if len({one.paper_id for one in deed.papers}) < len(deed.papers):
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("papers", "paper.ticked_twice"),))
    papers = [sealable(session, actor, one.paper_id) for one in deed.papers]
    if sealing.wrong_time(deed.sealed_at, [one.issued_at for one in papers], actor.now):
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("sealed_at", "paper.sealed_when"),))
    rows = []
    for paper, stamped in zip(papers, deed.papers, strict=True):
        row = PaperSeal(
            id=new_id(actor.now),
            paper_id=paper.id,
            seal=kind_of(paper.kind).seal.value,
            way="hand",
            sha256=paper.sha256,
            copies=stamped.copies,
            sealed_at=deed.sealed_at,
            sealed_by=deed.sealed_by,
            recorded_at=actor.now,
            recorded_by=actor.id,
            note=deed.note,
        )
        rows.append(enter(session, actor, paper, row))
    return rows


def enter_electronic(session: Session, actor: Actor, deed: SealElectronically) -> PaperSeal:
    """Enter the electronic seal; the frozen bytes stay as they are, the sealed copy lies beside them."""
    paper = sealable(session, actor, deed.paper_id)
    kind = kind_of(paper.kind)
    row = PaperSeal(
        id=new_id(actor.now),
        **deed.model_dump(),
        seal=kind.seal.value,
        way="electronic",
        sha256=paper.sha256,
        copies=kind.copies,
        sealed_at=actor.now,
        recorded_at=actor.now,
        recorded_by=actor.id,
    )
    return enter(session, actor, paper, row)


def take_back(session: Session, actor: Actor, deed: TakeBackSeal) -> None:
    """The paper was not sealed so: it waits again. Refused (conflict) when it bears none, or was served under it."""
    queries.seen(session, actor, deed.paper_id)
    paper = held(session, deed.paper_id)
    standing = queries_stages.seal(session, paper.id)
    if standing is None:
        raise Refusal("paper.not_sealed", Kind.CONFLICT, control_no=paper.control_no)
    if queries_stages.service(session, paper.id):
        raise Refusal("paper.served_already", Kind.CONFLICT, control_no=paper.control_no)
    copied = ("paper_id", "seal", "way", "sha256", "copies", "sealed_at", "sealed_by", "sealed_sha256", "sealed_size")
    row = PaperSeal(
        id=new_id(actor.now),
        **{name: getattr(standing, name) for name in copied},
        recorded_at=actor.now,
        recorded_by=actor.id,
        note=deed.reason,
        cancels=standing.id,
    )
    session.add(row)
    note(session, actor, paper, Event.UNSEALED, deed.reason)
    _leave_line(session, actor, "paper.unseal", paper, row)


def sealable(session: Session, actor: Actor, paper_id: UUID) -> Paper:
    """The paper, locked, if it may be sealed now."""
    queries.seen(session, actor, paper_id)
    paper = held(session, paper_id)
    sealing.require_sealable(kind_of(paper.kind), paper.state, paper.facts)
    if queries_stages.seal(session, paper.id):
        raise Refusal("paper.sealed_already", Kind.CONFLICT, control_no=paper.control_no)
    return paper


def enter(session: Session, actor: Actor, paper: Paper, row: PaperSeal) -> PaperSeal:
    """Put an entry into the register, with its event and its line in the trail."""
    session.add(row)
    note(session, actor, paper, Event.SEALED, row.sealed_by)
    _leave_line(session, actor, "paper.seal", paper, row)
    return row


def _leave_line(session: Session, actor: Actor, verb: str, paper: Paper, row: PaperSeal) -> None:
    told = ("sha256", "sealed_sha256", "copies", "way")
    content = {"control_no": paper.control_no, "entry": str(row.id)} | {name: getattr(row, name) for name in told}
    trail.write(session, actor, verb, case=paper.case_id, subject=paper.id, content=content)
