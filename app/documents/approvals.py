"""No paper leaves before the president's approval of just that measure, or his name under it; none leaves twice."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.refusal import Fault, Kind, Refusal
from app.documents import gather_people as people
from app.documents import queries
from app.documents.catalog import REMADE, Approval, Form, PaperKind
from app.documents.facts import label
from app.documents.tables import Paper
from app.measures.actions_searches import note_paper
from app.measures.gathering import require_issuable
from app.measures.rules import IN_FORCE
from app.staff import queries as staff
from app.staff.verbs import Role

INSTRUMENTS: Final = frozenset({Form.SLIP, Form.DECISION, Form.ORDER})
"""The papers that are the measure itself; before them the whole gate is asked again. Notices only tell of it, and
must go out even when something has come to light since."""


@dataclass(frozen=True)
class Grounds:
    """What a paper says it rests on: the proposal, and whom it concerns in which case."""

    approval_id: UUID | None
    case_id: UUID | None
    person_id: UUID | None
    found_open: Collection[UUID] = ()
    """The proposals whose whole gate was asked in this same reading and stands open for the paper."""


def require_approval(session: Session, actor: Actor, kind: PaperKind, grounds: Grounds) -> None:
    """Refuse (conflict) unless an approval in force covers this kind of measure, this case and this person."""
    if kind.approval in {Approval.NONE, Approval.SIGNED}:
        return
    if grounds.approval_id is None:
        raise no_approval(kind)
    found = people.proposal(session, WHOLE_COURT, grounds.approval_id)
    about = (found.kind.value, found.case_id, found.person_id)
    if found.state not in IN_FORCE or about != (kind.approval.value, grounds.case_id, grounds.person_id):
        raise no_approval(kind)
    if kind.form in INSTRUMENTS and found.id not in grounds.found_open:
        require_issuable(session, found.id, actor.now)


def tell_measures(session: Session, actor: Actor, paper: Paper) -> None:
    """Let the room of measures know what an issued paper means for the proposal it rests on."""
    note_paper(session, actor, paper.kind, paper.approval_id, paper.control_no)


def require_signed(session: Session, kind: PaperKind, facts: Mapping[str, Any]) -> None:
    """Refuse (invalid) a paper that the president signs unless a president of this court signed it, and not later."""
    if kind.approval is not Approval.SIGNED:
        return
    faults = []
    if facts["approved_by"] not in {one.name for one in staff.holders(session, Role.PRESIDENT)}:
        faults.append(Fault("approved_by", "paper.not_president"))
    if facts["approved_on"] > facts["dated"]:
        faults.append(Fault("approved_on", "paper.signed_later"))
    if faults:
        named = "、".join(label(kind.facts, (fault.field,)) for fault in faults)
        raise Refusal("paper.fact_wrong", Kind.INVALID, faults=tuple(faults), fields=named)


def require_alone(session: Session, kind: PaperKind, subject_id: UUID | None) -> None:
    """Refuse (conflict, `paper.issued_already`) a second paper beside the one that holds for the same subject."""
    if subject_id is None or kind.key in REMADE:
        return
    held = queries.holding(session, kind.key, subject_id)
    if held is not None:
        raise Refusal("paper.issued_already", Kind.CONFLICT, control_no=held.control_no)


def no_approval(kind: PaperKind) -> Refusal:
    """There is no approval for this paper."""
    return Refusal("paper.approval_missing", Kind.CONFLICT, paper=kind.title)
