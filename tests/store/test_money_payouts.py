"""Money leaves: approved by the court's table, never by who made it, to the creditor or by a panel's decision."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.money import Money
from app.base.refusal import Kind, Refusal
from app.court import actions as court
from app.money import ledger, queries, queries_bank, queries_payouts
from app.money.actions_deferrals import AnswerDeferral, DeferPayout, Ground, answer_deferral, defer_payout
from app.money.actions_lines import ExplainLine, explain_line
from app.money.actions_match import UndoMatch, undo_match
from app.money.actions_payouts import (
    DecidePayout,
    SendPayouts,
    WithdrawPayout,
    decide_payout,
    propose_payout,
    send_payouts,
    withdraw_payout,
)
from app.money.payouts import Stage
from app.money.queries_verify import books
from app.money.rules import AccountKind, AccountRef
from app.money.verifying import wrongs
from tests.support.make_money import Debt, make_debt, make_payment
from tests.support.make_payouts import (
    CREDITOR,
    approve,
    make_arrival,
    make_line,
    make_payout,
    proposal,
    send,
)
from tests.support.people import DAWN, PROFILE

Act = Callable[..., Actor]
SCAN = "a" * 64


@pytest.fixture
def debt(session: Session, judge: Actor) -> Debt:
    return make_debt(session, judge)


def stands(session: Session, kind: AccountKind, key: object) -> Money:
    ref = AccountRef(kind, str(key))
    return ledger.balances(session, [ref])[ref]


def refused(code: str, call: Callable[[], Any]) -> Refusal:
    with pytest.raises(Refusal) as no:
        call()
    assert no.value.code == code
    return no.value


def test_money_reaches_the_creditor_through_other_hands(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    row = make_payout(session, act, debt)
    assert (row.number, row.levels) == ("宁0425发2026-00001", ["director"])
    found = approve(session, act, row)
    assert (found.stage, stands(session, AccountKind.CASE, debt.case_id)) == (Stage.APPROVED, 300_000)
    found = send_payouts(session, act("cashier", DAWN), SendPayouts(payout_ids=(row.id,)))[0]
    assert (found.stage, stands(session, AccountKind.CASE, debt.case_id)) == (Stage.SENT, 0)
    line = make_line(session, act, "-3000", 对方户名=CREDITOR)
    explain_line(
        session,
        act("clerk", DAWN),
        ExplainLine.model_validate({"line_id": line.id, "meaning": "payout", "payout_id": row.id}),
    )
    assert queries_payouts.payout(session, act("clerk").scope, row.id).stage is Stage.PAID
    assert queries_bank.unexplained_out(session, act("clerk").scope) == []
    assert wrongs(books(session)) == []


def test_large_sums_need_every_level_of_the_courts_table(session: Session, act: Act, debt: Debt) -> None:
    court.set_profile(
        session, act("keeper"), PROFILE.model_copy(update={"payout_levels": "0=director;50000=director+president"})
    )
    make_arrival(session, act, debt, "100000")
    row = make_payout(session, act, debt, amount="60000")
    assert row.levels == ["director", "president"]
    deed = DecidePayout(payout_id=row.id, decision="approved")
    refused("payout.other_level", lambda: decide_payout(session, act("president", DAWN), deed))
    assert decide_payout(session, act("director", DAWN), deed).awaits == "president"
    assert decide_payout(session, act("president", DAWN), deed).stage is Stage.APPROVED
    refused("payout.stage", lambda: decide_payout(session, act("president", DAWN), deed))


def test_the_table_is_the_courts(session: Session, act: Act, debt: Debt) -> None:
    court.set_profile(session, act("keeper"), PROFILE.model_copy(update={"payout_levels": "0=judge;5000=director"}))
    make_arrival(session, act, debt, "9000")
    assert make_payout(session, act, debt).levels == ["judge"]
    assert make_payout(session, act, debt, amount="5000").levels == ["director"]


def test_who_made_it_approves_or_sends_nothing(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    director = act("director", DAWN)
    row = propose_payout(session, director, proposal(debt))
    deed = DecidePayout(payout_id=row.id, decision="approved")
    assert refused("four_eyes", lambda: decide_payout(session, director, deed)).kind is Kind.FORBIDDEN

    clerk = replace(act("clerk", DAWN), roles=frozenset({"director"}))
    decide_payout(session, clerk, deed)
    sending = SendPayouts(payout_ids=(row.id,))
    refused("four_eyes", lambda: send_payouts(session, director, sending))
    refused("four_eyes", lambda: send_payouts(session, clerk, sending))


@pytest.mark.parametrize("changes", [{"panel": "合议庭〔2026〕3号"}, {"panel_scan": SCAN}, {}])
def test_another_payee_needs_the_panels_decision_attached(
    session: Session, act: Act, debt: Debt, changes: dict[str, str]
) -> None:
    make_arrival(session, act, debt)
    no = refused("payout.payee", lambda: make_payout(session, act, debt, payee="某代理", **changes))
    assert no.facts["names"] == CREDITOR
    whole = {"panel": "合议庭〔2026〕3号", "panel_scan": SCAN}
    assert make_payout(session, act, debt, payee="某代理", **whole).payee == "某代理"


def test_no_more_is_promised_than_stands_free(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    make_payout(session, act, debt, amount="2000")
    no = refused("payout.not_covered", lambda: make_payout(session, act, debt, amount="1000.01"))
    assert no.facts["free"] == "1,000.00"
    make_payout(session, act, debt, amount="1000")


def test_no_more_fee_is_paid_over_than_was_collected(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    no = refused("payout.above_fee", lambda: make_payout(session, act, debt, kind="fee", amount="800.01", payee="国库"))
    assert (no.facts["most"], no.faults[0].field) == ("800.00", "amount")
    make_payout(session, act, debt, kind="fee", amount="500", payee="国库")
    no = refused("payout.above_fee", lambda: make_payout(session, act, debt, kind="fee", amount="301", payee="国库"))
    assert no.facts["most"] == "300.00"


@pytest.mark.parametrize("kind", ["creditor", "deposit"])
def test_what_was_paid_too_much_is_not_the_creditors(session: Session, act: Act, debt: Debt, kind: str) -> None:
    make_arrival(session, act, debt, "100000")
    no = refused("payout.surplus", lambda: make_payout(session, act, debt, kind=kind, amount="100000"))
    assert make_payout(session, act, debt, kind=kind, amount=no.facts["most"]).amount < Money.yuan("100000")


@pytest.mark.parametrize("kind", ["creditor", "refund"])
def test_no_transfer_without_an_account(session: Session, act: Act, debt: Debt, kind: str) -> None:
    make_arrival(session, act, debt)
    payee = {"creditor": CREDITOR, "refund": debt.name}[kind]
    no = refused(
        "payout.no_account", lambda: make_payout(session, act, debt, kind=kind, payee=payee, payee_account=" ")
    )
    assert no.faults[0].field == "payee_account"
    fee = make_payout(session, act, debt, kind="fee", amount="1", payee="国库", payee_account="")
    assert fee.payee_account == ""


def test_a_rejected_or_withdrawn_payout_frees_its_money(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    row = make_payout(session, act, debt)
    told = DecidePayout(payout_id=row.id, decision="rejected")
    refused("payout.no_reason", lambda: decide_payout(session, act("director", DAWN), told))
    decide_payout(session, act("director", DAWN), told.model_copy(update={"note": "账户不符"}))
    again = make_payout(session, act, debt)
    approve(session, act, again)
    deed = WithdrawPayout(payout_id=again.id, note="另行分配")
    refused("payout.not_his", lambda: withdraw_payout(session, act("cashier", DAWN), deed))
    withdraw_payout(session, act("clerk", DAWN), deed)
    refused("payout.stage", lambda: withdraw_payout(session, act("clerk", DAWN), deed))
    assert make_payout(session, act, debt).number == "宁0425发2026-00003"


def test_a_payout_that_came_back_is_proposed_anew(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    row = make_payout(session, act, debt)
    send(session, act, row)
    clerk = act("clerk", DAWN)
    out = make_line(session, act, "-3000")
    explain = {"line_id": out.id, "meaning": "payout", "payout_id": row.id}
    explain_line(session, clerk, ExplainLine.model_validate(explain))
    back = make_line(session, act, "3000", 对方户名=CREDITOR, 摘要="退汇")
    event = explain_line(
        session,
        clerk,
        ExplainLine.model_validate({"line_id": back.id, "meaning": "payout_return", "payout_id": row.id}),
    )
    assert queries_payouts.payout(session, clerk.scope, row.id).stage is Stage.RETURNED
    paid = next(one for one in queries_bank.matches(session, clerk.scope) if one.line.id == out.id).event_id
    first = UndoMatch(event_id=paid, reason="认错了")
    no = refused("match.payout_returned", lambda: undo_match(session, clerk, first))
    assert (no.kind, no.facts) == (Kind.CONFLICT, {"payout": row.number})
    assert stands(session, AccountKind.CASE, debt.case_id) == 300_000
    assert wrongs(books(session)) == []
    undo_match(session, clerk, UndoMatch(event_id=event, reason="认错了"))
    assert queries_payouts.payout(session, clerk.scope, row.id).stage is Stage.PAID
    undo_match(session, clerk, first)
    assert queries_payouts.payout(session, clerk.scope, row.id).stage is Stage.SENT
    assert wrongs(books(session)) == []


def test_a_fee_is_set_aside_when_it_is_approved_and_goes_back_when_withdrawn(
    session: Session, act: Act, debt: Debt
) -> None:
    make_arrival(session, act, debt)
    row = make_payout(session, act, debt, kind="fee", amount="800", payee="国库")
    approve(session, act, row)
    assert stands(session, AccountKind.FEE, debt.case_id) == 80_000
    withdraw_payout(session, act("clerk", DAWN), WithdrawPayout(payout_id=row.id, note="重算"))
    assert stands(session, AccountKind.FEE, debt.case_id) == 0
    assert wrongs(books(session)) == []


def test_money_is_deposited_and_later_paid_out_of_the_deposit(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    row = make_payout(session, act, debt, kind="deposit", payee="公证处提存", reason="下落不明")
    assert approve(session, act, row).stage is Stage.SET_ASIDE
    assert stands(session, AccountKind.DEPOSITED, debt.case_id) == 300_000
    out = make_payout(session, act, debt, kind="deposit_out")
    assert send(session, act, out).stage is Stage.SENT
    assert stands(session, AccountKind.DEPOSITED, debt.case_id) == 0
    assert wrongs(books(session)) == []


def test_unclaimed_money_goes_back_to_who_sent_it(session: Session, act: Act, debt: Debt) -> None:
    line = make_line(session, act, "700", 对方户名="路人")
    given = {"kind": "refund", "case_id": None, "line_id": line.id, "amount": "700", "reason": "汇错"}
    refused("payout.payee", lambda: make_payout(session, act, debt, **given, payee="别人"))
    row = make_payout(session, act, debt, **given, payee="路人")
    approve(session, act, row)
    assert queries_bank.unclaimed(session, act("clerk").scope) == []
    assert stands(session, AccountKind.REFUND, row.number) == 70_000
    assert wrongs(books(session)) == []
    withdraw_payout(session, act("clerk", DAWN), WithdrawPayout(payout_id=row.id, note="原来是案款"))
    assert [one.open for one in queries_bank.lines(session, ids=[line.id])] == [70_000]
    assert wrongs(books(session)) == []


def test_a_deferral_holds_money_back_once_another_approved_it(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    given = {
        "case_id": debt.case_id,
        "ground": Ground.DISTRIBUTION,
        "reason": "等待参与分配",
        "review_on": date(2026, 2, 1),
    }
    row = defer_payout(session, act("judge", DAWN), DeferPayout.model_validate(given))
    ready = make_payout(session, act, debt)
    approve(session, act, ready)
    approved = AnswerDeferral(deferral_id=row.id, step="approved")
    refused("four_eyes", lambda: answer_deferral(session, act("judge", DAWN), approved))
    refused(
        "deferral.state",
        lambda: answer_deferral(session, act("director", DAWN), approved.model_copy(update={"step": "ended"})),
    )
    answer_deferral(session, act("director", DAWN), approved)
    no = refused(
        "payout.deferred", lambda: send_payouts(session, act("cashier", DAWN), SendPayouts(payout_ids=(ready.id,)))
    )
    assert no.facts["until"] == "2026-02-01"
    answer_deferral(session, act("judge", DAWN), approved.model_copy(update={"step": "ended"}))
    assert send_payouts(session, act("cashier", DAWN), SendPayouts(payout_ids=(ready.id,)))[0].stage is Stage.SENT
    past = {**given, "review_on": date(2026, 1, 17)}
    refused("deferral.review", lambda: defer_payout(session, act("judge", DAWN), DeferPayout.model_validate(past)))


def test_the_banks_own_lines_and_reversals_are_explained(session: Session, act: Act, debt: Debt) -> None:
    clerk = act("clerk", DAWN)
    charge, gain = make_line(session, act, "-5.50"), make_line(session, act, "12.34")
    came, taken = make_line(session, act, "900"), make_line(session, act, "-900", 摘要="冲正")

    def explain(line: Any, meaning: str, **more: Any) -> object:
        deed = ExplainLine.model_validate({"line_id": line.id, "meaning": meaning, **more})
        return explain_line(session, clerk, deed)

    refused("explain.no_reason", lambda: explain(charge, "bank_charge"))
    refused("explain.direction", lambda: explain(gain, "bank_charge", reason="手续费"))
    explain(charge, "bank_charge", reason="跨行手续费")
    explain(gain, "bank_interest", reason="一季度结息")
    refused("explain.not_mirrored", lambda: explain(taken, "reversed_line", other_line_id=taken.id))
    explain(taken, "reversed_line", other_line_id=came.id)
    refused("match.nothing_open", lambda: explain(came, "reversed_line", other_line_id=taken.id))
    assert queries_bank.unclaimed(session, clerk.scope) == []
    assert queries_bank.unexplained_out(session, clerk.scope) == []
    assert stands(session, AccountKind.CHARGES, "trust") == 550
    assert wrongs(books(session)) == []


def test_a_line_of_another_sum_is_no_payout(session: Session, act: Act, debt: Debt) -> None:
    make_arrival(session, act, debt)
    row = make_payout(session, act, debt)
    line = make_line(session, act, "-2999")
    given = {"line_id": line.id, "meaning": "payout", "payout_id": row.id}
    deed = ExplainLine.model_validate(given)
    refused("payout.stage", lambda: explain_line(session, act("clerk", DAWN), deed))
    send(session, act, row)
    refused("explain.amount", lambda: explain_line(session, act("clerk", DAWN), deed))


def test_every_arrival_runs_its_own_clock_until_it_is_paid_out(session: Session, act: Act, debt: Debt) -> None:
    scope = act("clerk").scope
    make_arrival(session, act, debt)
    make_arrival(session, act, debt, "500")
    clocks = list(queries.payout_clocks(session, scope, DAWN))
    assert sorted(one.what for one in clocks) == ["3,000.00", "500.00"]
    assert {one.clock.due.day for one in clocks} == {date(2026, 2, 24)}
    row = make_payout(session, act, debt, amount="3100")
    send(session, act, row)
    assert [one.what for one in queries.payout_clocks(session, scope, DAWN)] == ["400.00"]
    court.set_profile(session, act("keeper"), PROFILE.model_copy(update={"disbursement_days": 5}))
    assert [one.clock.due.day for one in queries.payout_clocks(session, scope, DAWN)] == [date(2026, 1, 22)]


def test_money_that_is_not_at_the_bank_is_not_paid_out(session: Session, act: Act, debt: Debt) -> None:
    make_payment(session, act("bailiff", DAWN), debt)
    assert stands(session, AccountKind.CASE, debt.case_id) == 300_000
    assert refused("payout.not_covered", lambda: make_payout(session, act, debt)).facts["free"] == "0.00"
    assert list(queries.payout_clocks(session, act("clerk").scope, DAWN)) == []
