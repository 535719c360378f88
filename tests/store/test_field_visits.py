"""Visits are written down as they happened, once, and can be taken back."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.refusal import Kind, Refusal
from app.field import queries
from app.field.actions import cancel, keep_medium
from app.field.tables import Visit
from app.trail import queries as trail
from tests.rules.test_field_log import PNG
from tests.support.make_cases import make_case, make_person
from tests.support.make_field import make_visit, visit
from tests.support.people import DAWN, seen_by

Act = Callable[..., Actor]


@pytest.fixture
def bailiff(act: Act) -> Actor:
    return act("bailiff", DAWN)


@pytest.fixture
def debtor(session: Session, judge: Actor) -> tuple[UUID, UUID]:
    person_id = make_person(session, judge)
    return make_case(session, judge, debtors=(person_id,)), person_id


def correction(actor: Actor, deed_id: UUID) -> Cancel:
    return Cancel(id=new_id(actor.now), at=actor.now, cancels=deed_id, reason="敲错了门")


def test_a_visit_leaves_its_row_and_its_line(session: Session, bailiff: Actor, debtor: tuple[UUID, UUID]) -> None:
    row = make_visit(session, bailiff, *debtor, target_id=uuid4(), note="家中有人")
    assert queries.visit(session, bailiff.scope, row.id).note == "家中有人"
    assert trail.recent(session)[0].deed.verb == "visit.arrive"


def test_a_letter_sent_twice_is_one_visit(session: Session, bailiff: Actor, debtor: tuple[UUID, UUID]) -> None:
    letter_id = new_id(bailiff.now)
    first = make_visit(session, bailiff, *debtor, id=letter_id)
    later = bailiff.at(bailiff.now + timedelta(minutes=9))
    assert make_visit(session, later, *debtor, id=letter_id, at=bailiff.now) is first
    assert len(queries.visits_of(session, bailiff.scope, case_ids=[debtor[0]])) == 1


def test_another_content_under_the_same_id_is_refused(
    session: Session, bailiff: Actor, debtor: tuple[UUID, UUID]
) -> None:
    letter_id = new_id(bailiff.now)
    make_visit(session, bailiff, *debtor, id=letter_id)
    with pytest.raises(Refusal) as no:
        make_visit(session, bailiff, *debtor, id=letter_id, note="别的内容")
    assert (no.value.code, no.value.kind) == ("letter.id_reused", Kind.CONFLICT)


def test_breaches_are_kept_with_the_visit(session: Session, bailiff: Actor, debtor: tuple[UUID, UUID]) -> None:
    make_visit(session, bailiff, *debtor, kind="visit.inform", identity_shown=True)
    assert [one.flags for one in queries.flagged(session, bailiff.scope)] == [("visit.consequences_not_told",)]


def test_a_cancelled_visit_stays_in_the_log_and_counts_no_more(
    session: Session, bailiff: Actor, debtor: tuple[UUID, UUID]
) -> None:
    target = uuid4()
    row = make_visit(session, bailiff, *debtor, target_id=target)
    deed = correction(bailiff, row.id)
    assert cancel(session, bailiff, deed) is True
    assert cancel(session, bailiff, deed) is True
    assert queries.visits_of(session, bailiff.scope, target_ids=[target]) == []
    assert queries.visits_between(session, DAWN, DAWN + timedelta(hours=1)) == []
    assert len(queries.log_of(session, bailiff.scope, case_ids=[debtor[0]])) == 2
    with pytest.raises(Refusal) as no:
        cancel(session, bailiff, correction(bailiff, row.id))
    assert no.value.code == "deed.cancelled_already"


def test_another_officers_visit_is_taken_back_by_a_judge_only(
    session: Session, bailiff: Actor, act: Act, debtor: tuple[UUID, UUID]
) -> None:
    row = make_visit(session, bailiff, *debtor)
    with pytest.raises(Refusal) as no:
        cancel(session, act("bailiff2", DAWN), correction(bailiff, row.id))
    assert no.value.kind is Kind.FORBIDDEN
    assert cancel(session, act("judge", DAWN), correction(bailiff, row.id))


def test_what_is_no_visit_is_left_to_other_rooms(session: Session, bailiff: Actor) -> None:
    assert cancel(session, bailiff, correction(bailiff, uuid4())) is False


def test_an_unknown_case_or_person_is_a_fault_of_form(
    session: Session, bailiff: Actor, debtor: tuple[UUID, UUID]
) -> None:
    for case_id, person_id in ((uuid4(), debtor[1]), (debtor[0], uuid4())):
        with pytest.raises(Refusal) as no:
            make_visit(session, bailiff, case_id, person_id)
        assert no.value.kind is Kind.MISSING
    assert session.query(Visit).count() == 0


def test_a_bailiff_sees_the_visits_of_his_own_targets_only(
    session: Session, bailiff: Actor, judge: Actor, debtor: tuple[UUID, UUID]
) -> None:
    row = make_visit(session, bailiff, *debtor)
    stranger = seen_by(bailiff, uuid4())
    assert queries.visits_of(session, stranger.scope, case_ids=[debtor[0]]) == []
    with pytest.raises(Refusal):
        queries.visit(session, stranger.scope, row.id)
    with pytest.raises(Refusal):
        make_visit(session, stranger, *debtor)


def test_a_photo_may_come_after_the_letter_that_names_it(
    session: Session, *, bailiff: Actor, act: Act, debtor: tuple[UUID, UUID], tmp_path: Path
) -> None:
    sha256 = keep_medium(session, bailiff, tmp_path, PNG)
    assert keep_medium(session, bailiff, tmp_path, PNG) == sha256
    stranger = seen_by(act("bailiff2", DAWN), debtor[0])
    with pytest.raises(Refusal):
        queries.medium(session, stranger, sha256)
    make_visit(session, bailiff, *debtor, kind="visit.photo", media=(sha256,))
    assert queries.medium(session, stranger, sha256).type == "image/png"
    assert media.fetch(tmp_path, sha256) == PNG
    assert list(queries.media(session, [sha256, "0" * 64])) == [sha256]


def test_a_photo_letter_names_at_least_one_photo(bailiff: Actor) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        visit("visit.photo", uuid4(), uuid4(), bailiff, media=())
