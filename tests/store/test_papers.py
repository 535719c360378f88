"""Numbers without a hole, papers that never change, and what may become of them."""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor, Scope
from app.base.ids import new_id
from app.base.refusal import Kind, Refusal
from app.base.store import Store
from app.documents import actions, queries, render, rules
from app.documents.actions import IssuePaper, ReservePaper, VoidPaper
from app.documents.catalog import KINDS
from app.documents.gathered import Wanted
from app.documents.imprint import Provenance
from app.documents.press import press
from app.documents.rules import Event, State, Step
from app.documents.tables import Paper
from app.measures.tables import Decision, Proposal
from app.trail.tables import TrailLine
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.people import EVENING_BEFORE

MADE_WITH = Provenance("t" * 64, "f" * 16, "engine")
ACTOR = Actor(id=None, name="样本", now=EVENING_BEFORE)
SUMMONS = ReservePaper(kind="summons")


class PowerCutError(Exception):
    """The process dies between two steps."""


def issue(session: Session, paper: Paper) -> Paper:
    deed = IssuePaper(paper_id=paper.id, facts={"a": 1}, sha256="0" * 64, size=1, made_with=MADE_WITH)
    return actions.issue(session, ACTOR, deed)


def propose(session: Session, judge: Actor) -> Proposal:
    """A detention proposed, without the ground that the gate will ask for."""
    person = make_person(session, judge)
    proposal = Proposal(
        id=new_id(judge.now),
        kind="detain",
        case_id=make_case(session, judge, debtors=(person,)),
        person_id=person,
        reason="样本",
        facts={},
        proposed_at=judge.now,
        proposed_by=judge.id,
    )
    session.add(proposal)
    session.flush()
    return proposal


def approve(session: Session, judge: Actor, proposal: Proposal) -> None:
    made = new_id(judge.now)
    session.add(Decision(id=made, proposal_id=proposal.id, step="approved", at=judge.now, basis="online", gate=[]))
    session.flush()


def paper_on(kind: str, proposal: Proposal) -> ReservePaper:
    return ReservePaper(kind=kind, case_id=proposal.case_id, person_id=proposal.person_id, approval_id=proposal.id)


def test_numbers_of_a_kind_run_on_and_a_returned_one_comes_first(session: Session) -> None:
    first, second = actions.reserve(session, ACTOR, SUMMONS), actions.reserve(session, ACTOR, SUMMONS)
    other = actions.reserve(session, ACTOR, ReservePaper(kind="undertaking"))
    assert [first.control_no, second.control_no, other.control_no] == [
        "CP2026-000001",
        "CP2026-000002",
        "CN2026-000001",
    ]
    actions.return_number(session, ACTOR, first.id)
    again, third = actions.reserve(session, ACTOR, SUMMONS), actions.reserve(session, ACTOR, SUMMONS)
    assert (again.number, third.number) == (1, 3)
    assert again.id != first.id
    assert queries.missing_numbers(session) == {}


def test_a_number_given_back_cannot_be_issued_by_its_old_holder(session: Session) -> None:
    paper = actions.reserve(session, ACTOR, SUMMONS)
    actions.return_number(session, ACTOR, paper.id)
    with pytest.raises(Refusal) as no:
        issue(session, paper)
    assert no.value.code == "paper.wrong_state"


def test_a_void_paper_keeps_its_number_and_needs_a_reason(session: Session) -> None:
    paper = issue(session, actions.reserve(session, ACTOR, SUMMONS))
    actions.void(session, ACTOR, VoidPaper(paper_id=paper.id, reason="日期写错"))
    assert actions.reserve(session, ACTOR, SUMMONS).number == 2
    assert [event.event for event in queries.events_of(session, paper.id)][-1] == Event.VOIDED
    with pytest.raises(ValueError, match="reason"):
        VoidPaper(paper_id=paper.id, reason=" ")
    with pytest.raises(Refusal):
        actions.record_print(session, ACTOR, paper.id)


def test_prints_are_counted_outside_the_bytes(session: Session) -> None:
    paper = issue(session, actions.reserve(session, ACTOR, SUMMONS))
    for _ in range(2):
        actions.record_print(session, ACTOR, paper.id)
    assert queries.prints(session, [paper.id]) == {paper.id: 2}
    verbs = session.scalars(select(TrailLine.verb).where(TrailLine.subject_id == paper.id)).all()
    assert Counter(verbs) == {"paper.issue": 1, "paper.print": 2}


def test_events_of_papers_cannot_be_changed(session: Session) -> None:
    paper = actions.reserve(session, ACTOR, SUMMONS)
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text("DELETE FROM paper_events"))
    assert len(queries.events_of(session, paper.id)) == 1


def test_the_database_itself_refuses_a_second_holder_of_a_number(session: Session) -> None:
    paper = actions.reserve(session, ACTOR, SUMMONS)
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(
            text(
                "INSERT INTO papers (id, kind, series, year, number, control_no, state, reserved_at, facts, mark) "
                "SELECT :id, kind, series, year, number, control_no, state, reserved_at, facts, mark FROM papers"
            ),
            {"id": new_id(EVENING_BEFORE).hex},
        )
    assert queries.state_of(session, paper.id) == State.RESERVED


def test_a_paper_on_liberty_needs_its_approval(session: Session) -> None:
    for key in ("compel_warrant", "detention_decision", "custody_notice", "family_notice", "early_release"):
        with pytest.raises(Refusal) as no:
            actions.reserve(session, ACTOR, ReservePaper(kind=key))
        assert (no.value.code, no.value.kind) == ("paper.approval_missing", Kind.CONFLICT)


def test_an_approval_serves_its_own_measure_case_and_person_only(session: Session, judge: Actor) -> None:
    proposal = propose(session, judge)
    wanted = paper_on("family_notice", proposal)

    def refused(deed: ReservePaper) -> bool:
        with pytest.raises(Refusal) as no:
            actions.reserve(session, judge, deed)
        return no.value.code == "paper.approval_missing"

    assert refused(wanted)
    approve(session, judge, proposal)
    assert actions.reserve(session, judge, wanted).number == 1
    assert refused(wanted.model_copy(update={"person_id": make_person(session, judge)}))
    assert refused(wanted.model_copy(update={"case_id": new_id(judge.now)}))
    assert refused(wanted.model_copy(update={"kind": "early_release"}))


def test_the_gate_is_asked_again_before_the_decision_itself(session: Session, judge: Actor) -> None:
    proposal = propose(session, judge)
    approve(session, judge, proposal)
    wanted = paper_on("detention_decision", proposal)
    with pytest.raises(Refusal) as no:
        actions.reserve(session, judge, wanted)
    assert no.value.code == "measures.gate"


def test_a_paper_of_another_case_is_missing(session: Session) -> None:
    case = new_id(EVENING_BEFORE)
    paper = actions.reserve(session, ACTOR, ReservePaper(kind="summons", case_id=case))
    assert queries.paper(session, Scope(case_ids=frozenset({case})), paper.id) is paper
    with pytest.raises(Refusal) as no:
        queries.paper(session, Scope(), paper.id)
    assert no.value.kind is Kind.MISSING


@given(steps=st.lists(st.sampled_from(Step), max_size=6))
@settings(max_examples=50)
def test_no_step_leads_out_of_an_end(steps: list[Step]) -> None:
    state, ended = State.RESERVED, False
    for step in steps:
        if (state, step) in rules.AFTER:
            assert not ended
            state = rules.after(state, step)
        ended = ended or state in {State.RETURNED, State.VOIDED}
        if ended:
            with pytest.raises(Refusal):
                rules.after(state, step)


def test_fifty_threads_with_failures_leave_no_hole_and_no_double(own_store: Store) -> None:
    def one(seed: int) -> UUID | None:
        luck = random.Random(seed)  # noqa: S311 - chance for a test
        try:
            with own_store.writing() as session:
                paper = actions.reserve(session, ACTOR, SUMMONS)
                if luck.random() < 0.2:
                    raise PowerCutError
            if luck.random() < 0.2:
                raise PowerCutError  # the number stays reserved; somebody gives it back later
            with own_store.writing() as session:
                if luck.random() < 0.3:
                    actions.return_number(session, ACTOR, paper.id)
                    return None
                issue(session, paper)
                if luck.random() < 0.2:
                    raise PowerCutError
        except PowerCutError:
            return None
        return paper.id

    with ThreadPoolExecutor(50) as threads:
        list(threads.map(one, range(150)))
    with own_store.writing() as session:
        later = ACTOR.at(EVENING_BEFORE)
        actions.return_stale(session, later, before=people.DAWN)
    with own_store.reading() as session:
        assert queries.missing_numbers(session) == {}
        live = session.scalars(select(Paper.number).where(Paper.state != State.RETURNED)).all()
        free = set(session.scalars(select(Paper.number).where(Paper.state == State.RETURNED))) - set(live)
        counter = queries.counter(session, "CP", 2026)
        assert counter
        assert len(live) == len(set(live)) > 20
        assert sorted([*live, *free]) == list(range(1, counter.last + 1))


def test_a_pressed_paper_is_kept_by_its_hash_and_fetched_the_same(own_store: Store, tmp_path: Path) -> None:
    facts = KINDS["summons"].sample()
    paper = press(own_store, ACTOR, "summons", facts, papers_folder=tmp_path, mark="演示")
    assert (paper.state, paper.control_no, paper.mark) == (State.ISSUED, "CP2026-000001", "演示")
    assert paper.sha256
    content = media.fetch(tmp_path, paper.sha256)
    assert (content[:5], len(content)) == (b"%PDF-", paper.size)
    assert paper.facts == facts.model_dump(mode="json")
    with own_store.reading() as session:
        assert queries.stored_hashes(session) == [paper.sha256]


def test_a_paper_that_fails_to_render_gives_its_number_back(
    own_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise PowerCutError

    real: Callable[..., bytes] = render.render
    monkeypatch.setattr(render, "render", fail)
    facts = KINDS["summons"].sample()
    with pytest.raises(PowerCutError):
        press(own_store, ACTOR, "summons", facts, papers_folder=tmp_path)
    monkeypatch.setattr(render, "render", real)
    assert press(own_store, ACTOR, "summons", facts, papers_folder=tmp_path).number == 1


def test_a_refused_paper_touches_no_number(own_store: Store, tmp_path: Path) -> None:
    facts = KINDS["detention_decision"].sample()
    with pytest.raises(Refusal):
        press(own_store, ACTOR, "detention_decision", facts, papers_folder=tmp_path)
    with own_store.reading() as session:
        assert queries.counter(session, "JL", 2026) is None


def test_what_a_dead_worker_held_for_its_papers_is_given_back_and_nothing_else(
    session: Session, act: Callable[..., Actor]
) -> None:
    clerk, other = act("clerk"), act("judge")
    mine, another = (Wanted(kind="summons", subject_id=new_id(clerk.now)) for _ in "ab")
    held = actions.reserve(session, clerk, ReservePaper(kind="summons", subject_id=mine.subject_id))
    kept = actions.reserve(session, other, ReservePaper(kind="summons", subject_id=another.subject_id))
    with pytest.raises(Refusal, match="issued_already"):
        actions.reserve(session, clerk, ReservePaper(kind="summons", subject_id=mine.subject_id))
    assert actions.return_left(session, clerk, [mine, another]) == 1
    assert (held.state, kept.state) == ("returned", "reserved")
    again = actions.reserve(session, clerk, ReservePaper(kind="summons", subject_id=mine.subject_id))
    assert again.number == held.number
