"""Deeds as the events that set the clocks of law running; the table of clocks itself is the law's."""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from app.base.instant import Instant
from app.law.clock_rules import EventKind
from app.law.deadlines import Clock, ClockSettings, Event, State, running
from app.law.gate_detain import MOST_DAYS
from app.law.periods import Calendar, end_of, release_day
from app.measures.custody import after, standing_of
from app.measures.holds import DETAINED, Hold, Matter, Standing
from app.measures.rules import Approval, Deed, DeedKind, ProposalKind, approval_for, standing

QUESTIONING: Final = frozenset({"questioning_8h", "questioning_24h"})
DECISIONS: Final = frozenset({"detention_decision", "fine_decision"})
"""Papers whose service opens the way to reconsideration."""
TAKING: Final = frozenset({DeedKind.COMPEL, DeedKind.ARRIVE, DeedKind.QUESTION})

_PLAIN: Final = {
    DeedKind.COMPEL: (EventKind.CONTROLLED,),
    DeedKind.ARRIVE: (EventKind.BROUGHT_IN,),
    DeedKind.EXTEND: (EventKind.QUESTIONING_EXTENDED,),
    DeedKind.QUESTION: (EventKind.QUESTIONED,),
    DeedKind.ANNOUNCE: (EventKind.LET_GO, EventKind.DETENTION_ANNOUNCED),
    DeedKind.HAND_OVER: (EventKind.LET_GO, EventKind.DETENTION_ANNOUNCED),
    DeedKind.LEAVE_BEGIN: (EventKind.LEAVE_BEGUN,),
    DeedKind.LEAVE_END: (EventKind.LEAVE_ENDED,),
    DeedKind.RELEASE: (EventKind.LET_GO, EventKind.RELEASED),
}
_FAMILY: Final = {"told": EventKind.FAMILY_TOLD, "unreachable": EventKind.FAMILY_UNREACHABLE}
E = EventKind
_MATTERS: Final = {
    Matter.DELIVERY: (E.DELIVERY_DUE, E.MATTER_SETTLED),
    Matter.REFUSAL: (E.ADMISSION_REFUSED, E.ADMISSION_SETTLED),
    Matter.ADVICE: (E.CUSTODY_ADVISED, E.MATTER_SETTLED),
    Matter.QUERY: (E.CUSTODY_QUERIED, E.CUSTODY_ANSWERED),
    Matter.STOP: (E.STOP_PROPOSED, E.MATTER_SETTLED),
    Matter.LEAVE: (E.LEAVE_ASKED, E.LEAVE_DECIDED),
    Matter.RETURN: (E.LEAVE_GIVEN, E.MATTER_SETTLED),
    Matter.RELEASE: (E.RELEASE_DECIDED, E.MATTER_SETTLED),
    Matter.RECONSIDERATION: (E.RECONSIDERATION_RECEIVED, E.RECONSIDERATION_DECIDED),
    Matter.WRITTEN: (E.RECONSIDERATION_TOLD, E.RECONSIDERATION_DECIDED),
}
"""The events each matter begins and ends with. To send an application on has no period of its own."""


def events_of(log: Sequence[Deed], approvals: Sequence[Approval]) -> tuple[Event, ...]:
    """The events in one person's log.

    The subject is the deed that began the time he is held, one run of clocks each; of a matter, the deed that opened it.
    """
    events: list[Event] = []
    before, episode, served = Standing(), "", ""
    for deed in standing(log):
        now_there = after(before, deed, approvals)
        if now_there.held and not before.held:
            episode = str(deed.id)
        if deed.kind != DeedKind.EXTEND or lawfully_extended(deed, approvals):
            events.extend(_events(deed, episode or str(deed.id), before, now_there))
        events.extend(_of_matters(deed, before, now_there))
        if deed.kind == DeedKind.ANNOUNCE:
            events.extend(_emergency(deed, episode, approval_for(deed, ProposalKind.DETAIN, approvals)))
        if deed.kind == DeedKind.RECONSIDER and served:
            events.append(Event(EventKind.RECONSIDERATION_ASKED, served, deed.at))
        served = str(deed.id) if _decision_served(deed) else served
        before = now_there
    return (*events, *_ordered_releases(log, approvals))


def clocks_of(
    log: Sequence[Deed],
    approvals: Sequence[Approval],
    now: Instant,
    calendar: Calendar,
    settings: ClockSettings | None = None,
) -> tuple[Clock, ...]:
    """All clocks of one person at `now`, closed ones too; a right that has lapsed is left out."""
    clocks = running(events_of(log, approvals), now, calendar, settings)
    return tuple(clock for clock in clocks if clock.state is not State.RIPE)


def case_of(clock: Clock, log: Sequence[Deed], approvals: Sequence[Approval]) -> UUID | None:
    """The case of the deed or approval that a clock's subject names."""
    of_deed = next((deed.case_id for deed in log if str(deed.id) == clock.subject), None)
    return of_deed or next((one.case_id for one in approvals if str(one.proposal_id) == clock.subject), None)


def lawfully_extended(deed: Deed, approvals: Sequence[Approval]) -> bool:
    """Whether questioning may go on beyond eight hours: only where his detention is asked for, or approved already.

    An extension that names a proposal names one of detention (`actions_deeds.record`).
    """
    return deed.proposal_id is not None or approval_for(deed, ProposalKind.DETAIN, approvals) is not None


def _events(deed: Deed, subject: str, before: Standing, now_there: Standing) -> Iterator[Event]:
    kind = DeedKind(deed.kind)
    taken_again = kind in TAKING and before.hold in DETAINED
    for one in () if taken_again else _PLAIN.get(kind, ()):
        yield Event(one, subject, deed.at)
    if kind is DeedKind.QUESTION_END and before.held and not now_there.held:
        yield Event(EventKind.LET_GO, subject, deed.at)
    if kind is DeedKind.ADMIT and before.hold is not Hold.IN_CUSTODY:
        yield Event(EventKind.ADMITTED, subject, deed.at, days=min(now_there.days or MOST_DAYS, MOST_DAYS))
    if kind is DeedKind.RECONSIDERED and before.days != now_there.days and now_there.admitted_at:
        last = release_day(now_there.admitted_at.day, min(now_there.days or MOST_DAYS, MOST_DAYS))
        yield Event(EventKind.TERM_CHANGED, subject, deed.at, until=end_of(last))
    if kind is DeedKind.TELL_FAMILY and deed.body.get("result") in _FAMILY:
        yield Event(_FAMILY[deed.body["result"]], subject, deed.at)
    if _decision_served(deed):
        yield Event(EventKind.DECISION_SERVED, str(deed.id), deed.at)


def _of_matters(deed: Deed, before: Standing, now_there: Standing) -> Iterator[Event]:
    """What this deed opened and what it settled."""
    for one in now_there.matters:
        if one not in before.matters and one.matter in _MATTERS:
            yield Event(_MATTERS[one.matter][0], str(one.deed_id), one.since, until=one.until)
    for one in before.matters:
        if one not in now_there.matters and one.matter in _MATTERS:
            yield Event(_MATTERS[one.matter][1], str(one.deed_id), deed.at)


def _ordered_releases(log: Sequence[Deed], approvals: Sequence[Approval]) -> Iterator[Event]:
    """What the president ordered is to be carried out: from an approved early release, or from the emergency he revoked,
    until the person is free.
    """
    for one in approvals:
        at = _release_ordered(one)
        if at and standing_of(log, approvals, at).hold in DETAINED:
            yield Event(EventKind.RELEASE_DECIDED, str(one.proposal_id), at)
            freed = (deed.at for deed in standing(log) if deed.kind == DeedKind.RELEASE and deed.at >= at)
            yield from (Event(EventKind.MATTER_SETTLED, str(one.proposal_id), moment) for moment in freed)


def _release_ordered(one: Approval) -> Instant | None:
    if one.emergency and one.emergency.revoked_at:
        return one.emergency.revoked_at
    return one.approved_at if one.kind is ProposalKind.EARLY_RELEASE and not one.withdrawn_at else None


def _emergency(deed: Deed, subject: str, approval: Approval | None) -> Iterator[Event]:
    """Detained before the president was asked, and what followed."""
    followed = approval.emergency if approval else None
    if followed or (approval is None and deed.body.get("emergency")):
        yield Event(EventKind.EMERGENCY_DETAINED, subject, deed.at)
    if followed:
        steps = (
            (EventKind.EMERGENCY_REPORTED, followed.reported_at),
            (EventKind.EMERGENCY_RATIFIED, followed.ratified_at),
            (EventKind.EMERGENCY_REVOKED, followed.revoked_at),
            (EventKind.PUNISHMENT_NUMBERED, deed.at if followed.numbered else None),
        )
        yield from (Event(kind, subject, at) for kind, at in steps if at)


def _decision_served(deed: Deed) -> bool:
    read_and_given = deed.kind == DeedKind.ANNOUNCE and bool(deed.body.get("decision_served"))
    return read_and_given or (deed.kind == DeedKind.SERVE and deed.body.get("paper") in DECISIONS)
