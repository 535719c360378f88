"""The chain of approval of this court: who must have spoken before whom. Pure; the court profile says which steps."""

from collections.abc import Iterable
from typing import Final

from app.base.refusal import Kind, Refusal
from app.court.profile import CourtProfile
from app.measures.rules import ProposalKind, Step

EMERGENCY: Final = (Step.REPORTED, Step.RATIFIED)
"""Detained first: the president is told at once and decides himself; no other step may stand between."""
BEFORE_THE_PRESIDENT: Final = (Step.DISCUSSED, Step.ENDORSED)
LACKING: Final = {Step.DISCUSSED: "measures.not_discussed", Step.ENDORSED: "measures.not_endorsed"}


def chain_of(profile: CourtProfile, kind: ProposalKind, *, emergency: bool = False) -> tuple[Step, ...]:
    """The steps of this kind in their order; the last is always the president's."""
    if emergency:
        return EMERGENCY
    asked = getattr(profile, f"chain_{kind}")
    return (*(step for step in BEFORE_THE_PRESIDENT if step in asked), Step.APPROVED)


def require_before(chain: Iterable[Step], taken: Iterable[str], step: Step) -> None:
    """Refuse (conflict) a step while one that stands before it in the chain was not taken."""
    done = set(taken)
    for earlier in chain:
        if earlier is step:
            return
        if earlier in LACKING and earlier not in done:
            raise Refusal(LACKING[earlier], Kind.CONFLICT)
