"""Where a person stands between being taken and being free again: a pure fold over his deeds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.base.instant import Instant
from app.law.periods import release_day
from app.measures.rules import Approval, Deed, DeedKind, ProposalKind, approval_for, standing


class Hold(StrEnum):
    """How a person is held."""

    NONE = "none"
    COMPELLED = "compelled"
    QUESTIONING = "questioning"
    ANNOUNCED = "announced"
    IN_CUSTODY = "in_custody"
    RELEASED = "released"


HELD: Final = frozenset({Hold.COMPELLED, Hold.QUESTIONING, Hold.ANNOUNCED, Hold.IN_CUSTODY})
DETAINED: Final = frozenset({Hold.ANNOUNCED, Hold.IN_CUSTODY})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands, since when, and what is known of how it goes on."""

    hold: Hold = Hold.NONE
    since: Instant | None = None
    case_id: UUID | None = None
    place: str = ""
    controlled_at: Instant | None = None
    """When he came under control: the hours of questioning count from here."""
    detention: Approval | None = None
    handed_over_at: Instant | None = None
    admitted_at: Instant | None = None
    family_told_at: Instant | None = None
    release_on: date | None = None
    """Only known once he was admitted and the days are known."""
    release_reason: str = ""

    @property
    def held(self) -> bool:
        """Whether the court answers for his liberty now."""
        return self.hold in HELD


def standing_of(log: Sequence[Deed], approvals: Sequence[Approval], now: Instant | None = None) -> Standing:
    """Where the person of this log stands, by what had happened at `now`."""
    state = Standing()
    for deed in standing(log):
        if now is None or deed.at <= now:
            state = after(state, deed, approvals)
    return state


def after(state: Standing, deed: Deed, approvals: Sequence[Approval]) -> Standing:
    """The standing once this has happened too. What happened is taken as it is, lawful or not."""
    if deed.kind in _TAKING:
        return _taken(state, deed)
    if deed.kind == DeedKind.QUESTION_END and state.hold is Hold.QUESTIONING:
        # He came by himself and may go, or he was taken and stays held until he is let go.
        return replace(state, hold=Hold.COMPELLED if state.controlled_at else Hold.NONE, since=deed.at)
    if deed.kind == DeedKind.ANNOUNCE:
        detention = approval_for(deed, ProposalKind.DETAIN, approvals)
        return replace(state, hold=Hold.ANNOUNCED, since=deed.at, case_id=deed.case_id, detention=detention)
    if deed.kind == DeedKind.HAND_OVER:
        return replace(state, handed_over_at=deed.at, place=str(deed.body.get("place", "")) or state.place)
    if deed.kind == DeedKind.ADMIT:
        return _admitted(state, deed, approvals)
    if deed.kind == DeedKind.TELL_FAMILY:
        told = deed.at if deed.body.get("result") == "told" else state.family_told_at
        return replace(state, family_told_at=told)
    if deed.kind == DeedKind.RELEASE:
        return Standing(
            hold=Hold.RELEASED,
            since=deed.at,
            case_id=deed.case_id,
            release_reason=str(deed.body.get("reason", "")),
        )
    return state


_TAKING: Final = frozenset({DeedKind.COMPEL, DeedKind.ARRIVE, DeedKind.QUESTION})


def _taken(state: Standing, deed: Deed) -> Standing:
    """Compelled, brought in or questioned; a person in detention stays detained."""
    if state.hold in DETAINED:
        return state
    fresh = state if state.held else Standing()
    place = str(deed.body.get("place", "")) or fresh.place
    controlled = fresh.controlled_at if deed.kind == DeedKind.QUESTION else fresh.controlled_at or deed.at
    hold = Hold.QUESTIONING if deed.kind == DeedKind.QUESTION else max(fresh.hold, Hold.COMPELLED, key=_ORDER.index)
    return replace(fresh, hold=hold, since=deed.at, case_id=deed.case_id, place=place, controlled_at=controlled)


_ORDER: Final = (Hold.NONE, Hold.RELEASED, Hold.COMPELLED, Hold.QUESTIONING)


def _admitted(state: Standing, deed: Deed, approvals: Sequence[Approval]) -> Standing:
    detention = state.detention or approval_for(deed, ProposalKind.DETAIN, approvals)
    days = detention.days if detention else None
    return replace(
        state,
        hold=Hold.IN_CUSTODY,
        since=deed.at,
        case_id=deed.case_id,
        place=str(deed.body.get("place", "")) or state.place,
        detention=detention,
        admitted_at=deed.at,
        release_on=release_day(deed.at.day, days) if days else None,
    )


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
