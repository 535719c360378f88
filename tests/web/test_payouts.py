"""Paying out on the pages: proposed, approved by another, sent by finance, found in the bank's lines."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from app.base.actor import Actor
from app.base.clock import HandClock
from app.base.store import Store
from app.money import queries_bank, queries_payouts
from app.money.actions_lines import ExplainLine, explain_line
from app.staff.tables import SignIn
from tests.support import people
from tests.support.counting import counting
from tests.support.make_cases import make_case, make_person
from tests.support.make_money import Debt, make_debt
from tests.support.make_payouts import CREDITOR, make_arrival, make_line, make_payout, send
from tests.support.pages import Browser
from tests.support.people import DAWN

Open = Callable[[str | None], Browser]


@dataclass(frozen=True)
class Held:
    """A case that holds 3,000 yuan."""

    debt: Debt
    case: str


@pytest.fixture
def held(app_store: Store) -> Held:
    with app_store.writing() as session:

        def act(name: str, now: object = DAWN) -> object:
            return people.actor_of(session, name, DAWN)

        debt = make_debt(session, people.actor_of(session, "judge"))
        make_arrival(session, act, debt)  # type: ignore[arg-type] # reason: an actor by name is all it asks
        return Held(debt, f"/cases/{debt.case_id}")


def given(held: Held, **changes: str) -> dict[str, str]:
    return {
        "kind": "creditor",
        "amount": "3000",
        "payee": CREDITOR,
        "payee_account": "62000",
        "reason": "案款发放",
        **changes,
    }


def waiting(first_page: str) -> str:
    """The number at the door of the disbursement desk."""
    door = first_page.partition("<strong>案款发放")[2].partition("</strong>")[0]
    return door.partition('count">')[2].partition("<")[0]


def test_money_goes_out_through_three_pairs_of_hands(browser: Open, app_store: Store, held: Held) -> None:
    clerk, director, cashier = browser("clerk"), browser("director"), browser("cashier")
    assert "提出发放" in clerk.get("/money/payouts").text
    form = clerk.get(f"{held.case}/payouts/new").text
    assert "现在可发放 3,000.00 元" in form
    page = clerk.post(f"{held.case}/payouts/new", given(held)).location
    assert "待执行局局长审批" in clerk.get(page).text
    assert "提交意见" not in clerk.get(page).text
    assert clerk.post(page, {"decision": "approved"}).status == 403
    assert "提交意见" in director.get(page).text
    assert [waiting(one.get("/").text) for one in (clerk, director, cashier)] == ["", "1", ""]
    director.post(page, {"decision": "approved"})
    assert "已审批：待发放" in director.get("/money/payouts").text
    assert [waiting(one.get("/").text) for one in (clerk, director, cashier)] == ["", "", "1"]
    desk = cashier.get("/money/payouts").text
    assert "记为发往银行" in desk
    payout_id = page.rsplit("/", 1)[-1]
    assert cashier.post("/money/payouts", {"payout_ids": payout_id}).status == 302
    book = load_workbook(io.BytesIO(cashier.get("/money/payouts.xlsx").bytes))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[3:7] for row in rows[1:]] == [(CREDITOR, "62000", None, 3000)]
    with app_store.writing() as session:
        make_line(session, lambda name, _=DAWN: people.actor_of(session, name, DAWN), "-3000", 对方户名=CREDITOR)
    special = clerk.get("/money/special-lines").text
    assert "就是发放单" in special
    with app_store.reading() as session:
        scope = people.actor_of(session, "clerk").scope
        line = queries_bank.unexplained_out(session, scope)[0]
    clerk.post("/money/special-lines", {"line_id": str(line.id), "meaning": "payout", "payout_id": payout_id})
    with app_store.reading() as session:
        scope = people.actor_of(session, "clerk").scope
        assert [one.stage for one in queries_payouts.listed(session, scope)] == ["paid"]
    assert "没有待核支出" in clerk.get("/money/special-lines").text


def test_another_payee_is_refused_beside_the_field(browser: Open, held: Held) -> None:
    page = browser("clerk").post(f"{held.case}/payouts/new", given(held, payee="某代理"))
    assert page.status == 422
    assert f"收款人应当是 {CREDITOR}" in page.text


def test_money_held_back_is_proposed_by_one_and_approved_by_another(browser: Open, held: Held) -> None:
    judge, director = browser("judge"), browser("director")
    where = f"{held.case}/deferrals"
    wrong = judge.post(where, {"ground": "other", "reason": "等", "review_on": "2026-01-01"})
    assert wrong.status == 422
    judge.post(where, {"ground": "frozen", "reason": "他院冻结", "review_on": "2026-03-01"})
    assert "批准" in director.get(where).text
    assert "他院冻结" in browser("clerk").get("/money/payouts").text


def test_who_may_not_pay_out_sees_no_form(browser: Open, held: Held) -> None:
    assert browser("bailiff").get("/money/payouts").status == 403
    assert "提出发放" not in browser("auditor").get("/money/payouts").text
    assert browser("auditor").get(f"{held.case}/payouts/new").status == 403


def test_the_form_says_each_kinds_own_share(browser: Open, app_store: Store, clock: HandClock, held: Held) -> None:
    clerk = browser("clerk")
    with app_store.writing() as session:
        later = clock.forward(timedelta(days=1))
        session.execute(update(SignIn).values(begun_at=later, seen_at=later, fresh_at=later))
    form = clerk.get(f"{held.case}/payouts/new").text
    assert f"{held.case}/payouts/new?kind=fee" in form
    fee = clerk.get(f"{held.case}/payouts/new?kind=fee").text
    assert 'value="800.00"' in fee
    assert "已收取而未上缴的执行费，不能更多" in fee
    page = clerk.post(f"{held.case}/payouts/new", given(held, kind="fee", payee="国库", amount="3000"))
    assert page.status == 422
    assert "应缴执行费只有 800.00 元" in page.text
    assert "请填写收款账号" in clerk.post(f"{held.case}/payouts/new", given(held, payee_account="")).text


def test_other_creditors_of_the_debtor_are_named_before_money_goes_out(
    browser: Open, app_store: Store, held: Held
) -> None:
    clerk = browser("clerk")
    page = f"{held.case}/payouts/new"
    assert "未结案件" not in clerk.get(page).text
    with app_store.writing() as session:
        other = make_case(session, people.actor_of(session, "judge"), debtors=(held.debt.person_id,))
    told = clerk.get(page).text
    assert "被执行人另有 1 件未结案件" in told
    assert f"/cases/{other}/money" in told
    door = f"/papers/draft?kind=distribution_plan&case_id={held.debt.case_id}"
    assert door.replace("&", "&amp;") in told
    assert clerk.get(door).status == 200


def test_the_form_of_approval_is_one_press_from_the_payout(browser: Open, held: Held) -> None:
    clerk = browser("clerk")
    page = clerk.post(f"{held.case}/payouts/new", given(held)).location
    door = f"/papers/draft?kind=payout_approval&case_id={held.debt.case_id}"
    assert door.replace("&", "&amp;") in clerk.get(page).text
    form = clerk.get(door).text
    assert f'value="{CREDITOR}"' in form
    assert 'value="62000"' in form
    assert 'value="发放给申请执行人"' in form


@pytest.mark.parametrize(
    ("told", "offered"),
    [
        ({"对方户名": "某建材经营部", "对方账号": "6200000000777", "附言": "货款"}, False),
        ({"对方户名": "存款利息支出", "对方账号": "9000000000001", "附言": "结息"}, True),
        ({"附言": "批量入账"}, True),
    ],
)
def test_money_of_a_named_payer_is_not_offered_as_the_banks_interest(
    browser: Open, app_store: Store, told: dict[str, str], *, offered: bool
) -> None:
    with app_store.writing() as session:
        make_line(session, lambda name, _=DAWN: people.actor_of(session, name, DAWN), "2000", **told)
    page = browser("clerk").get("/money/special-lines").text
    assert ('value="bank_interest"' in page) is offered
    assert "退回付款人" in page


def test_the_form_looks_for_other_cases_of_all_debtors_at_once(browser: Open, app_store: Store) -> None:
    with app_store.writing() as session:
        judge = people.actor_of(session, "judge")
        couple = (make_person(session, judge), make_person(session, judge))
        case_id = make_case(session, judge, debtors=couple)
        others = [make_case(session, judge, debtors=(one,)) for one in couple]
    clerk = browser("clerk")
    with counting(app_store) as statements:
        page = clerk.get(f"/cases/{case_id}/payouts/new").text
    assert "被执行人另有 2 件未结案件" in page
    assert all(f"/cases/{one}/money" in page for one in others)
    assert sum("SELECT DISTINCT cases.id" in one for one in statements) == 1


@pytest.fixture
def returned(app_store: Store, held: Held, clock: HandClock) -> str:
    """A payout of 3,000 yuan that went out and that the bank sent back; its page."""
    with app_store.writing() as session:

        def act(name: str, _: object = DAWN) -> Actor:
            return people.actor_of(session, name, DAWN)

        paid = make_payout(session, act, held.debt)
        send(session, act, paid)
        for amount, meaning in (("-3000", "payout"), ("3000", "payout_return")):
            line = make_line(session, act, amount, 对方户名=CREDITOR)
            told = {"line_id": line.id, "meaning": meaning, "payout_id": paid.id}
            explain_line(session, act("clerk"), ExplainLine.model_validate(told))
        later = clock.forward(timedelta(days=2))
        session.execute(update(SignIn).values(begun_at=later, seen_at=later, fresh_at=later))
        return f"/money/payouts/{paid.id}"


def test_what_the_bank_sent_back_is_proposed_anew_and_leaves_the_list(browser: Open, held: Held, returned: str) -> None:
    clerk = browser("clerk")
    assert "银行退回了这些款项" in clerk.get("/money/payouts").text
    page = clerk.get(returned).text
    assert ("银行退汇" in page, "重新提出发放" in page) == (True, True)
    form = f"{held.case}/payouts/new?again={returned.rsplit('/', 1)[-1]}"
    assert form in page
    again = clerk.get(form).text
    assert ("已退汇，请核对收款账号" in again, 'value="3,000.00"' in again, 'value="62000' in again) == (
        True,
        True,
        False,
    )
    assert clerk.get(f"{held.case}/payouts/new?again={held.debt.person_id}").status == 404
    clerk.post(f"{held.case}/payouts/new", given(held, payee_account="62001"))
    assert "银行退回了这些款项" not in clerk.get("/money/payouts").text
