"""What can be asked and done, and how a log of deeds is read; how one follows the other stands in `course`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Protocol, TypeVar
from uuid import UUID

from app.base.deeds import uncancelled
from app.base.instant import Instant
from app.law.officers import OfficerKind


class ProposalKind(StrEnum):
    """What a judge may ask the president to allow."""

    COMPEL = "compel"
    DETAIN = "detain"
    FINE = "fine"
    EARLY_RELEASE = "early_release"
    SEARCH = "search"
    OVER_SEIZURE = "over_seizure"
    """特批: to seal clearly more than is owed, up to a sum."""


class Step(StrEnum):
    """What can be done with a proposal."""

    DISCUSSED = "discussed"
    """By the panel or three officers; who took part is recorded."""
    ENDORSED = "endorsed"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REPORTED = "reported"
    """An emergency: the president was told of what was done already."""
    RATIFIED = "ratified"
    REVOKED = "revoked"
    """The president does not allow what was done: the person is let go at once."""
    WARRANTED = "warranted"
    """A search: its warrant has left the court."""
    SEARCHED = "searched"
    """A search: its record was made."""


class ProposalState(StrEnum):
    """How a proposal stands."""

    PROPOSED = "proposed"
    DISCUSSED = "discussed"
    ENDORSED = "endorsed"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    TAKEN = "taken"
    """An emergency: detained first, not yet reported."""
    REPORTED = "reported"
    RATIFIED = "ratified"
    REVOKED = "revoked"
    WARRANTED = "warranted"
    """A search whose warrant has left the court and may be used within its days."""
    EXECUTED = "executed"
    """Approved or ratified, and carried out."""


OPEN: Final = frozenset(
    {
        ProposalState.PROPOSED,
        ProposalState.DISCUSSED,
        ProposalState.ENDORSED,
        ProposalState.TAKEN,
        ProposalState.REPORTED,
    }
)
"""Nobody has decided yet."""
IN_FORCE: Final = frozenset(
    {ProposalState.APPROVED, ProposalState.RATIFIED, ProposalState.WARRANTED, ProposalState.EXECUTED}
)


class DeedKind(StrEnum):
    """What can be done to a person; the values are the letter kinds."""

    SUMMON = "service.summon"
    SERVE = "service.serve"
    COMPEL = "compel.record"
    ARRIVE = "compel.arrive"
    QUESTION = "question.begin"
    EXTEND = "question.extend"
    """Entered at the desk: up to 24 hours, with the reason."""
    QUESTION_END = "question.end"
    RESTRAIN = "restraint.apply"
    SEARCH = "person.search"
    ANNOUNCE = "detain.announce"
    EXAMINE = "detain.examine"
    HAND_OVER = "detain.hand_over"
    UNRESTRAIN = "restraint.remove"
    REFUSE = "detain.refuse"
    ADMIT = "detain.admit"
    TELL_FAMILY = "detain.tell_family"
    TALK = "detain.talk"
    RECONSIDER = "reconsider.ask"
    FORWARD = "reconsider.forward"
    RECONSIDERED = "reconsider.decide"
    ASK = "custody.ask"
    DECIDE = "custody.decide"
    LEAVE_BEGIN = "leave.begin"
    LEAVE_END = "leave.end"
    REPENT = "detain.repent"
    RELEASE = "person.release"


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the log of measures."""

    id: UUID
    kind: str
    at: Instant
    entered_at: Instant
    by_id: UUID | None
    door: str
    case_id: UUID
    person_id: UUID
    target_id: UUID | None
    squad_id: UUID | None
    proposal_id: UUID | None
    summons_id: UUID | None
    cancels: UUID | None
    flags: tuple[str, ...]
    """What the deed by itself showed when it came in; `flags.of_order` adds what the whole log shows."""
    body: Mapping[str, Any]

    @property
    def note(self) -> str:
        """The words written with it."""
        return str(self.body.get("note", ""))

    @property
    def media(self) -> tuple[str, ...]:
        """The hashes of its photos."""
        return tuple(self.body.get("media", ()))


@dataclass(frozen=True, slots=True)
class OfficerFact:
    """An officer who took part."""

    kind: OfficerKind | None
    sex: str


def standing(log: Iterable[Deed]) -> tuple[Deed, ...]:
    """What happened, by its own time: neither cancelled lines nor the cancellations themselves."""
    return tuple(sorted(uncancelled(log), key=lambda deed: (deed.at, _RANK.get(deed.kind, 0), deed.id)))


_RANK: Final = {kind.value: place for place, kind in enumerate(DeedKind)}
"""Deeds written down for the same minute are read in the order in which they can happen."""


class _OfPerson(Protocol):
    @property
    def person_id(self) -> UUID: ...


P = TypeVar("P", bound=_OfPerson)


def by_person(lines: Iterable[P]) -> dict[UUID, list[P]]:
    """Lines grouped by the person they touch, their order kept."""
    grouped: dict[UUID, list[P]] = {}
    for line in lines:
        grouped.setdefault(line.person_id, []).append(line)
    return grouped


@dataclass(frozen=True, slots=True)
class Approval:
    """An approved proposal, as the folds need it."""

    proposal_id: UUID
    kind: ProposalKind
    case_id: UUID
    person_id: UUID
    approved_at: Instant
    days: int | None = None
    of_id: UUID | None = None
    """The detention that an early release ends."""
    withdrawn_at: Instant | None = None
    emergency: "Emergency | None" = None
    """Detained first: `approved_at` is then the moment it began, and it holds until the president revokes it."""

    @property
    def ended_at(self) -> Instant | None:
        """From when on nothing may rest on it any more."""
        return self.emergency.revoked_at if self.emergency else self.withdrawn_at

    def held_at(self, moment: Instant) -> bool:
        """Whether it was in force then."""
        return self.approved_at <= moment and (self.ended_at is None or moment < self.ended_at)


@dataclass(frozen=True, slots=True)
class Emergency:
    """What followed a detention before approval."""

    reported_at: Instant | None = None
    ratified_at: Instant | None = None
    revoked_at: Instant | None = None
    numbered: bool = False
    """Whether case filing has given it its number."""


EXECUTES: Final = {
    DeedKind.COMPEL: ProposalKind.COMPEL,
    DeedKind.ANNOUNCE: ProposalKind.DETAIN,
    DeedKind.RELEASE: ProposalKind.EARLY_RELEASE,
    DeedKind.SERVE: ProposalKind.FINE,
}
"""Which deed carries out which measure; a fine is carried out by serving its decision."""


def executed_ids(log: Iterable[Deed], approvals: Sequence[Approval]) -> frozenset[UUID]:
    """The approved proposals that were carried out."""
    found = set()
    for deed in standing(log):
        kind = EXECUTES.get(DeedKind(deed.kind))
        if kind is None or (deed.kind == DeedKind.SERVE and deed.body.get("paper") != "fine_decision"):
            continue
        approval = approval_for(deed, kind, approvals)
        if approval:
            found.add(approval.proposal_id)
    return frozenset(found)


def approval_for(deed: Deed, kind: ProposalKind, approvals: Sequence[Approval]) -> Approval | None:
    """The approval a deed rests on: the one it names, else the latest of that kind given before it happened."""
    fitting = [
        one for one in approvals if one.kind is kind and one.person_id == deed.person_id and one.held_at(deed.at)
    ]
    if deed.proposal_id:
        fitting = [one for one in fitting if one.proposal_id == deed.proposal_id]
    else:
        fitting = [one for one in fitting if one.case_id == deed.case_id]
    return max(fitting, key=lambda one: one.approved_at, default=None)
