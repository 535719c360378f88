"""Who objects to a plan holds the shares he names, until the law's terms or a judgment settle it; who sees a plan."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor, Scope
from app.base.instant import Instant
from app.base.refusal import Kind
from app.money import queries_distributions, queries_dues, queries_terms
from app.money.actions_distributions import propose_distribution
from app.money.actions_objections import AnswerObjection, RecordObjection, answer_objection, record_objection
from app.money.distributions import Objection, ShareState
from app.money.queries_verify import books
from app.money.verifying import wrongs
from tests.support.make_distributions import (
    LATER,
    Rivalry,
    approve_distribution,
    make_distribution,
    make_funded_rivalry,
    owes,
    plan,
    release,
    seen,
    serve_distribution,
    stands,
)
from tests.support.people import DAWN
from tests.support.refused import refused, told

Act = Callable[..., Actor]
DAY = DAWN.day


@pytest.fixture
def rivalry(session: Session, act: Act) -> Rivalry:
    return make_funded_rivalry(session, act)


def objected(session: Session, act: Act, rivalry: Rivalry, on: date = DAY) -> tuple[Any, Objection]:
    """The debtor objects to the share of the other case on that day."""
    made = make_distribution(session, act, rivalry)
    approve_distribution(session, act, made.id)
    found = serve_distribution(session, act, made.id)
    deed = {
        "distribution_id": made.id,
        "party": "张某一",
        "on": on,
        "share_ids": [found.shares[2].id],
        "note": "债权已部分清偿",
    }
    made_of = record_objection(session, act("clerk", LATER), RecordObjection.model_validate(deed))
    return found, made_of


def answer(session: Session, act: Act, told_of: tuple[Any, Objection], step: str, on: date) -> Any:
    found, made = told_of
    deed = {"distribution_id": found.id, "objection_id": made.id, "step": step, "on": on}
    answer_objection(session, act("clerk", LATER), AnswerObjection.model_validate(deed))
    return seen(session, act, found.id, LATER)


def test_a_contested_share_is_held_and_the_others_are_paid(session: Session, act: Act, rivalry: Rivalry) -> None:
    found, made = objected(session, act, rivalry)
    after = seen(session, act, found.id, LATER)
    states = [after.course.state(one) for one in after.shares]
    assert states == [ShareState.PAYABLE, ShareState.PAYABLE, ShareState.HELD]
    refused("distribution.share_stage", lambda: release(session, act, after, after.shares[2]))
    release(session, act, after)
    assert (stands(session, rivalry.debt.case_id), stands(session, rivalry.other)) == (220_000, 80_000)
    answer(session, act, (found, made), "told", DAY + timedelta(days=3))
    answer(session, act, (found, made), "opposed", DAY + timedelta(days=5))
    last = answer(session, act, (found, made), "sued", DAY + timedelta(days=9))
    assert last.course.state(last.shares[2]) is ShareState.HELD
    kept = answer(session, act, (found, made), "upheld", LATER.day)
    assert [one.amount for one in release(session, act, kept)] == [60_000]
    assert wrongs(books(session)) == []


def test_an_objection_nobody_opposes_changes_the_plan_and_frees_the_share(
    session: Session, act: Act, rivalry: Rivalry
) -> None:
    found, made = objected(session, act, rivalry)
    refused("distribution.stage", lambda: answer(session, act, (found, made), "unopposed", LATER.day))
    told_on = DAY + timedelta(days=6)
    answer(session, act, (found, made), "told", told_on)
    no = refused(
        "input.invalid", lambda: answer(session, act, (found, made), "unopposed", told_on + timedelta(days=15))
    )
    assert told(no) == {"on": "distribution.term_runs"}
    no = refused("input.invalid", lambda: answer(session, act, (found, made), "opposed", told_on + timedelta(days=25)))
    assert told(no) == {"on": "distribution.term_over"}
    after = answer(session, act, (found, made), "unopposed", told_on + timedelta(days=25))
    assert after.course.state(after.shares[2]) is ShareState.VOID
    release(session, act, after)
    due = queries_dues.due(session, act("clerk").scope, rivalry.debt.case_id, owes(session, rivalry.debt.case_id))
    assert due.distributable == 80_000
    assert make_distribution(session, act, rivalry, amount="800").number == "宁0425分2026-00002"


def test_the_plan_stands_when_the_objector_does_not_sue(session: Session, act: Act, rivalry: Rivalry) -> None:
    found, made = objected(session, act, rivalry)
    answer(session, act, (found, made), "told", DAY + timedelta(days=2))
    answer(session, act, (found, made), "opposed", DAY + timedelta(days=3))
    after = answer(session, act, (found, made), "unsued", LATER.day)
    assert after.course.state(after.shares[2]) is ShareState.PAYABLE


def test_a_late_objection_is_kept_and_holds_nothing(session: Session, act: Act, rivalry: Rivalry) -> None:
    found, made = objected(session, act, rivalry, date(2026, 2, 3))
    assert (made.late, made.open, made.follows) == (True, False, ())
    after = seen(session, act, found.id, LATER)
    assert after.course.state(after.shares[2]) is ShareState.PAYABLE


def test_new_money_need_not_wait_for_a_lawsuit(session: Session, act: Act, rivalry: Rivalry) -> None:
    found, _ = objected(session, act, rivalry)
    release(session, act, seen(session, act, found.id, LATER))
    deed = plan(rivalry, amount="200")
    assert propose_distribution(session, act("clerk", LATER), deed).number.endswith("2")


def test_who_does_not_see_the_case_sees_no_plan(session: Session, act: Act, rivalry: Rivalry) -> None:
    made = make_distribution(session, act, rivalry)
    blind, judge = Scope(case_ids=frozenset({rivalry.other})), Scope(case_ids=frozenset({rivalry.debt.case_id}))
    no = refused("missing", lambda: queries_distributions.distribution(session, blind, made.id, DAY))
    assert no.kind is Kind.MISSING
    assert queries_distributions.listed(session, blind, DAY) == []
    assert [one.id for one in queries_distributions.listed(session, judge, DAY)] == [made.id]


def test_the_terms_to_object_and_to_oppose_run_as_clocks_of_the_law(
    session: Session, act: Act, rivalry: Rivalry
) -> None:
    found, made = objected(session, act, rivalry)

    def running(now: Instant) -> dict[str, date]:
        view = seen(session, act, found.id, now)
        return {one.clock.key: one.clock.due.day for one in queries_terms.terms(session, [view], now)}

    assert set(running(DAWN)) == {"distribution_objection"}
    assert running(DAWN)["distribution_objection"] >= DAY + timedelta(days=15)
    assert running(LATER) == {}
    answer(session, act, (found, made), "told", LATER.day)
    assert set(running(LATER)) == {"distribution_answer"}
    assert running(LATER)["distribution_answer"] >= LATER.day + timedelta(days=15)
    answer(session, act, (found, made), "dropped", LATER.day)
    assert running(LATER) == {}
