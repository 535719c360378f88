"""Many processes take, use, return and void numbers while some are killed: no hole, no double, no lost number."""

from pathlib import Path

from app.base.store import Store
from bench import numbers
from tests.support import people
from tests.support.make_money import make_debt


def test_killed_and_stumbling_processes_leave_no_hole_and_no_double(own_store: Store, tmp_path: Path) -> None:
    with own_store.writing() as session:
        debt = make_debt(session, people.actor_of(session, "judge"))
        ground = numbers.ground_of(session, debt)
    row = numbers.campaign(own_store, ground, tmp_path, issuers=6, rounds=5, seed=7)
    assert (row["wrong"], row["what"]) == (0, [])
    given_out = sum(row["papers"].values()) + row["blocks"]["issued"]
    assert given_out > 0, "how many of the deeds the kills let through is chance; that none came through is not"
    assert row["killed"] > 0
