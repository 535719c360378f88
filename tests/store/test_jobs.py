"""Long work survives its worker."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.base.clock import HandClock
from app.base.refusal import Kind, Refusal
from app.base.schema import metadata
from app.base.store import Store
from app.jobs import actions, queries
from app.jobs.rules import LEASE, MOST_ATTEMPTS, State
from tests.support import people


@pytest.fixture
def clock() -> HandClock:
    return HandClock(people.EVENING_BEFORE)


@pytest.fixture
def shop(tmp_path: Path) -> Store:
    store = Store(f"sqlite:///{tmp_path / 'court.db'}", lock=tmp_path / "lock")
    with store.exclusive() as connection:
        metadata().create_all(connection)
    return store


def state_of(store: Store, task: actions.Task) -> tuple[str, dict[str, object], str]:
    with store.reading() as session:
        row = queries.job(session, task.id)
        return row.state, row.result, row.message


def put_up(store: Store) -> None:
    with store.writing() as session:
        actions.put_up(session, people.MACHINE, "count", {"subject": "x", "to": 3})


def test_a_job_is_done_once_and_shows_its_result(shop: Store, clock: HandClock) -> None:
    put_up(shop)
    task = actions.take(shop, clock.now)
    assert task
    assert actions.take(shop, clock.now) is None
    assert actions.run(task, {"count": lambda given: {"counted": given.args["to"]}}) == State.DONE
    assert state_of(shop, task) == ("done", {"counted": 3}, "")


def test_the_newest_job_on_a_subject_is_found_however_many_others_came_after_it(session: Session) -> None:
    wanted = [actions.put_up(session, people.MACHINE, "count", {"subject": "x", "to": n}) for n in range(2)]
    for _ in range(60):
        actions.put_up(session, people.MACHINE, "count", {"subject": "y"})
    actions.put_up(session, people.MACHINE, "weigh", {"subject": "x"})
    found = queries.newest(session, "count", "x")
    assert found
    assert found.id == wanted[-1]
    assert queries.newest(session, "count", "z") is None


def test_a_silent_worker_loses_its_job_to_the_next(shop: Store, clock: HandClock) -> None:
    put_up(shop)
    first = actions.take(shop, clock.now)
    clock.forward(LEASE + timedelta(seconds=1))
    second = actions.take(shop, clock.now)
    assert first
    assert second
    assert first.id == second.id


def test_a_job_that_kills_every_worker_is_given_up(shop: Store, clock: HandClock) -> None:
    put_up(shop)
    for _ in range(MOST_ATTEMPTS):
        task = actions.take(shop, clock.now)
        clock.forward(LEASE + timedelta(seconds=1))
    assert task
    assert actions.take(shop, clock.now) is None
    assert state_of(shop, task)[0] == State.FAILED


def test_a_cancelled_job_stops_at_its_next_report(shop: Store, clock: HandClock) -> None:
    put_up(shop)
    task = actions.take(shop, clock.now)
    assert task

    def work(given: actions.Task) -> actions.Result:
        with shop.writing() as session:
            actions.cancel(session, people.MACHINE, given.id)
        given.report(1, 3)
        pytest.fail("a cancelled job went on")

    assert actions.run(task, {"count": work}) == State.CANCELLED
    assert state_of(shop, task)[0] == State.CANCELLED


def test_a_fault_of_the_program_ends_the_job_and_not_the_worker(
    shop: Store, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    put_up(shop)
    task = actions.take(shop, clock.now)
    assert task
    assert actions.run(task, {"count": lambda given: {"counted": given.args["nobody wrote this"]}}) == State.FAILED
    assert state_of(shop, task) == ("failed", {}, "jobs.broke")
    assert "nobody wrote this" in caplog.text
    assert actions.take(shop, clock.now) is None


def test_a_store_that_is_gone_is_not_the_fault_of_the_job(shop: Store, clock: HandClock) -> None:
    put_up(shop)
    task = actions.take(shop, clock.now)
    assert task

    def work(given: actions.Task) -> actions.Result:
        raise OperationalError("select 1", {}, OSError(f"no store under {given.kind}"))

    with pytest.raises(OperationalError):
        actions.run(task, {"count": work})
    assert state_of(shop, task)[0] == State.WORKING


def test_a_refusal_ends_the_job_with_its_code(shop: Store, clock: HandClock) -> None:
    put_up(shop)
    task = actions.take(shop, clock.now)
    assert task

    def work(given: actions.Task) -> actions.Result:
        raise Refusal("sweeps.nothing_to_plan", Kind.CONFLICT)

    assert actions.run(task, {"count": work}) == State.FAILED
    assert state_of(shop, task)[2] == "sweeps.nothing_to_plan"
