"""What is done with papers: a number reserved, a paper issued, a number given back or voided, a print recorded."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.instant import Instant
from app.base.reading import Command
from app.base.refusal import Kind, Refusal, missing
from app.base.turns import take_turn
from app.court.margins import HOUSE
from app.documents import queries, queries_stages, rules
from app.documents.approvals import Grounds, require_alone, require_approval, tell_measures
from app.documents.catalog import kind_of
from app.documents.gathered import Wanted
from app.documents.imprint import Provenance
from app.documents.rules import Event, State, Step
from app.documents.tables import Paper, PaperCounter, PaperEvent
from app.trail import actions as trail


class ReservePaper(Command):
    """A number is wanted for a paper of this kind, about this case, person and subject."""

    kind: str
    case_id: UUID | None = None
    person_id: UUID | None = None
    subject_id: UUID | None = None
    approval_id: UUID | None = None


class IssuePaper(Command):
    """The rendered paper is kept under this hash and may go out."""

    paper_id: UUID
    facts: dict[str, object]
    mark: str = ""
    proof: dict[str, str] | None = None
    margins: str = HOUSE
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    size: int
    made_with: Provenance


class VoidPaper(Command):
    """A paper or its number is no longer good, and why."""

    paper_id: UUID
    reason: Annotated[str, StringConstraints(min_length=2, max_length=400)]


def reserve(session: Session, actor: Actor, deed: ReservePaper) -> Paper:
    """Hold the next number of the kind's series in this year; one that was given back comes first."""
    kind = kind_of(deed.kind)
    require_approval(session, actor, kind, Grounds(deed.approval_id, deed.case_id, deed.person_id))
    year = actor.now.day.year
    take_turn(session, f"papers.{kind.series}{year}")
    require_alone(session, kind, deed.subject_id)
    number = _next_number(session, kind.series, year)
    paper = Paper(
        id=new_id(actor.now),
        kind=kind.key,
        series=kind.series,
        year=year,
        number=number,
        control_no=rules.control_no(kind.series, year, number),
        state=State.RESERVED,
        **deed.model_dump(exclude={"kind"}),
        reserved_at=actor.now,
        reserved_by=actor.id,
        facts={},
    )
    session.add(paper)
    session.flush()
    note(session, actor, paper, Event.RESERVED)
    return paper


def issue(session: Session, actor: Actor, deed: IssuePaper) -> Paper:
    """Freeze the paper: hash, facts and what it was made with; its bytes never change again."""
    paper = held(session, deed.paper_id)
    paper.state = rules.after(State(paper.state), Step.ISSUE)
    paper.facts, paper.mark, paper.sha256, paper.size = dict(deed.facts), deed.mark, deed.sha256, deed.size
    made, paper.proof, paper.margins = deed.made_with, deed.proof, deed.margins
    paper.template_hash, paper.fonts_hash, paper.engine = made.template_hash, made.fonts_hash, made.engine
    paper.issued_at, paper.issued_by = actor.now, actor.id
    note(session, actor, paper, Event.ISSUED)
    _leave_line(session, actor, "paper.issue", paper)
    tell_measures(session, actor, paper)
    return paper


def return_number(session: Session, actor: Actor, paper_id: UUID) -> None:
    """Give back a number whose paper never came to be; the next paper of the series gets it."""
    paper = held(session, paper_id)
    paper.state = rules.after(State(paper.state), Step.RETURN)
    note(session, actor, paper, Event.RETURNED)


def return_stale(session: Session, actor: Actor, before: Instant) -> int:
    """Give back the numbers that a dead process held since before that moment; tell how many."""
    stale = queries.stale_reservations(session, before)
    for paper in stale:
        return_number(session, actor, paper.id)
    return len(stale)


def return_left(session: Session, actor: Actor, wanted: Iterable[Wanted]) -> int:
    """Give back the numbers that this person's broken work held for these papers; tell how many."""
    about = {(one.kind, one.case_id, one.person_id, one.subject_id) for one in wanted}
    left = [
        one
        for one in queries.reserved_by(session, actor.id)
        if {(one.kind, one.case_id, one.person_id, one.subject_id), (one.kind, None, None, one.subject_id)} & about
    ]
    for paper in left:
        return_number(session, actor, paper.id)
    return len(left)


def void(session: Session, actor: Actor, deed: VoidPaper) -> Paper:
    """Declare a paper void with its reason; number and bytes stay. What was served is corrected or revoked instead."""
    queries.seen(session, actor, deed.paper_id)
    paper = held(session, deed.paper_id)
    if queries_stages.service(session, paper.id):
        raise Refusal("paper.served_correct", Kind.CONFLICT, control_no=paper.control_no)
    paper.state = rules.after(State(paper.state), Step.VOID)
    paper.void_reason = deed.reason
    note(session, actor, paper, Event.VOIDED, deed.reason)
    _leave_line(session, actor, "paper.void", paper)
    return paper


def record_print(session: Session, actor: Actor, paper_id: UUID, details: Mapping[str, Any] | None = None) -> Paper:
    """Count one more print of an issued paper, with copies and printer where told; a re-print is the same bytes."""
    paper = queries.seen(session, actor, paper_id)
    require_issued(paper)
    note(session, actor, paper, Event.PRINTED, details=details)
    _leave_line(session, actor, "paper.print", paper)
    return paper


def require_issued(paper: Paper) -> None:
    """Refuse (conflict) what is not issued, or void by now."""
    if paper.state != State.ISSUED:
        raise Refusal("paper.not_issued", Kind.CONFLICT, control_no=paper.control_no)


def _next_number(session: Session, series: str, year: int) -> int:
    """The next number; one transaction at a time asks, it has its turn."""
    counter = queries.counter(session, series, year)
    if counter is None:
        counter = PaperCounter(series=series, year=year, last=0)
        session.add(counter)
    returned = queries.returned_number(session, series, year)
    if returned is not None:
        return returned
    counter.last += 1
    return counter.last


def held(session: Session, paper_id: UUID) -> Paper:
    """The row, locked until the transaction ends, as it is now and not as this session saw it before."""
    found = session.get(Paper, paper_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise missing("paper")
    return found


def note(
    session: Session,
    actor: Actor,
    paper: Paper,
    event: Event,
    words: str = "",
    *,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write down what happened to a paper."""
    row = PaperEvent(id=new_id(actor.now), paper_id=paper.id, event=event, at=actor.now, by_id=actor.id, note=words)
    row.details = dict(details) if details else None
    session.add(row)
    session.flush()


def _leave_line(session: Session, actor: Actor, verb: str, paper: Paper) -> None:
    content = {"kind": paper.kind, "control_no": paper.control_no, "sha256": paper.sha256}
    trail.write(session, actor, verb, case=paper.case_id, subject=paper.id, content=content)
