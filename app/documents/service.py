"""Which paper a deed hands over, and what is wrong with handing it over. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from app.base.deeds import Deed
from app.base.instant import Instant
from app.documents.rules import State
from app.measures.deeds import Announce, RecordCompelled, ServePaper, ServeSummons


@dataclass(frozen=True)
class Handed:
    """What a deed says of the paper it handed over."""

    kind: str
    paper_id: UUID | None = None
    control_no: str = ""
    subject_id: UUID | None = None


class Candidate(Protocol):
    """A paper of the person, of the kind that was handed over."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def control_no(self) -> str:
        """Its number."""

    @property
    def subject_id(self) -> UUID | None:
        """What it is about."""

    @property
    def state(self) -> str:
        """Whether it holds or is void."""


def handed(deed: Deed) -> Handed | None:
    """The paper a deed speaks of; None where it hands over none, or one filled in by hand at the door."""
    if isinstance(deed, ServeSummons):
        return Handed("summons", subject_id=deed.summons_id) if deed.summons_id else None
    if isinstance(deed, ServePaper):
        return Handed(deed.paper, deed.paper_id, deed.control_number, deed.proposal_id)
    if isinstance(deed, Announce):
        return Handed("detention_decision", subject_id=deed.proposal_id) if deed.decision_served else None
    if isinstance(deed, RecordCompelled):
        return Handed("compel_warrant", subject_id=deed.proposal_id)
    return None


def meant(named: Handed, papers: Sequence[Candidate]) -> Candidate | None:
    """Which of these papers is meant: by its id, its number, what it is about, or because there is only one.

    A number that is none of ours belongs to a paper of the case system.
    """
    if named.paper_id:
        return next((one for one in papers if one.id == named.paper_id), None)
    if named.control_no:
        return next((one for one in papers if one.control_no == named.control_no), None)
    if named.subject_id:
        return next((one for one in reversed(papers) if one.subject_id == named.subject_id), None)
    holding = [one for one in papers if one.state == State.ISSUED]
    return holding[0] if len(holding) == 1 else None


def breaches(
    at: Instant, *, waits_for_seal: bool, sealed_at: Instant | None, voided_at: Instant | None
) -> Iterator[str]:
    """What is wrong with handing a paper over at that moment: flags for the judge, never a reason to lose a deed."""
    if voided_at is not None and voided_at <= at:
        yield "service.void_paper"
    if waits_for_seal and (sealed_at is None or sealed_at > at):
        yield "service.unsealed"


def details(deed: Deed) -> dict[str, Any]:
    """How the paper was handed over, as its page tells it."""
    if isinstance(deed, ServeSummons | ServePaper):
        told = ("mode", "receiver", "relation", "refusal_reason", "witness", "place")
        return {name: value for name in told if (value := getattr(deed, name, ""))} | {"door": deed.door}
    mode = "read_out" if isinstance(deed, Announce) else "shown"
    return {"mode": mode, "place": getattr(deed, "place", ""), "door": deed.door}
