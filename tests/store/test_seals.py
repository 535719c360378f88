"""A paper waits for its seal, bears it once, and no form with blanks ever does."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.refusal import Refusal
from app.documents import actions, sealing
from app.documents import queries as papers
from app.documents import queries_stages as queries
from app.documents.actions import IssuePaper, ReservePaper, VoidPaper
from app.documents.actions_seals import (
    SealByHand,
    SealElectronically,
    Stamped,
    TakeBackSeal,
    enter_electronic,
    seal_by_hand,
    take_back,
)
from app.documents.catalog import KINDS, Seal
from app.documents.imprint import Provenance
from app.documents.rules import Event
from app.documents.sealing import Stage
from app.documents.tables import Paper
from app.trail.tables import TrailLine
from tests.support.people import EVENING_BEFORE

CLERK = Actor(id=None, name="书记员", now=EVENING_BEFORE)
MADE_WITH = Provenance("t" * 64, "f" * 16, "engine")


def reserved(session: Session, kind: str = "summons") -> Paper:
    return actions.reserve(session, CLERK, ReservePaper(kind=kind))


def issued(session: Session, kind: str = "summons", **changes: object) -> Paper:
    facts = KINDS[kind].sample().model_dump(mode="json") | changes
    deed = IssuePaper(paper_id=reserved(session, kind).id, facts=facts, sha256="0" * 64, size=1, made_with=MADE_WITH)
    return actions.issue(session, CLERK, deed)


def seal(session: Session, *papers: Paper, actor: Actor = CLERK, minutes: int = 0) -> None:
    stamped = tuple(Stamped(paper_id=one.id, copies=2) for one in papers)
    sealed_at = actor.now + timedelta(minutes=minutes)
    seal_by_hand(session, actor, SealByHand(papers=stamped, sealed_at=sealed_at, sealed_by="管印人"))


def stage(session: Session, paper: Paper) -> Stage:
    return queries.stages(session, [paper])[paper.id]


def refused(session: Session, *papers: Paper, minutes: int = 0) -> Refusal:
    with pytest.raises(Refusal) as no:
        seal(session, *papers, minutes=minutes)
    return no.value


def test_a_paper_waits_for_its_seal_until_it_is_sealed(session: Session) -> None:
    first, second, record = issued(session), issued(session), issued(session, "undertaking")
    assert [stage(session, one) for one in (first, second, record)] == [Stage.TO_SEAL, Stage.TO_SEAL, Stage.ISSUED]
    assert [one.id for one in queries.waiting(session, CLERK)] == [first.id, second.id]
    seal(session, first, second)
    assert stage(session, first) is Stage.SEALED
    assert list(queries.waiting(session, CLERK)) == []
    entries, total = queries.register(session, CLERK, limit=10)
    assert total == 2
    assert {(one.seal, one.way, one.copies, one.sealed_by, one.sha256) for one, _ in entries} == {
        ("court", "hand", 2, "管印人", "0" * 64)
    }
    verbs = session.scalars(
        select(TrailLine.verb).where(TrailLine.subject_id == first.id).order_by(TrailLine.seq)
    ).all()
    assert verbs == ["paper.issue", "paper.seal"]


def test_one_paper_bears_one_seal(session: Session) -> None:
    paper = issued(session)
    seal(session, paper)
    assert refused(session, paper).code == "paper.sealed_already"
    assert refused(session, issued(session), paper).code == "paper.sealed_already"


def test_a_paper_ticked_twice_in_one_entry_is_refused(session: Session) -> None:
    paper = issued(session)
    assert [(one.field, one.code) for one in refused(session, paper, paper).faults] == [
        ("papers", "paper.ticked_twice")
    ]
    assert stage(session, paper) is Stage.TO_SEAL


def test_the_blank_form_of_a_reserved_number_can_never_be_sealed(session: Session) -> None:
    assert refused(session, reserved(session)).code == "paper.not_sealable"
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(
            text(
                "INSERT INTO paper_seals (id, paper_id, seal, way, sha256, copies, sealed_at, sealed_by, recorded_at, "
                "note) SELECT id, id, 'court', 'hand', sha256, 1, reserved_at, '', reserved_at, '' FROM papers "
                "WHERE state = 'reserved'"
            )
        )
    assert queries.seals(session, [one.id for one in session.scalars(select(Paper))]) == {}


@pytest.mark.parametrize("blank", ["", "____", "（　）", "张××", "二〇二六年　　　月", "□"])
def test_a_paper_with_a_blank_in_it_can_never_be_sealed(session: Session, blank: str) -> None:
    no = refused(session, issued(session, appear_place=blank))
    assert (no.code, no.facts["fields"]) == ("paper.blank", ["应到处所"])


def test_a_blank_in_a_part_of_the_facts_is_found_too(session: Session) -> None:
    kind = KINDS["detention_decision"]
    facts = kind.sample().model_dump(mode="json")
    facts["person"]["address"] = "彭阳县____村"
    with pytest.raises(Refusal) as no:
        sealing.require_sealable(kind, "issued", facts)
    assert no.value.facts["fields"] == ["被拘留人·住址"]


def test_no_sample_has_a_blank_that_would_keep_its_seal_away() -> None:
    for kind in KINDS.values():
        if kind.seal is not Seal.NONE:
            sealing.require_sealable(kind, "issued", kind.sample().model_dump(mode="json"))


def test_what_bears_no_seal_and_what_is_void_is_not_sealed(session: Session) -> None:
    assert refused(session, issued(session, "undertaking")).code == "paper.bears_no_seal"
    paper = issued(session)
    actions.void(session, CLERK, VoidPaper(paper_id=paper.id, reason="写错"))
    assert refused(session, paper).code == "paper.not_sealable"
    assert stage(session, paper) is Stage.VOIDED


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_seal_is_set_neither_before_its_paper_nor_later_than_now(session: Session, minutes: int) -> None:
    no = refused(session, issued(session), minutes=minutes)
    assert [(one.field, one.code) for one in no.faults] == [("sealed_at", "paper.sealed_when")]


def test_one_entry_seals_no_paper_that_was_not_there_yet(session: Session) -> None:
    first, later = issued(session), issued(session)
    later.issued_at = EVENING_BEFORE + timedelta(minutes=10)
    evening = replace(CLERK, now=EVENING_BEFORE + timedelta(minutes=20))
    with pytest.raises(Refusal) as no:
        seal(session, first, later, actor=evening, minutes=-15)
    assert [(one.field, one.code) for one in no.value.faults] == [("sealed_at", "paper.sealed_when")]
    seal(session, first, later, actor=evening, minutes=-10)
    assert [stage(session, one) for one in (first, later)] == [Stage.SEALED, Stage.SEALED]


def test_an_electronic_seal_counts_for_every_copy_of_its_kind(session: Session) -> None:
    paper = issued(session, "closing_notice")
    deed = SealElectronically(paper_id=paper.id, sealed_by="电子印章", sealed_sha256="1" * 64, sealed_size=9)
    entry = enter_electronic(session, CLERK, deed)
    assert (entry.copies, entry.way, entry.sha256, entry.sealed_sha256) == (3, "electronic", "0" * 64, "1" * 64)
    assert stage(session, paper) is Stage.SEALED


def test_who_does_not_see_a_paper_neither_enters_nor_takes_back_its_seal(session: Session) -> None:
    open_paper, sealed = issued(session), issued(session)
    seal(session, sealed)
    stranger = replace(CLERK, id=UUID(int=7), scope=Scope())
    with pytest.raises(Refusal) as entering:
        seal(session, open_paper, actor=stranger)
    with pytest.raises(Refusal) as taking:
        take_back(session, stranger, TakeBackSeal(paper_id=sealed.id, reason="勾错了"))
    assert (entering.value.code, taking.value.code) == ("missing", "missing")
    assert [stage(session, one) for one in (open_paper, sealed)] == [Stage.TO_SEAL, Stage.SEALED]


def test_a_wrong_entry_is_taken_back_and_both_stay_in_the_register(session: Session) -> None:
    paper = issued(session)
    seal(session, paper)
    take_back(session, CLERK, TakeBackSeal(paper_id=paper.id, reason="勾错了"))
    assert stage(session, paper) is Stage.TO_SEAL
    with pytest.raises(Refusal) as no:
        take_back(session, CLERK, TakeBackSeal(paper_id=paper.id, reason="再撤"))
    assert no.value.code == "paper.not_sealed"
    seal(session, paper)
    assert stage(session, paper) is Stage.SEALED
    entries, _ = queries.register(session, CLERK, limit=10)
    assert [one.cancels is not None for one, _ in entries].count(True) == 1
    assert len(entries) == 3
    assert [one.event for one in papers.events_of(session, paper.id)][-3:] == [
        Event.SEALED, Event.UNSEALED, Event.SEALED,
    ]  # fmt: skip


def test_the_register_cannot_be_changed(session: Session) -> None:
    seal(session, issued(session))
    for deed in ("DELETE FROM paper_seals", "UPDATE paper_seals SET sealed_by = '别人'"):
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(text(deed))


def test_the_register_shows_only_what_one_may_see(session: Session) -> None:
    paper = issued(session)
    stranger = replace(CLERK, id=UUID(int=7), scope=replace(CLERK.scope, whole_court=False))
    seal(session, paper)
    assert queries.register(session, stranger, limit=10) == ([], 0)
    assert list(queries.waiting(session, stranger)) == []
