"""A plan of distribution folded from its steps: what it binds, what is contested, and what a debt loses by it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from app.base.money import Money
from app.money.debt import Paid, lifted
from app.money.distributions import DEBTOR, Course, RankName, Share, ShareState, Stage, Step, StepName, told_apart

DAY = date(2026, 1, 17)
WHO = UUID(int=1)
SHARES = [
    Share(UUID(int=place + 10), UUID(int=place + 20), "某行", RankName.ORDINARY, Money(9), Money(place))
    for place in range(3)
]


def step(name: StepName, **told: object) -> Step:
    return Step(id=uuid4(), step=name, by_id=WHO, **told)  # type: ignore[arg-type] # reason: what a step may say


def course(*steps: Step, today: date = DAY + timedelta(days=16)) -> Course:
    return Course(SHARES, steps, ("director",), ("某行",), today, lambda day: day + timedelta(days=15))


APPROVED = step(StepName.APPROVED)
SERVED = step(StepName.SERVED, party="某行", on=DAY)


@pytest.mark.parametrize(
    ("steps", "stage"),
    [
        ((), Stage.PROPOSED),
        ((step(StepName.REJECTED),), Stage.REJECTED),
        ((APPROVED, step(StepName.WITHDRAWN)), Stage.WITHDRAWN),
        ((APPROVED,), Stage.APPROVED),
        ((APPROVED, SERVED), Stage.PAYABLE),
    ],
)
def test_a_plan_is_as_far_as_its_steps_say(steps: tuple[Step, ...], stage: Stage) -> None:
    assert course(*steps).stage is stage


def test_on_the_last_day_somebody_may_still_object() -> None:
    assert course(APPROVED, SERVED, today=DAY + timedelta(days=15)).stage is Stage.RUNNING


def test_a_later_day_of_receipt_corrects_the_earlier_one() -> None:
    later = step(StepName.SERVED, party="某行", on=DAY + timedelta(days=3))
    assert course(APPROVED, SERVED, later).stage is Stage.RUNNING


def test_what_is_released_is_no_longer_bound_and_what_is_taken_back_is_again() -> None:
    out, back = (step(name, share_ids=(SHARES[2].id,)) for name in (StepName.RELEASED, StepName.TAKEN_BACK))
    assert [course(APPROVED, SERVED, *more).reserved for more in ((), (out,), (out, back), (back, out))] == [3, 1, 3, 3]


def test_an_open_objection_holds_its_share_and_the_law_s_end_of_it_frees_or_voids_it() -> None:
    made = step(StepName.OBJECTED, party="某行", on=DAY, share_ids=(SHARES[1].id,))
    assert course(APPROVED, SERVED, made).state(SHARES[1]) is ShareState.HELD
    for end, state in ((StepName.UNSUED, ShareState.PAYABLE), (StepName.CHANGED, ShareState.VOID)):
        assert course(APPROVED, SERVED, made, step(end, refers=made.id)).state(SHARES[1]) is state
    assert course(APPROVED, SERVED, made).state(SHARES[0]) is ShareState.NOTHING


def test_an_objection_after_the_last_day_holds_nothing() -> None:
    made = step(StepName.OBJECTED, party="某行", on=DAY + timedelta(days=16), share_ids=(SHARES[1].id,))
    assert course(APPROVED, SERVED, made).state(SHARES[1]) is ShareState.PAYABLE


def test_what_went_to_other_creditors_is_taken_from_the_latest_payments() -> None:
    paid = [Paid(UUID(int=place), DAY + timedelta(days=place), Money(100)) for place in range(3)]
    last, first = DAY + timedelta(days=2), DAY + timedelta(days=1)
    assert [(one.day, one.amount) for one in lifted(paid, [(last, Money(150))])] == [(DAY, 100), (first, 50)]
    assert lifted(paid, [(last, Money(300))]) == []


def test_a_plan_takes_nothing_of_what_came_after_its_day() -> None:
    paid = [Paid(UUID(int=place), DAY + timedelta(days=place), Money(100)) for place in range(2)]
    assert [(one.day, one.amount) for one in lifted(paid, [(DAY, Money(60))])] == [
        (DAY, 40),
        (DAY + timedelta(days=1), 100),
    ]


def test_people_of_one_name_are_told_apart_and_one_person_stands_once() -> None:
    people = [(UUID(int=1), "甲", "一号案"), (UUID(int=1), "甲", "二号案"), (UUID(int=2), "乙", "一号案")]
    assert told_apart(people) == ("甲", "乙")
    assert told_apart([*people, (UUID(int=3), "甲", DEBTOR)]) == ("甲（一号案）", "乙", "甲（被执行人）")
    twins = [(UUID(int=key), "甲", "一号案") for key in (1, 2)]
    assert told_apart(twins) == ("甲（一号案，1）", "甲（一号案，2）")
