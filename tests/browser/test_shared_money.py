"""Money of one case for three creditors: a plan proposed, approved, received, objected to, carried out, paid and sent back."""

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect
from python_calamine import load_workbook
from sqlalchemy import select

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.cases import queries as cases
from app.cases.tables import Case
from routes.demonstration.clockwork import at
from tests.browser import served
from tests.browser.desk import Opened, at_desk, looks_well
from tests.browser.navigators import Person
from tests.browser.navigators_money import Cashier, Clerk
from tests.browser.once import copied
from tests.browser.served import Court
from tests.support import people
from tests.support.make_cases import make_case
from tests.support.make_distributions import make_applicant
from tests.support.make_money import bank_file, bank_row

CASE = "（2025）宁0425执811号"
OTHERS = ("松溪村镇银行股份有限公司", "松林建筑劳务有限公司")
FIRST, DEBTOR = "彭阳某村镇银行", "张某"
APPROVED = date(2026, 1, 18)
OVER = date(2026, 2, 4)
"""The first day after the fifteen days of all."""
OPENING = "503920.15"
"""What the bank told last on the day of the sweep."""


@pytest.fixture(scope="module")
def court(whole_day: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """The day after the sweep; whoever paid most owes in another case too, to two creditors."""
    home = copied(whole_day, tmp_path_factory.mktemp("shared"))
    store = Store(f"sqlite:///{home / 'court.db'}", lock=home / "write.lock")
    with store.writing() as session:
        judge = people.actor_of(session, "judge", at("18:30"))
        found = session.scalars(select(Case.id).where(Case.number == CASE)).one()
        debtor = cases.case(session, WHOLE_COURT, found).debtors[0].id
        make_applicant(session, judge, make_case(session, judge, debtors=(debtor,)), OTHERS[1])
    store.close()
    with served.serve(home) as opened:
        opened.show_later(APPROVED, "09:30")
        yield opened


def test_money_of_one_case_reaches_three_creditors(context: Opened, court: Court) -> None:
    clerk = Clerk(at_desk(context, court, "clerk", 422), court.address)
    number = proposes(clerk)
    director = Person(at_desk(context, court, "director"), court.address)
    director.opens("参与分配").follows(number).ticks("同意").presses("提交意见").sees("已审批：待送达")
    clerk.opens("今日案款").sees("有 1 份分配方案等待下一步").follows(number).sees("还缺")
    clerk.fills(收到的日期=APPROVED.isoformat()).presses("登记收到").sees(re.compile("最后一人的期限到 2026-02-02"))
    objects(clerk)
    clerk.opens("今日案款").sees(re.compile("分配方案异议期"), re.compile("对分配异议反对或起诉的期限"))
    court.show_later(OVER, "09:30")  # everybody signs in again
    is_paid(context, court, Clerk(at_desk(context, court, "clerk"), court.address), number)


def proposes(clerk: Clerk) -> str:
    """Preview, a wrong sum told with its creditor, then the plan; its number."""
    waiting = clerk.opens("案款发放").page.locator("#waiting").get_by_role("row").filter(has_text=CASE)
    waiting.first.get_by_role("link", name="提出发放").click()
    clerk.sees("被执行人另有 1 件未结案件，发放之前请先看是否需要分配").follows("参与分配")
    page = clerk.page
    clerk.fills(分配金额="90000", 财产及来源="扣划被执行人银行存款")
    page.locator("[name='rows.1.claim']").fill("30000")
    clerk.presses("预览").sees(f"{OTHERS[1]} 债权数额：还没有填写")
    expect(page.locator("[name='rows.1.claim']")).to_have_value("30000")
    page.locator("[name='rows.2.claim']").fill("20000")
    clerk.presses("预览").sees("预览：各人分得", "须由执行局局长审批；提出人不审批。")
    looks_well(page)
    clerk.presses("提出，交审批").sees_title("分配方案").sees("等执行局局长审批；提出的人不审批。")
    return page.get_by_role("heading", level=1).inner_text().removeprefix("分配方案").strip()


def objects(clerk: Clerk) -> None:
    """The debtor objects to one share; a form sent without its answers opens again and keeps what was typed."""
    section = clerk.page.locator("#objections")
    section.get_by_text("登记异议").first.click()
    clerk.fills(异议的理由="已经还过一部分").presses("登记异议", within=section)
    clerk.sees("异议人：还没有填写", "涉及哪些份额：至少选 1 项")
    expect(clerk.page.get_by_label("异议的理由")).to_have_value("已经还过一部分")
    clerk.chooses("异议人", DEBTOR)
    section.get_by_label(re.compile(OTHERS[1])).check()
    clerk.presses("登记异议", within=section).sees("已登记异议，所涉份额暂不发放。")
    clerk.chooses("接下来", "已通知").presses(re.compile("^登记$"), within=section)
    clerk.sees("已登记异议的处理。", "有异议，留存")


def is_paid(context: Opened, court: Court, clerk: Clerk, number: str) -> None:
    """What nobody contests is released, approved, listed for the bank, sent; what the bank sends back is paid anew."""
    pays(clerk, number, "620000000001", "620000000002")
    clerk.sees("已提出发放 2 笔，等待审批。", "余下的份额都有异议")
    payouts = clerk.page.locator("#shares").get_by_role("link", name=re.compile("发2026-")).all_inner_texts()
    director = Person(at_desk(context, court, "director"), court.address)
    for payout in payouts:
        director.opens("案款发放").follows(payout).ticks("同意").presses("提交意见").sees("已审批：待发放")
    cashier = Cashier(at_desk(context, court, "cashier"), court.address)
    listed = the_list(cashier)
    assert [row[0] for row in listed] == payouts
    assert {row[3] for row in listed} == {FIRST, OTHERS[0]}
    cashier.sends_payouts()
    sent = [{"对方户名": row[3], "对方账号": row[4], "附言": row[0], "交易日期": OVER.isoformat()} for row in listed]
    sums = [f"{float(row[6]):.2f}" for row in listed]
    told = [
        bank_row(f"-{paid}", 交易流水号=f"S{place}", 交易时间="10:00:00", 摘要="转账支出", **one)
        for place, (paid, one) in enumerate(zip(sums, sent, strict=True))
    ]
    back = bank_row(sums[1], 交易流水号="S9", 交易时间="11:00:00", 摘要="退汇", **sent[1])
    for rows, count, answer in ((told, 2, "确认已发放"), ([*told, back], 1, "确认退汇")):
        clerk.imports_statement(bank_file(rows, opening=OPENING), count)
        clerk.opens("认领匹配").presses(answer).sees("可以整组撤销")
    clerk.opens("参与分配").follows(number).sees("须重新发放", "已发放", "已退汇")
    looks_well(clerk.page)
    pays(clerk, number, "620000000003")
    clerk.sees("已提出发放 1 笔，等待审批。")
    expect(clerk.page.get_by_text("须重新发放")).to_be_hidden()


def pays(clerk: Clerk, number: str, *accounts: str) -> None:
    """Carry out what can be carried out of a plan, to these accounts in the order of the page."""
    clerk.opens("参与分配").follows(number).sees_title("分配方案")
    boxes = clerk.page.locator("#pay").get_by_label("收款账号").all()
    for box, account in zip(boxes, accounts, strict=True):
        box.fill(account)
    clerk.presses("按方案发放", sure=True)


def the_list(cashier: Cashier) -> list[list[str]]:
    """The rows of the list for the bank as the cashier loads it down, in the order of the plan."""
    with cashier.opens("案款发放").page.expect_download() as coming:
        cashier.page.get_by_role("link", name=re.compile("发放清单")).click()
    book = load_workbook(io.BytesIO(Path(coming.value.path()).read_bytes()))
    return [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()][1:]
