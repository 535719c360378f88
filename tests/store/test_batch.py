"""All papers of a sweep in one go: in order, each once, and gone on with after whatever broke it off."""

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Self
from uuid import UUID

import pikepdf
import pytest

from app.base import media
from app.base.actor import Actor, Scope
from app.base.refusal import Kind, Refusal
from app.base.store import Store
from app.documents import batch, print_sets, queries
from app.documents.batch import LeftOut, Piece, Ready, Workshop
from app.documents.facts_bag import TargetSheet
from app.documents.pool import make_one
from app.documents.press import Place
from app.documents.print_sets import VERBS, AskForBatch
from app.documents.rules import State
from app.documents.tables import Paper
from app.jobs import actions as jobs
from app.jobs import queries as job_queries
from app.sweeps import queries as sweeps
from tests.support import people
from tests.support.make_measures import make_summons
from tests.support.make_sweeps import make_route, make_squad, make_sweep, make_target
from tests.support.pdf import signs_of_faces, signs_on_pages
from tests.support.people import EVENING_BEFORE


class BrokenOffError(Exception):
    """The worker dies in the middle."""


class OneMaker:
    """The pool's promise kept by this process; processes are tested in tests/print."""

    def __init__(self, *_: object) -> None:
        self.make = partial(map, make_one)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(autouse=True)
def _one_maker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "RenderPool", OneMaker)


@pytest.fixture
def sweep_id(own_store: Store) -> UUID:
    """Two targets on the route of one squad; the first one has a summons."""
    with own_store.writing() as session:
        director, judge = (people.actor_of(session, name, EVENING_BEFORE) for name in ("director", "judge"))
        made = make_sweep(session, director, aim="集中执行", risks="遇阻挠固定证据")
        first = make_target(session, director, made, name="欧阳某二", plan="清晨上门", value="60000")
        second = make_target(session, director, made, name="司马某三", plan="清晨上门", value="5000")
        make_route(session, director, make_squad(session, director, made), [first, second])
        whose = sweeps.target(session, director.scope, first)
        make_summons(session, judge, whose.case_id, whose.person.id)
        return made


@pytest.fixture
def actor(own_store: Store) -> Actor:
    with own_store.reading() as session:
        found = people.actor_of(session, "director", EVENING_BEFORE)
        return replace(found, verbs=found.verbs | VERBS)


@pytest.fixture
def workshop(own_store: Store, tmp_path: Path) -> Workshop:
    return Workshop(own_store, Place(tmp_path / "papers", mark="演示"), processes=1, clock=lambda: EVENING_BEFORE)


def pieces(workshop: Workshop, actor: Actor, sweep_id: UUID) -> list[Piece]:
    with workshop.store.reading() as session:
        return batch.pieces(session, actor, sweep_id)


def make(workshop: Workshop, actor: Actor, wanted: Iterable[Piece], stop_after: int = 99) -> list[Ready | LeftOut]:
    def tell(done: int) -> None:
        if done > stop_after:
            raise BrokenOffError

    return list(batch.make(workshop, actor, wanted, tell))


def test_a_squad_takes_its_sheets_and_a_bag_for_each_stop(workshop: Workshop, actor: Actor, sweep_id: UUID) -> None:
    wanted = pieces(workshop, actor, sweep_id)
    assert [(one.name, one.wanted.kind) for one in wanted] == [
        ("", "route_sheet"),
        ("", "task_sheet"),
        ("欧阳某二", "target_sheet"),
        ("司马某三", "target_sheet"),
    ]
    route, tasks, *bags = make(workshop, actor, wanted)
    assert (tasks.piece, isinstance(tasks, LeftOut) and tasks.code) == (wanted[1], "paper.fact_missing")  # no telephone
    for one in (route, *bags):
        assert isinstance(one, Ready)
        content = media.fetch(workshop.place.papers, one.sha256)
        assert signs_of_faces(content) <= signs_on_pages(content)
    with workshop.store.reading() as session:
        papers = session.query(Paper).filter_by(kind="target_sheet").order_by(Paper.number).all()
    sheet = TargetSheet.model_validate(papers[0].facts)
    assert (sheet.name, sheet.squad, sheet.last_visit) == ("欧阳某二", "第一组", "无上门记录")
    assert (sheet.phones, sheet.papers, sheet.missing[0]) == (("无",), (), "传票：缺承办人")


def test_a_batch_made_again_takes_what_is_there(workshop: Workshop, actor: Actor, sweep_id: UUID) -> None:
    first = make(workshop, actor, pieces(workshop, actor, sweep_id))
    assert make(workshop, actor, pieces(workshop, actor, sweep_id)) == first


@pytest.mark.parametrize("stop_after", [0, 2])
def test_a_batch_broken_off_goes_on_where_it_was(
    stop_after: int, workshop: Workshop, actor: Actor, sweep_id: UUID
) -> None:
    wanted = pieces(workshop, actor, sweep_id)
    with pytest.raises(BrokenOffError):
        make(workshop, actor, wanted, stop_after)
    with workshop.store.reading() as session:
        assert session.query(Paper).filter_by(state=State.RESERVED).count() == 0
        before = {one.control_no: one.sha256 for one in session.query(Paper).filter_by(state=State.ISSUED)}
    made = make(workshop, actor, pieces(workshop, actor, sweep_id))
    assert [one.piece for one in made] == wanted
    after = {one.control_no: one.sha256 for one in made if isinstance(one, Ready)}
    assert before.items() <= after.items()
    with workshop.store.reading() as session:
        assert queries.missing_numbers(session) == {}
        assert session.query(Paper).filter_by(state=State.ISSUED).count() == len(after) == 3


def test_the_job_keeps_print_sets_and_a_manifest(workshop: Workshop, actor: Actor, sweep_id: UUID) -> None:
    with workshop.store.writing() as session:
        job_id = print_sets.ask_for_batch(session, actor, AskForBatch(sweep_id=sweep_id))
        with pytest.raises(Refusal) as no:
            print_sets.ask_for_batch(session, actor, AskForBatch(sweep_id=sweep_id))
    assert no.value.code == "paper.batch_runs"
    task = jobs.take(workshop.store, lambda: EVENING_BEFORE)
    assert task
    jobs.run(task, {batch.BATCH: lambda task: print_sets.work(task, workshop)})
    with workshop.store.reading() as session:
        job = job_queries.job(session, job_id)
        assert (job.state, job.done) == ("done", job.whole)
        (squad,) = job.result["sets"]
    manifest = json.loads(media.fetch(workshop.place.papers, job.result["manifest"]))
    (listed,) = manifest["squads"]
    assert (squad["papers"], squad["left_out"]) == (len(listed["papers"]), 1)
    assert listed["left_out"][0]["code"] == "paper.fact_missing"
    content = media.fetch(workshop.place.papers, squad["sha256"])
    pages = sum(
        len(pikepdf.open(BytesIO(media.fetch(workshop.place.papers, one["sha256"]))).pages) for one in listed["papers"]
    )
    assert len(pikepdf.open(BytesIO(content)).pages) == pages == squad["pages"]
    assert listed["papers"][1]["file"].startswith("02-（")
    assert listed["papers"][1]["file"].endswith("-欧阳某二-一户一袋清单.pdf")


def test_a_cancelled_job_gives_its_numbers_back(workshop: Workshop, actor: Actor, sweep_id: UUID) -> None:
    with workshop.store.writing() as session:
        job_id = print_sets.ask_for_batch(session, actor, AskForBatch(sweep_id=sweep_id))
    task = jobs.take(workshop.store, lambda: EVENING_BEFORE)
    assert task
    with workshop.store.writing() as session:
        jobs.cancel(session, actor, job_id)
    assert jobs.run(task, {batch.BATCH: lambda task: print_sets.work(task, workshop)}) == "cancelled"
    with workshop.store.reading() as session:
        assert session.query(Paper).filter_by(state=State.RESERVED).count() == 0


def test_who_may_not_see_the_whole_sweep_gets_no_batch(workshop: Workshop, actor: Actor, sweep_id: UUID) -> None:
    with workshop.store.writing() as session, pytest.raises(Refusal) as no:
        print_sets.ask_for_batch(session, replace(actor, scope=Scope()), AskForBatch(sweep_id=sweep_id))
    assert no.value.kind is Kind.MISSING
