"""Deeds as the events that set the clocks of law running; the table of clocks itself is the law's."""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from app.base.instant import Instant
from app.law.clock_rules import EventKind
from app.law.deadlines import Clock, Event, State, running
from app.law.periods import Calendar
from app.measures.custody import Standing, after
from app.measures.rules import Approval, Deed, DeedKind, ProposalKind, approval_for, standing

QUESTIONING: Final = frozenset({"questioning_8h", "questioning_24h"})
DECISIONS: Final = frozenset({"detention_decision", "fine_decision"})
"""Papers whose service opens the way to reconsideration."""

_PLAIN: Final = {
    DeedKind.COMPEL: (EventKind.CONTROLLED,),
    DeedKind.ARRIVE: (EventKind.BROUGHT_IN,),
    DeedKind.EXTEND: (EventKind.QUESTIONING_EXTENDED,),
    DeedKind.ANNOUNCE: (EventKind.LET_GO, EventKind.DETENTION_ANNOUNCED),
    DeedKind.RELEASE: (EventKind.LET_GO, EventKind.RELEASED),
}
_FAMILY: Final = {"told": EventKind.FAMILY_TOLD, "unreachable": EventKind.FAMILY_UNREACHABLE}


def events_of(log: Sequence[Deed], approvals: Sequence[Approval]) -> tuple[Event, ...]:
    """The events in one person's log. The subject is the deed that began the time he is held: one run of clocks each."""
    events: list[Event] = []
    before, episode = Standing(), ""
    for deed in standing(log):
        now_there = after(before, deed, approvals)
        if now_there.held and not before.held:
            episode = str(deed.id)
        events.extend(_events(deed, episode or str(deed.id), before, approvals))
        before = now_there
    return tuple(events)


def clocks_of(
    log: Sequence[Deed], approvals: Sequence[Approval], now: Instant, calendar: Calendar
) -> tuple[Clock, ...]:
    """All clocks of one person at `now`, closed ones too; a right that has lapsed is left out."""
    clocks = running(events_of(log, approvals), now, calendar)
    return tuple(clock for clock in clocks if clock.state is not State.RIPE)


def case_of(clock: Clock, log: Sequence[Deed]) -> UUID | None:
    """The case of the deed that a clock's subject names."""
    return next((deed.case_id for deed in log if str(deed.id) == clock.subject), None)


def _events(deed: Deed, subject: str, before: Standing, approvals: Sequence[Approval]) -> Iterator[Event]:
    for kind in _PLAIN.get(DeedKind(deed.kind), ()):
        yield Event(kind, subject, deed.at)
    if deed.kind == DeedKind.ADMIT:
        detention = before.detention or approval_for(deed, ProposalKind.DETAIN, approvals)
        yield Event(EventKind.ADMITTED, subject, deed.at, days=detention.days if detention else None)
    if deed.kind == DeedKind.TELL_FAMILY and deed.body.get("result") in _FAMILY:
        yield Event(_FAMILY[deed.body["result"]], subject, deed.at)
    if _decision_served(deed):
        yield Event(EventKind.DECISION_SERVED, str(deed.id), deed.at)


def _decision_served(deed: Deed) -> bool:
    read_and_given = deed.kind == DeedKind.ANNOUNCE and bool(deed.body.get("decision_served"))
    return read_and_given or (deed.kind == DeedKind.SERVE and deed.body.get("paper") in DECISIONS)
