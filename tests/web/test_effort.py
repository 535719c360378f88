"""How much a page asks of the store: a page that asks once a row, or twice for the same, is found here."""

from typing import Final

import pytest

from app.base.remembering import MEMORY
from app.court import queries as court
from bench.walk import Stop, walk
from tests.support.counting import counting
from tests.support.house import House

MOST: Final = 60
"""Statements of one page of the played day, those of the gate counted."""
MOST_OF: Final = {
    "papers.offer": 75,
    "board.one": 64,
    "tablet.stop": 67,
    "cases.one": 63,
    "closings.month": 62,
    "clerk.day": 62,
}
"""Pages that look at the facts of twenty kinds of paper, at a whole morning, at all of one person, case or month, at a day's money."""
TWICE: Final = ("court_profiles", "calendar_days", "store_facts", "lpr_rates", "sweeps WHERE sweeps.id", "squads WHERE")
"""What stands for the whole of a request and is asked for once."""


@pytest.mark.parametrize("username", ["judge", "clerk", "bailiff", "director", "cashier"])
def test_no_page_of_the_day_asks_the_store_too_much(house: House, username: str) -> None:
    client = house.open(username).client
    seen: list[tuple[Stop, list[str]]] = []
    for stop in walk(house.app, client):
        with counting(house.store) as statements:
            client.get(stop.address).close()
        seen.append((stop, statements))
    assert len(seen) > 10
    assert {stop.address: len(asked) for stop, asked in seen if len(asked) > MOST_OF.get(stop.door, MOST)} == {}
    again = {
        (stop.door, name) for stop, asked in seen for name in TWICE if sum(f"FROM {name}" in one for one in asked) > 1
    }
    assert again == set()


def test_a_reading_session_remembers_and_the_next_asks_anew(house: House) -> None:
    with house.store.reading() as session:
        assert session.info[MEMORY] == {}
        with counting(house.store) as statements:
            first, second = court.profile(session), court.profile(session)
        assert first is second
        assert len(statements) == 1
    with house.store.reading() as session, counting(house.store) as statements:
        assert court.profile(session) == first
        assert len(statements) == 1


def test_a_writing_session_remembers_nothing(house: House) -> None:
    with house.store.writing() as session:
        assert MEMORY not in session.info
