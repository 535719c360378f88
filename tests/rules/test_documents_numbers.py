"""Control numbers without a hole, and seals at a time at which they can have been set."""

import pytest

from app.base.instant import Instant
from app.base.refusal import Refusal
from app.documents.rules import State, Step, after, holes
from app.documents.sealing import wrong_time


@pytest.mark.parametrize(
    ("taken", "missing"), [([1, 2, 3], []), ([1, 3], [2]), ([1, 2], [3]), ([2, 3], [1]), ([], [1, 2, 3])]
)
def test_a_number_nobody_holds_is_named_the_last_one_too(taken: list[int], missing: list[int]) -> None:
    assert holes(3, taken) == missing


@pytest.mark.parametrize(
    ("issued", "sealed", "wrong"),
    [
        ("10:00:30", "10:00:00", False),
        ("10:00:00", "10:30:00", False),
        ("10:01:00", "10:00:00", True),
        ("09:00:00", "10:31:00", True),
        (None, "10:00:00", True),
    ],
)
def test_a_seal_is_set_not_before_the_minute_of_its_paper_and_not_later_than_now(
    *, issued: str | None, sealed: str, wrong: bool
) -> None:
    there = Instant.parse(f"2026-01-16T{issued}") if issued else None
    now = Instant.parse("2026-01-16T10:30:00")
    assert wrong_time(Instant.parse(f"2026-01-16T{sealed}"), [there], now) is wrong


ISSUED, RETURNED, VOIDED = State.ISSUED, State.RETURNED, State.VOIDED
GOES = {
    (State.RESERVED, Step.ISSUE): ISSUED,
    (State.RESERVED, Step.RETURN): RETURNED,
    (State.RESERVED, Step.VOID): VOIDED,
    (ISSUED, Step.VOID): VOIDED,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
def test_a_number_is_issued_once_and_never_given_back_after_it_left(state: State, step: Step) -> None:
    if (state, step) in GOES:
        assert after(state, step) is GOES[state, step]
        return
    with pytest.raises(Refusal):
        after(state, step)
