"""The page of a month: what agrees, who closed it, who checked it, the workbook."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from app.base.clock import HandClock
from app.base.store import Store
from app.staff.tables import SignIn
from tests.store.test_money_closing import fill
from tests.support import people
from tests.support.pages import Browser

Open = Callable[[str | None], Browser]


@pytest.fixture
def february(app_store: Store, clock: HandClock) -> None:
    with app_store.writing() as session:
        fill(session, lambda name, now=people.EVENING_BEFORE: people.actor_of(session, name, now))
        later = clock.forward(timedelta(days=17))
        session.execute(update(SignIn).values(begun_at=later, seen_at=later, fresh_at=later))


@pytest.mark.usefixtures("february")
def test_one_closes_and_another_checks(browser: Open) -> None:
    clerk, cashier = browser("clerk"), browser("cashier")
    page = clerk.get("/money/closing?month=2026-01")
    assert "三方一致" in page.text
    assert "106,088.80" in page.text
    assert clerk.post("/money/closing", {"month": "2026-01"}).status == 302
    assert "待另一人核对" in clerk.get("/money/closing?month=2026-01").text
    assert "核对一致" in cashier.get("/money/closing?month=2026-01").text
    book = load_workbook(io.BytesIO(clerk.get("/money/closing.xlsx?month=2026-01").bytes))
    assert book.sheetnames == ["余额调节表", "科目余额", "对账台账"]
    register = list(book["对账台账"].iter_rows(values_only=True))
    assert len(register[0]) == 10
    assert [row[1] for row in register[1:]] == [9000, -3000, -400, 3000, 20, 12020, 3400, 8620]
    assert [row[0] for row in register[-3:]] == ["收入合计", "支出合计", "收支净额"]
    sides = {row[1]: row[2] for row in book["余额调节表"].iter_rows(values_only=True)}
    assert sides["减：发放在途"] == 400


@pytest.mark.usefixtures("february")
def test_the_page_subtracts_without_a_sign_and_sums_the_register_up(browser: Open) -> None:
    page = browser("clerk").get("/money/closing?month=2026-01").text
    assert "-400.00</td></tr>" not in page.partition("对账台账")[0]
    sums = page.rpartition("<tfoot>")[2]
    assert all(f">{told}</td>" in sums for told in ("12,020.00", "3,400.00", "8,620.00"))


@pytest.mark.usefixtures("february")
def test_who_sends_a_closing_back_says_why(browser: Open) -> None:
    clerk, cashier = browser("clerk"), browser("cashier")
    clerk.post("/money/closing", {"month": "2026-01"})
    where = cashier.get("/money/closing?month=2026-01").text.partition('action="/money/closing/')[2].partition('"')[0]
    no = cashier.post(f"/money/closing/{where}", {"note": ""})
    assert (no.status, "退回须写明理由" in no.text) == (422, True)
    assert cashier.post(f"/money/closing/{where}", {"note": "银行余额少 5 元"}).status == 302
    assert "银行余额少 5 元" in clerk.get("/money/closing?month=2026-01").text


@pytest.mark.usefixtures("february")
def test_a_month_that_is_not_over_is_not_closed(browser: Open) -> None:
    assert "还没有过完" in browser("clerk").get("/money/closing?month=2026-02").text
    assert browser("clerk").post("/money/closing", {"month": "2026-02"}).status in {409, 410, 422}
    assert browser("clerk").get("/money/closing?month=x").status == 422
    assert browser("judge").get("/money/closing").status == 403


@pytest.mark.usefixtures("february")
def test_a_month_without_a_statement_says_why_it_cannot_be_closed(browser: Open) -> None:
    page = browser("clerk").get("/money/closing?month=2025-12").text
    assert "还没有导入过银行流水" in page
    assert "专户账面余额（没有银行流水可比）" in page
    assert "先处理上面列出的不一致，再到这里结账。" in page.partition("<h2>结账</h2>")[2]
    assert '<th scope="row">银行对账单余额</th>' not in page
