"""However much there is: what waits for somebody is on every list, and the newest of what is done."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.cases import queries as cases
from app.money import (
    queries_bank,
    queries_breach,
    queries_cash,
    queries_day,
    queries_distributions,
    queries_payouts,
    queries_plans,
    queries_register,
)
from app.money.actions_deferrals import AnswerDeferral, DeferPayout, answer_deferral, defer_payout
from app.money.actions_match import ClaimLine, claim_line
from app.money.actions_payouts import WithdrawPayout, withdraw_payout
from app.money.actions_plans import record_undertaking
from app.money.closing import Month
from tests.support.make_distributions import make_distribution, make_funded_rivalry
from tests.support.make_money import (
    Debt,
    acknowledge,
    bank_row,
    import_rows,
    make_cash,
    make_debt,
    make_plan,
    make_slip,
    undertaking,
)
from tests.support.make_payouts import approve, make_arrival, make_payout, send
from tests.support.people import DAWN

Act = Callable[..., Actor]


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists show one row of what is done."""
    for one in (queries_bank, queries_cash, queries_payouts, queries_plans, queries_distributions):
        monkeypatch.setattr(one, "MOST_SHOWN", 1)


@pytest.fixture
def debt(session: Session, judge: Actor) -> Debt:
    return make_debt(session, judge)


def test_payouts_that_wait_are_listed_and_of_those_at_their_end_the_newest(
    session: Session, act: Act, debt: Debt
) -> None:
    make_arrival(session, act, debt, "9000")
    proposed, approved, sent, gone = (make_payout(session, act, debt, amount=str(100 + one)) for one in range(4))
    approve(session, act, approved)
    send(session, act, sent)
    withdraw_payout(session, act("clerk", DAWN), WithdrawPayout(payout_id=gone.id, note="金额写错"))
    last = make_payout(session, act, debt, amount="200")
    listed = {one.id for one in queries_payouts.listed(session, WHOLE_COURT)}
    assert listed == {proposed.id, approved.id, sent.id, last.id}
    of_case = queries_payouts.listed(session, WHOLE_COURT, case_id=debt.case_id)
    assert {one.id for one in of_case} == listed | {gone.id}
    assert [one.at for one in of_case] == sorted((one.at for one in of_case), reverse=True)


def test_a_deferral_that_holds_is_listed_however_many_came_after(session: Session, act: Act, debt: Debt) -> None:
    first, ended, last = (
        defer_payout(session, act("clerk", DAWN), DeferPayout.model_validate(held(debt, reason)))
        for reason in ("第一次", "第二次", "第三次")
    )
    answer_deferral(session, act("judge", DAWN), AnswerDeferral(deferral_id=ended.id, step="rejected", note="无据"))
    assert {one.id for one in queries_payouts.deferrals(session, WHOLE_COURT)} == {first.id, last.id}


def held(debt: Debt, reason: str) -> dict[str, object]:
    return {"case_id": debt.case_id, "ground": "other", "reason": reason, "review_on": "2026-03-01"}


def test_a_slip_that_waits_is_listed_and_every_slip_of_a_day_stands_on_its_sheet(
    session: Session, act: Act, debt: Debt
) -> None:
    bailiff, cashier = act("bailiff", DAWN), act("cashier", DAWN)
    slips = [make_slip(session, bailiff, make_cash(session, act, debt, bailiff, amount=100)) for _ in range(3)]
    acknowledge(session, cashier, slips[1])
    waiting = [one.number for one in queries_cash.handovers(session, WHOLE_COURT) if one.state == "waiting"]
    assert waiting == [slips[2].number, slips[0].number]
    sheet = queries_day.day_sheet(session, DAWN.day)
    assert len(sheet.made) == len(slips)
    assert [one.number for one in sheet.acknowledged] == [slips[1].number]
    counted = [one.finance_id for one in queries_register.movements(session, Month.read("2026-01"))]
    assert counted.count(cashier.id) == 1


def test_every_plan_that_runs_is_reminded_of(session: Session, act: Act, judge: Actor) -> None:
    clerk = act("clerk", DAWN)
    debts = [make_debt(session, judge, name) for name in ("张某一", "李某二", "王某三")]
    running = []
    for one in debts:
        plan = make_plan(session, clerk, one)
        record_undertaking(session, clerk, undertaking(clerk, one, plan.id))
        running.append(plan.id)
    draft = make_plan(session, clerk, debts[0])
    newest = make_plan(session, clerk, debts[1])
    listed = [one.id for one in queries_plans.plans(session, WHOLE_COURT)]
    assert {*running, newest.id} <= set(listed)
    day = min(row.due_on for row in queries_plans.plans(session, WHOLE_COURT)[-1].rows)
    assert {one.plan.id for one in queries_day.due_on(session, WHOLE_COURT, day)} == set(running)
    assert {one.plan.id for one in queries_breach.reminders(session, WHOLE_COURT, day)} == set(running)
    assert draft.id in {one.id for one in queries_plans.plans(session, WHOLE_COURT, case_ids=[debts[0].case_id])}


def test_every_match_of_a_file_and_of_a_case_is_shown(session: Session, act: Act, debt: Debt) -> None:
    number = cases.case(session, WHOLE_COURT, debt.case_id).number
    statement = import_rows(session, act("clerk", DAWN), [bank_row("100"), bank_row("200"), bank_row("300")])
    lines = queries_bank.lines(session, statement_id=statement.id)
    for line in lines:
        deed = {"line_id": line.id, "case_number": number, "reason": "核对过"}
        claim_line(session, act("clerk", DAWN), ClaimLine.model_validate(deed))
    of_lines = queries_bank.matches(session, WHOLE_COURT, line_ids=[one.id for one in lines])
    assert len(of_lines) == len(queries_bank.matches(session, WHOLE_COURT, case_id=debt.case_id)) == len(lines)
    assert len(queries_bank.matches(session, WHOLE_COURT)) == 1


def test_a_plan_of_distribution_with_unpaid_shares_is_listed(session: Session, act: Act) -> None:
    first = make_distribution(session, act, make_funded_rivalry(session, act))
    shown = queries_distributions.listed(session, WHOLE_COURT, DAWN.day)
    assert [one.id for one in shown] == [first.id]
