"""A search that was stopped, or whose worker died, goes on from the best plan it had."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from app.base.actor import WHOLE_COURT
from app.base.clock import HandClock
from app.base.store import Store
from app.jobs import actions as jobs
from app.jobs import queries as job_queries
from app.jobs.actions import Task
from app.jobs.rules import LEASE, State
from app.sweeps import actions_plan, beside, keeping, queries, queries_problem, queries_routes
from app.sweeps.actions_plan import AskForPlan, ask_for_plan
from app.sweeps.planning.portfolio import Aim
from app.sweeps.queries_routes import PLAN
from tests.support import people
from tests.support.make_sweeps import Arranged, arrange
from tests.support.people import actor_of

Works = dict[str, Callable[[Task], dict[str, Any]]]
WORKS: Works = {PLAN: actions_plan.work}


@pytest.fixture
def arranged(app_store: Store) -> Arranged:
    return arrange(app_store)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(people.EVENING_BEFORE)


def asked(store: Store, arranged: Arranged, *, go_on: bool = False) -> UUID:
    with store.writing() as session:
        deed = AskForPlan(sweep_id=arranged.sweep_id, seconds=1, go_on=go_on)
        return ask_for_plan(session, actor_of(session, "judge"), deed)


def row_of(store: Store, job_id: UUID) -> tuple[dict[str, Any], dict[str, Any], int]:
    with store.reading() as session:
        row = job_queries.job(session, job_id)
        return row.args, row.result, row.done


def dies_at_the_first_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker is gone as soon as the first plan is written down."""
    told = keeping.Progress.report

    def report(self: keeping.Progress, spent: float, best: int) -> bool:
        told(self, spent, best)
        raise SystemExit

    monkeypatch.setattr(keeping.Progress, "report", report)


def died_at_the_first_plan(store: Store, clock: HandClock, arranged: Arranged, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A search is asked for, and its worker dies as soon as there is a plan."""
    job_id = asked(store, arranged)
    task = jobs.take(store, clock.now)
    assert task
    with monkeypatch.context() as patched:
        dies_at_the_first_plan(patched)
        with pytest.raises(SystemExit):
            jobs.run(task, WORKS)
    return job_id


def test_the_first_plan_is_kept_at_once(
    app_store: Store, clock: HandClock, arranged: Arranged, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = died_at_the_first_plan(app_store, clock, arranged, monkeypatch)
    _, result, _ = row_of(app_store, job_id)
    assert result["placed"] == 2
    assert {stop[0] for many in result["best"].values() for stop in many} == {str(one) for one in arranged.targets}


def test_the_next_worker_goes_on_where_the_last_one_died(
    app_store: Store, clock: HandClock, arranged: Arranged, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = died_at_the_first_plan(app_store, clock, arranged, monkeypatch)
    kept = row_of(app_store, job_id)[1]["best"]
    clock.forward(LEASE + timedelta(seconds=1))
    again = jobs.take(app_store, clock.now)
    assert again
    assert again.attempt == 2
    begun: list[Any] = []
    aim = keeping.Progress.aim

    def started(self: keeping.Progress, best: keeping.Best) -> Aim:
        begun.append(best)
        return aim(self, best)

    monkeypatch.setattr(keeping.Progress, "aim", started)
    assert jobs.run(again, WORKS) == State.DONE
    assert begun == [kept]


def test_a_stopped_search_goes_on_from_its_best_plan(app_store: Store, arranged: Arranged) -> None:
    first = asked(app_store, arranged)
    with app_store.writing() as session:
        row = job_queries.job(session, first)
        row.result = {
            "gain": 0,
            "placed": 1,
            "best": {str(arranged.squad_id): [[str(arranged.targets[1]), str(first), 60]]},
        }
        jobs.cancel(session, people.MACHINE, first)
    second = asked(app_store, arranged, go_on=True)
    assert row_of(app_store, second)[0]["best"] == {
        str(arranged.squad_id): [[str(arranged.targets[1]), str(first), 60]]
    }


def test_a_finished_search_goes_on_from_the_routes(app_store: Store, clock: HandClock, arranged: Arranged) -> None:
    asked(app_store, arranged)
    task = jobs.take(app_store, clock.now)
    assert task
    assert jobs.run(task, WORKS) == State.DONE
    kept = row_of(app_store, asked(app_store, arranged, go_on=True))[0]["best"]
    assert {stop[0] for many in kept.values() for stop in many} == {str(one) for one in arranged.targets}


def test_what_is_gone_from_the_sweep_is_left_out_of_what_a_search_starts_from(
    app_store: Store, arranged: Arranged
) -> None:
    with app_store.reading() as session:
        loaded = queries_routes.load(session, arranged.sweep_id)
        problem = queries_problem.problem(session, loaded)
        near = queries.target(session, WHOLE_COURT, arranged.targets[0])
    assert near.address
    best = {
        str(arranged.squad_id): [
            [str(near.id), str(near.address.id), 600],
            [str(arranged.sweep_id), str(near.address.id), 900],
            [str(arranged.targets[1]), str(near.address.id), 1200],
        ],
        str(arranged.sweep_id): [],
    }
    ((squad_id, calls),) = keeping.as_first(problem, best)
    assert (squad_id, [call.target_id for call in calls]) == (arranged.squad_id, [near.id])
    assert keeping.as_first(problem, {}) == ()


def test_two_searches_are_one_job_with_one_plan(
    app_store: Store, clock: HandClock, arranged: Arranged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "worth_it", lambda _problem: True)
    job_id = asked(app_store, arranged)
    task = jobs.take(app_store, clock.now)
    assert task
    assert jobs.run(task, WORKS) == State.DONE
    assert row_of(app_store, job_id)[1]["placed"] == 2
