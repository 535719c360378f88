"""Every clock that a deed or an entry sets running: it starts, warns before its end, and closes when the thing is done."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor, Scope
from app.base.instant import Instant
from app.base.reading import read
from app.cases import deadlines as cases
from app.cases.actions_conclude import CancelConclusion, Conclude, cancel_conclusion, conclude
from app.law.clock_rules import CLOCKS
from app.leads import queries as leads
from app.leads.actions import CheckLead, check_lead
from app.measures import queries as measures
from app.money import deadlines as plans
from app.money import queries as money
from app.money.actions_breach import ResumptionStep, record_resumption
from app.money.actions_plans import record_settlement, record_undertaking
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_leads import make_lead
from tests.support.make_measures import DAY, HOUR, make_approved, make_deed, make_detain
from tests.support.make_money import (
    Debt,
    acknowledge,
    make_cash,
    make_debt,
    make_payment,
    make_plan,
    make_slip,
    settlement,
    undertaking,
)

Act = Callable[..., Actor]
Debtor = tuple[UUID, UUID]
DAWN = people.DAWN
MINUTE = timedelta(minutes=1)
ROWS = {rule.key: rule for rule in CLOCKS}


class Course(NamedTuple):
    """The deeds that start a clock, hour by hour, the one that closes it, and when it ends."""

    key: str
    begun: tuple[tuple[float, str, dict[str, Any]], ...]
    closed: tuple[str, dict[str, Any]]
    ends: str


READ_OUT = (0, "detain.announce", {"decision_served": True, "signed": True})
ON_THE_WAY = (READ_OUT, (1, "detain.hand_over", {"place": "拘留所"}))
IN_CUSTODY = (*ON_THE_WAY, (2, "detain.admit", {"place": "拘留所"}))
TOLD: dict[str, Any] = {"reason": "本人书面提出"}
COURSES = (
    Course("questioning_8h", ((0, "compel.record", {}),), ("person.release", {"reason": "ended"}), "2026-01-17 14:00"),
    Course(
        "questioning_24h",
        ((0, "compel.record", {}), (5, "question.extend", {"reason": "案情复杂"})),
        ("person.release", {"reason": "ended"}),
        "2026-01-18 06:00",
    ),
    Course("family_notice_24h", (READ_OUT,), ("detain.tell_family", {"result": "told"}), "2026-01-18 06:00"),
    Course("delivery", (READ_OUT,), ("detain.admit", {}), "2026-01-18 06:00"),
    Course("release", IN_CUSTODY, ("person.release", {"reason": "ended"}), "2026-02-01 23:59"),
    Course("reconsideration", (READ_OUT,), ("reconsider.ask", {}), "2026-01-20 23:59"),
    Course(
        "reconsideration_decision",
        (*IN_CUSTODY, (3, "reconsider.ask", {}), (4, "reconsider.forward", {})),
        ("reconsider.decide", {"result": "upheld"}),
        "2026-01-22 23:59",
    ),
    Course(
        "reconsideration_written",
        (
            *IN_CUSTODY,
            (3, "reconsider.ask", {}),
            (4, "reconsider.forward", {}),
            (5, "reconsider.decide", {"result": "upheld", "told": "oral"}),
        ),
        ("reconsider.decide", {"result": "upheld"}),
        "2026-01-20 23:59",
    ),
    Course(
        "admission_refused",
        (*ON_THE_WAY, (2, "detain.refuse", {"reason": "血压过高"})),
        ("custody.decide", {"matter": "refusal", "outcome": "release", "reason": "不宜收拘"}),
        "2026-01-17 23:59",
    ),
    Course(
        "leave_decision",
        (*IN_CUSTODY, (3, "custody.ask", {"matter": "leave", **TOLD})),
        ("custody.decide", {"matter": "leave", "outcome": "grant", "reason": "直系亲属病危"}),
        "2026-01-17 21:00",
    ),
    Course(
        "custody_query",
        (*IN_CUSTODY, (3, "custody.ask", {"matter": "query", **TOLD})),
        ("custody.decide", {"matter": "query", "outcome": "keep", "reason": "人员无误"}),
        "2026-01-18 09:00",
    ),
    Course(
        "custody_stop",
        (*IN_CUSTODY, (3, "custody.ask", {"matter": "stop", **TOLD})),
        ("custody.decide", {"matter": "stop", "outcome": "keep", "reason": "不影响执行"}),
        "2026-01-17 23:59",
    ),
    Course(
        "leave_return",
        (*IN_CUSTODY, (3, "leave.begin", {"until": "2026-01-18T09:30"})),
        ("leave.end", {}),
        "2026-01-18 23:59",
    ),
    Course(
        "release_order",
        (
            *IN_CUSTODY,
            (3, "custody.ask", {"matter": "stop", **TOLD}),
            (4, "custody.decide", {"matter": "stop", "outcome": "release", "reason": "病情危重"}),
        ),
        ("person.release", {"reason": "stopped"}),
        "2026-01-17 23:59",
    ),
)
"""Every clock of a person's liberty that the log of deeds alone drives."""


@pytest.fixture
def debtor(session: Session, judge: Actor, act: Act) -> Debtor:
    """A debtor whose detention for fifteen days is approved."""
    person_id = make_person(session, judge)
    case_id = make_case(session, judge, debtors=(person_id,))
    asked = make_detain(session, judge, case_id, person_id)
    make_approved(session, act("president"), asked)
    return case_id, person_id


@pytest.fixture
def bailiff(act: Act) -> Actor:
    return act("bailiff", DAWN)


@pytest.fixture
def debt(session: Session, judge: Actor) -> Debt:
    return make_debt(session, judge)


def state(session: Session, key: str, case_id: UUID, now: Instant) -> str | None:
    found = {one.key: str(one.state) for one in measures.clocks_of(session, WHOLE_COURT, [case_id], now)}
    return found.get(key)


@pytest.mark.parametrize("course", COURSES, ids=lambda one: one.key)
def test_a_clock_of_liberty_starts_warns_and_closes(
    session: Session, bailiff: Actor, debtor: Debtor, course: Course
) -> None:
    case_id, _ = debtor
    for hours, kind, body in course.begun:
        assert state(session, course.key, case_id, DAWN + hours * HOUR + -MINUTE) is None
        make_deed(session, bailiff.at(DAWN + hours * HOUR), kind, *debtor, **body)
    begun = DAWN + course.begun[-1][0] * HOUR
    due = next(one.due for one in measures.clocks_of(session, WHOLE_COURT, [case_id], begun) if one.key == course.key)
    assert str(due) == course.ends
    amber, red = due + -ROWS[course.key].amber, due + -ROWS[course.key].red
    shown = [state(session, course.key, case_id, max(begun, one)) for one in (amber, red, due + MINUTE)]
    late = None if ROWS[course.key].ripens else "overdue"
    assert shown == ["red" if amber == red else "amber", "red", late]
    make_deed(session, bailiff.at(begun + HOUR / 2), course.closed[0], *debtor, **course.closed[1])
    assert state(session, course.key, case_id, due + DAY) == "closed"


def test_the_advice_of_the_custody_place_is_answered_the_same_day(
    session: Session, bailiff: Actor, debtor: Debtor
) -> None:
    for hours, kind, body in IN_CUSTODY:
        make_deed(session, bailiff.at(DAWN + hours * HOUR), kind, *debtor, **body)
    make_deed(session, bailiff.at(DAWN + 3 * HOUR), "custody.ask", *debtor, matter="advice", **TOLD)
    assert state(session, "custody_advice", debtor[0], DAWN + 4 * HOUR) == "ok"
    assert state(session, "custody_advice", debtor[0], DAWN + DAY) == "overdue"
    decided: dict[str, Any] = {"matter": "advice", "outcome": "other", "reason": "改为具结悔过"}
    make_deed(session, bailiff.at(DAWN + 5 * HOUR), "custody.decide", *debtor, **decided)
    assert state(session, "custody_advice", debtor[0], DAWN + DAY) == "closed"


def case_clocks(session: Session, case_id: UUID, now: str) -> dict[str, tuple[str, str]]:
    found = cases.deadlines(session, WHOLE_COURT, [case_id], Instant.parse(now))
    return {one.clock.key: (str(one.clock.due.day), str(one.clock.state)) for one in found}


def test_a_case_has_six_months_and_its_notice_ten_days(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge, filed_on="2025-10-09")
    assert case_clocks(session, case_id, "2025-10-10T09:00") == {
        "execution_notice": ("2025-10-20", "ok"),
        "case": ("2026-04-09", "ok"),
    }
    assert case_clocks(session, case_id, "2025-10-20T08:00")["execution_notice"][1] == "red"
    assert case_clocks(session, case_id, "2026-03-20T09:00")["case"][1] == "amber"
    assert case_clocks(session, case_id, "2026-04-10T09:00")["case"][1] == "overdue"
    later = judge.at(Instant.parse("2026-04-10T09:00"))
    ended = conclude(session, later, read(Conclude, {"case_id": case_id, "kind": "performed", "reason": "全部履行"}))
    assert case_clocks(session, case_id, "2026-04-11T09:00") == {}
    cancel_conclusion(session, later, CancelConclusion(event_id=ended.id, reason="款项被退回"))
    assert case_clocks(session, case_id, "2026-04-11T09:00")["case"] == ("2026-04-09", "overdue")


def test_a_notice_that_was_served_is_waited_for_no_more(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge, filed_on="2025-10-09", notice_served_on="2025-10-15")
    assert set(case_clocks(session, case_id, "2026-01-17T09:00")) == {"case"}


def test_the_first_page_is_told_of_cases_near_their_end_and_of_no_others(session: Session, judge: Actor) -> None:
    now = Instant.parse("2026-04-01T09:00")
    near = make_case(session, judge, filed_on="2025-10-09")
    make_case(session, judge, filed_on="2026-01-05")
    make_case(session, judge, filed_on="2025-05-05")
    done = make_case(session, judge, filed_on="2025-10-08")
    conclude(session, judge.at(now), read(Conclude, {"case_id": done, "kind": "performed", "reason": "全部履行"}))
    scope = Scope(whole_court=False, case_ids=judge.scope.case_ids | {near, done})
    assert [one.case_id for one in cases.pressing(session, scope, now, 6)] == [near]
    assert cases.pressing(session, Scope(), now, 6) == []


def promised(session: Session, debt: Debt, now: str) -> list[tuple[str, str, str]]:
    found = plans.deadlines(session, WHOLE_COURT, [debt.case_id], Instant.parse(now))
    return [(one.clock.key, str(one.clock.due.day), str(one.clock.state)) for one in found]


def test_each_instalment_of_a_signed_plan_runs_until_it_is_paid(session: Session, bailiff: Actor, debt: Debt) -> None:
    plan = make_plan(session, bailiff, debt, instalments=3)
    first, second, third = money.plan(session, WHOLE_COURT, plan.id).rows
    assert promised(session, debt, "2026-02-01T09:00") == []
    record_undertaking(session, bailiff, undertaking(bailiff, debt, plan.id))
    days = [str(row.due_on) for row in (first, second, third)]
    assert promised(session, debt, "2026-02-01T09:00") == [("instalment", day, "ok") for day in days]
    assert promised(session, debt, f"{days[0]}T09:00")[0] == ("instalment", days[0], "red")
    assert promised(session, debt, "2026-03-10T09:00")[0] == ("instalment", days[0], "overdue")
    for amount in (5000_00, first.amount - 1, 1):
        assert promised(session, debt, "2026-03-10T09:00")[0][1] == days[0]
        make_payment(session, bailiff, debt, amount=amount)
    assert [due for _, due, _ in promised(session, debt, "2026-03-10T09:00")] == days[1:]
    make_payment(session, bailiff, debt, amount=second.amount + third.amount)
    assert promised(session, debt, "2027-03-10T09:00") == []


def test_after_a_settlement_the_title_may_be_taken_up_again_for_two_years(
    session: Session, bailiff: Actor, debt: Debt
) -> None:
    plan = make_plan(session, bailiff, debt, instalments=2)
    record_settlement(session, bailiff, settlement(bailiff, debt, plan.id))
    last = money.plan(session, WHOLE_COURT, plan.id).rows[-1].due_on
    assert "resumption" not in [key for key, *_ in promised(session, debt, f"{last}T09:00")]
    resumed = [one for one in promised(session, debt, "2026-06-01T09:00") if one[0] == "resumption"]
    assert [(key, state) for key, _, state in resumed] == [("resumption", "ok")]
    assert date.fromisoformat(resumed[0][1]) >= last.replace(year=last.year + 2)
    assert ("resumption", resumed[0][1], "red") in promised(session, debt, "2028-03-20T09:00")
    asked = {"plan_id": plan.id, "step": "applied", "on_day": "2026-05-20", "note": "申请书原件"}
    inner = session.begin_nested()
    record_resumption(session, bailiff.at(Instant.parse("2026-05-20T09:00")), ResumptionStep.model_validate(asked))
    assert "resumption" not in [key for key, *_ in promised(session, debt, "2026-06-01T09:00")]
    inner.rollback()
    late = bailiff.at(Instant.parse("2026-06-02T09:00"))
    make_payment(session, late, debt, amount=money.plan(session, WHOLE_COURT, plan.id).owed)
    assert promised(session, debt, "2026-06-03T09:00") == []


def test_cash_is_awaited_by_finance_until_it_has_signed(session: Session, act: Act, bailiff: Actor, debt: Debt) -> None:
    receipt = make_cash(session, act, debt, bailiff)
    keys = {str(one.clock.state): one.clock.key for one in money.running_clocks(session, WHOLE_COURT, DAWN + 12 * HOUR)}
    assert keys == {"amber": "cash_handover"}
    assert [str(one.clock.state) for one in money.running_clocks(session, WHOLE_COURT, DAWN + DAY)] == ["overdue"]
    slip = make_slip(session, bailiff, receipt)
    acknowledge(session, act("cashier", DAWN + HOUR), slip)
    assert money.running_clocks(session, WHOLE_COURT, DAWN + DAY) == []


def test_a_lead_is_looked_into_in_seven_days_or_three(session: Session, judge: Actor) -> None:
    case_id = make_case(session, judge)
    for urgent, days in ((False, 7), (True, 3)):
        lead_id = make_lead(session, judge, case_id, urgent=urgent)
        clock = leads.running_clocks(session, WHOLE_COURT, judge.now)[lead_id]
        assert clock.key == ("lead_check_urgent" if urgent else "lead_check")
        assert clock.due.day >= judge.now.day + days * DAY
        late = leads.running_clocks(session, WHOLE_COURT, clock.due + MINUTE)[lead_id]
        assert str(late.state) == "overdue"
        check_lead(session, judge, CheckLead.model_validate({"lead_id": lead_id, "result": "true", "note": "属实"}))
        assert lead_id not in leads.running_clocks(session, WHOLE_COURT, judge.now + MINUTE)


ELSEWHERE = {"emergency_report", "emergency_ratification", "emergency_number", "emergency_release"}
ELSEWHERE |= {"consent", "direct_payment", "disbursement"}
ELSEWHERE |= {"deposit_freeze", "movable_seizure", "estate_seizure", "property_report", "report_supplement"}
ELSEWHERE |= {"security_stay", "security_period", "notice_after_measure", "objection_decision"}
ELSEWHERE |= {
    "objection_reconsideration",
    "public_notice",
    "delisting",
    "distribution_objection",
    "distribution_answer",
}
"""Tried where their deeds are: `test_measures_emergency.py`, `test_money_plans.py`, `test_money_direct.py`, `test_money_payouts.py`, `test_cases_milestones.py`,
`test_money_objections.py`."""
HERE = {"custody_advice", "case", "execution_notice", "instalment", "resumption", "cash_handover", "lead_check"}
HERE |= {"lead_check_urgent", *(one.key for one in COURSES)}
WITHOUT_A_START = {"filing_review"}
"""Rows of the law's table that no entry of this house starts; `docs/law.md` says so."""


def test_no_row_of_the_table_is_forgotten() -> None:
    assert set(ROWS) == ELSEWHERE | HERE | WITHOUT_A_START
    assert not WITHOUT_A_START & (ELSEWHERE | HERE)
