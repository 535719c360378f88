"""A long list is imported by the worker: all of it or nothing, whenever the worker dies and whoever stops it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.base.actor import WHOLE_COURT
from app.base.clock import HandClock
from app.base.refusal import Refusal
from app.base.schema import metadata
from app.base.store import Store
from app.cases import actions_import, queries
from app.cases.actions_import import AcceptList, PreviewList, preview_list
from app.cases.actions_import_long import ask_for_import, work
from app.cases.imports import IMPORT
from app.jobs import actions as jobs
from app.jobs import queries as job_queries
from app.jobs.rules import LEASE, State
from tests.support import people
from tests.support.lists import csv_list, row

WORKS = {IMPORT: work}
NAMES = ("张某一", "李某二", "王某三", "赵某四")


@pytest.fixture
def clock() -> HandClock:
    return HandClock(people.EVENING_BEFORE)


@pytest.fixture
def court(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'court.db'}", lock=tmp_path / "lock")
    with store.exclusive() as connection:
        metadata().create_all(connection)
    with store.writing() as session:
        people.settle(session)
    yield store
    store.close()


@pytest.fixture
def asked(court: Store) -> tuple[UUID, UUID]:
    """A list of four cases and the job that is to import it."""
    rows = [
        row(案号=f"（2025）宁0425执{510 + place}号", 被执行人=name, 身份证号="", 电话="")
        for place, name in enumerate(NAMES)
    ]
    with court.writing() as session:
        judge = people.actor_of(session, "judge")
        listed = preview_list(session, judge, PreviewList(file_name="名册.csv", content=csv_list(*rows)))
        assert listed.faults == []
        return listed.id, ask_for_import(session, judge, AcceptList(import_id=listed.id))


def count(store: Store) -> int:
    with store.reading() as session:
        return len(queries.all_ids(session, WHOLE_COURT))


def taken(store: Store, clock: HandClock) -> jobs.Task:
    task = jobs.take(store, clock.now)
    assert task
    return task


def test_the_worker_imports_the_whole_list_for_who_asked(
    court: Store, clock: HandClock, asked: tuple[UUID, UUID]
) -> None:
    assert jobs.run(taken(court, clock), WORKS) == State.DONE
    assert count(court) == len(NAMES)
    with court.reading() as session:
        job = job_queries.job(session, asked[1])
        assert (job.done, job.whole, job.result) == (len(NAMES), len(NAMES), {"added": len(NAMES)})
        judge = people.actor_of(session, "judge")
        assert queries.ids_of_judge(session, judge.id or UUID(int=0)) == set(queries.all_ids(session, WHOLE_COURT))


def test_a_worker_killed_halfway_leaves_nothing_and_the_next_imports_all(
    court: Store, clock: HandClock, asked: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    add = actions_import._add
    added: list[object] = []

    def dies(*given: object) -> None:
        if len(added) == 2:
            raise SystemExit
        added.append(given)
        add(*given)  # type: ignore[arg-type] # reason: handed on as it came

    monkeypatch.setattr(actions_import, "_add", dies)
    with pytest.raises(SystemExit):
        jobs.run(taken(court, clock), WORKS)
    assert count(court) == 0
    monkeypatch.setattr(actions_import, "_add", add)
    clock.forward(LEASE + timedelta(seconds=1))
    assert jobs.run(taken(court, clock), WORKS) == State.DONE
    assert count(court) == len(NAMES)


def test_a_worker_killed_after_the_last_case_is_not_repeated(
    court: Store, clock: HandClock, asked: tuple[UUID, UUID]
) -> None:
    work(taken(court, clock))
    clock.forward(2 * LEASE + timedelta(seconds=1))
    again = taken(court, clock)
    assert again.id == asked[1]
    assert jobs.run(again, WORKS) == State.DONE
    assert count(court) == len(NAMES)


def test_a_stopped_import_leaves_nothing_and_can_be_asked_for_again(
    court: Store, clock: HandClock, asked: tuple[UUID, UUID]
) -> None:
    task = taken(court, clock)
    with court.writing() as session:
        jobs.cancel(session, people.actor_of(session, "judge"), task.id)
    assert jobs.run(task, WORKS) == State.CANCELLED
    assert count(court) == 0
    with court.writing() as session:
        ask_for_import(session, people.actor_of(session, "judge"), AcceptList(import_id=asked[0]))
    assert jobs.run(taken(court, clock), WORKS) == State.DONE
    assert count(court) == len(NAMES)


def test_stopped_while_it_writes_it_takes_all_of_it_back(
    court: Store, clock: HandClock, asked: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    accept = actions_import.accept_list

    def stopped(session: object, actor: object, deed: AcceptList) -> object:
        done = accept(session, actor, deed)  # type: ignore[arg-type] # reason: handed on as it came
        jobs.cancel(session, actor, asked[1])  # type: ignore[arg-type] # reason: as above
        session.flush()  # type: ignore[attr-defined] # reason: as above
        return done

    monkeypatch.setattr("app.cases.actions_import_long.accept_list", stopped)
    assert jobs.run(taken(court, clock), WORKS) == State.CANCELLED
    assert count(court) == 0


def test_a_list_is_imported_by_one_job_at_a_time(court: Store, asked: tuple[UUID, UUID]) -> None:
    with court.writing() as session, pytest.raises(Refusal) as no:
        ask_for_import(session, people.actor_of(session, "judge"), AcceptList(import_id=asked[0]))
    assert no.value.code == "cases.import_runs"
