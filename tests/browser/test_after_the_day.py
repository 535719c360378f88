"""Weeks after the sweep: a broken settlement, two proposals at the table, a payout the bank sends back."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import served
from tests.browser.desk import Opened, at_desk, looks_well
from tests.browser.navigators import Person
from tests.browser.navigators_judge import Judge
from tests.browser.navigators_money import Cashier, Clerk
from tests.browser.once import copied
from tests.browser.served import Court
from tests.support.make_money import bank_file, bank_row

MARCH = date(2026, 3, 10)
CASE = "（2025）宁0425执823号"
OPENING = "503920.15"
"""What the bank told last on the day of the sweep."""


@pytest.fixture(scope="module")
def court(whole_day: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """The tenth of March: the first instalments were due a fortnight ago."""
    with served.serve(copied(whole_day, tmp_path_factory.mktemp("after"))) as opened:
        opened.show_later(MARCH, "09:30")
        yield opened


def test_a_broken_settlement_goes_the_way_to_its_new_number(context: Opened, court: Court) -> None:
    page = at_desk(context, court, "judge", 422)
    judge = Judge(page, court.address)
    judge.opens("还款计划").sees("逾期 1 期").follows(CASE).follows("看违约审查表，办下一步").sees("逾期 14 天未还足")
    judge.sees("申请恢复执行的最后一日", re.compile("还有 42 期没有到期"), "制作恢复执行申请书")
    looks_well(page)
    judge.chooses("步骤", "申请执行人申请恢复").presses("登记").sees("请上传申请执行人签名的申请书，或写明原件在哪里")
    expect(page.get_by_label("步骤")).to_have_value("applied")
    judge.fills(说明="申请书原件存卷").presses("登记").sees("已登记。")
    judge.chooses("步骤", "立案给出执恢案号").fills(恢复执行案号="(2026)宁0425执恢12号").presses("登记")
    judge.sees("（2026）宁0425执恢12号").follows("看计划").sees("不再按这份计划提醒和计算逾期")
    looks_well(page)


def test_two_proposals_are_compared_while_they_are_typed(context: Opened, court: Court) -> None:
    page = at_desk(context, court, "judge")
    judge = Judge(page, court.address)
    judge.opens("还款计划").follows("（2025）宁0425执846号").follows("与另一方案比较").follows("边填边比较")
    page.locator("html[data-attached]").wait_for()
    worked = page.locator("#worked")
    for name, value in {"one_first_on": "2026-04-15", "two_first_on": "2026-04-15", "two_instalments": ""}.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=two_monthly]").fill("900")
    expect(worked.locator("path")).to_have_count(2)
    expect(worked.get_by_role("row", name=re.compile("^期数 12 21$"))).to_be_visible()
    page.locator("[name=one_instalments]").fill("6")
    expect(worked.get_by_role("row", name=re.compile("^期数 6 21$"))).to_be_visible()
    looks_well(page)
    judge.presses("保存方案二").sees_title("还款计划").sees("还款计划表", "登记签订和解协议")


def test_a_payout_the_bank_sends_back_is_proposed_anew(context: Opened, court: Court) -> None:
    clerk = Clerk(at_desk(context, court, "clerk"), court.address)
    number = clerk.proposes_payout(CASE, "62000000001")
    director = Person(at_desk(context, court, "director"), court.address)
    director.opens("案款发放").follows(number).ticks("同意").presses("提交意见").sees("已审批：待发放")
    Cashier(at_desk(context, court, "cashier"), court.address).sends_payouts()
    amount = clerk.opens("案款发放").row(number).locator(".figure").inner_text().replace(",", "")
    payee = {"对方户名": "彭阳某村镇银行", "对方账号": "62000000001", "附言": number, "交易日期": MARCH.isoformat()}
    rows = [
        bank_row(f"-{amount}", 交易流水号="P1", 交易时间="10:00:00", 摘要="转账支出", **payee),
        bank_row(amount, 交易流水号="P2", 交易时间="11:00:00", 摘要="退汇", **payee),
    ]
    for told, answer in ((rows[:1], "确认已发放"), (rows, "确认退汇")):
        clerk.imports_statement(bank_file(told, opening=OPENING), 1)
        clerk.opens("认领匹配").presses(answer).sees("可以整组撤销")
    clerk.opens("案款发放").sees("银行退回了这些款项")
    looks_well(clerk.page)
    clerk.follows(number).sees("银行退汇")
    looks_well(clerk.page)
    clerk.follows("重新提出发放").sees(f"发放单 {number} 已退汇，请核对收款账号和开户行")
    clerk.fills(收款账号="62000000002").presses("提出，交审批").sees_title("发放单")
    clerk.opens("案款发放")
    expect(clerk.page.get_by_text("银行退回了这些款项")).to_be_hidden()
