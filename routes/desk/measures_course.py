"""What followed an approval, as steps of its proposal: taken, announced, handed over, repented, released."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT
from app.base.instant import Instant
from app.measures import queries
from app.measures.course import COURSES, RELEASE_APPROVED, Stage, follow, led_on
from app.measures.rules import Deed, DeedKind, ProposalKind, standing
from app.measures.views import ProposalView
from routes.words import sentences

TELLING: Final = frozenset({DeedKind.TELL_FAMILY, DeedKind.REPENT})
"""Deeds that lead to no other stage of a detention and still belong to its course."""
Event = tuple[Instant, str, UUID | None]
"""When, what, and who wrote it down."""


def carried_out(session: Session, proposals: Sequence[ProposalView]) -> dict[UUID, list[Event]]:
    """What led each of these proposals on after its approval, in order; asked for all of them at once."""
    people = {one.person_id for one in proposals if one.allowed or one.emergency}
    if not people:
        return {}
    log = standing(queries.log_of(session, person_ids=people))
    every = queries.proposals_of(session, WHOLE_COURT, person_ids=people)
    return {one.id: _of(one, log, every) for one in proposals if one.person_id in people}


def shown(events: Iterable[Event], staff_names: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """The events as the macro `s.steps` takes them."""
    return [
        {
            "label": _("批准提前解除") if what == RELEASE_APPROVED else sentences.label("deed_kind", what),
            "state": "done",
            "at": at,
            "by": staff_names.get(by, "") if by else "",
        }
        for at, what, by in events
    ]


def _of(proposal: ProposalView, log: Sequence[Deed], every: Sequence[ProposalView]) -> list[Event]:
    began = proposal.answers.detained_at or proposal.approved_at
    if began is None:
        return []
    events: list[Event] = [(one.at, one.kind, one.by_id) for one in log if one.at >= began and _concerns(one, proposal)]
    early = (one.allowed for one in every if one.of_id == proposal.id)
    events += [(one.at, RELEASE_APPROVED, one.by_id) for one in early if one]
    events.sort(key=lambda one: one[0])
    table, start = COURSES[proposal.kind], Stage.TAKEN if proposal.emergency else Stage.PROPOSED
    decided = follow(table, start, [one.step for one in proposal.decisions])
    moved = led_on(table, decided, [what for _at, what, _by in events])
    detained = proposal.kind is ProposalKind.DETAIN
    return [one for one, led in zip(events, moved, strict=True) if led or (detained and one[1] in TELLING)]


def _concerns(deed: Deed, proposal: ProposalView) -> bool:
    if (deed.person_id, deed.case_id) != (proposal.person_id, proposal.case_id):
        return False
    if deed.kind == DeedKind.SERVE and deed.body.get("paper") != "fine_decision":
        return False
    return deed.proposal_id in {None, proposal.id}
