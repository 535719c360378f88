"""How each measure goes, from the question to its end: one table of stages and steps, and the folds that read it. Pure.

A step is a decision (`rules.Step`), a deed (`rules.DeedKind`), or the approval of an early release. What is not in the
table is refused when it is a decision; a deed that does not fit has happened all the same and changes no stage.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from app.base.refusal import Kind, Refusal
from app.measures.rules import DeedKind, ProposalKind, ProposalState, Step


class Stage(StrEnum):
    """Where a measure stands. The first twelve are the states of a proposal."""

    PROPOSED = "proposed"
    DISCUSSED = "discussed"
    ENDORSED = "endorsed"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    TAKEN = "taken"
    """Detained in an emergency, nobody told yet."""
    REPORTED = "reported"
    RATIFIED = "ratified"
    REVOKED = "revoked"
    WARRANTED = "warranted"
    """A search whose warrant was issued."""
    EXECUTED = "executed"
    """Carried out, and nobody is held by it: a fine served, a release done, a search on record."""
    COMPELLED = "compelled"
    QUESTIONED = "questioned"
    ANNOUNCED = "announced"
    HANDED_OVER = "handed_over"
    NOT_ADMITTED = "not_admitted"
    ADMITTED = "admitted"
    RELEASE_APPROVED = "release_approved"
    RELEASED = "released"


RELEASE_APPROVED: Final = "release.approved"
"""The president approved that a detention ends early; the decision stands on a proposal of its own."""
HELD: Final = frozenset(
    {
        Stage.TAKEN,
        Stage.REPORTED,
        Stage.RATIFIED,
        Stage.REVOKED,
        Stage.COMPELLED,
        Stage.QUESTIONED,
        Stage.ANNOUNCED,
        Stage.HANDED_OVER,
        Stage.NOT_ADMITTED,
        Stage.ADMITTED,
        Stage.RELEASE_APPROVED,
    }
)
"""The court answers for the person's liberty; a revoked detention holds until he is in fact let go."""
BEGINNINGS: Final = {
    ProposalKind.COMPEL: (Stage.PROPOSED,),
    ProposalKind.DETAIN: (Stage.PROPOSED, Stage.TAKEN),
    ProposalKind.FINE: (Stage.PROPOSED,),
    ProposalKind.EARLY_RELEASE: (Stage.PROPOSED,),
    ProposalKind.SEARCH: (Stage.PROPOSED,),
    ProposalKind.OVER_SEIZURE: (Stage.PROPOSED,),
}
"""Every measure begins with a question to the president; a detention alone may begin with an emergency."""

Table = Mapping[Stage, Mapping[str, Stage]]

_DECIDING: Final[Table] = {
    Stage.PROPOSED: {
        Step.DISCUSSED: Stage.DISCUSSED,
        Step.ENDORSED: Stage.ENDORSED,
        Step.APPROVED: Stage.APPROVED,
        Step.REJECTED: Stage.REJECTED,
        Step.WITHDRAWN: Stage.WITHDRAWN,
    },
    Stage.DISCUSSED: {
        Step.ENDORSED: Stage.ENDORSED,
        Step.APPROVED: Stage.APPROVED,
        Step.REJECTED: Stage.REJECTED,
        Step.WITHDRAWN: Stage.WITHDRAWN,
    },
    Stage.ENDORSED: {
        Step.APPROVED: Stage.APPROVED,
        Step.REJECTED: Stage.REJECTED,
        Step.WITHDRAWN: Stage.WITHDRAWN,
    },
}


def _approved_then(carried_out: Mapping[str, Stage]) -> Mapping[Stage, Mapping[str, Stage]]:
    return {Stage.APPROVED: {Step.WITHDRAWN: Stage.WITHDRAWN, **carried_out}}


_LET_GO: Final[Mapping[str, Stage]] = {DeedKind.RELEASE: Stage.RELEASED}
_EARLY: Final[Mapping[str, Stage]] = {RELEASE_APPROVED: Stage.RELEASE_APPROVED}

COURSES: Final[Mapping[ProposalKind, Table]] = {
    ProposalKind.DETAIN: {
        **_DECIDING,
        **_approved_then({DeedKind.ANNOUNCE: Stage.ANNOUNCED}),
        Stage.TAKEN: {Step.REPORTED: Stage.REPORTED, **_LET_GO},
        Stage.REPORTED: {Step.RATIFIED: Stage.RATIFIED, Step.REVOKED: Stage.REVOKED, **_LET_GO},
        Stage.REVOKED: _LET_GO,
        Stage.RATIFIED: {DeedKind.HAND_OVER: Stage.HANDED_OVER, **_EARLY},
        Stage.ANNOUNCED: {DeedKind.HAND_OVER: Stage.HANDED_OVER, **_EARLY},
        Stage.HANDED_OVER: {DeedKind.ADMIT: Stage.ADMITTED, DeedKind.REFUSE: Stage.NOT_ADMITTED, **_EARLY, **_LET_GO},
        Stage.NOT_ADMITTED: {DeedKind.ADMIT: Stage.ADMITTED, **_EARLY, **_LET_GO},
        Stage.ADMITTED: {**_EARLY, **_LET_GO},
        Stage.RELEASE_APPROVED: _LET_GO,
    },
    ProposalKind.COMPEL: {
        **_DECIDING,
        **_approved_then({DeedKind.COMPEL: Stage.COMPELLED}),
        Stage.COMPELLED: {DeedKind.QUESTION: Stage.QUESTIONED, **_LET_GO},
        Stage.QUESTIONED: {DeedKind.ANNOUNCE: Stage.RELEASED, **_LET_GO},
    },
    ProposalKind.FINE: {**_DECIDING, **_approved_then({DeedKind.SERVE: Stage.EXECUTED})},
    ProposalKind.EARLY_RELEASE: {**_DECIDING, **_approved_then({DeedKind.RELEASE: Stage.EXECUTED})},
    ProposalKind.SEARCH: {
        **_DECIDING,
        **_approved_then({Step.WARRANTED: Stage.WARRANTED}),
        Stage.WARRANTED: {Step.SEARCHED: Stage.EXECUTED},
    },
    ProposalKind.OVER_SEIZURE: {**_DECIDING, **_approved_then({})},
}
"""From each stage, which step leads where. A search holds nobody: its warrant is used within its days, or
lapses; the record tells that it was used. Leave to seal more than is owed stands until it is taken back. A handed-over person who is not admitted is let go; a compelled person
whose detention is announced is held by that decision from then on. Who is refused at the custody place is let go, or
admitted after all when the court has dealt with the reason the same day."""

_ORDER: Final = {step: place for place, step in enumerate((Step.REPORTED, Step.DISCUSSED, Step.ENDORSED))}
_AFTER: Final = {Step.WITHDRAWN: 1, Step.WARRANTED: 1, Step.SEARCHED: 2}


def rank(step: str) -> int:
    """Steps written down for the same moment are read in the order in which they can be taken."""
    return _ORDER.get(Step(step), len(_ORDER) + _AFTER.get(Step(step), 0))


def follow(table: Table, start: Stage, steps: Iterable[str]) -> Stage:
    """The stage these steps lead to; one that the table does not know from where it stands changes nothing."""
    stage = start
    for step in steps:
        stage = table.get(stage, {}).get(step, stage)
    return stage


def led_on(table: Table, start: Stage, steps: Iterable[str]) -> list[bool]:
    """Of each step, whether it led to another stage from where things stood."""
    stage, found = start, list[bool]()
    for step in steps:
        onward = table.get(stage, {}).get(step, stage)
        found.append(onward is not stage)
        stage = onward
    return found


def state_of(kind: ProposalKind, steps: Iterable[str], *, executed: bool, emergency: bool = False) -> ProposalState:
    """Where the decisions, in their order, have led; a rejection, withdrawal or revocation is final."""
    start = Stage.TAKEN if emergency else Stage.PROPOSED
    state = ProposalState(follow(COURSES[kind], start, steps))
    allowed = state in {ProposalState.APPROVED, ProposalState.RATIFIED}
    return ProposalState.EXECUTED if executed and allowed else state


def require_step(kind: ProposalKind, state: ProposalState, step: Step) -> None:
    """Refuse (conflict, `measures.step`) a decision that this state does not lead to."""
    if step not in COURSES[kind].get(Stage(state), {}):
        raise Refusal("measures.step", Kind.CONFLICT, state=state.value, step=step.value)


def paths(table: Table, start: Stage) -> Iterator[tuple[Stage, ...]]:
    """Every way through the table from there to where nothing follows; the tables have no circles."""
    onward = sorted(set(table.get(start, {}).values()))
    if not onward:
        yield (start,)
    for stage in onward:
        yield from ((start, *rest) for rest in paths(table, stage))
