"""Where a person stands between being taken and being free again: a pure fold over his deeds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeAlias
from uuid import UUID

from app.base.instant import Instant
from app.law.gate_detain import MOST_DAYS
from app.law.periods import release_day
from app.measures.holds import DETAINED, HELD, OUTLASTING, Hold, Matter, Open, Standing, opened, settled
from app.measures.rules import Approval, Deed, DeedKind, ProposalKind, approval_for, standing

__all__ = ["DETAINED", "HELD", "Hold", "MeasureFact", "Standing", "after", "counted", "episode_of", "standing_of"]

K = DeedKind
Approvals: TypeAlias = Sequence[Approval]
_MATTERS: Final[Mapping[object, Matter]] = {
    one.value: one for one in (Matter.REFUSAL, Matter.ADVICE, Matter.QUERY, Matter.STOP, Matter.LEAVE)
}
"""What the custody place asks and the court decides."""
DELIVERED: Final = frozenset({Matter.DELIVERY, Matter.REFUSAL})


def standing_of(log: Sequence[Deed], approvals: Approvals, now: Instant | None = None) -> Standing:
    """Where the person of this log stands, by what had happened at `now`."""
    state = Standing()
    for deed in standing(log):
        if now is None or deed.at <= now:
            state = after(state, deed, approvals)
    return state


def episode_of(log: Sequence[Deed], approvals: Approvals, now: Instant) -> tuple[Deed, ...]:
    """What happened up to now since he was last taken: the time he is held, and what followed it."""
    state, found = Standing(), list[Deed]()
    for deed in standing(log):
        if deed.at > now:
            break
        there = after(state, deed, approvals)
        found = [deed] if there.held and not state.held else [*found, deed]
        state = there
    return tuple(found)


def after(state: Standing, deed: Deed, approvals: Approvals) -> Standing:
    """The standing once this has happened too. What happened is taken as it is, lawful or not."""
    step = _STEPS.get(DeedKind(deed.kind))
    return step(state, deed, approvals) if step else state


def _taken(state: Standing, deed: Deed, _: Approvals) -> Standing:
    """Compelled, brought in or questioned; a person in detention stays detained."""
    if state.hold in DETAINED:
        return state
    fresh = _fresh(state)
    controlled = fresh.controlled_at if deed.kind == K.QUESTION else fresh.controlled_at or deed.at
    hold = Hold.QUESTIONING if deed.kind == K.QUESTION else max(fresh.hold, Hold.COMPELLED, key=_ORDER.index)
    place = _place(fresh, deed)
    return replace(fresh, hold=hold, since=deed.at, case_id=deed.case_id, place=place, controlled_at=controlled)


_ORDER: Final = (Hold.NONE, Hold.RELEASED, Hold.COMPELLED, Hold.QUESTIONING)


def _questioned(state: Standing, deed: Deed, _: Approvals) -> Standing:
    """He came by himself and may go, or he was taken and stays held until he is let go."""
    if state.hold is not Hold.QUESTIONING:
        return state
    return replace(state, hold=Hold.COMPELLED if state.controlled_at else Hold.NONE, since=deed.at)


def _announced(state: Standing, deed: Deed, approvals: Approvals) -> Standing:
    """Detained by the decision read out; who is in custody already stays there."""
    if state.hold is Hold.IN_CUSTODY:
        return state
    fresh = _fresh(state)
    detention = approval_for(deed, ProposalKind.DETAIN, approvals)
    held = replace(
        fresh,
        hold=Hold.ANNOUNCED,
        since=deed.at,
        case_id=deed.case_id,
        detention=detention,
        days=fresh.days or (detention.days if detention else None),
        detained_at=fresh.detained_at or deed.at,
    )
    return held if held.waits_for(Matter.REFUSAL) else opened(held, Open(Matter.DELIVERY, deed.id, deed.at))


def _handed_over(state: Standing, deed: Deed, approvals: Approvals) -> Standing:
    """On the way to custody; without a decision read out he is held all the same."""
    if state.hold not in DETAINED:
        state = replace(_announced(state, deed, approvals), hold=Hold.HANDED_OVER)
    return replace(state, handed_over_at=deed.at, place=_place(state, deed))


def _admitted(state: Standing, deed: Deed, approvals: Approvals) -> Standing:
    """In custody: the days count from the first admission."""
    if state.hold is Hold.IN_CUSTODY:
        return state
    fresh = _fresh(state)
    detention = fresh.detention or approval_for(deed, ProposalKind.DETAIN, approvals)
    admitted = replace(
        fresh,
        hold=Hold.IN_CUSTODY,
        since=deed.at,
        case_id=deed.case_id,
        place=_place(fresh, deed),
        detention=detention,
        detained_at=fresh.detained_at or deed.at,
        admitted_at=deed.at,
        days=fresh.days or (detention.days if detention else None),
    )
    return _dated(settled(admitted, DELIVERED))


def _refused(state: Standing, deed: Deed, _: Approvals) -> Standing:
    """Not admitted: he is still held, and the president decides the same day."""
    if state.hold not in DETAINED or state.hold is Hold.IN_CUSTODY:
        return state
    waiting = settled(replace(state, place=_place(state, deed)), {Matter.DELIVERY})
    return opened(waiting, Open(Matter.REFUSAL, deed.id, deed.at))


def _asked(state: Standing, deed: Deed, _: Approvals) -> Standing:
    """The custody place wants something decided."""
    matter = _MATTERS.get(deed.body.get("matter"))
    if matter is None or state.hold is not Hold.IN_CUSTODY:
        return state
    return opened(state, Open(matter, deed.id, deed.at))


def _decided(state: Standing, deed: Deed, _: Approvals) -> Standing:
    """The court decided a matter; who was not admitted is released, or brought to custody again."""
    matter, outcome = _MATTERS.get(deed.body.get("matter")), deed.body.get("outcome")
    if matter is None:
        return state
    was_open, state = state.waits_for(matter), settled(state, {matter})
    if outcome == "release" and state.hold in DETAINED:
        return opened(state, Open(Matter.RELEASE, deed.id, deed.at))
    if matter is Matter.REFUSAL and was_open:
        return opened(state, Open(Matter.DELIVERY, deed.id, deed.at))
    if matter is Matter.LEAVE:
        return replace(state, leave_granted=outcome == "grant")
    return state


def _left(state: Standing, deed: Deed, _: Approvals) -> Standing:
    """On leave: custody does not count until he is back."""
    if state.hold is not Hold.IN_CUSTODY or state.away_at:
        return state
    until = deed.body.get("until")
    back = Open(Matter.RETURN, deed.id, deed.at, Instant.parse(str(until)) if until else None)
    return opened(replace(state, away_at=deed.at, leave_granted=False), back)


def _back(state: Standing, deed: Deed, _: Approvals) -> Standing:
    if not state.away_at:
        return state
    days = state.leave_days + (deed.at.day - state.away_at.day).days
    return _dated(settled(replace(state, away_at=None, leave_days=days), {Matter.RETURN}))


def _reconsidered(state: Standing, deed: Deed, _: Approvals) -> Standing:
    """The higher court upheld, changed or revoked; what it revoked ends at once, and no entry makes a detention longer."""
    state = settled(state, {Matter.FORWARD, Matter.RECONSIDERATION})
    if deed.body.get("told") == "oral":
        state = opened(state, Open(Matter.WRITTEN, deed.id, deed.at))
    else:
        state = settled(state, {Matter.WRITTEN})
    if deed.body.get("of") == "fine" or state.hold not in DETAINED:
        return state
    if deed.body.get("result") == "revoked":
        return opened(state, Open(Matter.RELEASE, deed.id, deed.at))
    days = int(deed.body.get("days") or 0)
    shorter = deed.body.get("result") == "changed" and 0 < days <= (state.days or days)
    return _dated(replace(state, days=days)) if shorter else state


def _told(state: Standing, deed: Deed, _: Approvals) -> Standing:
    return replace(state, family_told_at=deed.at) if deed.body.get("result") == "told" else state


def _released(state: Standing, deed: Deed, _: Approvals) -> Standing:
    return Standing(
        hold=Hold.RELEASED,
        since=deed.at,
        case_id=deed.case_id,
        release_reason=str(deed.body.get("reason", "")),
        matters=_outlasting(state),
    )


def _forwarded(state: Standing, deed: Deed, _: Approvals) -> Standing:
    return opened(settled(state, {Matter.FORWARD}), Open(Matter.RECONSIDERATION, deed.id, deed.at))


_STEPS: Final[Mapping[DeedKind, Callable[[Standing, Deed, Approvals], Standing]]] = {
    K.COMPEL: _taken,
    K.ARRIVE: _taken,
    K.QUESTION: _taken,
    K.QUESTION_END: _questioned,
    K.ANNOUNCE: _announced,
    K.HAND_OVER: _handed_over,
    K.ADMIT: _admitted,
    K.REFUSE: _refused,
    K.ASK: _asked,
    K.DECIDE: _decided,
    K.LEAVE_BEGIN: _left,
    K.LEAVE_END: _back,
    K.TELL_FAMILY: _told,
    K.TALK: lambda state, deed, _: replace(state, talked_at=deed.at),
    K.REPENT: lambda state, deed, _: replace(state, repented_at=deed.at),
    K.RESTRAIN: lambda state, deed, _: replace(state, restrained_at=state.restrained_at or deed.at),
    K.UNRESTRAIN: lambda state, *_: replace(state, restrained_at=None),
    K.RECONSIDER: lambda state, deed, _: opened(state, Open(Matter.FORWARD, deed.id, deed.at)),
    K.FORWARD: _forwarded,
    K.RECONSIDERED: _reconsidered,
    K.RELEASE: _released,
}


def _fresh(state: Standing) -> Standing:
    """Nothing of an earlier time in which he was held, but a restraint put on just before."""
    return state if state.held else Standing(matters=_outlasting(state), restrained_at=state.restrained_at)


def _place(state: Standing, deed: Deed) -> str:
    return str(deed.body.get("place", "")) or state.place


def _outlasting(state: Standing) -> tuple[Open, ...]:
    return tuple(one for one in state.matters if one.matter in OUTLASTING)


def _dated(state: Standing) -> Standing:
    """The day of release: admission + days + leave; without known days the longest lawful term."""
    if state.admitted_at is None:
        return state
    days = min(state.days or MOST_DAYS, MOST_DAYS)
    return replace(state, release_on=release_day(state.admitted_at.day, days + state.leave_days))


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """One countable measure: one a person a day, and the deed behind it."""

    deed_id: UUID
    case_id: UUID
    person_id: UUID
    at: Instant
    target_id: UUID | None
    squad_id: UUID | None


def counted(log: Sequence[Deed], kind: DeedKind, since: Instant, until: Instant) -> list[MeasureFact]:
    """The standing deeds of that kind in the span (`until` excluded), the first of each person and day."""
    seen: dict[tuple[UUID, date], MeasureFact] = {}
    for deed in standing(log):
        if deed.kind == kind and since <= deed.at < until:
            fact = MeasureFact(deed.id, deed.case_id, deed.person_id, deed.at, deed.target_id, deed.squad_id)
            seen.setdefault((deed.person_id, deed.at.day), fact)
    return list(seen.values())
