"""A worker that is killed while it makes the papers of a sweep: the next one goes on where it was, real processes both."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.settings import ROOT
from app.base.store import Store
from app.documents import print_sets, queries
from app.documents.batch import OF_A_TARGET, pieces
from app.documents.print_sets import AskForBatch
from app.documents.rules import State
from app.documents.tables import Paper
from app.jobs import queries as jobs
from app.jobs.tables import Job
from app.staff.verbs import Role
from app.sweeps import queries as sweeps
from routes.demonstration.clockwork import cast_of

PATIENCE = 120
LONG_AGO = Instant.parse("2020-01-01T00:00")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    run(tmp_path, "demo", "load")
    return tmp_path


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "FIELDWRIT_HOME": str(home)}


def run(home: Path, *words: str) -> None:
    subprocess.run([*FLASK, *words], cwd=ROOT, env=environment(home), check=True, capture_output=True, timeout=PATIENCE)


FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
WORKER = [sys.executable, "-m", "scripts.worker"]


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{home / 'court.db'}", lock=home / "write.lock")
    yield opened
    opened.close()


def worker(home: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(WORKER, cwd=ROOT, env=environment(home), stderr=subprocess.DEVNULL)


def asked(store: Store) -> tuple[UUID, set[tuple[str, UUID | None]]]:
    """The job, and every paper it is to make: its kind and what it is about."""
    with store.writing() as session:
        director = next(one for one in cast_of(session).actors.values() if Role.DIRECTOR in one.roles)
        sweep = sweeps.sweep(session, 1)
        job = print_sets.ask_for_batch(session, director, AskForBatch(sweep_id=sweep.id))
        actor = Actor(director.id, director.name, director.now, verbs=print_sets.VERBS)
        wanted = {(one.wanted.kind, one.wanted.subject_id) for one in pieces(session, actor, sweep.id)}
    return job, wanted


def in_flight(store: Store) -> list[Paper]:
    """Papers that have their number and are being made."""
    with store.reading() as session:
        return list(session.scalars(select(Paper).where(Paper.state == State.RESERVED)))


def issued(store: Store) -> dict[str, str]:
    with store.reading() as session:
        rows = session.scalars(select(Paper).where(Paper.state == State.ISSUED))
        return {row.control_no: str(row.sha256) for row in rows}


def killed_in_the_middle(home: Path, store: Store, before: int) -> list[str]:
    """Run a worker until some papers are issued and others under way, then kill it with nothing tidied up."""
    first = worker(home)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if len(issued(store)) > before + 2 and in_flight(store):
            first.send_signal(signal.SIGSTOP)
            if left := in_flight(store):
                first.kill()
                assert first.wait() == -signal.SIGKILL
                return [one.control_no for one in left]
            first.send_signal(signal.SIGCONT)
        time.sleep(0.01)
    first.kill()
    pytest.fail("no paper was under way in time")


def done(home: Path, store: Store, job_id: UUID) -> Job:
    """The second worker takes the job up once its lease has run out, and ends it."""
    with store.writing() as session:
        jobs.job(session, job_id).leased_until = LONG_AGO
    second = worker(home)
    try:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with store.reading() as session:
                row = jobs.job(session, job_id)
                if row.ended_at is not None:
                    return row
            time.sleep(0.1)
    finally:
        second.terminate()
        second.wait(30)
    pytest.fail("the second worker did not end the job in time")


def test_a_killed_batch_goes_on_and_makes_every_paper_once(home: Path, store: Store) -> None:
    job_id, wanted = asked(store)
    there = issued(store)
    left = killed_in_the_middle(home, store, len(there))
    made_first = issued(store)
    row = done(home, store, job_id)
    assert (row.state, row.attempts) == ("done", 2)
    assert sum(one["left_out"] for one in row.result["sets"]) == left_out_for_good(store, wanted)
    assert made_first.items() <= issued(store).items(), "what was issued stays, byte for byte"
    with store.reading() as session:
        assert queries.missing_numbers(session) == {}
        assert session.scalars(select(Paper).where(Paper.state == State.RESERVED)).all() == []
        rows = session.scalars(select(Paper).where(Paper.state == State.ISSUED)).all()
        numbers = Counter(one.control_no for one in rows)
        about = Counter((one.kind, one.subject_id) for one in rows if one.subject_id)
    assert set(numbers.values()) == {1}
    twice = {kind for (kind, _), count in about.items() if count > 1}
    assert twice <= {OF_A_TARGET, "task_sheet"}, "these list the papers that came since, and are made anew for it"
    assert max(about.values()) <= 2
    assert set(left) <= set(numbers), "the numbers that were under way went to papers of their series"


def left_out_for_good(store: Store, wanted: set[tuple[str, UUID | None]]) -> int:
    """Pieces whose facts are missing in the demonstration; none of them was refused for a number of the dead."""
    with store.reading() as session:
        rows = session.scalars(select(Paper).where(Paper.state == State.ISSUED))
        return len(wanted - {(one.kind, one.subject_id) for one in rows})
