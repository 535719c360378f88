"""No path to detention without approval or a lawful emergency, none that ends without release; and the court's chain."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.refusal import Refusal
from app.measures.chain import EMERGENCY, chain_of, require_before
from app.measures.course import (
    BEGINNINGS,
    COURSES,
    HELD,
    RELEASE_APPROVED,
    Stage,
    follow,
    paths,
    rank,
    require_step,
    state_of,
)
from app.measures.rules import IN_FORCE, OPEN, DeedKind, ProposalKind, ProposalState, Step
from tests.support.effort import few
from tests.support.people import PROFILE

ALLOWING = {Stage.APPROVED, Stage.TAKEN}
"""What liberty may be taken upon: the president's approval, or an emergency that is reported at once."""
CUSTODY = {Stage.HANDED_OVER, Stage.NOT_ADMITTED, Stage.ADMITTED}
"""Taken to the place of custody; an emergency holds a person only until the president has spoken."""
STEPS = [*Step, *DeedKind, RELEASE_APPROVED]
WAYS = [
    (kind, way)
    for kind, beginnings in BEGINNINGS.items()
    for start in beginnings
    for way in paths(COURSES[kind], start)
]
detain = COURSES[ProposalKind.DETAIN]


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_nobody_is_held_without_approval_or_emergency_and_nobody_stays_held(
    kind: ProposalKind, way: tuple[Stage, ...]
) -> None:
    held = [place for place, stage in enumerate(way) if stage in HELD]
    if held:
        assert ALLOWING & set(way[: held[0] + 1]), f"{kind}: {way}"
        assert way[-1] is Stage.RELEASED, f"{kind}: {way}"
    else:
        assert way[-1] in {Stage.REJECTED, Stage.WITHDRAWN, Stage.EXECUTED}, f"{kind}: {way}"


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_nobody_is_brought_to_custody_before_the_president_has_said_yes(
    kind: ProposalKind, way: tuple[Stage, ...]
) -> None:
    brought = [place for place, stage in enumerate(way) if stage in CUSTODY]
    if brought:
        assert {Stage.APPROVED, Stage.RATIFIED} & set(way[: brought[0]]), f"{kind}: {way}"


def test_only_a_detention_begins_with_an_emergency() -> None:
    assert {kind for kind, starts in BEGINNINGS.items() if Stage.TAKEN in starts} == {ProposalKind.DETAIN}


@few
@given(st.sampled_from([*ProposalKind]), st.lists(st.sampled_from(STEPS), max_size=20))
def test_any_steps_in_any_order_hold_nobody_without_approval(kind: ProposalKind, steps: list[str]) -> None:
    stage, seen = Stage.PROPOSED, {Stage.PROPOSED}
    for step in steps:
        stage = follow(COURSES[kind], stage, [step])
        seen.add(stage)
    assert not seen & HELD or Stage.APPROVED in seen
    assert stage not in HELD or follow_out(kind, stage)


@few
@given(st.lists(st.sampled_from(STEPS), max_size=20))
def test_an_emergency_is_in_force_only_once_reported_and_ratified(steps: list[str]) -> None:
    decided = [step for step in steps if step in set(Step)]
    state = state_of(ProposalKind.DETAIN, decided, executed=True, emergency=True)
    if state in IN_FORCE:
        assert Step.RATIFIED in decided[decided.index(Step.REPORTED) :]
    else:
        assert state in {ProposalState.TAKEN, ProposalState.REPORTED, ProposalState.REVOKED}


def follow_out(kind: ProposalKind, stage: Stage) -> bool:
    """Whether every way on from there comes to the release."""
    return all(way[-1] is Stage.RELEASED for way in paths(COURSES[kind], stage))


def test_revoked_means_let_go_and_nothing_else() -> None:
    assert set(detain[Stage.REVOKED]) == {DeedKind.RELEASE}


def test_who_pays_or_repents_after_the_announcement_goes_free_without_custody() -> None:
    steps = [Step.DISCUSSED, Step.ENDORSED, Step.APPROVED, DeedKind.ANNOUNCE, RELEASE_APPROVED, DeedKind.RELEASE]
    assert follow(detain, Stage.PROPOSED, steps) is Stage.RELEASED
    assert follow(detain, Stage.PROPOSED, steps[:5]) is Stage.RELEASE_APPROVED
    assert follow(detain, Stage.PROPOSED, [*steps[:4], DeedKind.RELEASE]) is Stage.ANNOUNCED


def test_the_long_way_of_a_detention_ends_with_its_days() -> None:
    steps = [Step.APPROVED, DeedKind.ANNOUNCE, DeedKind.HAND_OVER, DeedKind.ADMIT, DeedKind.RELEASE]
    assert follow(detain, Stage.PROPOSED, steps) is Stage.RELEASED


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([], ProposalState.PROPOSED),
        (["discussed"], ProposalState.DISCUSSED),
        (["discussed", "endorsed"], ProposalState.ENDORSED),
        (["endorsed", "approved"], ProposalState.APPROVED),
        (["approved", "withdrawn"], ProposalState.WITHDRAWN),
        (["rejected"], ProposalState.REJECTED),
        (["approved", "warranted"], ProposalState.APPROVED),
    ],
)
def test_steps_lead_to_a_state(steps: list[str], state: ProposalState) -> None:
    assert state_of(ProposalKind.COMPEL, steps, executed=False) is state


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (["warranted"], ProposalState.PROPOSED),
        (["approved", "searched"], ProposalState.APPROVED),
        (["approved", "warranted"], ProposalState.WARRANTED),
        (["approved", "warranted", "withdrawn"], ProposalState.WARRANTED),
        (["approved", "warranted", "searched"], ProposalState.EXECUTED),
    ],
)
def test_a_search_goes_on_by_its_papers_alone(steps: list[str], state: ProposalState) -> None:
    assert state_of(ProposalKind.SEARCH, steps, executed=False) is state


def test_only_an_approved_proposal_can_be_carried_out() -> None:
    assert state_of(ProposalKind.COMPEL, ["approved"], executed=True) is ProposalState.EXECUTED
    assert state_of(ProposalKind.COMPEL, [], executed=True) is ProposalState.PROPOSED


@pytest.mark.parametrize("kind", ProposalKind)
@pytest.mark.parametrize("state", sorted(set(ProposalState) - OPEN - {ProposalState.APPROVED, ProposalState.WARRANTED}))
@pytest.mark.parametrize("step", Step)
def test_what_is_final_stays(kind: ProposalKind, state: ProposalState, step: Step) -> None:
    with pytest.raises(Refusal) as no:
        require_step(kind, state, step)
    assert no.value.code == "measures.step"


def test_steps_of_one_moment_are_read_in_the_order_of_the_chain() -> None:
    assert sorted(["withdrawn", "approved", "endorsed", "discussed", "reported"], key=rank) == [
        "reported",
        "discussed",
        "endorsed",
        "approved",
        "withdrawn",
    ]


@few
@given(
    st.sampled_from([*ProposalKind]),
    st.sets(st.sampled_from(["discussed", "endorsed"])),
    st.sets(st.sampled_from([Step.DISCUSSED, Step.ENDORSED])),
)
def test_the_president_decides_last_and_after_all_that_the_court_wants(
    kind: ProposalKind, wanted: set[str], taken: set[Step]
) -> None:
    profile = PROFILE.model_copy(update={f"chain_{kind}": tuple(wanted)})
    chain = chain_of(profile, kind)
    assert chain[-1] is Step.APPROVED
    assert set(chain[:-1]) == wanted
    if wanted <= set(taken):
        require_before(chain, taken, Step.APPROVED)
    else:
        assert refused(chain, taken, Step.APPROVED) in {"measures.not_discussed", "measures.not_endorsed"}


def refused(chain: Sequence[Step], taken: set[Step], step: Step) -> str:
    with pytest.raises(Refusal) as no:
        require_before(chain, taken, step)
    return no.value.code


def test_the_director_waits_for_the_discussion() -> None:
    chain = chain_of(PROFILE, ProposalKind.DETAIN)
    assert refused(chain, set(), Step.ENDORSED) == "measures.not_discussed"
    require_before(chain, {Step.DISCUSSED}, Step.ENDORSED)


def test_nothing_stands_between_an_emergency_and_the_president() -> None:
    assert chain_of(PROFILE, ProposalKind.DETAIN, emergency=True) == EMERGENCY == (Step.REPORTED, Step.RATIFIED)


@pytest.mark.parametrize("kind", [ProposalKind.DETAIN, ProposalKind.COMPEL])
def test_whoever_may_be_let_go_is_held_until_he_is(kind: ProposalKind) -> None:
    held = {stage for stage, steps in COURSES[kind].items() if DeedKind.RELEASE in steps}
    assert held
    assert held <= HELD
