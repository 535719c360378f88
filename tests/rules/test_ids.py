"""Ids rise in the order they were made, so that what was said last is known even within a millisecond."""

from datetime import timedelta

from app.base.ids import REMEMBERED, is_uuid7, new_id
from tests.support.people import DAWN

LATER = DAWN + timedelta(seconds=1)


def test_an_id_carries_its_moment() -> None:
    made = new_id(DAWN)
    assert is_uuid7(made)
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == int(DAWN.utc.timestamp() * 1000)
    assert new_id(LATER) > made


def test_ids_of_one_moment_rise_however_many_they_are() -> None:
    made = [new_id(DAWN) for _ in range(10_000)]
    assert made == sorted(set(made))


def test_ids_of_one_moment_rise_when_other_moments_come_between() -> None:
    made = []
    for _ in range(200):
        made.append(new_id(DAWN))
        new_id(LATER)
    assert made == sorted(set(made))


def test_only_so_many_moments_are_remembered() -> None:
    first = new_id(DAWN)
    for number in range(REMEMBERED + 1):
        new_id(LATER + timedelta(milliseconds=number))
    assert new_id(DAWN).int >> 80 == first.int >> 80
