"""What is rare in a clerk's week: numbers half spoiled, a payment past the court's account, money nobody knows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import served
from tests.browser.desk import Opened, at_desk, looks_well
from tests.browser.navigators import Person
from tests.browser.navigators_money import Cashier, Clerk
from tests.browser.once import copied
from tests.browser.served import Court

CASE = "（2025）宁0425执823号"
EVENING = "18:30"


@pytest.fixture(scope="module")
def court(whole_day: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """The evening of the sweep, its day closed."""
    with served.serve(copied(whole_day, tmp_path_factory.mktemp("loose"))) as opened:
        opened.show_day(EVENING)
        yield opened


def test_of_a_block_some_numbers_are_spoiled_and_the_rest_comes_back(context: Opened, court: Court) -> None:
    clerk = Clerk(at_desk(context, court, "clerk", 422), court.address)
    clerk.opens("收据号段").presses("预留").sees(re.compile("谁的平板：还没有填写"))
    clerk.chooses("谁的平板", "马").fills(张数="5").presses("预留").sees("回院清点")
    boxes = clerk.page.get_by_role("group", name=re.compile("没有用过的号码")).get_by_role("checkbox")
    expect(boxes).to_have_count(5)
    for place in (2, 3, 4):
        boxes.nth(place).uncheck()
    clerk.presses("清点").sees("怎样处理：还没有填写", "原因：还没有填写")
    assert [boxes.nth(place).is_checked() for place in range(5)] == [True, True, False, False, False]
    clerk.ticks(re.compile("^作废")).fills(原因="雨水打湿").presses("清点").sees("已清点 2 个号码。")
    assert figures(clerk.page) == {"领出": "5", "已用": "0", "退回": "0", "作废": "2", "未用": "3"}
    looks_well(clerk.page)
    clerk.ticks(re.compile("^退回")).fills(原因="没有用上").presses("清点")
    clerk.sees("已清点 3 个号码。", "每个号码都有去向，本号段已清点完毕。")
    assert figures(clerk.page) == {"领出": "5", "已用": "0", "退回": "3", "作废": "2", "未用": "0"}
    clerk.follows("全部号段").sees_title("收据号段").sees("雨水打湿", re.compile("无缺号"))
    looks_well(clerk.page)


def test_the_creditor_answers_to_a_payment_past_the_account(context: Opened, court: Court) -> None:
    clerk = Clerk(at_desk(context, court, "clerk"), court.address)
    clerk.opens("案件").follows(CASE)
    case = clerk.page.url
    clerk.page.goto(f"{case}/money/new")
    clerk.ticks(re.compile("直接给付")).fills(金额="200", 交款人="黄某").presses("登记收款").sees(
        re.compile("已登记，收据")
    )
    clerk.opens("直接给付").sees("待申请执行人确认")
    looks_well(clerk.page)
    judge = Person(at_desk(context, court, "judge", 422), court.address)
    judge.opens("直接给付").follows("登记答复").ticks("电话").fills(说明="拨打银行电话，说没有收到")
    judge.presses("登记答复").sees("答复：还没有填写", "答复的人：还没有填写", "身份：还没有填写")
    expect(judge.page.get_by_label("说明")).to_have_value("拨打银行电话，说没有收到")
    looks_well(judge.page)
    judge.ticks(re.compile("确认")).fills(答复的人="何经理").chooses("身份", "本人").presses("登记答复")
    judge.sees(re.compile("须有两名执行人员"))
    judge.ticks(re.compile("书面")).presses("登记答复").sees("申请执行人的答复已登记。", "没有待确认的直接给付")
    judge.page.goto(f"{case}/money")
    judge.sees("直接给付，已确认")


def test_money_nobody_knows_goes_back_to_who_sent_it(context: Opened, court: Court) -> None:
    clerk = Clerk(at_desk(context, court, "clerk", 422), court.address)
    clerk.opens("今日案款").follows(re.compile("^认领.*某建材经营部")).follows("退回付款人")
    clerk.sees_title("退回不明案款")
    looks_well(clerk.page)
    clerk.fills(金额="2000.01", 收款人="别人").presses("提出，交审批").sees(re.compile("有 . 处需要改正"))
    expect(clerk.page.get_by_label("金额").first).to_have_value("2000.01")
    clerk.fills(金额="2000", 收款人="某建材经营部").presses("提出，交审批").sees_title("发放单")
    number = clerk.page.get_by_role("heading", level=1).inner_text().removeprefix("发放单").strip()
    clerk.sees("退款", "不明案款")
    looks_well(clerk.page)
    director = Person(at_desk(context, court, "director"), court.address)
    director.opens("案款发放").follows(number).ticks("同意").presses("提交意见").sees("已审批：待发放")
    cashier = Cashier(at_desk(context, court, "cashier"), court.address)
    cashier.sends_payouts()
    expect(cashier.row(number)).to_contain_text("已发往银行")
    looks_well(cashier.page)


def figures(page: Page) -> dict[str, str]:
    """The numbers of a block as they stand on its page."""
    found = {}
    for name in ("领出", "已用", "退回", "作废", "未用"):
        stat = page.locator(".stats > *").filter(has_text=re.compile(f"^\\s*{name}")).first
        found[name] = stat.inner_text().split()[-1]
    return found
