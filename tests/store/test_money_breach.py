"""A broken promise: late but cured is shown, a settlement resumes only on application, an undertaking never stopped."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.money import Money
from app.base.refusal import Refusal
from app.court import queries as court
from app.money import calendars, queries, queries_breach
from app.money.actions_breach import ResumptionStep, record_resumption
from app.money.actions_plans import DraftPlan, draft_plan, record_settlement, record_undertaking
from tests.support.make_money import Debt, make_debt, make_payment, make_plan, settlement, undertaking
from tests.support.people import DAWN

Act = Callable[..., Actor]
APRIL = Instant.parse("2026-04-02T01:00:00.000Z")
FIRST, SECOND = date(2026, 2, 28), date(2026, 3, 30)


@pytest.fixture
def debt(session: Session, judge: Actor) -> Debt:
    return make_debt(session, judge)


def settled(session: Session, act: Act, debt: Debt) -> object:
    """A settlement in ten instalments; 5,000 were paid on the spot."""
    plan = make_plan(session, act("bailiff", DAWN), debt)
    make_payment(session, act("bailiff", DAWN), debt, amount="5000")
    record_settlement(session, act("bailiff", DAWN), settlement(act("bailiff", DAWN), debt, plan.id))
    return plan.id


def step(plan_id: object, name: str, **more: object) -> ResumptionStep:
    return ResumptionStep.model_validate({"plan_id": plan_id, "step": name, "on_day": date(2026, 4, 2), **more})


def refused(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as no:
        call()
    assert no.value.code == code


def test_late_but_cured_is_told_from_what_is_broken(session: Session, act: Act, debt: Debt) -> None:
    plan_id = settled(session, act, debt)
    scope = act("judge").scope
    first = queries.plan(session, scope, plan_id).rows[0].amount  # type: ignore[arg-type]
    week_late = Instant.beijing_time(FIRST + timedelta(days=7), DAWN.beijing.time())
    make_payment(session, act("bailiff", week_late), debt, amount=int(first))
    found = queries_breach.breach(session, scope, plan_id, APRIL.day)  # type: ignore[arg-type]
    assert [(one.row.position, one.late_days) for one in found.cured] == [(1, 7)]
    assert [(one.row.position, one.late_days) for one in found.broken] == [(2, 3)]
    assert found.courses[2].late_days == 0
    assert found.settlement


def test_the_court_resumes_only_on_the_creditors_application(session: Session, act: Act, debt: Debt) -> None:
    plan_id, judge = settled(session, act, debt), act("judge", APRIL)
    record_resumption(session, judge, step(plan_id, "reviewed", note="两期未付"))
    number = {"number": "（2026）宁0425执恢12号"}
    refused("resumption.not_applied", lambda: record_resumption(session, judge, step(plan_id, "numbered", **number)))
    refused("resumption.no_proof", lambda: record_resumption(session, judge, step(plan_id, "applied")))
    record_resumption(session, judge, step(plan_id, "applied", note="申请书原件存卷"))
    other = {"number": "（2026）宁0425执12号"}
    refused("resumption.number", lambda: record_resumption(session, judge, step(plan_id, "numbered", **other)))
    record_resumption(session, judge, step(plan_id, "numbered", **number))
    steps = queries_breach.breach(session, judge.scope, plan_id, APRIL.day).steps  # type: ignore[arg-type]
    assert [(one.step, one.number) for one in steps][-1] == ("numbered", "（2026）宁0425执恢12号")


def test_what_was_performed_before_the_application_is_not_resumed(session: Session, act: Act, debt: Debt) -> None:
    plan_id, judge = settled(session, act, debt), act("judge", APRIL)
    make_payment(session, act("bailiff", APRIL), debt, amount="60000")
    applied = step(plan_id, "applied", note="申请书")
    refused("resumption.performed", lambda: record_resumption(session, judge, applied))
    record_resumption(session, judge, step(plan_id, "refused", note="申请前已履行"))


def test_an_undertaking_has_nothing_to_resume(session: Session, act: Act, debt: Debt) -> None:
    bailiff, judge = act("bailiff", DAWN), act("judge", APRIL)
    plan = make_plan(session, bailiff, debt)
    record_undertaking(session, bailiff, undertaking(bailiff, debt, plan.id))
    found = queries_breach.breach(session, judge.scope, plan.id, APRIL.day)
    assert (found.settlement, len(found.broken)) == (False, 2)
    applied = step(plan.id, "applied", note="申请书")
    refused("resumption.no_settlement", lambda: record_resumption(session, judge, applied))


@pytest.mark.parametrize(
    ("on", "days"),
    [(FIRST - timedelta(days=7), 7), (FIRST - timedelta(days=2), None), (FIRST, 0), (FIRST + timedelta(days=3), -3)],
)
def test_somebody_is_reminded_on_the_days_around_an_instalment(
    session: Session, act: Act, debt: Debt, on: date, days: int | None
) -> None:
    settled(session, act, debt)
    told = [one.days for one in queries_breach.reminders(session, act("judge").scope, on) if one.row.position == 1]
    assert told == ([] if days is None else [days])


def test_an_instalment_that_is_covered_reminds_nobody(session: Session, act: Act, debt: Debt) -> None:
    settled(session, act, debt)
    make_payment(session, act("bailiff", DAWN), debt, amount="60000")
    assert queries_breach.reminders(session, act("judge").scope, FIRST) == []


def test_a_calendar_file_tells_the_days_and_nothing_of_the_case(session: Session, act: Act, debt: Debt) -> None:
    plan = queries.plan(session, act("judge").scope, make_plan(session, act("bailiff", DAWN), debt).id)
    text = calendars.calendar(plan.id, plan.rows, plan.made_at).decode()
    assert text.count("BEGIN:VEVENT") == 10
    assert text.count("BEGIN:VALARM") == 30
    assert "DTSTART;VALUE=DATE:20260228" in text
    assert debt.name not in text
    assert "执" not in text


def draft(debt: Debt, **changes: object) -> DraftPlan:
    given = {"case_id": debt.case_id, "person_id": debt.person_id, "first_on": "2026-02-28", "paid_now": "5000"}
    return DraftPlan.model_validate({**given, **changes})


def test_agreed_interest_stands_in_the_rows_and_the_debt_is_paid_to_the_fen(
    session: Session, act: Act, debt: Debt
) -> None:
    row = draft_plan(session, act("bailiff", DAWN), draft(debt, instalments=12, rate="6", kind="equal_principal"))
    plan = queries.plan(session, act("judge").scope, row.id)
    owed = queries.owed(session, debt.case_id, DAWN.day, court.profile(session)).total
    assert plan.interest > 0
    assert sum(one.principal for one in plan.rows) + plan.paid_now == owed
    assert plan.rows[0].amount > plan.rows[-1].amount


def test_rows_as_they_were_agreed_are_typed_one_a_line(session: Session, act: Act, debt: Debt) -> None:
    owed = queries.owed(session, debt.case_id, DAWN.day, court.profile(session)).total
    rest = Money(owed - 3_000_000)
    typed = f"2026-03-28 25000\n2026-10-28 {rest.decimal}"
    row = draft_plan(session, act("bailiff", DAWN), draft(debt, kind="custom", agreed_rows=typed))
    rows = queries.plan(session, act("judge").scope, row.id).rows
    assert [one.amount for one in rows] == [2_500_000, rest]
    short = draft(debt, kind="custom", agreed_rows="2026-03-28 25000")
    refused("plan.rows_sum", lambda: draft_plan(session, act("bailiff", DAWN), short))


def test_both_spouses_incomes_count(session: Session, act: Act, debt: Debt) -> None:
    from app.money.actions_plans import work_out  # noqa: PLC0415 - beside its only use

    deed = draft(debt, instalments=60, income="2000", spouse_income="2200", persons=1, need_each="2900")
    assert work_out(session, act("judge").scope, deed, DAWN.day).capacity.monthly == Money.yuan("900")
