"""The line counts events, each case once, each fen once."""

from uuid import uuid4

from app.base.instant import Instant
from app.base.money import Money
from app.outcomes.rules import Day, Event, line

NOON = Instant.parse("2026-01-17T12:00")


def event(**facts: object) -> Event:
    return Event(id=uuid4(), at=NOON, **facts)  # type: ignore[arg-type] # reason: facts of each test


def day(**events: list[Event]) -> Day:
    empty: dict[str, list[Event]] = {name: [] for name in Day.__dataclass_fields__}
    return Day(**(empty | events))


def test_an_empty_day_is_all_zeros() -> None:
    assert {figure.value for figure in line(day()).values()} == {0}


def test_a_case_both_performed_and_settled_counts_once_as_performed() -> None:
    case = uuid4()
    found = line(day(performed=[event(case_id=case)], settled=[event(case_id=case), event(case_id=uuid4())]))
    assert (found["concluded"].value, found["performed"].value, found["settled"].value) == (2, 1, 1)


def test_collected_is_the_sum_and_direct_payments_are_shown_apart_too() -> None:
    payments = [event(amount=Money(10_000_000), kind="transfer"), event(amount=Money(1_550_000), kind="direct")]
    found = line(day(payments=payments))
    assert found["collected_fen"].value == 11_550_000
    assert found["direct_fen"].value == 1_550_000
    assert len(found["collected_fen"].events) == 2
