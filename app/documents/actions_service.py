"""A deed that hands a paper over is written down, and the paper is served by it. Cancelled, it takes that back."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Cancel, Deed
from app.base.ids import new_id
from app.base.refusal import Kind, Refusal, missing
from app.documents import queries_stages, sealing, service
from app.documents.rules import Event, State
from app.documents.tables import Paper, PaperEvent
from app.measures import actions_deeds as measures

LEFT_THE_OFFICE = (State.ISSUED, State.VOIDED)


def record(session: Session, actor: Actor, deed: Deed) -> None:
    """Write a measure down. A paper it hands over unsealed or void is flagged; only the desk is refused that.

    Refused: what `app.measures.actions_deeds.record` refuses; `missing` for a paper that is not this person's; at the
    desk (conflict) `paper.not_issued`, `paper.unsealed`, `paper.served_already`.
    """
    paper = _handed(session, deed)
    if paper is None:
        measures.record(session, actor, deed)
        return
    known = session.scalar(select(PaperEvent.id).where(PaperEvent.deed_id == deed.id).limit(1))
    if deed.door == "desk" and not known:
        _require_served_lawfully(session, paper)
    measures.record(session, actor, deed, _breaches(session, deed, paper))
    if not known:
        _note(session, actor, paper, deed)


def cancel(session: Session, actor: Actor, deed: Cancel) -> bool:
    """Take a measure back, and with it the service of the paper it handed over; False when it is no measure."""
    if not measures.cancel(session, actor, deed):
        return False
    served = queries_stages.service_by(session, deed.cancels)
    if served is not None:
        row = PaperEvent(
            id=new_id(actor.now),
            paper_id=served.paper_id,
            event=Event.UNSERVED,
            at=actor.now,
            by_id=actor.id,
            note=deed.reason,
            deed_id=deed.cancels,
        )
        session.add(row)
    return True


def _handed(session: Session, deed: Deed) -> Paper | None:
    """The paper of ours that the deed hands over, if it is one."""
    named = service.handed(deed)
    if named is None:
        return None
    asked = select(Paper).where(
        Paper.case_id == deed.case_id,
        Paper.person_id == deed.person_id,
        Paper.kind == named.kind,
        Paper.state.in_(LEFT_THE_OFFICE),
    )
    papers: Sequence[Paper] = session.scalars(asked.order_by(Paper.issued_at, Paper.id)).all()
    found = service.meant(named, papers)
    if found is None and named.paper_id:
        raise missing("paper")
    return next((one for one in papers if found and one.id == found.id), None)


def _require_served_lawfully(session: Session, paper: Paper) -> None:
    if paper.state != State.ISSUED:
        raise Refusal("paper.not_issued", Kind.CONFLICT, control_no=paper.control_no)
    if sealing.needs_seal(paper.kind) and queries_stages.seal(session, paper.id) is None:
        raise Refusal("paper.unsealed", Kind.CONFLICT, control_no=paper.control_no)
    if queries_stages.service(session, paper.id) is not None:
        raise Refusal("paper.served_already", Kind.CONFLICT, control_no=paper.control_no)


def _breaches(session: Session, deed: Deed, paper: Paper) -> list[str]:
    seal = queries_stages.seal(session, paper.id)
    voided = select(PaperEvent.at).where(PaperEvent.paper_id == paper.id, PaperEvent.event == Event.VOIDED)
    return list(
        service.breaches(
            deed.at,
            waits_for_seal=sealing.needs_seal(paper.kind),
            sealed_at=seal.sealed_at if seal else None,
            voided_at=session.scalar(voided),
        )
    )


def _note(session: Session, actor: Actor, paper: Paper, deed: Deed) -> None:
    row = PaperEvent(
        id=new_id(actor.now),
        paper_id=paper.id,
        event=Event.SERVED,
        at=deed.at,
        by_id=actor.id,
        deed_id=deed.id,
        details=service.details(deed),
    )
    session.add(row)
    session.flush()
